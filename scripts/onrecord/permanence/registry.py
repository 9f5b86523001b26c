"""The registry: every address that was ever published, and what answers there now.

It is a committed file, ``seeds/registry.jsonl``: one JSON object a line, so that a build shows as a readable diff.
Articles come first, then statements, then for each article who said what in it, then speakers and topics, each in the
order of their ids.  Each line ends with a check over the rest of it, because an address is a citation: a line that was
merged badly, cut off or edited by hand is refused, never guessed at.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from onrecord.model.article import FaultsError
from onrecord.model.registry import ArticleAddress, NamedAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.ids import recipe
from onrecord.text.escape import json_line
from onrecord.text.slug import digest_base32

CHECK_LENGTH = 8
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Who said what in one article: the ids of its statements by the slug at which their speaker stood, in order."""

    article: str
    ids: Mapping[str, tuple[str, ...]]


_Address = ArticleAddress | StatementAddress | NamedAddress | _Said


def owners(registry: Registry) -> dict[str, str | None]:
    """What each published id was made from, for `Identifier`; ``None`` where its words are gone."""
    return {
        one.id: None if one.words is None else f"{recipe(one.article, one.words)}\0{one.number}"
        for one in registry.statements.values()
    }


def dump(registry: Registry, *, before: Registry | None = None, text: str = "") -> str:
    """The file's text; what is empty is left out of a line.

    ``text`` is that of the registry ``before``, if there is one: lines of records that are the same are taken from it.
    """
    known = _lines(before, text) if before else {}
    lines = []
    for name, record in _named(registry):
        same = known.get(name)
        if same and same[0] == record:
            lines.append(same[1])
        else:
            lines.append(_line(_FORMS[name.partition(" ")[0]].row(record)))
    return "".join(f"{line}\n" for line in lines)


def _named(registry: Registry) -> Iterator[tuple[str, _Address]]:
    """The records in the order of their lines, each with a name that no other has."""
    yield from ((f"article {key}", one) for key, one in registry.articles.items())
    yield from ((f"id {id_}", one) for id_, one in registry.statements.items())
    yield from ((f"said {one.article}", one) for one in _said(registry.statements.values()))
    yield from ((f"speaker {slug}", one) for slug, one in registry.speakers.items())
    yield from ((f"topic {slug}", one) for slug, one in registry.topics.items())


def _said(statements: Iterable[StatementAddress]) -> Iterator[_Said]:
    by_article: dict[str, dict[str, list[str]]] = {}
    for one in statements:
        if one.speaker:
            by_article.setdefault(one.article, {}).setdefault(one.speaker, []).append(one.id)
    for article, said in sorted(by_article.items()):
        yield _Said(article=article, ids={slug: tuple(ids) for slug, ids in sorted(said.items())})


def _lines(registry: Registry, text: str) -> dict[str, tuple[_Address, str]]:
    """The records with their lines by name; none where the text is not that of the registry."""
    lines, named = text.split("\n")[:-1], list(_named(registry))
    if len(lines) != len(named):
        return {}
    return {name: (record, line) for (name, record), line in zip(named, lines, strict=True)}


def parse(text: str) -> Registry:
    """Read the file's text back.

    Raises:
        FaultsError: with the line of each thing that `dump` would not have written.

    """
    faults: list[tuple[int, str]] = []
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _FORMS}
    lines: dict[str, int] = {}
    rows = text.split("\n")
    if rows[-1]:
        faults.append((len(rows), "the last line is cut off; restore the file as it was committed"))
    before = ""
    for number, row in enumerate(rows[:-1], start=1):
        try:
            kind, key, record = _record(row)
        except FaultsError as error:
            faults.extend((number, message) for _, message in error.faults)
            continue
        name = f"{kind} {key}"
        if name in lines:
            faults.append((number, f"the {name} stands here a second time (first on line {lines[name]}); keep one"))
        elif name < before:
            faults.append((number, f"the {name} is out of order, so the file was edited by hand; restore it"))
        lines.setdefault(name, number)
        before = max(before, name)
        found[kind][key] = record
    faults.extend(
        (lines[name], f"names the {other}, which the file does not hold; restore its line")
        for kind, records in found.items()
        for key, record in records.items()
        for other in _FORMS[kind].others(record)
        if other not in lines
        for name in (f"{kind} {key}",)
    )
    if faults:
        raise FaultsError(*faults)
    speakers = {id_: slug for said in found["said"].values() for slug, ids in said.ids.items() for id_ in ids}
    statements = (replace(one, speaker=speakers[id_]) if id_ in speakers else one for id_, one in found["id"].items())
    return Registry.of(found["article"].values(), statements, found["speaker"].values(), found["topic"].values())


def _article_row(one: ArticleAddress) -> dict[str, Any]:
    return {
        "article": one.key,
        "seed": one.name,
        "state": str(one.state),
        "reason": one.reason and str(one.reason),
        "why": one.why,
        "title": one.title,
        "published": one.published,
        "text": one.text,
        "revisions": list(one.revisions),
    }


