"""What a page states of itself: JSON-LD first, then OpenGraph, then its head.  Nothing is guessed."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.adding.dates import date
from onrecord.adding.taken import value
from onrecord.model.article import Metadata
from onrecord.text.fold import fold

_ARTICLE = re.compile(r"(?:.*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|.*NewsArticle)\Z")
_SEPARATOR = re.compile(r"\s+[|–—•·:»/-]+\s+|\s*[|»]\s*|(?<=\w):\s+")
_BY = re.compile(r"(?:by|from|words by)\s*:?\s+", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*(?:;|\||,?\s+and\s+|,\s+(?=[A-Z][\w.’'-]+\s+[A-Z]))\s*")
_TAGS = re.compile(r"<[^<>]+>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


def stated(tree: HtmlElement, address: str | None = None) -> Metadata:
    """The metadata that the page states; ``address`` is where it was found, to complete relative links only."""
    page = _Page(tree, address)
    outlet = page.outlet()
    title = page.title(outlet)
    authors = tuple(dict.fromkeys(name for name in page.authors() if not outlet or fold(name) != fold(outlet)))
    return Metadata(
        title=title,
        url=page.url(),
        outlet=outlet,
        authors=authors,
        published=next(filter(None, map(date, page.dates())), None),
        language=page.language(),
        rights=value(page.meta("copyright", "dc.rights", "dcterms.rights", "rights")),
        description=_plain(page.ld.get("description")) or value(page.meta("og:description", "description")),
    )


def without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's name behind it, or before it: "Bridge closed | The Example Post"."""
    if not outlet:
        return title
    own = _same(outlet)
    cuts = [(one.start(), one.end()) for one in _SEPARATOR.finditer(title)]
    for start, end in cuts:
        if start and _same(title[end:]) == own:
            return title[:start].strip()
    for start, end in reversed(cuts):
        if end < len(title) and _same(title[:start]) == own:
            return title[end:].strip()
    return title


def _same(name: str) -> tuple[str, ...]:
    words = fold(re.sub(r"\.(?:com?|org|net|co\.uk)\b", "", name))
    return words[1:] if words[:1] == ("the",) else words


