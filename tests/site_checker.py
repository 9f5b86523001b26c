"""Walks a built site and lists its faults: dead links, duplicate ids, loads from other hosts, no language, no title.

Only what stands in HTML, CSS and web manifests is seen; what scripts fetch is for the browser tests to watch.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

# Of these, and of these alone, a browser fetches nothing (WHATWG HTML, section 4.6.7 "Link types").
NOT_LOADED = frozenset(
    {"alternate", "author", "bookmark", "canonical", "help", "license", "me", "next", "prev", "search", "tag", "up"}
)
LOADING_ATTRIBUTES = frozenset({"src", "poster", "background", "manifest", "data", "ping", "action", "formaction"})
LOADING_HREFS = frozenset({"image", "use", "feimage", "script", "textpath", "mpath"})
HARMLESS_SCHEMES = frozenset({"mailto", "tel", "data", "blob", "about"})

_CSS_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_REFERENCE = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a file holds: a ``link`` is for people to follow, a ``load`` is fetched by the browser."""

    kind: Literal["link", "load"]
    address: str
    line: int


@dataclass(slots=True)
class Page:
    """What the checks need to know of one HTML file."""

    language: str = ""
    title: str = ""
    ids: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)


def check(site: Path, *, base: str = "/") -> list[str]:
    """List the faults of the site in the folder ``site``, one line each, in the order of its files; none is the aim.

    ``base`` is where the site is published: a path, or an absolute address, to which full addresses then belong too.
    """
    return list(_Check(site, base).faults())


class _Check:
    def __init__(self, site: Path, base: str) -> None:
        self._site = site
        self._base = urljoin("http://site.invalid/", base if base.endswith("/") else base + "/")
        self._files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        self._pages = {name: _page(site / name) for name in sorted(self._files) if name.endswith(".html")}

    def faults(self) -> Iterator[str]:
        for name in sorted(self._files):
            if name in self._pages:
                yield from self._page_faults(name, self._pages[name])
            elif name.endswith(".css"):
                text = (self._site / name).read_text(encoding="utf-8")
                yield from self._reference_faults(name, list(_css_references(text, 1)))
            elif name.endswith((".webmanifest", "manifest.json")):
                text = (self._site / name).read_text(encoding="utf-8")
                yield from self._reference_faults(name, list(_manifest_references(text)))

    def _page_faults(self, name: str, page: Page) -> Iterator[str]:
        if not page.language.strip():
            yield f"{name}: no language; <html> needs lang"
        if not page.title.strip():
            yield f"{name}: no <title>"
        for id_, count in page.ids.items():
            if count > 1:
                yield f'{name}: the id "{id_}" stands {count} times'
        yield from self._reference_faults(name, page.references)

    def _reference_faults(self, name: str, references: list[Reference]) -> Iterator[str]:
        for reference in dict.fromkeys(references):
            wrong = self._wrong(name, reference)
            if wrong:
                yield f"{name}:{reference.line}: {wrong}: {reference.address}"

    def _wrong(self, name: str, reference: Reference) -> str | None:
        """Say what is wrong with an address, or nothing."""
        address = reference.address.strip()
        here = urljoin(self._base, name.removesuffix("index.html"))
        try:
            target = urlsplit(urljoin(here, address))
        except ValueError:
            return "no address"
        home = urlsplit(self._base)
        if target.scheme in HARMLESS_SCHEMES:
            return None
        if target.scheme not in {"http", "https"}:
            return "an address that is no place"
        if target.netloc != home.netloc:
            return "a load from another host" if reference.kind == "load" else None
        if name == "404.html" and not address.startswith(("/", "#", "http:", "https:")):
            return "a relative address on a page that is shown at any address"
        if not target.path.startswith(home.path):
            return "an address outside the site"
        return self._missing(unquote(target.path.removeprefix(home.path)), target.fragment)

    def _missing(self, path: str, fragment: str) -> str | None:
        file = path + "index.html" if path == "" or path.endswith("/") else path
        if file not in self._files:
            return "no slash at the end" if f"{file}/index.html" in self._files else "a dead link"
        page = self._pages.get(file)
        anchor = unquote(fragment.partition(":~:")[0])  # a text fragment points at words, not at an id
        if page is None or anchor in {"", "top"} or anchor in page.ids or anchor in page.names:
            return None
        return f'no id "{anchor}" there'


class _Reader(HTMLParser):
    """Collects what a `Page` holds."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open_text: Literal["title", "style"] | None = None
        self._in_drawing = 0
        self._style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "html":
            self.page.language = given.get("lang", "")
        elif tag == "svg":
            self._in_drawing += 1  # a drawing has titles of its own
        elif (tag == "title" and not self._in_drawing and not self.page.title) or tag == "style":
            self._open_text, self._style = ("title" if tag == "title" else "style"), ""
        if given.get("id"):
            self.page.ids[given["id"]] += 1
        if tag == "a" and given.get("name"):
            self.page.names.add(given["name"])
        line = self.getpos()[0]
        self.page.references += [Reference(kind, address, line) for kind, address in _references(tag, given)]
        self.page.references += _css_references(given.get("style", ""), line)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._in_drawing = max(0, self._in_drawing - 1)
        elif tag == "style" and self._open_text == "style":
            self.page.references += _css_references(self._style, self.getpos()[0])
        if tag == self._open_text:
            self._open_text = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag == "svg":
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open_text == "title":
            self.page.title += data
        elif self._open_text == "style":
            self._style += data


def _page(path: Path) -> Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page


def _references(tag: str, given: dict[str, str]) -> Iterator[tuple[Literal["link", "load"], str]]:
    """Give the addresses in one element's attributes, with what a browser does with them."""
    for name, value in given.items():
        if name in {"href", "xlink:href"}:
            if tag in {"a", "area"}:
                yield "link", value
            elif tag == "link":
                yield ("link" if set(given.get("rel", "").lower().split()) <= NOT_LOADED else "load"), value
            elif tag in LOADING_HREFS:
                yield "load", value
        elif name in {"srcset", "imagesrcset"}:
            yield from (("load", part.split()[0]) for part in value.split(",") if part.split())
        elif name in LOADING_ATTRIBUTES and value and (name != "data" or tag == "object"):
            yield "load", value
    refresh = _REFRESH.match(given.get("content", "")) if tag == "meta" else None
    if refresh and given.get("http-equiv", "").lower() == "refresh":
        yield "load", refresh[1]


def _css_references(text: str, line: int) -> Iterator[Reference]:
    for found in _CSS_REFERENCE.finditer(_CSS_REMARK.sub("", text)):
        address = next((group for group in found.groups() if group), "")
        if address:
            yield Reference("load", address, line)


def _manifest_references(text: str) -> Iterator[Reference]:
    manifest = json.loads(text)
    for icon in manifest.get("icons", []):
        yield Reference("load", icon["src"], 1)
    if "start_url" in manifest:
        yield Reference("link", manifest["start_url"], 1)


if __name__ == "__main__":
    found = check(Path(sys.argv[1]), base=sys.argv[2] if len(sys.argv) > 2 else "/")
    sys.exit("\n".join(found) if found else 0)
