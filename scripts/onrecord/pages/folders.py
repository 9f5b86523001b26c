"""Where the generated pages are."""

FOLDERS = ("statements", "articles", "speakers", "topics", "kinds")
"""The folders below ``docs/`` that the build writes; a page in them without the build's mark is left alone."""
