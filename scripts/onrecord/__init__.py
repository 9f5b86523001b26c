"""On the Record: a searchable, linkable record of what news articles quote and claim."""

__version__ = "0.2.0"
