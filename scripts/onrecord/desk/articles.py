"""The articles on the desk: each as it stands in the files, changed on request, with what was done last to undo it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.build.settings import Settings
from onrecord.desk.changes import Content, RefusedError, Sheet, Wanted
from onrecord.desk.journal import ConflictError, Journal, as_text, digest_of, file_bytes
from onrecord.drafts.correct import Corrected
from onrecord.extract import extract
from onrecord.model.article import FaultsError
from onrecord.model.attribution import Attribution, Kind
from onrecord.model.page import ArticlePage
from onrecord.pages.docs_folder import read_page
from onrecord.reading.correction_files import shown_path
from onrecord.reading.read import CORRECTIONS, READINGS, read_body
from onrecord.reading.readings import parse
from onrecord.store.digest import bytes_digest

_KEY = re.compile(r"[\w-]+")


@dataclass(slots=True)
class Articles:
    """The articles of a site that is being edited.  One change is made at a time."""

    settings: Settings
    journal: Journal
    _found: dict[tuple[str, str], tuple[Attribution, ...]] = field(default_factory=dict)

    def state(self, key: str) -> dict[str, Any]:
        """The article with this key as the desk shows it.

        Raises:
            RefusedError: there is no such article, or it cannot be read.

        """
        with self.journal.alone():
            name, sheet, data = self._opened(key)
            return self._told(name, sheet, data)

    def change(self, key: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make a change, and give the article as it is then.

        Raises:
            RefusedError, FaultsError: it cannot be made, or the text changed since the editor saw it.
            ConflictError: the file changed since the editor saw it.
            KeyError, TypeError, ValueError: what is asked is no change.

        """
        with self.journal.alone():
            name, sheet, data = self._opened(key)
            text, file = asked["digest"].split(" ")
            if text != _text_digest(sheet.text):
                msg = "the article's text is another one by now: reload the page"
                raise RefusedError(msg)
            after = _OPERATIONS[asked["op"]](sheet, asked)
            if file != digest_of(data):
                raise ConflictError(sheet.file, after.file)
            self.journal.write(self._path(name), data, after.file.encode())
            return self._told(name, after, after.file.encode())

    def put(self, key: str, edited: Callable[[str], str]) -> str:
        """Edit the corrections of the article with this key as a text: the path of the file.

        Raises:
            RefusedError, FaultsError: what comes of it is refused.

        """
        with self.journal.alone():
            name, sheet, data = self._opened(key)
            after = replace(sheet, file=edited(sheet.file))
            after.corrected()
            self.journal.write(self._path(name), data, after.file.encode())
            return shown_path(name, shown_as=self.settings.options.shown_as)

    def _opened(self, key: str) -> tuple[str, Sheet, bytes | None]:
        page = read_page(self.settings.docs, f"articles/{key}.md") if _KEY.fullmatch(key) else None
        if not isinstance(page, ArticlePage):
            msg = "there is no such article"
            raise RefusedError(msg)
        seed = self.settings.seeds / page.article.seed.rpartition("/")[2]
        try:
            text = read_body(seed, max_bytes=self.settings.options.max_bytes)
        except (FaultsError, OSError) as error:
            msg = f"{page.article.seed} cannot be read: {error}"
            raise RefusedError(msg) from error
        name = seed.stem
        data = file_bytes(self._path(name))
        return name, Sheet(text=text, found=self._attributions(name, text), file=as_text(data)), data

    def _attributions(self, name: str, text: str) -> tuple[Attribution, ...]:
        """What the extraction alone finds, as a build does: what was read before is not read again."""
        key = name, _text_digest(text)
        if key not in self._found:
            file = file_bytes(self.settings.seeds / READINGS / f"{name}.jsonl")
            read = parse(as_text(file), text) if file else None
            self._found[key] = (read or extract(text, model=self.settings.options.editing.model)).attributions
        return self._found[key]

    def _path(self, name: str) -> Path:
        return self.settings.seeds / CORRECTIONS / f"{name}.yml"

    def _told(self, name: str, sheet: Sheet, data: bytes | None) -> dict[str, Any]:
        told = {
            "file": shown_path(name, shown_as=self.settings.options.shown_as),
            "digest": f"{_text_digest(sheet.text)} {digest_of(data)}",
            "text": sheet.text,
            "statements": [],
            "withdrawn": [],
            "faults": [],
            **self.journal.counts(),
        }
        try:
            corrected = sheet.corrected()
        except FaultsError as error:
            faults = [{"line": line, "message": message} for line, message in error.faults]
            return told | {"faults": faults, "statements": [_row(Corrected(attribution=one)) for one in sheet.found]}
        gone = [{"content": one.content, "reason": reason} for one, reason in corrected.withdrawn]
        return told | {"statements": list(map(_row, corrected.statements)), "withdrawn": gone}


def _text_digest(text: str) -> str:
    return bytes_digest(text.encode("utf-8", "surrogatepass"))


def _row(one: Corrected) -> dict[str, Any]:
    it = one.attribution
    return {
        "content": it.content,
        "source": it.source,
        "cue": it.cue,
        "kind": str(it.kind),
        "speaker": it.speaker,
        "candidate": it.candidate,
        "basis": str(it.basis) if it.basis else None,
        "certainty": it.certainty,
        "evidence": it.evidence,
        "topics": one.topics,
        "checked": one.checked,
        "corrected": [edit.what for edit in one.edits],
        "line": one.line,
    }


def _wanted(asked: Mapping[str, Any]) -> Wanted:
    kind = Kind(asked["kind"])
    topics, speaker = asked.get("topics"), asked.get("speaker")
    return Wanted(
        content=_content(asked["to"]),
        kind=kind,
        speaker=" ".join(str(speaker).split()) or None if speaker and kind != Kind.ASSERTION else None,
        topics=None if topics is None else tuple(map(str, topics)),
        checked=asked.get("checked") is True,
        day=str(asked["day"]) if asked.get("day") else None,
    )


def _content(spans: Sequence[Sequence[int]]) -> Content:
    content = tuple((int(start), int(end)) for start, end in spans)
    if not content or not all(0 <= start < end for start, end in content):
        msg = "no words are selected"
        raise ValueError(msg)
    return content


_OPERATIONS = {
    "set": lambda sheet, asked: sheet.set(_content(asked["content"]), _wanted(asked)),
    "add": lambda sheet, asked: sheet.add(_wanted(asked)),
    "split": lambda sheet, asked: sheet.split(_content(asked["content"]), [_content(part) for part in asked["parts"]]),
    "merge": lambda sheet, asked: sheet.merge([_content(one) for one in asked["contents"]], _wanted(asked)),
    "withdraw": lambda sheet, asked: sheet.withdraw(_content(asked["content"]), str(asked["reason"]).strip() or "-"),
    "restore": lambda sheet, asked: sheet.restore(int(asked["line"])),
}
"""What can be asked, by its name."""
