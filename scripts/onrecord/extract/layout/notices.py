"""Recognize what a page says beside its article: notices, adverts, links, captions, and who wrote and when."""

import re
from collections.abc import Mapping
from functools import cache

from onrecord.lexicon.lists import CAPITAL, any_of, groups, labeled, plain, words
from onrecord.model.attribution import Omission, Span

NAME_WORD = rf"{CAPITAL}[\w.’'&-]{{0,60}}"
NAME = rf"(?-i:{NAME_WORD}(?:(?:,? (?:and|of|for|de|van|der|al|the) (?:the )?|,? ){NAME_WORD}){{0,8}})"
PLACEHOLDERS = {
    "…": r"(?:\S+ ){0,8}?",
    "NAME": NAME + " ",
    "PERSON": NAME.replace("{0,8}", "{1,8}") + " ",
    "NAME's": NAME + r"[’']s? ",
    "THIS": rf"this {any_of(words('pieces'))} ",
    "BEAT": r"(?!(?:the|a|an|its|his|her|their|all|up|more|about|for|\d+)\b)\w+\b",
    "META": r"(?:is|was|has|have|does|did|will|may|contains|includes|originally|first|uses|forms)\b",
    "ANY": r"(?:[^\s.!?]+ ){0,25}?",
    ">": r"(?:$|(?<=[.!?] )|(?<=[.!?]))",
}
SENTENCE = re.compile(r"(?:^|(?<=[.!?…|·•»])[)”\"’]?\s+|[|·•]\s*)(?=[\w(©*@])")
LONGEST = 70
"""Words of a line that may be a notice; a longer one is text."""
LONGEST_CREDIT = 1000
"""Characters of a line, its last, in which a credit begins."""
LABEL = re.compile(
    r"[^\w“\"‘'(\[]{0,4}[(\[]?(?P<label>\w[\w’'&/ -]{0,40}?)\s?"
    r"(?P<end>:|[|»›►▶→>]|\s[–—-]+\s|\.{3}|…|[\])]?\s*$)(?P<rest>.*)"
)
AGENCIES = any_of(words("picture_agencies"))
CREDITED = any_of(words("credit_words"))
CREDIT = re.compile(
    rf"(?:^|(?<=[.!?…”\"’)|])\s{{0,4}}|\s{{1,4}}[|–—/-]{{1,4}}\s{{0,4}}|\s(?={CREDITED} ?: ))(?:"
    rf"{CREDITED}(?: (?:credit|courtesy))?(?: ?[:/|] ?|(?: by| courtesy of| from) (?={CAPITAL}))[^.!?]{{2,80}}\.?"
    rf"|[(\[](?:(?:{CREDITED}|Courtesy|By)\b[^()]{{0,80}}|[^()]{{0,60}}\b{AGENCIES}\b[^()]{{0,40}}"
    r"|[^()/]{3,40}/[^()]{2,40})[)\]]\.?"
    rf"|(?:©|(?:Photo )?[Cc]ourtesy of) ?[^.!?]{{2,60}}\.?|{NAME} ?/ ?{NAME}|(?<=\| ){NAME}"
    r"|(?:Courtesy|Supplied|File|Contributed|Submitted|Handout) (?:photo|image|picture|graphic)s?"
    rf"|{AGENCIES}(?: (?:Images|Photo|News))?)\s*$"
)
CAPTION = re.compile(
    r"^(?:FILE\b ?(?:PHOTO)? ?[-–—:]|(?:Image|Media|Photo|Picture|Video) (?:caption|source|credit)\b"
    r"|In this\b[^.]{0,60}\b(?:photo|picture|image|photograph|frame|still)(?:,| taken| provided| released| made| from))"
    r"|\((?:(?:second |third )?(?:from )?(?:left|right)|cent(?:er|re)|top|bottom|above|below|l|r)\)|\bseen here\b"
)
MONTHS = any_of(groups("months"))
DATED = re.compile(
    rf"(?:(?:{MONTHS}|{any_of(words('weekdays'))}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|\d[\d:./]*(?:st|nd|rd|th)?|[ap]\.?m\.?|at|on|by"
    r"|published|posted|updated|last|first|modified|created|edited|uploaded|today|yesterday|ago|hours?|days?|weeks?|min(?:ute)?s?|read"
    r"|gmt|bst|utc|[ecmpa][sd]?t|i?st|local|time|edition|comments?)\b[^\w]*)+$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    rf"^(?:by|words|words by|story by|report by|written by|reported by|posted by|from|text by)(?: [a-z]+){{0,3}} {NAME}"
    rf"(?: (?:in|for|at|and|of|with) {NAME})*(?:(?:,| [|–—-]) [^.!?]{{2,60}})?$",
    re.IGNORECASE,
)
STAFF = re.compile(
    rf"^(?:{NAME}, )?(?:the )?(?:[\w-]+ ){{0,3}}(?:correspondents?|reporters?|desk|bureau|writers?|editors?|staff)"
    r"(?: report)?$",
    re.IGNORECASE,
)