def _statement_row(one: StatementAddress) -> dict[str, Any]:
    return {
        "id": one.id,
        "article": one.article,
        "state": str(one.state),
        "to": list(one.to),
        "reason": one.reason and str(one.reason),
        "why": one.why,
        "words": None if one.words is None else list(one.words),
        "content": [list(span) for span in one.content],
        "number": one.number or None,
        "since": one.since,
        "until": one.until,
        "published": one.published,
    }


def _said_row(one: _Said) -> dict[str, Any]:
    return {"said": one.article, "by": {slug: list(ids) for slug, ids in one.ids.items()}}


def _name_row(kind: str, one: NamedAddress) -> dict[str, Any]:
    return {kind: one.slug, "name": one.name, "state": str(one.state), "to": list(one.to), "roles": list(one.roles)}


def _line(row: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in row.items() if value is not None and value != []}
    plain = json_line(json.dumps(kept, ensure_ascii=False))
    return f'{plain[:-1]}, "check": "{_check(plain)}"}}'


def _check(plain: str) -> str:
    return digest_base32(plain.encode(), CHECK_LENGTH)


def _record(line: str) -> tuple[str, str, _Address]:
    """One line's kind, key and record; `FaultsError`, always with line 1, says what is wrong with it."""
    if line.startswith(_CONFLICT):
        raise FaultsError((1, "a merge conflict is not resolved here; build again from the registry of one side"))
    try:
        row = json.loads(line)
        kind = next((one for one in _FORMS if one in row), "article")
        record = _FORMS[kind].read(row)
        again = _line(_FORMS[kind].row(record))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FaultsError((1, "is not a line of the registry; restore the file as it was committed")) from error
    if again != line:
        raise FaultsError((1, "was edited by hand (its check does not fit); restore the line as it was committed"))
    return kind, row[kind], record


def _article(row: Mapping[str, Any]) -> ArticleAddress:
    return ArticleAddress(
        key=_text(row["article"]),
        name=_text(row["seed"]),
        text=_text(row["text"]),
        revisions=tuple(map(_text, row["revisions"])),
        state=State(row["state"]),
        reason=Reason(row["reason"]) if "reason" in row else None,
        why=row.get("why"),
        title=row.get("title"),
        published=row.get("published"),
    )


def _statement(row: Mapping[str, Any]) -> StatementAddress:
    return StatementAddress(
        id=_text(row["id"]),
        article=_text(row["article"]),
        content=tuple((int(start), int(end)) for start, end in row["content"]),
        words=tuple(map(_text, row["words"])) if "words" in row else None,
        number=int(row.get("number", 0)),
        since=int(row["since"]),
        until=row.get("until"),
        state=State(row["state"]),
        to=tuple(map(_text, row.get("to", ()))),
        reason=Reason(row["reason"]) if "reason" in row else None,
        why=row.get("why"),
        published=row.get("published"),
    )


def _read_said(row: Mapping[str, Any]) -> _Said:
    return _Said(
        article=_text(row["said"]),
        ids={_text(slug): tuple(map(_text, ids)) for slug, ids in row["by"].items()},
    )


def _name(kind: str, row: Mapping[str, Any]) -> NamedAddress:
    return NamedAddress(
        slug=_text(row[kind]),
        name=_text(row["name"]),
        state=State(row["state"]),
        to=tuple(map(_text, row.get("to", ()))),
        roles=tuple(map(_text, row.get("roles", ()))),
    )


def _none(_: object) -> tuple[str, ...]:
    return ()


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = f"not a text: {value!r}"
        raise TypeError(msg)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How the records of one kind are read from a line's values and written to them; ``others`` must be there too."""

    read: Callable[[Mapping[str, Any]], _Address]
    row: Callable[[Any], dict[str, Any]]
    others: Callable[[Any], Iterable[str]]


# By the key that tells them; a statement has that of an article as well, so articles are last.
_FORMS: Mapping[str, _Form] = {
    "id": _Form(
        read=_statement,
        row=_statement_row,
        others=lambda one: (f"article {one.article}", *(f"id {to}" for to in one.to)),
    ),
    "said": _Form(
        read=_read_said,
        row=_said_row,
        others=lambda one: (
            *(f"speaker {slug}" for slug in one.ids),
            *(f"id {id_}" for ids in one.ids.values() for id_ in ids),
        ),
    ),
    "speaker": _Form(
        read=partial(_name, "speaker"),
        row=partial(_name_row, "speaker"),
        others=lambda one: (f"speaker {to}" for to in one.to),
    ),
    "topic": _Form(read=partial(_name, "topic"), row=partial(_name_row, "topic"), others=_none),
    "article": _Form(read=_article, row=_article_row, others=_none),
}
