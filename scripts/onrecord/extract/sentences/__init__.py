"""Sentences: segmented, cut into tokens, parsed."""
