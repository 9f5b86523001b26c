"""The archive as a value: all that pages, the search and the exports are made of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.archive.people import People
from onrecord.archive.repeated import Repeats
from onrecord.archive.tags import Tag
from onrecord.model.article import Person, Topic
from onrecord.model.record import ArticleRecord, Record
from onrecord.model.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What is published: ``statements`` in the order of their articles' keys and of the text.

    ``speakers`` maps the slug of each speaker to a name, told apart where several have one; ``topic_pages``,
    ``outlet_pages`` and ``author_pages`` map names to slugs.  ``repeats`` says by its id where a statement's words are
    quoted as well.  ``tags`` are what the statements name.  ``listed`` are the people of whom an editor says something.
    """

    articles: tuple[ArticleRecord, ...] = ()
    statements: tuple[Record, ...] = ()
    people: People = field(default_factory=People)
    topics: tuple[Topic, ...] = ()
    repeats: Mapping[str, Repeats] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    speakers: Mapping[str, str] = field(default_factory=dict)
    topic_pages: Mapping[str, str] = field(default_factory=dict)
    outlet_pages: Mapping[str, str] = field(default_factory=dict)
    author_pages: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    listed: tuple[Person, ...] = ()

    @property
    def tag_pages(self) -> dict[str, str]:
        """The address, below the site, of the listing of each tag that has one."""
        return {tag.name: tag.page for tag in self.tags if tag.page}


def told_by_name(people: People) -> dict[str, str]:
    """The slugs of the speakers whose name no other has: it leads to them wherever it stands."""
    counts = Counter(one.name for one in people.everyone)
    return {one.name: one.slug for one in people.everyone if counts[one.name] == 1 and not one.article}


def labels(people: People, articles: Iterable[ArticleRecord]) -> dict[str, str]:
    """Each speaker's name by slug; where others have the same, with the role or the article that tells it apart."""
    titles = {article.slug: article.title.text for article in articles}
    found = {}
    for one in people.everyone:
        title = titles.get(one.article or "")
        apart = f"in {title}" if title else one.told
        found[one.slug] = f"{one.name} ({apart})" if apart else one.name
    return found
