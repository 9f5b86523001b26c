"""The registry's file, ``seeds/registry.jsonl``: every address that was ever published, and what answers there now.

It is committed: one JSON object a line, so that a build shows as a readable diff.  The first line has the number of the
others and a digest of them, by which lines that were lost are missed.  Articles come next, then authors, statements,
the names of all that no article names, and outlets, then for each article who said what in it, then speakers and
topics, each in the order of their ids.  Each line ends with a check over the rest of it, because an address is a
citation: a line that was merged badly, cut off or edited by hand is refused, never guessed at.  Where a merge kept the
lines of both sides, they are sorted in again; one that it lost is missed there too, since another line names it.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.model.article import FaultsError, Problem
from onrecord.model.registry import ArticleAddress, NamedAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.ids import recipe
from onrecord.reading.decode import decode, file_bytes
from onrecord.reading.read import REGISTRY
from onrecord.store.files import replace_file
from onrecord.text.escape import json_line
from onrecord.text.slug import digest_base32

CHECK_LENGTH = 8
_JSON = json.JSONEncoder(ensure_ascii=False)
_CHECK = ', "check": "'
_HEAD = re.compile(r'\{"registry": ([1-9]\d*), "digest": "([0-9a-z]+)"(, "format": 2)?(?=, "check": )')
"""The first line.  In files of the first format not every address is named by another line."""
RESTORE = "restore the file as it was committed (git restore or git checkout)"
"""What to do with a registry that is not whole."""
_EDITED = "was edited by hand (its check does not fit); restore the line as it was committed"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_MAX_BYTES = 2**31


class AddressesError(Exception):
    """The published addresses cannot be kept, so nothing was written; each problem says which and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_registry(seeds: Path, *, shown_as: str = "seeds") -> Registry:
    """The registry in the folder ``seeds``; an empty one where there is none yet.

    Raises:
        AddressesError: the file is not as a build wrote it.

    """
    path = seeds / REGISTRY
    if not os.path.lexists(path):
        return Registry()
    try:
        text = decode(file_bytes(path, within=seeds, max_bytes=_MAX_BYTES))
        if not text:
            raise FaultsError((1, f"is empty, which no build leaves; {RESTORE}"))
        return parse(text)
    except FaultsError as error:
        where = f"{shown_as}/{REGISTRY}"
        raise AddressesError(*(Problem(path=where, line=line, message=text) for line, text in error.faults)) from error


def write_registry(seeds: Path, text: str) -> bool:
    """Replace the file whole where its text differs, and say whether it did."""
    path = seeds / REGISTRY
    data = text.encode()
    if (path.read_bytes() if path.is_file() else b"") == data:
        return False
    replace_file(path, data, sync=True)
    return True


def address_paths(registry: Registry) -> dict[str, str | None]:
    """The path of the page at each address, below the docs folder, with the key of its article, if it is of one."""
    return {
        **{f"{folder}/{slug}.md": None for folder, slug in sorted(registry.names)},
        **{f"articles/{key}.md": key for key in registry.articles},
        **{f"statements/{one.id}.md": one.article for one in registry.statements.values()},
    }


def check_addresses(registry: Registry, paths: Collection[str], docs: Path, *, by_hand: Collection[str]) -> None:
    """Compare the addresses in the registry with the pages (``paths``) that a build is about to write into ``docs``.

    ``by_hand`` are those of the paths at which a hand-written page stands.

    Raises:
        AddressesError: with a problem for each address that no page would answer, or whose page cannot be written.

    """
    problems = []
    for path, key in address_paths(registry).items():
        message, address = "", f"the published address /{path.removesuffix('.md')}/"
        if path in by_hand:
            message = f"a hand-written page stands at {address}: move it"
        elif path not in paths:
            message = f"{address} would lead nowhere"
            if key:
                message += (
                    f": the article {registry.articles[key].name} cannot be read, and this page of its last good build "
                    "is missing; mend the seed, or restore the page"
                )
        if message:
            problems.append(Problem(path=str(docs / path), message=message))
    if problems:
        raise AddressesError(*problems)


