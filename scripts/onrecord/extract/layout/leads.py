"""Find what stands before the first sentence of a line and is no part of it: list marks, times, datelines, labels."""

import re

from onrecord.lexicon.lists import CAPITAL, any_of, groups, known_places, verbs, words
from onrecord.model.attribution import Omission, Omitted, Span

BEGINS = rf"(?=[“\"'‘«(\[¡¿]?(?:{CAPITAL}|\d))"
LIST_MARK = re.compile(
    r"\s*(?:[•·▪▫■□●○◦‣⁃►▶➤➢✓✔✅❯*]+|(?:-\s?){1,2}(?=\s)|[–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?(?:[a-z]|[ivx]{1,4})[.)](?=\s)"
    r"|#\d{1,3}[.:)]?(?=\s)|\d{1,2}\s[–—-](?=\s))\s*" + BEGINS
)
ZONE = any_of(words("time_zones"))
CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])[.:h][0-5]\d(?:[.:][0-5]\d)?(?:\s?[ap]\.?\s?m\b\.?)?|1?\d\s?[ap]\.?m\b\.?"
    rf"|12 noon|[0-2]\d[0-5]\d(?= ?{ZONE}))(?:\s?\(?{ZONE}\)?)?"
)
MONTH = rf"(?i:{any_of(groups('months'))})\.?"
DAY = any_of(words("weekdays"))
DATE = rf"(?:{DAY},? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? (?:19|20)\d\d)?|{DAY}"
TIME = re.compile(
    rf"\s*[\[(]?(?:(?:{DATE}),? )?{CLOCK}[\])]?(?: update)?(?:\s?[:|–—·•-]+\s*|\.?\s+)"
    rf"(?!(?:{DAY}|{MONTH}|Eastern|Central|Pacific|Mountain)\b){BEGINS}"
)
WORD = rf"(?:{CAPITAL}[\w.’'&-]{{0,60}})"
PLACE = rf"{WORD}(?:[ /](?:(?:de|la|le|el|of|the|and|upon|sur|al|do|da) )?{WORD}){{0,4}}"
SHOUTED = rf"(?:{CAPITAL}[{CAPITAL[1:-1]}.’'&/-]+)(?: [ /-]?{CAPITAL}[{CAPITAL[1:-1]}.’'&/-]*){{0,4}}"
REGION = rf"(?:,? (?:{WORD})(?: {WORD}){{0,2}})"
AGENCY = r"(?:\((?:[A-Z]|dpa)[^()]{0,40}\)|/[A-Z][\w .-]{2,30}/)"
DASH = r"\s*(?:[–—―]|--?|-\s-|\.-)\s*+"
HYPHEN = r"(?<=[a-z])-\w"
"""What joins two words: "UN Secretary-General"."""
DATELINES = tuple(
    re.compile(r"\s*" + one + r"\s*" + BEGINS)
    for one in (
        rf"{SHOUTED}{REGION}{{0,2}}(?:,? ?(?:{DATE}))?(?: ?[,/] ?{CLOCK})?\s?{AGENCY}?[,.]?(?!{HYPHEN}){DASH}",
        rf"{PLACE}{REGION}{{0,2}}(?:,? ?(?:{DATE}),?)?\s?(?:{DASH})?{AGENCY}(?:{DASH}|\s?:\s)",
        rf"{PLACE}{REGION}{{0,2}},? (?:{DATE})(?:,? \(?[A-Z]{{2,6}}\)?)?(?:{DASH}|\s?:\s)",
        rf"(?:{DATE}),? {PLACE}{REGION}{{0,2}}(?:{DASH}|\s?:\s)",
        rf"{AGENCY}{DASH}|\([A-Z]{{2,10}}\)",
        rf"{PLACE}{REGION}{{0,2}}{DASH}(?:{DATE}){DASH}",
        rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}),? (?:19|20)\d\d(?:{DASH}|\s?:\s)",
        rf"(?:{DAY}, )(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}),? (?:19|20)\d\d\s",
    )
)
UNDASHED = re.compile(rf"\s*(?P<town>{SHOUTED}){REGION}{{0,2}} \((?P<agency>[^()]{{2,40}})\)\s+" + BEGINS)
TOWN = re.compile(rf"\s*(?P<town>{PLACE}{REGION}{{0,2}})\s(?:[–—―]|--?|-\s-)\s" + BEGINS)
HEADING = re.compile(
    rf"\s*(?:[-–—*•]\s?){{0,3}}(?P<label>[“\"'‘]?{CAPITAL}[^:.!?“”\"()\n]{{0,60}})[”\"'’]?:\s+(?=[“\"'‘]?(?:{CAPITAL}|\d))(?![“\"«‘'])"
)
MOST = 3
"""Things that may stand before a sentence: the mark of a list item, a time and a label."""
LONGEST = 1000
"""Characters of a line in which all that ends."""
LONGEST_LABEL = 6
"""Words of a heading that runs into its sentence, where they are capitalized as a title's are."""
PLAIN_LABEL = 3
"""Words of one that is not: a longer one is a clause."""
ARTICLE = re.compile(
    r"(?:the|a|an|one|his|her|their|its|my|our|but|and|so|no|this|that|these|those|what|it)\b", re.IGNORECASE
)
PAIRED = re.compile(r"\s[–—―]\s|\s--?\s")


