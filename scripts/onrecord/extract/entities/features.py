"""What the model sees of a name: its own words and form, and the words around each place where the article has it.

Features are strings with weights.  Those of the form hold for the name; those of the surroundings are averaged over its
occurrences, after the pooled context of Chieu & Ng 2002, "Named Entity Recognition: A Maximum Entropy Approach Using
Global Information".
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.common_words import common_words
from onrecord.lexicon.listed_names import demonyms, institutions, known_places
from onrecord.lexicon.lists import verbs, words
from onrecord.lexicon.names import is_company_suffix, is_suffix

WORD = re.compile(r"[\w’'.-]*\w[.]?|[^\w\s]")
REACH = 48
"""Characters looked at on either side of a name."""
MOST = 12
"""Occurrences whose surroundings are read; the later ones of a name that fills an article add nothing."""
AGE = re.compile(r",\s\d{1,3}[,.]")
PLACE_AFTER = re.compile(r",\s[A-Z][\w.]+(?:\s[A-Z]\w+)?[,.\s)]")
PLACE_BEFORE = re.compile(r"[A-Z]\w+,\s\Z")
ACRONYM_AFTER = re.compile(r"\s\([A-Z][A-Z.&]{1,8}\)")
NAME_BEFORE = re.compile(r"[A-Z]\w+\s\(\Z")


def shape(word: str) -> str:
    """Return a word's form: capitals, small letters and figures, each run as one sign."""
    return re.sub(
        r"(.)\1+",
        r"\1",
        "".join("X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in word),
    )


def form(name: str, lower: frozenset[str]) -> list[str]:
    """Return the features of a name's own words; ``lower`` holds the words that the article has in lower case."""
    parts = name.split()
    low = [part.lower() for part in parts]
    first, last = low[0], low[-1]
    found = ["bias", f"n={min(len(parts), 5)}", f"first={first}", f"last={last}", f"name={name.lower()}"]
    found += [f"word={word}" for word in dict.fromkeys(low)]
    found += [
        f"end3={last[-3:]}",
        f"end2={last[-2:]}",
        f"start3={first[:3]}",
        f"shape={shape(parts[-1])}",
        f"shape1={shape(parts[0])}",
    ]
    kinds = common_words()
    found.append(f"common={kinds.get(last, 'no')}")
    found.append(f"common1={kinds.get(first, 'no')}")
    if all(word in kinds for word in low):
        found.append(f"allcommon={min(len(low), 3)}")
    if last in lower:
        found.append("lower-in-article")
    female, male = parts[0] in words("first_names_female"), parts[0] in words("first_names_male")
    if female or male:
        found.append(f"given={min(len(parts), 3)}")
        found.append(f"given={min(len(parts), 3)} common={kinds.get(last, 'no')}")
    found.append(f"n={min(len(parts), 4)} common={kinds.get(first, 'no')} {kinds.get(last, 'no')}")
    if parts[-1] in words("name_heads"):
        found.append("head")
    if parts[-1] in words("organization_words"):
        found.append("organization-word")
    if len(parts) > 1 and any(part in words("organization_words") for part in parts[:-1]):
        found.append("organization-word-inside")
    if is_suffix(parts[-1]) or is_company_suffix(parts[-1]):
        found.append(f"suffix={parts[-1].strip('.')}")
    if name in known_places():
        found.append("place-list")
    elif name in institutions():
        found.append("institution-list")
    elif any(part in known_places() for part in parts):
        found.append("place-inside")
    if parts[0] in demonyms():
        found.append(f"people={min(len(parts), 2)}")
    if name.isupper():
        found.append(f"capitals={min(len(name), 5)}")
    if any(re.fullmatch(r"[A-Z]\.", part) for part in parts):
        found.append("initial")
    found += [f"joined={word}" for word in ("of", "for", "and", "&", "the", "de", "van", "al") if word in low[1:]]
    if any(c.isdigit() for c in name):
        found.append("figure")
    return found


def around(text: str, candidate: Candidate) -> list[str]:
    """Return the features of one occurrence: titles, the words beside it, and the frames that news puts names in."""
    start, end = candidate.span
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    line = max(before.rfind("\n"), before.rfind("\r"))
    before = before[line + 1 :]
    after = after.splitlines()[0] if after.splitlines() else ""
    left = [word.lower() for word in WORD.findall(before)[-3:]]
    right = [word.lower() for word in WORD.findall(after)[:3]]
    left, right = ["^", "^", "^", *left][-3:], [*right, "$", "$", "$"][:3]
    found = [
        f"l1={left[2]}",
        f"l2={left[1]} {left[2]}",
        f"l0={left[1]}",
        f"r1={right[0]}",
        f"r2={right[0]} {right[1]}",
        f"r0={right[1]}",
    ]
    found += [f"title={title}" for title in candidate.titles] + (["titled"] if candidate.titles else [])
    if candidate.begins:
        found.append("begins")
    if left[2] in words("person_roles"):
        found.append("role-before")
    if right[0] in words("person_roles"):
        found.append("role-after")
    if (right[0] == "," and right[1] in ("a", "an", "the", "who")) or right[0] == "who":
        found.append("described")
    if {"said", "says"} & set(right[:2]) or right[0] in verbs("cue_verbs"):
        found.append("says")
    if left[2] in verbs("cue_verbs"):
        found.append("said-by")
    if AGE.match(after):
        found.append("age")
    if PLACE_AFTER.match(after):
        found.append("place-after")
    if PLACE_BEFORE.search(before):
        found.append("place-before")
    if ACRONYM_AFTER.match(after):
        found.append("acronym-after")
    if NAME_BEFORE.search(before) and after.startswith(")"):
        found.append("long-form-before")
    if after[:2] in ("’s", "'s"):
        found.append("possessive")
    return found


def features(text: str, occurrences: Sequence[Candidate], lower: frozenset[str]) -> Mapping[str, float]:
    """Return the features of a name of the article with their weights, from all its occurrences."""
    result: dict[str, float] = dict.fromkeys(form(occurrences[0].name, lower), 1.0)
    read = occurrences[:MOST]
    counts = Counter(found for candidate in read for found in around(text, candidate))
    for found, count in counts.items():
        result[found] = (count / len(read)) ** 0.5
    result[f"count={min(len(occurrences), 4)}"] = 1.0
    if all(candidate.begins for candidate in occurrences):
        result["always-begins"] = 1.0
    return result
