"""The one place that makes hostile text safe, with one function for each context it can stand in.

Every function keeps the text's characters: what a browser shows, or a parser reads back, equals what went in.
Sources: the WHATWG HTML standard, section 13.2.5 (tokenization) and 13.2.5.80 (numeric character references);
Python-Markdown's own placeholders, which are framed by U+0002 and U+0003.
"""

import re
from urllib.parse import quote, urlsplit

# Python-Markdown expands tabs and drops its placeholder frames; as references all three come out as they went in.
_HTML = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\x02": "&#2;",
        "\x03": "&#3;",
    }
)
_ATTRIBUTE = _HTML | str.maketrans({"'": "&#39;", "\n": "&#10;", "\r": "&#13;", "`": "&#96;"})

# ASCII punctuation is all that Markdown, in any dialect, gives a meaning to.  What cannot start or end a construct
# inside a line of prose stays as it is, so that a page's source can be read.
_MARKDOWN = _HTML | str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]()#+!|~^=:$@\n\r"})
_BLOCK_START = re.compile(r"^(\s*)(?:([-.])|(\d+)([.)]))")
_BARE_ADDRESS = re.compile(r"(?i)\bwww\.")


def html(text: str) -> str:
    """Text inside an element of a raw HTML block; line ends must be gone already."""
    return text.translate(_HTML)


def attribute(text: str) -> str:
    """A double-quoted attribute's value."""
    return text.translate(_ATTRIBUTE)


def markdown(text: str) -> str:
    """Text inside a line of Markdown: nothing in it is read as markup, a link, a list or a heading."""
    safe = text.translate(_MARKDOWN)
    safe = _BARE_ADDRESS.sub(lambda match: match[0].replace(".", "&#46;"), safe)
    start = _BLOCK_START.match(safe)
    if start:
        mark = start[2] or start[4]
        at = start.end() - 1
        safe = f"{safe[:at]}&#{ord(mark)};{safe[at + 1 :]}"
    # Markdown strips white space at the ends of a line.
    lead = len(safe) - len(safe.lstrip())
    tail = len(safe.rstrip())
    return "".join(f"&#{ord(c)};" for c in safe[:lead]) + safe[lead:tail] + "".join(f"&#{ord(c)};" for c in safe[tail:])


def front_matter(text: str) -> str:
    """A front-matter value that the theme prints into HTML without escaping it (title, description, author)."""
    return text.translate(_ATTRIBUTE)


def url(address: str) -> str:
    """An absolute http or https address as an attribute's value.

    Raises:
        ValueError: any other scheme, such as ``javascript:``, or no host.

    """
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        msg = f"not an http or https address: {address!r}"
        raise ValueError(msg)
    return attribute(quote(parts.geturl(), safe="%/:=&?~#+!$,;'@()*[]"))
