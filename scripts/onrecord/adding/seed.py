"""An article as a seed: its name, its text, and the sidecar that says where it comes from."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import yaml

from onrecord import __version__
from onrecord.adding.taken import Taken
from onrecord.model.article import FaultsError, Metadata
from onrecord.reading.metadata import metadata
from onrecord.reading.strict_yaml import load
from onrecord.text.slug import article_slug, name_slugs

_LENGTH = 60
_OF_THE_TAKING = frozenset({"original", "retrieved_from", "taken_with", "changed"})


def name(taken: Taken) -> str:
    """The seed's name: the date and the title, else what the file or record is called; always the same for the same."""
    title = taken.metadata.title
    words = _short(title) if title else ""
    day = (taken.metadata.published or "")[:10] if title else ""
    return article_slug("-".join(filter(None, (day, words or _short(taken.stem) or "article"))))


def _short(text: str) -> str:
    (slug,) = name_slugs([text]).values()
    return slug if len(slug) <= _LENGTH else slug[: _LENGTH + 1].rpartition("-")[0] or slug[:_LENGTH]


def sidecar(taken: Taken, earlier: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of ``NAME.yml``, and what is left out of it because it is not sound.

    Of ``earlier``, the sidecar that stands there, what this article does not state is kept.
    """
    values = _values(taken)
    if earlier:
        kept = yaml.safe_load(earlier)
        if isinstance(kept, dict):
            values |= {key: value for key, value in kept.items() if key not in values and key not in _OF_THE_TAKING}
    left: list[str] = []
    while True:
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
        try:
            document = load(text)
            metadata(document)
        except FaultsError as error:
            line, message = error.faults[0]
            key = _key_at(text, line)
            if key not in values:
                raise
            del values[key]
            left.append(f"{key} is left out: {message}")
            continue
        return text, tuple(left)


def _key_at(text: str, line: int) -> str:
    before = text.splitlines()[:line]
    return next((found[1] for one in reversed(before) if (found := re.match(r"([a-z_]+):", one))), "")


def _values(taken: Taken) -> dict[str, Any]:
    stated: Mapping[str, Any] = {one.name: getattr(taken.metadata, one.name) for one in fields(Metadata)}
    values = {key: list(found) if isinstance(found, tuple) else found for key, found in stated.items() if found}
    if taken.original:
        values["original"] = {"name": taken.original, "sha256": taken.sha256, "media_type": taken.media_type}
    if taken.retrieved_from:
        values["retrieved_from"] = taken.retrieved_from
    values["taken_with"] = ", ".join((f"onrecord {__version__}", *taken.tools))
    if taken.changed:
        values["changed"] = list(taken.changed)
    return values


def times(taken: Taken, sha256: str) -> str | None:
    """The seconds at which paragraphs begin, by their offsets in the text; nothing where none is known."""
    if not any(second is not None for second in taken.times):
        return None
    found, at = [], 0
    for paragraph, second in zip(taken.paragraphs, taken.times, strict=True):
        if second is not None:
            found.append([at, round(second, 3)])
        at += len(paragraph) + 2
    return json.dumps({"sha256": sha256, "times": found}) + "\n"
