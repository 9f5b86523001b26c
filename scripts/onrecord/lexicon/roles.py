"""Reads from the words that name a source which offices and trades tell its bearer from others of the same name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile, takewhile

from onrecord.lexicon.lists import entries, groups, words
from onrecord.lexicon.names import is_suffix, spaced

_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_RELATIVE = re.compile(r",?\s(?:who|whose|which|that|where|when|while|after|before|as|told|said)\s.*", re.DOTALL)
_PARTS = re.compile(r"[,;()—–]|\s-\s")
_PREPOSITIONS = groups("role_prepositions")
_STEM = 4
_LONGEST_ROLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or a trade: the label of its group, the word for it, and all the words, its place included.

    ``places`` are the folded words for its place; none where places do not matter.
    """

    label: str
    office: str
    words: str
    places: frozenset[str] = frozenset()

    @property
    def post(self) -> str:
        """The label, or the office itself where it is another than that: a vice president is not the president."""
        return self.office if self.office.endswith(f" {self.label}") else self.label


@lru_cache(maxsize=1 << 16)
def roles_in(source: str, name: str) -> frozenset[Role]:
    """The roles that the source words give the person ``name``; those that tell nothing are left out.

    In "Ada Lund, a spokeswoman for Mayor Boris Vale" she is a spokeswoman and no mayor.
    """
    text = spaced(source)
    if not any(word.casefold().rstrip(".") in _heads() for word in _WORD.findall(text)):
        return frozenset()
    text = _RELATIVE.sub("", text)
    names = [word for word in spaced(name).split(" ") if not is_suffix(word)]
    at = text.find(spaced(name))
    end = at + len(spaced(name))
    if at < 0 and names:
        at = text.rfind(names[-1])
        end = at + len(names[-1])
    if at < 0:
        return frozenset(_in_phrases(_PARTS.split(text)[:1]))
    before, after = text[:at], text[end:]
    if re.match(r"[’']s?\s", after):
        return frozenset()
    *apart, beside = _PARTS.split(before)
    titles, behind = _beside(beside, names), _PARTS.split(after)
    preposition, *place = _WORD.findall(behind[0]) or [""]
    if _PREPOSITIONS.get(preposition) == "place":
        # "Mayor Ada Lund of Springfield"
        titles = [one if one.places else _role(one.label, one.words.replace(" ", "-"), (), place) for one in titles]
    return frozenset((*_in_phrases(apart), *titles, *_in_phrases(behind)))


@cache
def _heads() -> frozenset[str]:
    """The last words of all roles, one of which a source must hold to tell anything."""
    return frozenset(role.rsplit("-", 1)[-1].rstrip(".") for role in groups("role_groups"))


def _in_phrases(phrases: Sequence[str]) -> list[Role]:
    return [role for phrase in phrases for role in _phrase(_WORD.findall(phrase))]


def _beside(phrase: str, names: Sequence[str]) -> list[Role]:
    """The roles in the words right before a name, as in "Secretary of State" and in "a spokeswoman for Mayor"."""
    found = [word for word in _WORD.findall(phrase) if word not in names]
    at = next((number for number, word in enumerate(found) if word in _PREPOSITIONS), len(found))
    titles = list(dropwhile(lambda word: not word[0].isupper(), found[at + 1 :]))
    own = [] if not titles or titles[-1] in words("fields_of_office") else _phrase(titles[-2:])
    if own or (at < len(found) and found[at] != "of"):
        return own
    return _phrase(found)


def _phrase(found: Sequence[str]) -> list[Role]:
    """The roles that are the head of a noun phrase: before its first preposition and after the last possessive."""
    at = next((number for number, word in enumerate(found) if word in _PREPOSITIONS), len(found))
    if "-".join(found[:3]).casefold() == "chief-of-police":
        found, at = ("chief-of-police", *found[3:]), 1
    owner = max((n + 1 for n in range(at) if re.search(r"[’']s?$", found[n])), default=0)
    head, tail = found[owner:at], found[at + 1 :] if at < len(found) and _PREPOSITIONS[found[at]] == "place" else ()
    known = groups("role_groups")
    roles: list[Role] = []
    start = 0
    while start < len(head):
        for length in range(min(_LONGEST_ROLE, len(head) - start), 0, -1):
            office = "-".join(head[start : start + length]).casefold()
            office = office if office in known else office.rstrip(".")
            if office in known:
                roles.append(_role(known[office], office, head[:start], tail))
                break
        start += max(1, length)
    return roles


def _role(label: str, office: str, before: Sequence[str], tail: Sequence[str]) -> Role:
    office = office.replace("-", " ") if office.rstrip(".") == office else label
    after = _place(tail)
    place = after or _place_before(before)
    if label not in words("local_roles") or not place:
        return Role(label=label, office=office, words=office)
    same = groups("same_places")
    folded = (word.rstrip(".").casefold() for word in place)
    # "U.S. Senator" and "Texas Senator" may be one person; of presidents only one is of the United States.
    places = frozenset(same.get(word, word) for word in folded) - ({"america"} if label != "president" else set())
    named = f"{office} of {' '.join(place)}" if after else f"{' '.join(place)} {office}"
    return Role(label=label, office=office, words=named, places=places)


def _place(tail: Sequence[str]) -> list[str]:
    """The capitalized words right after "of"."""
    without_article = (word for word in tail if word not in ("the", "The"))
    return list(takewhile(lambda word: word[0].isupper(), without_article))


def _place_before(head: Sequence[str]) -> list[str]:
    """The capitalized words right before the office: "Springfield" of "former Springfield Mayor"."""
    none = words("titles") | words("name_prefixes") - {"U.S.", "US", "UK"}
    offices = words("words_before_offices") | words("function_words") | groups("role_groups").keys()
    named = takewhile(
        lambda word: word[0].isupper() and word not in none and word.casefold() not in offices, reversed(head)
    )
    return list(named)[::-1]


def editors_roles(texts: Sequence[str]) -> frozenset[Role]:
    """An editor's roles; one that no word list knows is a role of its own, with its words in lower case for a label."""
    return frozenset(
        role for text in texts for role in roles_in(text, "") or {Role(label=text.casefold(), office=text, words=text)}
    )


@cache
def _careers() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.partition(":")[2].split()) for line in entries("careers"))


def may_follow(one: str, other: str) -> bool:
    """Whether roles of these two labels may be one person's, together or one after the other."""
    return one == other or any(one in career and other in career for career in _careers())


def agree(one: Role, other: Role) -> bool:
    """Whether two roles may be one person's: of one group, and not of two places."""
    if one.label != other.label or not one.places or not other.places:
        return one.label == other.label
    return bool({stem(word) for word in one.places} & {stem(word) for word in other.places})


def stem(place: str) -> str:
    """What a place is compared by: its beginning, which its people share ("Ukraine", "Ukrainian")."""
    return place if place in groups("same_places").values() else place[:_STEM]