def alternatives(word: str) -> str:
    """Return the regular expression of one word of a pattern, with the space after it."""
    if word in PLACEHOLDERS:
        return PLACEHOLDERS[word]
    bare = word.removesuffix("?")
    either = (re.escape(one).replace(r"\*", r"\S*").replace("'", "[’']") for one in bare.split("|"))
    either = (NAME if one == "NAME" else one for one in either)
    return rf"(?:(?:{'|'.join(either)}){END}){'?' if word.endswith('?') else ''}"


END = r"(?!\w)[,:.!?’”\"]* ?"


@cache
def starts() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the patterns of notices with what they are, by their first word in lower case; "" for names."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for entry, reason in labeled("notices").items():
        pattern = re.compile("".join(map(alternatives, entry.split())), re.IGNORECASE)
        first = entry.split()[0]
        optional = first.endswith("?")
        keys = ["this"] if first == "THIS" else [""] if first in PLACEHOLDERS or "NAME" in first or optional else []
        for one in keys or first.split("|"):
            found.setdefault("" if "*" in one else one, []).append((pattern, reason))
    return {first: tuple(patterns) for first, patterns in found.items()}


SAID = re.compile(r"[^.!?]*,[^.!?,]{2,60}\b(?:said|says)\.")
FIRST = re.compile(r"[\w'-]+|\S")


def notice_at(said: str, at: int, *, late: bool) -> Omission | None:
    """Return what the sentence that begins at an offset of the line is, if it is none of the article's."""
    while said[at : at + 1] in ("(", "[", "*", "_"):
        at += 1
    first = FIRST.match(said, at)
    if first is None:
        return None
    for pattern, reason in (*starts().get(first[0].lower(), ()), *starts().get("", ())):
        if (reason != "author" or late) and pattern.match(said, at):
            return Omission.BYLINE if reason == "author" else Omission(reason)
    return None


def quoted_at(said: str, at: int) -> bool:
    """Tell whether an offset of the line stands inside quotation marks."""
    before = said[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def notice(text: str, span: Span, *, late: bool) -> tuple[int, Omission] | None:
    """Return where in the line its first notice begins, and what it is; ``late`` near the end of the article."""
    said = plain_line(text, span)
    if said.count(" ") > LONGEST:
        return None
    for match in SENTENCE.finditer(said):
        reason = notice_at(said, match.end(), late=late)
        if reason and not quoted_at(said, match.end()) and not SAID.match(said, match.end()):
            return span[0] + match.start(), reason
    return None


def plain_line(text: str, span: Span) -> str:
    """Return the line with the marks and spaces that patterns know, each character in its place."""
    return text[slice(*span)].translate(PLAIN)


PLAIN = str.maketrans({"’": "'", "\xa0": " ", "\t": " "})


def label(text: str, span: Span) -> Omission | None:
    """Return what the line is by the label that it begins with or is."""
    match = LABEL.match(text, *span)
    if match is None or (match["end"].strip(" )]") == "" and match["rest"].strip()):
        return None
    reason = labeled("line_labels").get(plain(match["label"]).lower())
    return Omission(reason) if reason else None


def caption(text: str, span: Span) -> tuple[int, Omission] | None:
    """Return where the line's caption or credit begins: a line with a credit at its end is a caption as a whole."""
    said = text[slice(*span)].rstrip()
    credit = CREDIT.search(said, max(0, len(said) - LONGEST_CREDIT))
    if credit is None:
        short = said.count(" ") < LONGEST and len(re.findall(r"[.!?]\s", said)) < 2
        return (span[0], Omission.CAPTION) if short and CAPTION.search(said) else None
    if said[: credit.start()].count(" ") > LONGEST:
        return span[0] + credit.start(), Omission.CREDIT
    return span[0], Omission.CAPTION if re.search(r"\w", said[: credit.start()]) else Omission.CREDIT


def byline(text: str, span: Span) -> bool:
    """Tell whether the line says who wrote the article, or when."""
    said = text[slice(*span)].strip(" \t*_|·•[]()")
    if said.count(" ") > 16:
        return False
    timed = DATED.match(said) and re.search(r"\d", said)
    return bool(timed or BYLINE.match(said) or STAFF.match(said))


def clutter(text: str, span: Span, *, late: bool) -> tuple[int, Omission] | None:
    """Return where in the line what is no sentence of the article begins, and what it is; the rest goes with it."""
    reason = label(text, span) or (Omission.BYLINE if byline(text, span) else None)
    if reason:
        return span[0], reason
    found = [one for one in (notice(text, span, late=late), caption(text, span)) if one]
    return min(found, key=lambda one: one[0], default=None)
