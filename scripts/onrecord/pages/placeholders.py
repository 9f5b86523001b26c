"""Placeholders of the hand-written pages: ``<!-- onrecord:NAME -->``, filled when a page is rendered."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from onrecord.archive.archive import Archive
from onrecord.archive.telling import begins_inside
from onrecord.catalog.language import Words, later
from onrecord.export.data_set import FIELDS
from onrecord.export.feeds import ALL, FEWEST, FORMATS, feed_path
from onrecord.extract.rules import Rule, explain
from onrecord.model.attribution import Kind
from onrecord.model.options import ACCURATE, FAST
from onrecord.model.readers_words import KINDS, MEANINGS, month_named
from onrecord.model.record import Record
from onrecord.pages.article_lists import newest_first
from onrecord.pages.charts import kinds_bar, timeline
from onrecord.pages.speaker_page import Said, points, said, said_by_other
from onrecord.pages.templating import fill

NEWEST = 8
MOST_QUOTED = 8
TOPICS = 12
IN_THEIR_WORDS = 6
FEWEST_WORDS = 8
"""Of home's statements in their speakers' words: how many there are, and how many words one must have at least."""
QUOTED = ("direct", "mixed", "indirect")
# The gold files by what they are, in readers' words.
GOLD = Words(
    {
        "polnear_dev": later("84 articles of US political news from seven outlets (PolNeAR, development part)"),
        "wikinews_dev": later("12 articles of English Wikinews, labeled by hand"),
        "news_dev": later("66 articles of thirty genres, with the clutter of their pages"),
        "seed": later("the article that this site ships with"),
    }
)
SPEAKER = Words(
    {
        "any": later("of all that are known"),
        "name": later("where a name stands there"),
        "pronoun": later("where a pronoun does"),
        "when named": later("whenever one is given"),
    }
)
_EVALUATE = Path(__file__).parents[1] / "evaluate"
"""Read as files: to import what evaluates takes longer than to fill all placeholders."""
# Code, in a fence or in a line, or a placeholder: what is shown as code stays as it is written.
_PLACEHOLDER = re.compile(
    r"^ *(`{3,}|~{3,}).*?(?:^ *\1[`~]* *$|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)|<!-- onrecord:(?P<name>[a-z-]+) -->",
    re.MULTILINE | re.DOTALL,
)


def fill_placeholders(markdown: str, archive: Archive, *, feeds: Collection[str], depth: int) -> str:
    """The page with every known placeholder filled; one of another name stays a comment.

    ``feeds`` are the paths of the feeds there are.  ``depth`` is how many folders below the site's root the page
    stands: what is filled in links from there.
    """
    up = Markup("../" * depth)  # noqa: S704 - dots and slashes

    def filled(match: re.Match[str]) -> str:
        if match["name"] == "kinds":
            return str(kinds_bar(Counter(one.kind for one in archive.statements)))
        values = PLACEHOLDERS.get(match["name"] or "")
        return str(fill(f"{match['name']}.md.jinja", up=up, **values(archive, feeds))) if values else match[0]

    return _PLACEHOLDER.sub(filled, markdown)


def _counts(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    return {"articles": len(archive.articles), "statements": len(archive.statements), "speakers": len(archive.speakers)}


def _newest(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    counts = Counter(one.article.slug for one in archive.statements)
    return {"rows": [(article, counts[article.slug]) for article in newest_first(archive.articles)[:NEWEST]]}


def _most_quoted(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    return {"rows": _most(archive, archive.statements)}


def _most_quoted_lately(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    """The most quoted of the newest month of which the archive quotes anybody; none where no article tells its date."""
    dated = [one for one in archive.statements if one.article.published and one.speaker_page and not one.unnamed]
    month = max((one.article.published[:7] for one in dated if one.article.published), default="")
    lately = [one for one in dated if (one.article.published or "").startswith(month)]
    return {"month": month_named(month) if month else "", "rows": _most(archive, lately)}


def _most(archive: Archive, records: Iterable[Record]) -> list[tuple[str, str, int]]:
    speakers = archive.speakers
    counts = Counter(one.speaker_page for one in records if one.speaker_page and not one.unnamed)
    named = [(speakers[slug], slug, count) for slug, count in counts.items() if slug in speakers]
    return sorted(named, key=lambda row: (-row[2], row[0], row[1]))[:MOST_QUOTED]


def _in_their_words(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    """Quotations by named speakers that read alone, by month: the first of each of the newest articles.

    Where these are few, the newest article has more of them.
    """
    quotations: dict[str, list[Record]] = {}
    for one in archive.statements:
        if one.kind == Kind.DIRECT and one.speaker_page in archive.speakers and not one.unnamed and _reads_alone(one):
            quotations.setdefault(one.article.slug, []).append(one)
    newest = [quotations[one.slug] for one in newest_first(archive.articles) if one.slug in quotations]
    chosen = [one for own in newest[:IN_THEIR_WORDS] for one in own[:1]]
    more = [one for own in newest[:1] for one in own[1 : 1 + IN_THEIR_WORDS - len(chosen)]]
    months: dict[str, list[Said]] = {}
    for one in [*chosen[:1], *more, *chosen[1:]]:
        month = month_named(one.article.published) if one.article.published else ""
        months.setdefault(month, []).append(said_by_other(said(archive, one), one))
    claims = sum(one.kind == Kind.ASSERTION for one in archive.statements)
    return {"months": list(months.items()), "kinds": KINDS, "said": len(archive.statements) - claims, "claims": claims}


def _reads_alone(record: Record) -> bool:
    return len(record.text.split()) >= FEWEST_WORDS and not begins_inside(record.words[0])


def _topics_counted(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    counts = Counter(topic for one in archive.statements for topic in one.topics)
    rows = [(name, slug, counts[name]) for name, slug in archive.topic_pages.items() if counts[name]]
    return {"rows": sorted(rows, key=lambda row: (-row[2], row[0]))[:TOPICS]}


def _legend(archive: Archive, _: Collection[str]) -> dict[str, Any]:
    counts = Counter(one.kind for one in archive.statements)
    return {"rows": [(kind, KINDS[kind], MEANINGS[kind], counts[kind]) for kind in Kind]}


def _figures(_: Archive, __: Collection[str]) -> dict[str, Any]:
    """The recorded figures of each gold file, beside those of other systems where there are any."""
    recorded: dict[str, Any] = json.loads(_EVALUATE.joinpath("results.json").read_text(encoding="utf-8"))
    models = [(model, recorded.get(model, {})) for model in (ACCURATE, FAST)]
    gold = [
        (what, rows)
        for name, what in GOLD.items()
        if (rows := [(model, own[name]) for model, own in models if name in own])
    ]
    return {"gold": gold, "references": _from_yaml("references.yml"), "kinds": QUOTED, "labels": SPEAKER}


def _feeds(_: Archive, feeds: Collection[str]) -> dict[str, Any]:
    paths = [(path, form.name) for suffix, form in FORMATS.items() if (path := feed_path(ALL, suffix)) in feeds]
    return {"paths": paths, "fewest": FEWEST}


def _from_yaml(name: str) -> Any:
    return yaml.safe_load(_EVALUATE.joinpath(name).read_text(encoding="utf-8"))


PLACEHOLDERS: Mapping[str, Callable[[Archive, Collection[str]], dict[str, Any]]] = {
    "counts": _counts,
    "newest": _newest,
    "most-quoted": _most_quoted,
    "most-quoted-lately": _most_quoted_lately,
    "in-their-words": _in_their_words,
    "topics-counted": _topics_counted,
    "growth": lambda archive, _: {"drawn": timeline(points(archive.statements))},
    "legend": _legend,
    "figures": _figures,
    "rules": lambda *_: {"rules": [(str(rule), explain(rule)) for rule in Rule]},
    "feeds": _feeds,
    "fields": lambda *_: {"fields": FIELDS},
}
"""What the template of each placeholder's name is filled with, by the archive and the paths of the feeds there are."""
