"""The registry's file, ``seeds/registry.jsonl``: every address that was ever published, and what answers there now.

It is committed: one JSON object a line, so that a build shows as a readable diff.  Articles come first, then
statements, then for each article who said what in it, then speakers and topics, each in the order of their ids.  Each
line ends with a check over the rest of it, because an address is a citation: a line that was merged badly, cut off or
edited by hand is refused, never guessed at.
"""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
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
        return parse(decode(file_bytes(path, within=seeds, max_bytes=_MAX_BYTES)))
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


def check_addresses(registry: Registry, paths: Collection[str], docs: Path, *, by_hand: Collection[str]) -> None:
    """Compare the addresses in the registry with the pages (``paths``) that a build is about to write into ``docs``.

    ``by_hand`` are those of the paths at which a hand-written page stands.

    Raises:
        AddressesError: with a problem for each address that no page would answer, or whose page cannot be written.

    """
    wanted: dict[str, str | None] = {f"{folder}/{slug}.md": None for folder, slug in sorted(registry.names)}
    wanted |= {f"articles/{key}.md": key for key in registry.articles}
    wanted |= {f"statements/{one.id}.md": one.article for one in registry.statements.values()}
    problems = []
    for path, key in wanted.items():
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


def owners(registry: Registry) -> dict[str, str | None]:
    """What each published id was made from, for `Identifier`; ``None`` where its words are gone."""
    return {
        one.id: None if one.words is None else f"{recipe(one.article, one.words)}\0{one.number}"
        for one in registry.statements.values()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Who said what in one article: the ids of its statements by the slug at which their speaker stood, in order."""

    article: str
    by: Mapping[str, tuple[str, ...]]


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
    "id": _Form(StatementAddress, lambda one: (f"article {one.article}", *(f"id {to}" for to in one.to))),
    "said": _Form(
        _Said,
        lambda one: (
            name for slug, ids in one.by.items() for name in (f"speaker {slug}", *(f"id {id_}" for id_ in ids))
        ),
        article="said",
    ),
    "speaker": _Form(NamedAddress, lambda one: (f"speaker {to}" for to in one.to), slug="speaker"),
    "topic": _Form(NamedAddress, slug="topic"),
}


def dump(registry: Registry) -> str:
    """The file's text; what is empty is left out of a line."""
    by_article: dict[str, dict[str, list[str]]] = {}
    for one in registry.statements.values():
        if one.speaker:
            by_article.setdefault(one.article, {}).setdefault(one.speaker, []).append(one.id)
    said = {
        key: _Said(article=key, by={slug: tuple(ids) for slug, ids in sorted(by.items())})
        for key, by in sorted(by_article.items())
    }
    kinds = (registry.articles, registry.statements, said, registry.speakers, registry.topics)
    forms = zip(_FORMS.values(), kinds, strict=True)
    return "".join(_line(form, one) for form, each in forms for one in each.values())


def _line(form: _Form, record: object) -> str:
    row = {}
    for (key, name), optional in zip(form.fields.items(), form.optional, strict=True):
        if (value := getattr(record, name)) or not optional:
            row[key] = value
    plain = json_line(_JSON.encode(row))
    return f'{plain[:-1]}{_CHECK}{_check(plain)}"}}\n'


def _check(plain: str) -> str:
    return digest_base32(plain.encode(), CHECK_LENGTH)


@lru_cache(maxsize=1)
def parse(text: str) -> Registry:
    """Read the file's text back.

    A preview reads the same each time: for the benchmark's row "seed saved to page shown".

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
        except ValueError as error:
            faults.append((number, str(error)))
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
        (lines[f"{kind} {key}"], f"names the {other}, which the file does not hold; restore its line")
        for kind, records in found.items()
        for key, record in records.items()
        for other in _FORMS[kind].others(record)
        if other not in lines
    )
    if faults:
        raise FaultsError(*faults)
    statements = found["id"]
    for said in found["said"].values():
        for slug, ids in said.by.items():
            for id_ in ids:
                object.__setattr__(statements[id_], "speaker", slug)  # nobody else has it yet, and a copy takes longer
    return Registry(articles=found["article"], statements=statements, speakers=found["speaker"], topics=found["topic"])


def _record(line: str) -> tuple[str, str, Any]:
    """One line's kind, key and record; `ValueError` says what is wrong with it."""
    if line.startswith(_CONFLICT):
        msg = "a merge conflict is not resolved here; build again from the registry of one side"
        raise ValueError(msg)
    try:
        row = json.loads(line)
        check = row.pop("check")
        kind, *_ = row
        form = _FORMS[kind]
        record = form.record(**{form.fields[key]: _value(key, value) for key, value in row.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = "is not a line of the registry; restore the file as it was committed"
        raise ValueError(msg) from error
    plain = line.rpartition(_CHECK)[0]
    if line != f'{plain}{_CHECK}{check}"}}' or check != _check(plain + "}"):
        msg = "was edited by hand (its check does not fit); restore the line as it was committed"
        raise ValueError(msg)
    return kind, row[kind], record


def _value(key: str, value: Any) -> Any:
    """A value of a line as the field has it: what is a list there is a tuple."""
    if isinstance(value, dict):
        return {slug: tuple(ids) for slug, ids in value.items()}
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    return State(value) if key == "state" else Reason(value) if key == "reason" else value
