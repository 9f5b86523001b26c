"""Checks a built site against the seeds themselves: every word, offset and digest that its pages and exports state.

This rests on nothing but the seeds' text: no extraction, no templates.  What it cannot see, such as a speaker's name,
`compare` finds by building anew.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from onrecord.model.article import Article, Problem
from onrecord.text.escape import from_cell

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_OFFSETS = re.compile(r"(\d+)-(\d+)")
_ARTICLE_PAGE = re.compile(r"articles/([^/]+)/index\.html")
_STATEMENT_PAGE = re.compile(r"statements/([^/]+)/index\.html")


def evidence(site: Mapping[str, bytes], articles: Mapping[str, Article]) -> Iterator[Problem]:
    """A problem for each statement about the seeds, anywhere in ``site``, that the seeds do not bear out.

    ``site`` has the content of each file by its path, ``articles`` the articles that can be read, by their keys.
    Pages of other articles are passed over.
    """
    for path, data in site.items():
        article_page, statement_page = _ARTICLE_PAGE.fullmatch(path), _STATEMENT_PAGE.fullmatch(path)
        if article_page or statement_page:
            page = _Page()
            page.feed(data.decode("utf-8", "replace"))
            key = article_page[1] if article_page else page.article
            if key in articles:
                yield from _page(path, page, articles[key])
    for name, rows in _EXPORTS.items():
        yield from _export(name, rows, site.get(name), articles)


class _Page(HTMLParser):
    """Collects the article text that a page shows, with the offsets that it gives for it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.article = ""
        self.texts: list[tuple[int, str, list[str]]] = []
        self._open: list[tuple[str, list[str] | None]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.article = attributes.get("data-article-id") or self.article
        if tag in _VOID:
            return
        text: list[str] | None = None
        if "data-article-text" in attributes:
            text = []
            self.texts.append((self.getpos()[0], attributes["data-article-text"] or "", text))
        self._open.append((tag, text))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        for _, text in self._open:
            if text is not None:
                text.append(data)


def _page(path: str, page: _Page, article: Article) -> Iterator[Problem]:
    for line, offsets, pieces in page.texts:
        span = _OFFSETS.fullmatch(offsets)
        shown = "".join(pieces)
        if span is None:
            yield Problem(path=path, line=line, message=f"the offsets {offsets!r} are not two numbers")
        elif shown != (stands := article.text[int(span[1]) : int(span[2])]):
            message = f"shows {_cut(shown)} where {article.path} has {_cut(stands)} at {offsets}"
            yield Problem(path=path, line=line, message=message)


def _export(
    name: str, rows: Callable[[str], Iterator[Any]], data: bytes | None, articles: Mapping[str, Article]
) -> Iterator[Problem]:
    if data is None:
        return
    try:
        for number, row in enumerate(rows(data.decode("utf-8")), start=1):
            article = articles.get(row["article"])
            for wrong in _row(row, article) if article else ():
                yield Problem(path=name, message=f"statement {number} ({row['id']}): {wrong}")
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        yield Problem(path=name, message=f"cannot be read: {type(error).__name__}: {error}")


def _row(row: Mapping[str, Any], article: Article) -> Iterator[str]:
    text = article.text
    if row.get("sha256", article.sha256) != article.sha256:
        yield f"the SHA-256 of {article.path} is another"
    for words, (start, end), before, after in zip(
        row["words"], row["content"], row["prefixes"], row["suffixes"], strict=True
    ):
        if text[start:end] != words:
            yield f"{_cut(words)} does not stand at {start}-{end} of {article.path}"
        if text[max(0, start - len(before)) : start] != before or text[end : end + len(after)] != after:
            yield f"what stands beside {start}-{end} of {article.path} is not what it says"


def _jsonl(text: str) -> Iterator[Any]:
    return (json.loads(line) for line in text.split("\n") if line)


def _csv(text: str) -> Iterator[Any]:
    for row in csv.DictReader(io.StringIO(text, newline="")):
        lists = {name: json.loads(row[name]) for name in ("words", "content", "prefixes", "suffixes")}
        yield {**{name: from_cell(value) for name, value in row.items()}, **lists}


def _annotations(text: str) -> Iterator[Any]:
    for one in json.loads(text)["items"]:
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        places, quotes = ([target["selector"][which] for target in targets] for which in (0, 1))
        yield {
            "id": one["id"],
            "article": targets[0]["source"].split("/")[-2],
            "words": [quote["exact"] for quote in quotes],
            "content": [(place["start"], place["end"]) for place in places],
            "prefixes": [quote["prefix"] for quote in quotes],
            "suffixes": [quote["suffix"] for quote in quotes],
        }


_EXPORTS: Mapping[str, Callable[[str], Iterator[Any]]] = {
    "statements.jsonl": _jsonl,
    "statements.csv": _csv,
    "annotations.jsonld": _annotations,
}


def _cut(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
