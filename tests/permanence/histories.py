"""Histories of speakers as values: articles that tell who said what, and builds that give everyone an address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.archive.mentions import Named
from onrecord.archive.people import People, merge
from onrecord.model.article import Person
from onrecord.model.registry import ArticleAddress, Registry, State, StatementAddress
from onrecord.permanence.named_addresses import settle_speakers
from onrecord.permanence.registry import dump, parse

Articles = Mapping[str, Sequence[tuple[str, str]]]
"""By its key, for each statement of an article the speaker's name and the words for the speaker; "" is nobody's."""


def person(name: str, shown: str | None = None, aliases: Iterable[str] = (), articles: Iterable[str] = ()) -> Person:
    return Person(name=name, shown=shown or name, aliases=tuple(aliases), articles=tuple(articles))


def article(*speakers: str) -> tuple[tuple[str, str], ...]:
    """The statements of "Ada Lund, mayor" and others, one after the other."""
    return tuple((one.partition(",")[0], one) for one in speakers)


@dataclass(frozen=True, kw_only=True)
class Built:
    registry: Registry
    people: People
    slugs: Mapping[str, str]
    """Where the speaker of each statement stands, by the statement's id."""

    def at(self, name: str) -> list[str]:
        """The slugs at which speakers of a name stand."""
        return [one.slug for one in self.people.everyone if one.name == name]

    def states(self) -> dict[str, tuple[State, tuple[str, ...]]]:
        return {slug: (one.state, one.to) for slug, one in self.registry.speakers.items()}


def build(before: Registry, articles: Articles, *people: Person) -> Built:
    """Publish the articles; statements are known by their article and their number in it."""
    named = [
        Named(article=key, name=name, unnamed=name.islower(), sources=(source,))
        for key, said in articles.items()
        for name, source in said
        if name
    ]
    found = merge(named, people)
    names = {
        f"{key}-{number}": (key, name)
        for key, said in articles.items()
        for number, (name, _) in enumerate(said)
        if name
    }
    statements = dict(before.statements)
    for id_, (key, _) in names.items():
        statements.setdefault(id_, StatementAddress(id=id_, article=key, content=((0, 1),), words=("x",)))
    keys = {key: ArticleAddress(key=key, name=key, text="", revisions=("",)) for key in articles}
    registry = replace(before, articles={**before.articles, **keys}, statements=statements)
    slugs = {id_: found.speakers[name].slug for id_, name in names.items()}
    settled, after = settle_speakers(registry, found, slugs, known=before.articles)
    assert parse(dump(after)) == after
    return Built(
        registry=after, people=settled, slugs={id_: settled.speakers[name].slug for id_, name in names.items()}
    )
