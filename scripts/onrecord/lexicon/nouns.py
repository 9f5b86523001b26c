"""Nouns for whoever speaks: what each is for, how many, and of which gender."""

from enum import Enum
from functools import cache, lru_cache

from onrecord.lexicon.lists import demonyms, entries, groups, words

LESSER = frozenset(("deputy", "vice", "assistant", "acting", "former", "ex", "interim", "associate", "junior", "prime"))
"""Words before an office that make it another office."""
AGED = "year-old"
INDEFINITE = frozenset(("someone", "somebody", "others", "one"))
"""Pronouns for one or several who are not named."""


class Sort(Enum):
    """What a member of the cast is; a name of one word may be either."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@cache
def person_roles() -> frozenset[str]:
    """Return the nouns of office and work without their abbreviations."""
    return frozenset(groups("person_roles").values())


@cache
def people_nouns() -> frozenset[str]:
    """Return the nouns for one person."""
    return words("people_nouns") | person_roles() | groups("role_groups").keys()


@cache
def body_nouns() -> frozenset[str]:
    """Return the nouns for bodies, companies among them."""
    return words("body_nouns") | words("company_nouns")


def stem(noun: str) -> str:
    """Return a noun without the ending of a plural."""
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@lru_cache(maxsize=1 << 14)
def sort_of(noun: str) -> Sort:
    """Return what a noun is for."""
    noun = noun.rsplit("-", 1)[-1] if noun not in people_nouns() else noun
    for form in (noun, stem(noun)):
        personal = form.endswith(("woman", "person", "ologist", "old")) or form in words("plural_sources")
        if form in people_nouns() or (personal and form not in body_nouns()):
            return Sort.PERSON
        if form in body_nouns():
            return Sort.BODY
        if form in words("document_nouns"):
            return Sort.DOCUMENT
    return Sort.UNKNOWN


def is_person_or_firm(noun: str) -> bool:
    """Tell whether a noun can be a person's or a firm's: "maker", "developer"."""
    return noun in words("company_nouns") and sort_of(noun) is Sort.PERSON


def may_speak(noun: str) -> bool:
    """Tell whether a noun can be somebody: a listed one, one for whoever does something, or a people's."""
    if sort_of(noun) is not Sort.UNKNOWN or noun.endswith(("%", "percent")):
        return True
    counts = words("quantifiers") | words("numbers") | words("fractions_and_counts") | INDEFINITE
    if noun in counts or not noun.isascii() or not noun.islower():
        return True
    one = stem(noun)
    if one in words("things_like_doers"):
        return False
    last = one.rsplit("-", 1)[-1]
    counted = not {one, last}.isdisjoint(words("nouns_for_several") | words("fractions_and_counts"))
    listed = one != noun and (counted or last.capitalize() in demonyms())
    return listed or one.endswith(entries("doer_endings"))


def plural_noun(noun: str) -> bool:
    """Tell whether a noun is for several."""
    return noun in words("plural_sources") or (noun.endswith(("s", "men")) and not noun.endswith(("ss", "us")))


def gender_by_noun(noun: str) -> str:
    """Return the gender that a noun tells: "f" for "widow"."""
    noun = noun.removeprefix("ex-").removeprefix("step").removeprefix("grand").removesuffix("-in-law")
    return groups("kin_by_gender").get(noun, "") or groups("roles_by_gender").get(noun, "")
