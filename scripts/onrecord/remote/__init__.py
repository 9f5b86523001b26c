"""Folders that lie at URLs: read, written and mirrored through fsspec, whatever file system that is."""
