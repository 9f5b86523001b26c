"""Lexicon: word lists as files, one folder a language, and what they tell of names, titles and roles."""