class _Page:
    """A page's head and its structured data, as they are asked for."""

    def __init__(self, tree: HtmlElement, address: str | None) -> None:
        self.tree = tree
        self.address = address
        self.metas: dict[str, list[str]] = {}
        for one in tree.iter("meta"):
            name = one.get("property") or one.get("name") or one.get("itemprop") or ""
            if name and (one.get("content") or "").strip():
                self.metas.setdefault(name.strip().lower(), []).append(one.get("content").strip())
        self.graph = list(_graph(tree))
        self.ld = self._article()

    def meta(self, *names: str) -> str | None:
        """The first of these that the head has."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def url(self) -> str | None:
        """The article's address: JSON-LD, OpenGraph, the canonical link, where a browser says it was saved from."""
        main = self.ld.get("mainEntityOfPage")
        canonical = [
            one.get("href") for one in self.tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split()
        ]
        saved = [
            found[1] for one in self.tree.itersiblings(preceding=True) if (found := _SAVED_FROM.search(one.text or ""))
        ]
        candidates = [
            self.ld.get("url"),
            main.get("@id") if isinstance(main, dict) else main,
            self.meta("og:url"),
            *canonical,
            *saved,
            self.address,
        ]
        for one in candidates:
            if isinstance(one, str) and one.strip():
                whole = urljoin(self.address or self.meta("og:url") or "", one.strip())
                if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).netloc:
                    return whole
        return None

    def outlet(self) -> str | None:
        """Who publishes it."""
        publisher = self.ld.get("publisher")
        names = [
            *_names(publisher),
            self.meta("og:site_name"),
            self.meta("dc.publisher", "dcterms.publisher", "application-name"),
        ]
        return next((found for one in names if (found := _plain(one)) and "://" not in found), None)

    def title(self, outlet: str | None) -> str | None:
        """The headline."""
        heads = [text for one in self.tree.iter("h1") if (text := value(one.text_content()))]
        document = self.tree.find(".//head/title")
        named = value(document.text_content()) if document is not None else None
        stated_ = (
            _plain(self.ld.get("headline"))
            or _plain(self.ld.get("name"))
            or _plain(self.meta("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"))
        )
        if stated_ is None and len(heads) == 1 and (named is None or fold(heads[0])[:3] == fold(named)[:3]):
            stated_ = heads[0]
        title = stated_ or named
        if title is None:
            return None
        for head in heads:  # what stands behind the headline in a title is no part of it
            if len(head) < len(title) and title.startswith(head) and _SEPARATOR.match(title, len(head)):
                return head
        return without_outlet(title, outlet) or None

    def authors(self) -> Iterator[str]:
        """Who wrote it."""
        found = [name for one in _names(self.ld.get("author")) if (name := _plain(one))]
        if not found:
            for key in (
                "author",
                "article:author",
                "dc.creator",
                "dcterms.creator",
                "byl",
                "parsely-author",
                "citation_author",
            ):
                found = [text for text in self.metas.get(key, []) if "://" not in text and "@" not in text]
                if found:
                    break
        for one in found:
            for name in _AUTHORS.split(_BY.sub("", one, count=1) if _BY.match(one) else one):
                if (plain := _plain(name)) and "://" not in plain:
                    yield plain

    def dates(self) -> Iterator[object]:
        """When it was published, as the page writes it."""
        yield self.ld.get("datePublished")
        yield self.ld.get("dateCreated")
        names: tuple[str, ...] = (
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
        )
        names += ("date", "pubdate", "publishdate", "publish-date", "publish_date", "dc.date", "dc.date.issued")
        names += (
            "dcterms.date",
            "dcterms.created",
            "dcterms.issued",
            "parsely-pub-date",
            "sailthru.date",
            "citation_date",
        )
        for name in names:
            yield self.meta(name)
        for one in self.tree.iter("time"):
            if "datepublished" in (one.get("itemprop") or "").lower() or one.get("pubdate") is not None:
                yield one.get("datetime") or one.text_content()

    def language(self) -> str | None:
        """The language of the text."""
        candidates = [self.tree.get("lang"), self.tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
        candidates += [_plain(self.ld.get("inLanguage")), self.meta("og:locale", "content-language")]
        found = next((one.strip() for one in candidates if one and _LANGUAGE.match(one.strip())), None)
        return found.replace("_", "-") if found else None

    def _article(self) -> dict[str, Any]:
        """The entry of the structured data that describes this page's article; nothing where several could."""
        found = [one for one in self.graph if any(_ARTICLE.match(str(kind)) for kind in _listed(one.get("@type")))]
        if len(found) > 1:
            named = self.meta("og:title") or "".join(one.text_content() for one in self.tree.iter("h1", "title"))
            whole = {fold(named)} if named else set()
            same = [
                one for one in found if _plain(one.get("headline")) and fold(_plain(one.get("headline")) or "") in whole
            ]
            with_body = [one for one in found if one.get("articleBody")]
            here = [one for one in found if isinstance(one.get("mainEntityOfPage"), str | dict)]
            found = next((some for some in (same, with_body, here) if len(some) == 1), same[:1])
        return found[0] if found else {}


def article_body(tree: HtmlElement) -> str | None:
    """The text of the article as the structured data gives it."""
    body = _Page(tree, None).ld.get("articleBody")
    return body if isinstance(body, str) else None


def _graph(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for one in tree.iter("script"):
        if "ld+json" not in (one.get("type") or "").lower():
            continue
        text = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\s*\]\]>|/\*\]\]>\*/)\s*$", "", one.text or ""
        )
        with suppress(ValueError, RecursionError):
            yield from _objects(json.loads(text.strip().rstrip(";"), strict=False), 0)


def _objects(found: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(found, list):
        for one in found:
            yield from _objects(one, depth + 1)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(found.get(key), list | dict):
                yield from _objects(found[key], depth + 1)


def _listed(found: object) -> Iterable[object]:
    return found if isinstance(found, list) else [found]


def _names(found: object) -> Iterator[str]:
    for one in _listed(found):
        name = one.get("name") if isinstance(one, dict) else one
        yield from (each for each in _listed(name) if isinstance(each, str))


def _plain(text: object) -> str | None:
    return value(_TAGS.sub("", unescape(text))) if isinstance(text, str) else None
