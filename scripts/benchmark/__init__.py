"""Measurements of the search and the build, on generated archives."""
