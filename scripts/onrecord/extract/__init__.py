"""Extraction: an article's text in, who said what out."""

from onrecord.extract.pipeline import extract

__all__ = ["extract"]
