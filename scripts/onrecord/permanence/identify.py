"""Gives the statements of an article their ids, and its speakers the names that the archive has for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onrecord.archive.people import Speaker
from onrecord.drafts.correct import Edit
from onrecord.drafts.draft import Draft
from onrecord.model.article import Article
from onrecord.model.attribution import Extraction, Span
from onrecord.model.statement import Statement, content_text
from onrecord.permanence.ids import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An article, whose slug is its key, with its statements under their ids.

    ``names`` are those that it gives its speakers.  ``shown`` are the parts of its text that may be published,
    ``edits`` what an editor corrected, by id, ``checked`` the day on which one found it right, or an empty text;
    ``uncorrected`` the ids that the extraction alone would have given, ``withdrawn`` why others were withdrawn.
    """

    article: Article
    extraction: Extraction
    statements: tuple[Statement, ...] = ()
    names: tuple[str, ...] = ()
    shown: tuple[Span, ...] = ()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    checked: Mapping[str, str] = field(default_factory=dict)
    uncorrected: frozenset[str] = frozenset()
    withdrawn: Mapping[str, str] = field(default_factory=dict)


def identify(
    article: Article, draft: Draft, identifier: Identifier, *, speakers: Mapping[tuple[str, str], Speaker]
) -> Identified:
    """The article's statements under their ids; articles go through one after the other, in the order of their keys.

    ``speakers`` says whom each name means, by the article's key and the name in it.
    """
    # The ids that the extraction alone would give, by the content that they would be given to.
    apart = identifier.copy() if draft.alone else identifier
    alone = {
        content: apart.identify(article.slug, tuple(article.text[start:end] for start, end in content))
        for content in draft.alone
    }
    found = []
    for passage in draft.passages:
        attribution = passage.attribution
        if attribution.speaker:
            speaker = speakers[article.slug, attribution.speaker].name
            if speaker != attribution.speaker:
                passage = replace(passage, attribution=replace(attribution, speaker=speaker))
        id_ = identifier.identify(article.slug, content_text(article, attribution))
        found.append(Statement.of(passage, id_=id_))
    return Identified(
        article=article,
        extraction=draft.extraction,
        statements=tuple(found),
        names=tuple(dict.fromkeys(one.attribution.speaker for one in draft.passages if one.attribution.speaker)),
        shown=draft.shown,
        edits={statement.id: edits for statement, edits in zip(found, draft.edits, strict=True) if edits},
        checked={one.id: day for one, day in zip(found, draft.checked, strict=True) if day is not None},
        uncorrected=frozenset(alone.values()),
        withdrawn={alone[content]: why for content, why in draft.withdrawn if content in alone},
    )
