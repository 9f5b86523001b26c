"""Search: the indexes that a reader's browser asks."""
