"""The description by which a browser adds the site as a search engine (OpenSearch 1.1, Draft 6)."""

from pathlib import Path

from onrecord.model.site import Site
from onrecord.text import escape

FILE = "opensearch.xml"
_LONGEST_NAME = 16
"""Characters that the specification allows a short name."""


def write_opensearch(folder: Path, site: Site, description: str) -> None:
    """Write the description of the site into the folder it is built into, if it has an absolute address."""
    address = site.address("")
    if address is None:
        return
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{escape.html(site.name[:_LONGEST_NAME].rstrip())}</ShortName>
  <Description>{escape.html(description)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">{escape.html(address)}assets/onrecord/favicon.svg</Image>
  <Url type="text/html" method="get" template="{escape.html(address)}search/?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")
