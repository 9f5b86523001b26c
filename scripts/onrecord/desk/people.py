"""Speakers on the desk who look alike: in groups, each made one person by an entry of ``people.yml``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.archive.look_alikes import look_alikes
from onrecord.archive.people import Speaker
from onrecord.build.settings import Settings
from onrecord.desk.articles import Articles
from onrecord.desk.changes import RefusedError
from onrecord.desk.entries import appended, changed, entries
from onrecord.reading.people import people
from onrecord.reading.read import PEOPLE
from onrecord.reading.strict_yaml import Plain, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Speakers who may be one person, the one who gives the name first; ``reasons`` say why, in words."""

    speakers: tuple[Speaker, ...]
    reasons: tuple[str, ...]

    @property
    def entry(self) -> dict[str, str | Sequence[str]]:
        """The entry that makes them one; a name of one word is claimed in their articles alone."""
        first, *others = self.speakers
        entry: dict[str, str | Sequence[str]] = {"name": first.person.name if first.person else first.name}
        entry["aliases"] = [one.name for one in others]
        if any(len(one.name.split()) == 1 for one in others):
            entry["articles"] = sorted({article for one in self.speakers for article in one.articles})
        return entry


def groups(everyone: Iterable[Speaker]) -> list[Group]:
    """The groups of speakers with different names that look alike, those in most articles first."""
    group_of: dict[str, set[Speaker]] = {}
    reasons: dict[str, set[str]] = {}
    for pair in look_alikes(everyone):
        if len(pair.first) == len(pair.second) == 1 and pair.first[0].name != pair.second[0].name:
            first, second = pair.first[0], pair.second[0]
            both = group_of.get(first.slug, {first}) | group_of.get(second.slug, {second})
            for one in both:
                group_of[one.slug] = both
                reasons.setdefault(one.slug, set()).add(pair.reason)
    found = {id(both): both for both in group_of.values()}
    made = [
        Group(
            speakers=tuple(sorted(both, key=_rank)),
            reasons=tuple(sorted({reason for one in both for reason in reasons[one.slug]})),
        )
        for both in found.values()
        if sum(one.person is not None for one in both) < 2
    ]
    return sorted(made, key=lambda one: (-sum(len(each.articles) for each in one.speakers), one.speakers[0].slug))


def _rank(one: Speaker) -> tuple[bool, int, int, str]:
    """Who gives the name: who has an entry already, else the longest."""
    return one.person is None, -len(one.name.split()), -len(one.name), one.slug


@dataclass(slots=True, kw_only=True)
class People:
    """The people of a site that is being edited; ``everyone`` gives those of the last build."""

    settings: Settings
    articles: Articles
    everyone: Callable[[], Sequence[Speaker]]

    def state(self) -> dict[str, Any]:
        """The groups as the desk shows them."""
        return {
            "groups": [
                {
                    "names": [one.name for one in group.speakers],
                    "articles": [len(one.articles) for one in group.speakers],
                    "reasons": group.reasons,
                }
                for group in groups(self.everyone())
            ]
        }

    def join(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make the group with these names one person.

        Raises:
            RefusedError, FaultsError: there is no such group, or ``people.yml`` cannot be changed so.
            ConflictError: the file changed meanwhile.

        """
        names = list(map(str, asked["names"]))
        group = next((one for one in groups(self.everyone()) if [each.name for each in one.speakers] == names), None)
        if group is None:
            msg = "these speakers do not look alike any more; reload the page"
            raise RefusedError(msg)
        self.articles.edit(self.settings.seeds / PEOPLE, lambda text: _joined(text, group))
        return {"file": f"{self.settings.options.shown_as}/{PEOPLE}"}


def _joined(text: str, group: Group) -> str:
    """The text of ``people.yml`` with the group as one entry."""
    entry = group.entry
    own = next((one for one in entries(text) if one.value.get("name") == entry["name"]), None)
    if own:
        known = own.value.get("aliases") or []
        aliases = [known] if isinstance(known, str) else [str(alias) for alias in known]
        added = [one.name for one in group.speakers[1:] if one.name not in aliases]
        after = changed(text, own, {**_lists(own.value), "aliases": [*aliases, *added]})
    else:
        after = appended(text, entry)
    people(load(after))
    return after


def _lists(value: Mapping[str, Plain]) -> dict[str, str | list[str]]:
    """An entry's keys as they can be written again."""
    return {key: list(map(str, one)) if isinstance(one, list) else str(one) for key, one in value.items()}
