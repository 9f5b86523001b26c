"""Readers' words in other languages: a file of each language, and what looks them up."""
