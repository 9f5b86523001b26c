"""Checking: a built site against the seeds, every character of it."""
