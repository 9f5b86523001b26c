"""One article on its way through the stages: extracted, corrected, given its ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.article import Article, FaultsError, Problem, Reading, Topic
from onrecord.attribution import Extraction, Span
from onrecord.editing.correct import Correcting, Edit, correct
from onrecord.editing.correction_files import orphaned, read_corrections, shown_path
from onrecord.extract import extract
from onrecord.permanence.succession import Standing
from onrecord.slug import article_slug
from onrecord.statement import Identifier, Statement, content_text, statements
from onrecord.visible import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An article with its statements.

    ``shown`` are the parts of its text that may be published, ``edits`` what an editor corrected, by id;
    ``uncorrected`` the ids that the extraction alone would have given, ``withdrawn`` why others were withdrawn.
    """

    article: Article
    extraction: Extraction
    statements: tuple[Statement, ...] = ()
    shown: tuple[Span, ...] = ()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    uncorrected: frozenset[str] = frozenset()
    withdrawn: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Stating:
    """What the stages share, and what they have to say; articles go through one after the other."""

    identifier: Identifier
    topics: tuple[Topic, ...]
    model: str | None
    context: str
    corrections: Mapping[str, Path]
    shown_as: str
    faults: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def problems(self, reading: Reading) -> tuple[Problem, ...]:
        """Each fault in a file of corrections, and each such file without an article."""
        lost = [
            one
            for one in orphaned(self.corrections, self.names, shown_as=self.shown_as)
            if article_slug(Path(one.path).stem) not in reading.refused
        ]
        return (*self.faults, *lost)


def state(article: Article, stating: Stating) -> Stated | None:
    """The article's statements; ``None`` when its corrections are at fault, which `Stating.faults` then says.

    An article that was taken down has none.
    """
    stating.names.append(article.name)
    if article.metadata.withdraw:
        return Stated(article=article, extraction=Extraction(paragraphs=(), sentences=(), attributions=()))
    extraction = extract(article.text, model=stating.model)
    path = shown_path(article.name, shown_as=stating.shown_as)
    try:
        file = stating.corrections.get(article.name)
        given = read_corrections(file, topics=(topic.name for topic in stating.topics)) if file else ()
        done = correct(article.text, extraction.attributions, given)
    except FaultsError as error:
        stating.faults += [Problem(path=path, line=line, message=message) for line, message in error.faults]
        return None
    told = "is no longer needed: the extraction gives the same by itself; remove it"
    stating.warnings += [Problem(path=path, line=line, message=f"this correction {told}") for line in done.unneeded]
    alone = _alone(article, extraction, stating.identifier) if given else {}
    after = replace(extraction, attributions=tuple(one.attribution for one in done.statements))
    found = _tagged(statements(article, after, topics=stating.topics, identifier=stating.identifier), done)
    return Stated(
        article=article,
        extraction=after,
        statements=found,
        shown=visible(article, after, after.attributions, context=stating.context),
        edits={statement.id: one.edits for statement, one in zip(found, done.statements, strict=True) if one.edits},
        uncorrected=frozenset(alone.values()),
        withdrawn={
            alone[content]: why for attribution, why in done.withdrawn if (content := attribution.content) in alone
        },
    )


def standing(one: Stated) -> Standing:
    """What the registry needs to know of an article's statements."""
    return Standing(
        article=one.article,
        content={statement.id: statement.attribution.content for statement in one.statements},
        uncorrected=one.uncorrected,
        withdrawn=one.withdrawn,
    )


def _alone(article: Article, extraction: Extraction, identifier: Identifier) -> dict[tuple[Span, ...], str]:
    """The ids that the extraction alone would give, by the content that they would be given to."""
    apart = identifier.copy()
    return {one.content: apart.identify(article.slug, content_text(article, one)) for one in extraction.attributions}


def _tagged(found: Iterable[Statement], done: Correcting) -> tuple[Statement, ...]:
    """The statements with the topics that an editor set."""
    return tuple(
        statement if one.topics is None else replace(statement, topics=one.topics)
        for statement, one in zip(found, done.statements, strict=True)
    )