def check_known(forgotten: Iterable[str], shown_as: str) -> None:
    """See to it that there are no pages of earlier builds that would be deleted; the registry is called ``shown_as``.

    Raises:
        AddressesError: it does not know such a page's address; with how many there are.

    """
    if pages := sorted(forgotten):
        more = f" (and {len(pages) - 1} more)" if len(pages) > 1 else ""
        message = f"does not know /{pages[0].removesuffix('.md')}/{more}, whose page stands in the docs folder; "
        advice = f"{RESTORE}, or delete {pages[0]}{more} if it was never published"
        raise AddressesError(Problem(path=shown_as, message=message + advice))


def owners(registry: Registry) -> dict[str, str | None]:
    """What each published id was made from, for `Identifier`; ``None`` where its words are gone."""
    return {
        one.id: None if one.words is None else f"{recipe(one.article, one.words)}\0{one.number}"
        for one in registry.statements.values()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Who said what in one article: the ids of its statements by the slug at which their speaker stood, in order.

    Those that nobody in particular said stand at "".
    """

    article: str
    by: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The addresses of one kind that no article's line names."""

    kind: str
    slugs: tuple[str, ...]


def _said_names(said: _Said) -> Iterator[str]:
    yield f"article {said.article}"
    for slug, ids in said.by.items():
        if slug:
            yield f"speaker {slug}"
        for id_ in ids:
            yield f"id {id_}"


class _Form:
    """How the addresses of one kind stand in a line: field by field, optional ones only where they are not empty.

    ``keys`` are those of fields that a line calls otherwise; ``others`` gives the names of lines that must be there.
    """

    def __init__(self, record: type, others: Callable[[Any], Iterable[str]] = lambda _: (), **keys: str) -> None:
        own = [one for one in fields(record) if one.name != "speaker"]
        self.record = record
        self.others = others
        self.fields = {keys.get(one.name, one.name): one.name for one in own}
        self.optional = [one.default is not MISSING and not one.default for one in own]


# By the first key of a line, in the order of the lines; a statement's speaker stands in the "said" line of its article.
_FORMS = {
    "article": _Form(ArticleAddress, key="article", name="seed"),
    "author": _Form(NamedAddress, slug="author"),
    "id": _Form(StatementAddress, lambda one: (f"article {one.article}", *(f"id {to}" for to in one.to))),
    "names": _Form(_Names, lambda one: (f"{one.kind} {slug}" for slug in one.slugs), kind="names"),
    "outlet": _Form(NamedAddress, slug="outlet"),
    "said": _Form(_Said, _said_names, article="said"),
    "speaker": _Form(NamedAddress, lambda one: (f"speaker {to}" for to in one.to), slug="speaker"),
    "topic": _Form(NamedAddress, slug="topic"),
}


_NAMING = ("names", "said")
"""The kinds of lines that name all others."""


def dump(registry: Registry) -> str:
    """The file's text; what is empty is left out of a line."""
    by_article: dict[str, dict[str, list[str]]] = {key: {} for key in registry.articles}
    for one in registry.statements.values():
        by_article.setdefault(one.article, {}).setdefault(one.speaker or "", []).append(one.id)
    said = {
        key: _Said(article=key, by={slug: tuple(ids) for slug, ids in sorted(by.items())})
        for key, by in sorted(by_article.items())
    }
    speaking = {slug for one in said.values() for slug in one.by}
    others = {
        "author": tuple(registry.authors),
        "outlet": tuple(registry.outlets),
        "speaker": tuple(slug for slug in registry.speakers if slug not in speaking),
        "topic": tuple(registry.topics),
    }
    kinds: Mapping[str, Mapping[str, object]] = {
        "article": registry.articles,
        "author": registry.authors,
        "id": registry.statements,
        "names": {kind: _Names(kind=kind, slugs=slugs) for kind, slugs in others.items() if slugs},
        "outlet": registry.outlets,
        "said": said,
        "speaker": registry.speakers,
        "topic": registry.topics,
    }
    lines = [_line(form, one) for kind, form in _FORMS.items() for one in kinds[kind].values()]
    if not lines:
        return ""
    return _checked(f'{{"registry": {len(lines)}, "digest": "{_digest(lines)}", "format": 2}}') + "".join(lines)


def _line(form: _Form, record: object) -> str:
    row = {}
    for (key, name), optional in zip(form.fields.items(), form.optional, strict=True):
        if (value := getattr(record, name)) or not optional:
            row[key] = value
    return _checked(json_line(_JSON.encode(row)))


def _checked(plain: str) -> str:
    return f'{plain[:-1]}{_CHECK}{_check(plain)}"}}\n'


def _digest(lines: Iterable[str]) -> str:
    return digest_base32("".join(lines).encode(), 2 * CHECK_LENGTH)


def _check(plain: str) -> str:
    return digest_base32(plain.encode(), CHECK_LENGTH)


@lru_cache(maxsize=1)
def parse(text: str) -> Registry:
    """Read the file's text back.

    A preview reads the same each time: for the benchmark's row "seed saved to page shown".

    Raises:
        FaultsError: with the line of each thing that `dump` would not have written.

    """
    rows = text.split("\n")
    heads = [head for row in rows if (head := _HEAD.match(row))]
    merged, fault = _merged(rows, heads)
    whole = bool(heads) and not merged and not fault and not rows[-1]
    found, lines, faults = _records(rows[:-1], merged=merged, whole=whole)
    if rows[-1]:
        faults.insert(0, (len(rows), f"the last line is cut off; {RESTORE}"))
    faults.extend(_lost(found, lines))
    if merged and not faults and all(head[3] for head in heads):
        faults.extend(_unnamed(found, lines))
    if not heads and (found["names"] or any("" in said.by for said in found["said"].values())):
        fault = f"the first line is missing; {RESTORE}"
    if fault and not faults:
        faults.append((1, fault))
    if faults:
        raise FaultsError(*faults)
    statements = found["id"]
    for said in found["said"].values():
        for slug, ids in said.by.items():
            for id_ in ids if slug else ():
                object.__setattr__(statements[id_], "speaker", slug)  # nobody else has it yet, and a copy takes longer
    return Registry(
        articles=found["article"],
        statements=statements,
        speakers=found["speaker"],
        topics=found["topic"],
        outlets=found["outlet"],
        authors=found["author"],
    )


def _records(
    rows: Iterable[str], *, merged: bool, whole: bool
) -> tuple[dict[str, dict[str, Any]], dict[str, int], list[tuple[int, str]]]:
    """The records by kind and key, the number of each one's line, and what is wrong with lines by themselves.

    Of lines that are a ``whole``, as the digest of all of them says, none is checked by itself.
    """
    faults: list[tuple[int, str]] = []
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _FORMS}
    lines: dict[str, int] = {}
    before = ""
    for number, row in enumerate(rows, start=1):
        try:
            if _is_head(row):
                continue
            kind, key, record = _record(row, whole=whole)
        except ValueError as error:
            faults.append((number, str(error)))
            continue
        name = f"{kind} {key}"
        if merged:
            record = _later(found[kind].get(key), record)
        elif misplaced := _misplaced(name, lines.get(name), before):
            faults.append((number, misplaced))
        lines.setdefault(name, number)
        before = max(before, name)
        found[kind][key] = record
    return found, lines, faults


