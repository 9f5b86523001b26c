"""Changes of ``people.yml`` as a person would make them: of one speaker's entry, of two made one, of one made two."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.archive.look_alikes import LookAlike
from onrecord.archive.people import Speaker
from onrecord.desk.changes import RefusedError
from onrecord.desk.entries import Entry, appended, changed, entries, removed
from onrecord.lexicon.names import spaced, taken_apart

Fields = dict[str, str | list[str]]
"""An entry's keys with a text, or a list of texts."""
TEXTS, LISTS = ("name", "shown", "wikidata", "slug"), ("aliases", "roles", "articles")
_ORDER = ("name", "shown", "aliases", "roles", "articles", "wikidata", "slug")


def entry_of(file: str, speaker: Speaker) -> Entry | None:
    """The speaker's entry, if it has one."""
    if speaker.person is None:
        return None
    shown = speaker.person.shown
    return next(
        (one for one in entries(file) if spaced(str(one.value.get("shown") or one.value["name"])) == shown), None
    )


def fields(file: str, speaker: Speaker) -> Fields:
    """What the speaker's entry says; without one what it would have to say to mean this speaker and no other."""
    if entry := entry_of(file, speaker):
        given = {key: value for key, value in entry.value.items() if value}
        return {key: _listed(value) if key in LISTS else str(value) for key, value in given.items()}
    found: Fields = {"name": speaker.name}
    if speaker.told:
        found["shown"] = f"{speaker.name} ({speaker.told})"
        found |= {"articles": list(speaker.articles)} if speaker.article else {"roles": [speaker.told]}
    return found


def set_fields(file: str, speaker: Speaker, wanted: Mapping[str, str | Sequence[str]]) -> str:
    """The file with the speaker's entry as ``wanted``; an earlier name stays one of its names."""
    before = fields(file, speaker)
    after: Fields = {key: value for key, value in before.items() if key not in _ORDER}
    for key in _ORDER:
        if key in TEXTS and (text := spaced(str(wanted.get(key) or ""))):
            after[key] = text
        if key in LISTS and (many := [one for text in wanted.get(key) or () if (one := spaced(str(text)))]):
            after[key] = many
    if after.get("name") != before["name"]:
        if after.get("shown") == before.get("shown") and "shown" in after:
            after["shown"] = str(after["shown"]).replace(str(before["name"]), str(after.get("name", "")), 1)
        after["aliases"] = [*_listed(after.get("aliases")), str(before["name"])]
    if after == before:
        msg = "this is as it was"
        raise RefusedError(msg)
    return _put(file, speaker, after)


def merged(file: str, speakers: Sequence[Speaker], everyone: Iterable[Speaker]) -> str:
    """The file with one entry for these speakers, which has the name of the first."""
    if len(speakers) < 2:
        msg = "choose who else this is"
        raise RefusedError(msg)
    first, *others = speakers
    value = {key: one for key, one in fields(file, first).items() if key != "shown" or first.person}
    parts = [fields(file, one) for one in others]
    aliases = _listed(value.get("aliases"))
    for part in parts:
        aliases += [str(part["name"]), *_listed(part.get("aliases"))]
        value |= {key: part[key] for key in ("wikidata",) if key in part and key not in value}
    value["aliases"] = aliases
    same = {taken_apart(str(one["name"])).key for one in (value, *parts)}
    elsewhere = any(taken_apart(one.name).key in same and one not in speakers for one in everyone)
    short = [article for one in others if len(one.name.split()) == 1 for article in one.articles]
    listed = [one for one in speakers if one.person]
    for key in ("roles", "articles"):
        told = [text for one in listed for text in _listed(fields(file, one).get(key))]
        if key == "articles":
            told += [article for one in speakers for article in one.articles] if elsewhere else short
        value.pop(key, None)
        value |= {key: list(dict.fromkeys(told))} if told else {}
    for one in others:
        if entry := entry_of(file, one):
            file = removed(file, entry)
    return _put(file, first, value)


def split(file: str, speaker: Speaker, articles: Sequence[str], told: str) -> str:
    """The file with an entry for another person of the speaker's name, who is the one in these articles.

    ``told`` is what tells the other one from this.
    """
    left = [one for one in speaker.articles if one not in articles]
    if not articles or not left or not set(articles) <= set(speaker.articles):
        msg = "choose the articles that are about the other one, and leave one for this"
        raise RefusedError(msg)
    if not told.strip():
        msg = "say what tells the other one from this: an office, a place, a year"
        raise RefusedError(msg)
    own = fields(file, speaker)
    name = str(own["name"])
    file = _put(file, speaker, {**own, "articles": left})
    return appended(file, {"name": name, "shown": f"{name} ({spaced(told)})", "articles": list(articles)})


def apart(file: str, speakers: Sequence[Speaker]) -> str:
    """The file with an entry for each of these, so that nobody asks again whether they are one."""
    for one in speakers:
        if entry_of(file, one) is None:
            file = _put(file, one, fields(file, one))
    return file


def groups(pairs: Iterable[LookAlike]) -> list[tuple[str, tuple[Speaker, ...]]]:
    """The look-alikes together, with what is alike: each of a group looks like each other one of it."""
    found: list[tuple[list[str], list[tuple[Speaker, ...]]]] = []
    alike: dict[tuple[Speaker, ...], set[tuple[Speaker, ...]]] = {}
    pairs = tuple(pairs)
    for pair in pairs:
        alike.setdefault(pair.first, set()).add(pair.second)
        alike.setdefault(pair.second, set()).add(pair.first)
    for pair in pairs:
        for reasons, sides in found:
            new = [side for side in (pair.first, pair.second) if side not in sides]
            if len(new) < 2 and all(set(sides) - {side} <= alike[side] for side in new):
                reasons.append(pair.reason)
                sides += new
                break
        else:
            found.append(([pair.reason], [pair.first, pair.second]))
    return [
        ("; ".join(dict.fromkeys(reasons)), tuple(sorted({one for side in sides for one in side}, key=_to_keep)))
        for reasons, sides in found
    ]


def _to_keep(speaker: Speaker) -> tuple[bool, int, int, str]:
    """What speakers who may be one are sorted by: the one whose entry is there comes first, else the longest name."""
    return speaker.person is None, -len(speaker.name.split()), -len(speaker.name), speaker.slug


def _put(file: str, speaker: Speaker, value: Fields) -> str:
    aliases = {taken_apart(alias).key: alias for alias in reversed(_listed(value.get("aliases")))}
    aliases.pop(taken_apart(str(value.get("name", ""))).key, None)
    value = {**value, "aliases": list(reversed(aliases.values()))}
    ordered = {key: value[key] for key in (*_ORDER, *value) if value.get(key)}
    entry = entry_of(file, speaker)
    return changed(file, entry, ordered) if entry else appended(file, ordered)


def _listed(value: object) -> list[str]:
    if not value:
        return []
    return list(map(str, value)) if isinstance(value, list | tuple) else [str(value)]
