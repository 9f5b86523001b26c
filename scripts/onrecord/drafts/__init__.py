"""Drafts: one article by itself: extracted, corrected and tagged."""