def leads(text: str, span: Span) -> tuple[int, tuple[Omitted, ...]]:
    """Return where the first sentence of a line begins, and what stands before it, from left to right."""
    start, end = span
    omitted = []
    for _ in range(MOST):
        found = lead(text, (start, end))
        if found is None:
            break
        after, reason = found
        if re.search(r"\w", text[start:after]):
            at = start + len(text[start:after]) - len(text[start:after].lstrip())
            omitted.append(Omitted(span=(at, at + len(text[start:after].strip())), reason=reason))
        start = after
    return start, tuple(omitted)


def lead(text: str, span: Span) -> tuple[int, Omission] | None:
    """Return the end of what stands before the sentence at the start of the span, and what it is."""
    rest = text[slice(*span)]
    if (mark := LIST_MARK.match(rest, 0, LONGEST)) and rest.count(" ", mark.end()) >= 3:
        return span[0] + mark.end(), Omission.LABEL
    if found := TIME.match(rest, 0, LONGEST):
        return span[0] + found.end(), Omission.DATELINE
    for pattern in DATELINES:
        if found := pattern.match(rest, 0, LONGEST):
            return span[0] + found.end(), Omission.DATELINE
    if (found := UNDASHED.match(rest, 0, LONGEST)) and (
        found["agency"] in words("picture_agencies") or found["town"].title() in known_places()
    ):
        return span[0] + found.end(), Omission.DATELINE
    if (
        (found := TOWN.match(rest, 0, LONGEST))
        and not PAIRED.search(rest, found.end())
        and sentence(rest[found.end() :])
    ):
        return span[0] + found.end(), Omission.DATELINE
    if (found := HEADING.match(rest, 0, LONGEST)) and heading(found["label"]) and sentence(rest[found.end() :]):
        return span[0] + found.end(), Omission.LABEL
    return None


def sentence(said: str) -> bool:
    """Tell whether the words can be a sentence: four at least."""
    return said.count(" ") >= 3


def heading(label: str) -> bool:
    """Tell whether the words before a colon only head what follows: a few, no verb among them, no article first."""
    found = re.findall(r"[\w'’-]+", label)
    verb = any(word.lower() in verbs("cue_verbs") or word.lower() in words("auxiliaries") for word in found)
    titled = all(word[0].isupper() or len(word) < 4 for word in found)
    if verb or len(found) > (LONGEST_LABEL if titled else PLAIN_LABEL):
        return False
    return not ARTICLE.match(label) or (len(found) > 2 and all(word[0].isupper() for word in found))
