"""Rendering: the build's own pages in the site's theme, as MkDocs would, without what it does again for each page."""
