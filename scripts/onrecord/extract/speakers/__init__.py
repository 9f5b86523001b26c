"""Speakers: who is meant by a source."""
