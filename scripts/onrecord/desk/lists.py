"""The lists of people and of topics on the desk: as they stand in their files, changed on request."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.archive.look_alikes import LookAlike, look_alikes
from onrecord.archive.people import Speaker
from onrecord.build.outcome import Built
from onrecord.build.settings import Settings
from onrecord.desk import people, topics
from onrecord.desk.changes import RefusedError
from onrecord.desk.journal import ConflictError, Journal, as_text, digest_of, file_bytes
from onrecord.model.article import FaultsError
from onrecord.reading.metadata import topics as topics_of
from onrecord.reading.people import people as people_of
from onrecord.reading.read import CORRECTIONS, PEOPLE, TOPICS
from onrecord.reading.strict_yaml import Document, load


@dataclass(slots=True)
class Lists:
    """People and topics of a site that is being edited; ``latest`` has its last build."""

    settings: Settings
    journal: Journal
    latest: Sequence[Built]
    _alike: tuple[tuple[Speaker, ...], tuple[LookAlike, ...]] = ((), ())

    def person(self, slug: str) -> dict[str, Any]:
        """A speaker as the desk shows it.

        Raises:
            RefusedError: there is none at this address.

        """
        speaker = self._speaker(slug)
        told = self._file(PEOPLE)
        try:
            told["fields"] = people.fields(told.pop("text"), speaker)
        except FaultsError as error:
            told["fields"], told["faults"] = {"name": speaker.name}, _faults(error)
        titles = {one.slug: one.metadata.title or one.slug for one in self.latest[0].readable}
        alike = [(reason, group) for reason, group in people.groups(self._pairs()) if speaker in group]
        return told | {
            "slug": slug,
            "articles": [{"key": key, "title": titles.get(key, key)} for key in speaker.articles],
            "alike": [_group(reason, group) for reason, group in alike],
        }

    def speakers(self) -> list[dict[str, Any]]:
        """The speakers with a name, by which one is chosen."""
        return [_named(one) for one in self.latest[0].speakers if not one.unnamed]

    def change_person(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make a change of people: the digest of their file then.

        Raises:
            RefusedError, FaultsError: it cannot be made.
            ConflictError: the file changed since the editor saw it.
            KeyError, TypeError, ValueError: what is asked is no change.

        """
        speakers = [self._speaker(str(slug)) for slug in asked["speakers"]]
        first = speakers[0]
        changes: dict[str, Callable[[str], str]] = {
            "set": lambda file: people.set_fields(file, first, asked["fields"]),
            "merge": lambda file: people.merged(file, speakers, self.latest[0].speakers),
            "split": lambda file: people.split(file, first, list(map(str, asked["articles"])), str(asked["told"])),
            "apart": lambda file: people.apart(file, speakers),
        }
        return self._changed(PEOPLE, changes[asked["op"]], people_of, asked["digest"])

    def look_alikes(self) -> dict[str, Any]:
        """The groups of speakers who may be one, and the digest of the file that would say so."""
        told = self._file(PEOPLE)
        del told["text"]
        return told | {"groups": [_group(reason, group) for reason, group in people.groups(self._pairs())]}

    def topics(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """The topics with how many statements of the data set have each."""
        told = self._file(TOPICS)
        rows = list(rows)
        try:
            listed = topics_of(load(told.pop("text")))
        except FaultsError as error:
            return told | {"topics": [], "faults": _faults(error)}
        counts = {one.name: sum(one.name in row["topics"] for row in rows) for one in listed}
        return told | {
            "topics": [{"name": one.name, "phrases": one.phrases, "count": counts[one.name]} for one in listed]
        }

    def change_topic(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make a change of the topics; as `change_person`."""
        name = None if asked["name"] is None else str(asked["name"])
        if asked["op"] == "remove" or (name and asked["to"] != name):
            self._refuse_where_used(name or "")
        changes: dict[str, Callable[[str], str]] = {
            "set": lambda file: topics.set_topic(file, name, str(asked["to"]), list(map(str, asked["phrases"]))),
            "remove": lambda file: topics.without(file, name or ""),
        }
        return self._changed(TOPICS, changes[asked["op"]], topics_of, asked["digest"])

    def _changed(
        self, name: str, change: Callable[[str], str], judge: Callable[[Document], object], digest: str
    ) -> dict[str, Any]:
        path = self.settings.seeds / name
        with self.journal.alone():
            data = file_bytes(path)
            after = change(as_text(data))
            judge(load(after))
            if digest != digest_of(data):
                raise ConflictError(as_text(data), after)
            self.journal.write(path, data, after.encode())
            return {"digest": digest_of(after.encode()), **self.journal.counts()}

    def _file(self, name: str) -> dict[str, Any]:
        data = file_bytes(self.settings.seeds / name)
        shown = f"{self.settings.options.shown_as}/{name}"
        return {"file": shown, "digest": digest_of(data), "text": as_text(data), "faults": [], **self.journal.counts()}

    def _speaker(self, slug: str) -> Speaker:
        for one in self.latest[0].speakers:
            if one.slug == slug:
                return one
        msg = "there is no such speaker any more; reload the page"
        raise RefusedError(msg)

    def _pairs(self) -> tuple[LookAlike, ...]:
        """The look-alikes of the last build, looked for once."""
        everyone = self.latest[0].speakers
        if self._alike[0] is not everyone:
            self._alike = everyone, look_alikes(everyone)
        return self._alike[1]

    def _refuse_where_used(self, topic: str) -> None:
        """A correction that sets a topic that is not listed would be refused by the next build."""
        for path in sorted((self.settings.seeds / CORRECTIONS).glob("*.yml")):
            try:
                used = load(path.read_text(encoding="utf-8")).value
            except (FaultsError, OSError, ValueError):
                continue
            for entry in used if isinstance(used, list) else ():
                set_ = entry.get("topics") if isinstance(entry, dict) else None
                if topic in (set_ if isinstance(set_, list) else [set_]):
                    msg = f"{CORRECTIONS}/{path.name} sets this topic; change it there first"
                    raise RefusedError(msg)


def _group(reason: str, group: Iterable[Speaker]) -> dict[str, Any]:
    return {"reason": reason, "speakers": [_named(one) | {"articles": len(one.articles)} for one in group]}


def _named(speaker: Speaker) -> dict[str, Any]:
    return {"slug": speaker.slug, "name": f"{speaker.name} ({speaker.told})" if speaker.told else speaker.name}


def _faults(error: FaultsError) -> list[dict[str, Any]]:
    return [{"line": line, "message": message} for line, message in error.faults]
