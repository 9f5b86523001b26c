"""Tag the entities of an article: people, organizations, places and other named things, each with all its mentions.

A name is judged once for the whole article, by its form and by the words around every occurrence of it.  What the model
is not sure of is left out: a wrong tag costs more than a missing one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.extract.entities.candidates import Candidate, candidates, is_headline
from onrecord.extract.entities.classifier import CLASSES, Judged, features, probabilities, shipped
from onrecord.extract.entities.merge import merged
from onrecord.extract.layout.wrapped import unwrapped
from onrecord.extract.runs import LONGEST_RUN, token_pattern
from onrecord.extract.sentences.segment import paragraphs
from onrecord.lexicon.lists import demonyms, known_types, plain, shown, words
from onrecord.lexicon.names import given_names
from onrecord.model.attribution import Span
from onrecord.model.entity import Entity, EntityType

LOWER = re.compile(r"(?<!\w)[a-z]\w+")
CERTAIN = {"person": 0.8, "organization": 0.8, "place": 0.8, "other": 0.9}
"""Least probability with which a type is given; chosen by cross-validation on the training articles."""
SCARCE = 0.92
"""The same for a single word that the article has once: its form and one context are little to go by."""
NAMED = 0.5
"""The same for a person whose full name begins with a common given name: 97 % of such names in GUM are people's."""
LONGEST_NAME = 120
"""Characters of a name that are looked for in a headline."""


def entities(text: str) -> tuple[Entity, ...]:
    """Return the entities of an article in the order of their first mention, no two mentions overlapping."""
    text = unwrapped(text)
    blocks = paragraphs(text)
    found = candidates(text, blocks)
    groups = [group for group in merged(text, judged(text, found)) if accepted(group)]
    further = in_headlines(text, blocks, groups)
    spans = [[*(one.span for one in group.occurrences), *further.get(at, ())] for at, group in enumerate(groups)]
    result = (entity(text, group, sorted(own)) for group, own in zip(groups, spans, strict=True))
    return tuple(sorted(result, key=lambda one: one.mentions[0]))


class EntityIndex:
    """The mentions of an article's entities by their place, to ask for those of many statements."""

    def __init__(self, found: Iterable[Entity]) -> None:
        self._entities = tuple(found)
        self._mentions = sorted((span, at) for at, item in enumerate(self._entities) for span in item.mentions)
        self._starts = [span[0] for span, _ in self._mentions]

    def within(self, spans: Iterable[Span]) -> tuple[Entity, ...]:
        """Return the entities mentioned inside one of the spans, with those mentions alone, in the article's order."""
        kept: dict[int, set[Span]] = {}
        for start, end in spans:
            for i in range(bisect_left(self._starts, start), len(self._mentions)):
                span, at = self._mentions[i]
                if span[0] >= end:
                    break
                if span[1] <= end:
                    kept.setdefault(at, set()).add(span)
        return tuple(replace(self._entities[at], mentions=tuple(sorted(kept[at]))) for at in sorted(kept))


def judged(text: str, found: Iterable[Candidate]) -> list[Judged]:
    """Return each name of the article with its occurrences and the probabilities of its types.

    A listed name has its type from the list, unless the article has a longer name that it could be the surname of:
    "Paris" beside "Ann Paris" is left to the model.
    """
    by_name: dict[str, list[Candidate]] = {}
    for candidate in found:
        by_name.setdefault(candidate.name, []).append(candidate)
    lower = frozenset(match[0] for match in LOWER.finditer(text))
    surnames = {name.rsplit(" ", 1)[1] for name in by_name if may_be_person(name)}
    result = []
    for name, occurrences in by_name.items():
        known = None if name in surnames else known_types().get(name)
        if known:
            chances = tuple(float(kind == known) for kind in CLASSES)
        else:
            chances = probabilities(shipped().scores(features(text, occurrences, lower)))
        result.append(Judged((name,), tuple(occurrences), chances))
    return result


def may_be_person(name: str) -> bool:
    """Tell whether a name has the form of a person's: two or three words, none that names something else."""
    parts, other = name.split(), words("organization_words") | demonyms() | words("left_out_of_acronyms")
    return len(parts) in (2, 3) and name not in known_types() and other.isdisjoint(parts)


def accepted(group: Judged) -> bool:
    """Tell whether the type of a name is certain enough to be shown."""
    kind = group.kind
    unlike = group.chance(kind) < 1 and group.names[0].split()[-1] not in words("law_and_event_heads")
    if kind == "none" or (kind == "other" and unlike):
        return False
    if kind == "person" and any(given_name(name) for name in group.names):
        return group.chance(kind) >= NAMED
    scarce = len(group.occurrences) == 1 and " " not in group.names[0]
    return group.chance(kind) >= (SCARCE if scarce else CERTAIN[kind])


def given_name(name: str) -> bool:
    """Tell whether a name is of a person's form and begins with a common given name."""
    return may_be_person(name) and name.split()[0] in given_names() and not set(name.split()) & words("name_heads")


def in_headlines(text: str, blocks: Sequence[Span], groups: Sequence[Judged]) -> Mapping[int, list[Span]]:
    """Return further mentions in headlines, where capitals tell nothing: only names that the article has elsewhere."""
    owner = {name: at for at, group in enumerate(groups) for name in group.names}
    result: dict[int, list[Span]] = {}
    for block in blocks:
        tokens = [match.span() for match in token_pattern().finditer(text, *block)] if is_headline(text, block) else []
        at = 0
        while at < len(tokens):
            ends = (end for _, end in reversed(tokens[at : at + LONGEST_RUN]))
            start = tokens[at][0]
            end = next((end for end in ends if end - start <= LONGEST_NAME and plain(text[start:end]) in owner), None)
            if end is not None:
                result.setdefault(owner[plain(text[start:end])], []).append((start, end))
            at = next((i for i in range(at + 1, len(tokens)) if end is None or tokens[i][0] >= end), len(tokens))
    return result


def entity(text: str, group: Judged, spans: Sequence[Span]) -> Entity:
    """Return a group as the entity to be shown."""
    written: dict[str, str] = {}
    for start, end in spans:
        written.setdefault(plain(text[start:end]), text[start:end].replace("\xa0", " "))
    name = shown(group.names[0]) or written.get(group.names[0], group.names[0])
    aliases = tuple(form for form in written.values() if form != name)
    return Entity(name=name, type=EntityType(group.kind), aliases=aliases, mentions=tuple(spans))
