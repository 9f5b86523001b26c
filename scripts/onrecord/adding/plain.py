"""Plain text in, paragraphs out: lines joined, entities decoded, Markdown as clippers write it read."""

import re
from collections.abc import Iterable
from dataclasses import replace

import yaml

from onrecord.adding.charset import decoded
from onrecord.adding.columns import stated_in
from onrecord.adding.taken import ENTITIES_DECODED, LINES_JOINED, MARKS_ADDED, RefusedError, Source, Taken, one_line
from onrecord.extract.layout.wrapped import unwrapped
from onrecord.model.article import Metadata
from onrecord.reading.doubts import without_entities

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_WIKI = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
_STRONG = re.compile(r"(\*\*|__|\*|(?<![\w])_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")
_ITEM = re.compile(r"[-*+]\s+")


def text(source: Source) -> Taken:
    """The article of a text file, with its front matter where it has some."""
    whole = decoded(source.data, source.charset)
    front = _FRONT.match(whole)
    metadata = _clipped(front[1]) if front else Metadata()
    body = whole[front.end() :] if front else whole
    changed: list[str] = []
    if source.name.lower().endswith((".md", ".markdown")):
        body, heading = _markdown(body, changed)
        metadata = metadata if metadata.title or not heading else replace(metadata, title=heading)
    lines = paragraphs(body, changed)
    if metadata.title and lines[:1] == (metadata.title,):
        lines = lines[1:]
    if not lines:
        raise RefusedError("is empty: it holds no text")
    return Taken(name=source.name, stem=source.stem, paragraphs=lines, metadata=metadata, changed=tuple(changed))


def paragraphs(body: str, changed: list[str]) -> tuple[str, ...]:
    """The paragraphs of a text, with lines joined that a width had broken; what was done is put to ``changed``."""
    plain = without_entities(body)
    if plain != body:
        body = plain
        note(changed, ENTITIES_DECODED)
    joined = unwrapped(body)
    if joined != body:
        note(changed, LINES_JOINED)
    return tuple(line for part in re.split(r"[\r\n\x0b\x0c\u2028\u2029]+", joined) if (line := one_line(part)))


def note(changed: list[str], what: str) -> None:
    """Add what was changed, once."""
    if what not in changed:
        changed.append(what)


def _clipped(front: str) -> Metadata:
    try:
        found = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    except (yaml.YAMLError, ValueError, RecursionError):
        return Metadata()
    if not isinstance(found, dict):
        return Metadata()
    return stated_in({str(key): value for key, value in found.items()}, {})


def _markdown(body: str, changed: list[str]) -> tuple[str, str | None]:
    """Markdown as text, and its first heading of the first level where it stands at the top."""
    heading: str | None = None
    lines: list[str] = []
    for line in _quoted(body.splitlines(), changed):
        plain = _STRONG.sub(r"\2", _WIKI.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", line))))
        title = _HEADING.match(plain)
        if title and not heading and len(title[1]) == 1 and not any(map(str.strip, lines)):
            heading = one_line(_ESCAPED.sub(r"\1", title[2]))
            continue
        if _RULE.match(plain):
            plain = ""
        lines.append(_ESCAPED.sub(r"\1", _ITEM.sub("", title[2] if title else plain)))
    return "\n".join(lines), heading


def _quoted(lines: Iterable[str], changed: list[str]) -> Iterable[str]:
    """The lines with marks around block quotations that have none."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.startswith(">"):
            block.append(line.lstrip("> \t"))
            continue
        if block:
            source = block.pop() if len(block) > 1 and re.match(r"[—–-]", block[-1]) else None
            said = " ".join(one for one in block if one)
            if said and not re.search('[“”"«»„]', said):
                said = f"“{said}”"
                note(changed, MARKS_ADDED)
            yield from ("", said, "", *([source, ""] if source else []))
            block = []
        yield line