def _misplaced(name: str, first: int | None, before: str) -> str:
    """What is wrong with the place of a line, whose name stands on the line ``first`` already if on any."""
    if first:
        return f"the {name} stands here a second time (first on line {first}); keep one"
    return f"the {name} is out of order, so the file was edited by hand; restore it" if name < before else ""


def _lost(found: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """A fault for each line that names one that is not there."""
    for kind, records in found.items():
        for key, record in records.items():
            for other in _FORMS[kind].others(record):
                if other not in lines:
                    yield lines[f"{kind} {key}"], f"names the {other}, which the file does not hold; restore its line"


def _unnamed(found: Mapping[str, Mapping[str, Any]], lines: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """A fault where the lines that name others are not all there, at the first line that none of them names."""
    named = {name for kind in _NAMING for one in found[kind].values() for name in _FORMS[kind].others(one)}
    missed = [name for name in lines if name not in named and name.partition(" ")[0] not in _NAMING]
    if missed:
        more = f" (as are {len(missed) - 1} more)" if len(missed) > 1 else ""
        message = f"the {missed[0]} is named by no other line{more}, so a line of one side is missing; "
        yield lines[missed[0]], f"{message}keep the lines of both sides, or {RESTORE}"


def _is_head(line: str) -> bool:
    """Whether it is a first line; `ValueError` where it was edited."""
    if not (head := _HEAD.match(line)):
        return False
    if f"{line}\n" != _checked(head[0] + "}"):
        raise ValueError(_EDITED)
    return True


def _merged(rows: Sequence[str], heads: Sequence[re.Match[str]]) -> tuple[bool, str]:
    """Whether a merge kept lines of two sides; and what is wrong with the lines as a whole, if anything is.

    A file of an earlier version has no first line, and nobody knows how many lines it had.
    """
    lines = [row for row in rows[:-1] if not _HEAD.match(row)]
    said, different = max((int(head[1]) for head in heads), default=0), len({*lines})
    if different < said:
        return False, f"{said - different} of {said} lines are missing; {RESTORE}"
    if len({head[0] for head in heads}) > 1 or (heads and different > said):
        return True, ""
    if heads and (heads[0][2] != _digest(f"{line}\n" for line in lines) or not _HEAD.match(rows[0]) or len(heads) > 1):
        return False, f"the lines are not those of which the first one tells; {RESTORE}"
    return False, ""


def _later(one: Any, other: Any) -> Any:
    """Of two lines about one thing, which a merge kept, the one that tells more; who said what is put together.

    What has changed in the seeds since is found out by the build, as always.
    """
    if isinstance(one, _Names):
        return replace(one, slugs=tuple(sorted({*one.slugs, *other.slugs})))
    if isinstance(one, _Said):
        by = {
            slug: tuple(dict.fromkeys((*one.by.get(slug, ()), *other.by.get(slug, ()))))
            for slug in {**one.by, **other.by}
        }
        return _Said(article=one.article, by=by)
    return max((each for each in (one, other) if each), key=lambda each: (len(repr(each)), repr(each)))


def _record(line: str, *, whole: bool) -> tuple[str, str, Any]:
    """One line's kind, key and record; `ValueError` says what is wrong with it."""
    if line.startswith(_CONFLICT):
        msg = "a merge conflict is not resolved here; keep the lines of both sides, and delete these marks"
        raise ValueError(msg)
    try:
        row = json.loads(line)
        check = row.pop("check")
        kind, *_ = row
        form = _FORMS[kind]
        record = form.record(**{form.fields[key]: _value(key, value) for key, value in row.items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f"is not a line of the registry; {RESTORE}"
        raise ValueError(msg) from error
    plain = line.rpartition(_CHECK)[0]
    if not whole and (line != f'{plain}{_CHECK}{check}"}}' or check != _check(plain + "}")):
        raise ValueError(_EDITED)
    return kind, row[kind], record


def _value(key: str, value: Any) -> Any:
    """A value of a line as the field has it: what is a list there is a tuple."""
    if isinstance(value, dict):
        return {slug: tuple(ids) for slug, ids in value.items()}
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    return State(value) if key == "state" else Reason(value) if key == "reason" else value
