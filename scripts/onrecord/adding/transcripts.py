"""Transcripts in, paragraphs "Name: words" out, each with the second at which it begins."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from onrecord.adding.charset import decoded
from onrecord.adding.taken import TIMES_REMOVED, RefusedError, Source, Taken, one_line

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d\d)(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}.*")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[^>]*>|\{\\[^}]*\}", re.IGNORECASE)
_SMALL = "de|van|von|der|la|of|al|bin"
_LABEL = re.compile(
    rf"(?:>>\s*|- )?((?:[A-Z][\w.’'&()-]*|(?:{_SMALL})\b)(?: (?:[A-Z0-9][\w.’'&()-]*|{_SMALL}))*):\s+(?=\S)"
)
_PLAIN_CLOCK = r"(?:\d+:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
_OVER = re.compile(
    rf"[\[(]?(?:(?P<first>{_PLAIN_CLOCK})[\])]?\s*[-–|]?\s*)?(?P<name>[^\W\d_][^:\[\]<>]{{0,60}}?)\s*[,|–-]?\s*"
    rf"[\[(]?(?P<last>{_PLAIN_CLOCK})?[\])]?\s*:?\s*\Z"
)
_BARE = re.compile(r"(?P<name>[A-Z][\w.’' -]{1,50}):\s*\Z")
_INLINE = re.compile(rf"[\[(]({_CLOCK})[\])]\s*")
_PAUSE = 2.5
"""Seconds of silence after which another paragraph begins where nobody is named."""
_LONG = 500
"""Characters after which it does at the next full stop."""
_STOP = re.compile(r"[.!?…][\"”’)]*\Z")


@dataclass(frozen=True, slots=True)
class Said:
    """Words, who said them if that is told, and from which second to which."""

    name: str | None
    words: str
    start: float | None
    end: float | None = None


def subtitles(source: Source) -> Taken:
    """The transcript of an SRT or a VTT file."""
    return _taken(source, list(_cues(decoded(source.data, source.charset))))


def is_transcript(text: str) -> bool:
    """Tell whether a text has names over what they said, with times, at least twice and for most of it."""
    return len(_over(text)) > 1


def name_over_text(source: Source) -> Taken:
    """The transcript of a service that writes each name, with a time, on a line above the words."""
    return _taken(source, _over(decoded(source.data, source.charset)))


def _taken(source: Source, said: list[Said]) -> Taken:
    turns = _turns(said)
    if not turns:
        raise RefusedError("is a transcript without words")
    timed = any(turn.start is not None for turn in turns)
    return Taken(
        name=source.name,
        stem=source.stem,
        paragraphs=tuple(f"{turn.name}: {turn.words}" if turn.name else turn.words for turn in turns),
        original=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        media_type=source.media_type or "text/vtt",
        changed=(TIMES_REMOVED,) if timed else (),
        times=tuple(turn.start for turn in turns) if timed else (),
    )


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + (int(parts.ljust(3, "0")) / 1000 if parts else 0)


def _cues(text: str) -> Iterator[Said]:
    labeled: str | None = None  # goes on until another is named: captions name somebody once
    for block in re.split(r"(?:\r\n|\r|\n)[ \t]*(?=\r\n|\r|\n)", text.replace("\ufeff", "")):
        lines = [line for line in re.split(r"\r\n|\r|\n", block) if line.strip()]
        at = next((number for number, line in enumerate(lines) if _CUE.match(line.strip())), None)
        if at is None:
            continue
        times = _CUE.match(lines[at].strip())
        if times is None:
            continue
        start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
        name = labeled
        for line in lines[at + 1 :]:
            for voice, words in _voices(line):
                label = _LABEL.match(words)
                if voice:
                    name = voice
                elif label or re.match(r">>|- ", words):
                    name = labeled = label[1] if label else None
                words = one_line(
                    unescape(words[label.end() :] if label and not voice else re.sub(r"\A(?:>>|- )\s*", "", words))
                )
                if words:
                    yield Said(name, words, start, end)


def _voices(line: str) -> Iterator[tuple[str | None, str]]:
    pieces = _VOICE.split(line)
    if pieces[0].strip():
        yield None, _TAG.sub("", pieces[0])
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield one_line(name), _TAG.sub("", words)


def _over(text: str) -> list[Said]:
    """What stands below lines of a name and a time; nothing where the text is not laid out so."""
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text.replace("\ufeff", "")) if line.strip()]
    heads = [_head(line, lines[number + 1] if number + 1 < len(lines) else "") for number, line in enumerate(lines)]
    names = [head[0] for head in heads if head]
    timed = sum(head is not None and head[1] is not None for head in heads)
    if len(names) < 2 or not any(heads[:8]) or (timed < 2 and len(names) == len(set(names))):
        return []
    said: list[Said] = []
    name: str | None = None
    start: float | None = None
    begun = False
    for line, head in zip(lines, heads, strict=True):
        if head is not None:
            name, start, begun = head[0], head[1], True
        elif begun:
            said.append(Said(name, one_line(_INLINE.sub("", line)), start))
            start = None
    return said


def _head(line: str, following: str) -> tuple[str, float | None] | None:
    if not following or len(line) > 90:
        return None
    found = _OVER.match(line)
    if found and (found["first"] or found["last"]):
        clock = re.fullmatch(_CLOCK, found["first"] or found["last"])
        name = one_line(found["name"]).rstrip(" :-–|(")
        if clock and name and len(name.split()) < 7 and (name[:1].isupper() or not name[:1].isascii()):
            return name, _seconds(*clock.groups())
    bare = _BARE.match(line)
    if bare and len(bare["name"].split()) < 6 and bare["name"] in {bare["name"].title(), bare["name"].upper()}:
        return bare["name"], None
    return None


def _turns(said: list[Said]) -> list[Said]:
    """What one speaker says in one go, as one; where nobody is named, as paragraphs."""
    turns: list[Said] = []
    for one in said:
        last = turns[-1] if turns else None
        if last is None or one.name != last.name or (not one.name and _apart(last, one)):
            turns.append(one)
        elif not last.words.endswith(one.words):  # captions that roll up say a line twice
            turns[-1] = Said(last.name, f"{last.words} {one.words}", last.start, one.end)
    return turns


def _apart(last: Said, one: Said) -> bool:
    if not _STOP.search(last.words):
        return False
    paused = last.end is not None and one.start is not None and one.start - last.end > _PAUSE
    return paused or len(last.words) > _LONG or last.end is None
