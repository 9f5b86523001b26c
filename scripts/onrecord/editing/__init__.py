"""Editing: an editor's corrections, read from their files and applied by the words that they name."""
