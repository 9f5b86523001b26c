"""The registry: every address that was ever published, and what answers there now.

It is a committed file, ``seeds/registry.jsonl``: one JSON object a line, articles first, then statements, each in the
order of their ids, so that a build shows as a readable diff.  Each line ends with a check over the rest of it, because
an address is a citation: a line that was merged badly, cut off or edited by hand is refused, never guessed at.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.model.article import FaultsError
from onrecord.model.registry import ArticleAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.ids import recipe
from onrecord.text.escape import json_line
from onrecord.text.slug import digest_base32

CHECK_LENGTH = 8
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


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
            row = _article_row(record) if isinstance(record, ArticleAddress) else _statement_row(record)
            lines.append(_line(row))
    return "".join(f"{line}\n" for line in lines)


def _named(registry: Registry) -> Iterator[tuple[str, ArticleAddress | StatementAddress]]:
    """The records in the order of their lines, each with a name that no other has."""
    yield from ((f"article {key}", one) for key, one in registry.articles.items())
    yield from ((f"id {id_}", one) for id_, one in registry.statements.items())


def _lines(registry: Registry, text: str) -> dict[str, tuple[ArticleAddress | StatementAddress, str]]:
    """The records with their lines by name; none where the text is not that of the registry."""
    lines = text.split("\n")[:-1]
    if len(lines) != len(registry.articles) + len(registry.statements):
        return {}
    return {name: (record, line) for (name, record), line in zip(_named(registry), lines, strict=True)}


def parse(text: str) -> Registry:
    """Read the file's text back.

    Raises:
        FaultsError: with the line of each thing that `dump` would not have written.

    """
    faults: list[tuple[int, str]] = []
    articles: dict[str, ArticleAddress] = {}
    statements: dict[str, StatementAddress] = {}
    lines: dict[str, int] = {}
    rows = text.split("\n")
    if rows[-1]:
        faults.append((len(rows), "the last line is cut off; restore the file as it was committed"))
    before = ""
    for number, row in enumerate(rows[:-1], start=1):
        try:
            record = _record(row)
        except FaultsError as error:
            faults.extend((number, message) for _, message in error.faults)
            continue
        name = f"article {record.key}" if isinstance(record, ArticleAddress) else f"id {record.id}"
        if name in lines:
            faults.append((number, f"the {name} stands here a second time (first on line {lines[name]}); keep one"))
        elif name < before:
            faults.append((number, f"the {name} is out of order, so the file was edited by hand; restore it"))
        lines.setdefault(name, number)
        before = max(before, name)
        if isinstance(record, ArticleAddress):
            articles[record.key] = record
        else:
            statements[record.id] = record
    faults.extend(
        (lines[f"id {one.id}"], f"names {missing}, which the file does not hold; restore its line")
        for one in statements.values()
        for missing in (
            *((f"the article {one.article}",) if one.article not in articles else ()),
            *(f"the id {to}" for to in one.to if to not in statements),
        )
    )
    if faults:
        raise FaultsError(*faults)
    return Registry.of(articles.values(), statements.values())


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


def _line(row: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in row.items() if value is not None and value != []}
    plain = json_line(json.dumps(kept, ensure_ascii=False))
    return f'{plain[:-1]}, "check": "{_check(plain)}"}}'


def _check(plain: str) -> str:
    return digest_base32(plain.encode(), CHECK_LENGTH)


def _record(line: str) -> ArticleAddress | StatementAddress:
    """One line's record; `FaultsError`, always with line 1, says what is wrong with it."""
    if line.startswith(_CONFLICT):
        raise FaultsError((1, "a merge conflict is not resolved here; build again from the registry of one side"))
    try:
        row = json.loads(line)
        record: ArticleAddress | StatementAddress
        if "id" in row:
            record = _statement(row)
            again = _line(_statement_row(record))
        else:
            record = _article(row)
            again = _line(_article_row(record))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FaultsError((1, "is not a line of the registry; restore the file as it was committed")) from error
    if again != line:
        raise FaultsError((1, "was edited by hand (its check does not fit); restore the line as it was committed"))
    return record


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


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = f"not a text: {value!r}"
        raise TypeError(msg)
    return value
