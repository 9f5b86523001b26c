"""Third stage: who is one person, which id each statement has, and what answers at each published address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.archive.people import People, merge
from onrecord.build.read import Inputs
from onrecord.drafts.draft import NOTHING, Draft
from onrecord.model.page import ArticlePage, StatementPage
from onrecord.model.record import Record
from onrecord.model.registry import Registry
from onrecord.pages.docs_folder import kept_named
from onrecord.permanence.identify import Identified, identify
from onrecord.permanence.ids import Identifier
from onrecord.permanence.named_addresses import settle_names, settle_speakers
from onrecord.permanence.registry import owners
from onrecord.permanence.succession import settle

Kept = tuple[ArticlePage | StatementPage, ...]
"""Pages of an earlier build that stay, because their article cannot be read this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """The articles that can be read, in the order of their keys; ``registry`` is as this build leaves it."""

    articles: tuple[Identified, ...]
    people: People
    registry: Registry

    @property
    def published(self) -> list[Identified]:
        """The articles but for those that an editor has taken down."""
        return [one for one in self.articles if not one.article.metadata.withdraw]


def identify_articles(
    inputs: Inputs, drafts: Mapping[str, Draft], kept: Kept, *, refused: frozenset[str]
) -> Identification:
    """Identify all that is published; ``drafts`` are by the articles' names, ``refused`` the keys of those kept."""
    published = [one for one in inputs.articles if one.slug not in refused]
    people = merge(
        [
            *(
                replace(one, article=article.slug)
                for article in published
                for one in drafts.get(article.name, NOTHING).named
            ),
            *kept_named(records_of(kept)),
        ],
        inputs.people,
    )
    held = [one.id for one in inputs.registry.statements.values() if one.article in refused]
    identifier = Identifier(taken=held, owners=owners(inputs.registry))
    articles = tuple(
        identify(one, drafts.get(one.name, NOTHING), identifier, speakers=people.speakers) for one in published
    )
    settled = settle(inputs.registry, articles, refused=refused)
    people, settled = settle_speakers(
        settled, people, dict(_said(articles, kept, people)), known=inputs.registry.articles.keys()
    )
    told = [(one.metadata.outlet, one.metadata.authors) for one in published if not one.metadata.withdraw]
    told += [(page.article.outlet, page.article.authors) for page in kept if isinstance(page, ArticlePage)]
    settled = replace(
        settled,
        topics=settle_names(settled.topics, (topic.name for topic in inputs.topics)),
        outlets=settle_names(settled.outlets, (outlet for outlet, _ in told if outlet)),
        authors=settle_names(settled.authors, (author for _, authors in told for author in authors)),
    )
    return Identification(articles=articles, people=people, registry=settled)


def _said(articles: tuple[Identified, ...], kept: Kept, people: People) -> Iterator[tuple[str, str]]:
    """The id of each statement that has a speaker, and the speaker's slug."""
    for one in articles:
        named = [people.speakers[one.article.slug, name] for name in one.names]
        slugs = {speaker.name: speaker.slug for speaker in named}
        for statement in one.statements:
            if statement.attribution.speaker:
                yield statement.id, slugs[statement.attribution.speaker]
    for record in records_of(kept):
        if record.speaker:
            yield record.id, people.speakers[record.article.slug, record.speaker].slug


def records_of(kept: Kept) -> list[Record]:
    """The statements on pages that are kept."""
    return [page.record for page in kept if isinstance(page, StatementPage)]
