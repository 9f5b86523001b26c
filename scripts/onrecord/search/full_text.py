"""The full-text index: what Pagefind makes of a record for each statement.

Pagefind is asked as its own Python and Node packages ask it, by messages to its service (JSON in Base64, each with a
comma behind it), which reads no page and writes no file.  Its Python package sleeps a tenth of a second before each
answer, so the messages are written here.  With one thread it is faster than with several: these spin while they wait
for each other, beside the processes that render.

It indexes everything it is given anew each time.  The index of a large archive therefore comes in parts, of whole
articles, which the reader's browser merges (``mergeIndex``): an edited article costs one of them.  Each part costs the
reader too, who fetches a piece of it for every word, and a list of all pages besides; so there are as many parts as
that leaves room for.
"""

import gzip
import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from threading import Thread
from typing import Any

from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.index import Indexed
from onrecord.store.digest import digest

FOLDER = "pagefind"
"""Where the index stands below the site: its first part, the others below that."""
PARTS_FILE = f"{FOLDER}/parts.json"
"""The file that lists the folders of the others, as they are found from it."""
FEWEST = 1500
"""Statements in a part, at least: they take half a second."""
ROOM = 440_000
"""Bytes that pieces and lists may come to for a first answer.  Pagefind's script and program take 120,000 more."""
PIECES = 57_000
"""Bytes of a part's pieces for three words, of some 19,000 each, whatever the part's size."""
LISTED = 6.1
"""Bytes that a statement takes in the lists."""
BUNDLED = 4
"""Statements' fragments in a file, about.  Pagefind makes a file of each, and many hosts stop at 20,000 files; a first
answer reads sixty of them, so that larger files would take more than a reader can afford."""
LANGUAGE = "en"
_LEFT_OUT = tuple(f"pagefind-{name}." for name in ("component-ui", "highlight", "modular-ui", "ui", "worker"))
"""The beginnings of the names of files for pages that have no search of their own."""
_FRAGMENT = re.compile(r"fragment/(.+_([0-9a-f]+))\.pf_fragment")
SIGNATURE = b"pagefind_dcd"
"""What a fragment begins with once it is unpacked."""
_MARK = "___PAGEFIND"
"""What Pagefind marks places in a text with: one that has it by itself comes back without."""
_AT_ONCE = 1 << 20
_INDEX = 0
"""The number that a service gives the first index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the index: its folder below the site, and the numbers of the records in it.

    ``language`` is a tag of English with the part's number (RFC 5646, 2.2.7): Pagefind names pages by it, and so the
    names of two parts' pages differ.
    """

    folder: str
    language: str
    numbers: tuple[int, ...]

    @property
    def bundles(self) -> int:
        """In how many files its fragments are."""
        return -(-len(self.numbers) // BUNDLED)


def parts(records: Sequence[Record]) -> list[Part]:
    """The parts of the index of ``records``, none of them empty."""
    count = max(1, min(len(records) // FEWEST, int((ROOM - LISTED * len(records)) / PIECES)))
    numbers: dict[int, list[int]] = {}
    for slug, own in groupby(range(len(records)), key=lambda number: records[number].article.slug):
        numbers.setdefault(int(digest(slug), 16) % count, []).extend(own)
    return [
        Part(folder=f"{FOLDER}/{at}" if at else FOLDER, language=f"{LANGUAGE}-x-{at}", numbers=tuple(numbers[which]))
        for at, which in enumerate(sorted(numbers))
    ]


def parts_file(parts: Sequence[Part]) -> dict[str, bytes]:
    """The file that lists the parts' folders, as they are found from the first, with their numbers of bundles."""
    folders = {f"{part.folder}/".removeprefix(f"{FOLDER}/"): part.bundles for part in parts}
    return {PARTS_FILE: f"{json.dumps(folders)}\n".encode()}


def full_text_index(part: Part, records: Sequence[Record], indexed: Sequence[Indexed]) -> dict[str, bytes]:
    """The files of the part, by their paths below the site; ``records`` and their words ``indexed`` are those of all.

    Raises:
        RuntimeError: Pagefind failed.

    """
    from pagefind.service import get_executable

    executable = get_executable()
    if executable is None:
        msg = "the search index could not be built: there is no Pagefind for this system"
        raise RuntimeError(msg)
    service = subprocess.Popen(  # noqa: S603 - a program of a package we depend on, and no shell
        [str(executable), "--service"],
        bufsize=_AT_ONCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "TOKIO_WORKER_THREADS": "1", "RAYON_NUM_THREADS": "1"},
    )  # fmt: skip
    sending = Thread(target=_send, args=(service, _messages(part, records, indexed)))
    sending.start()
    try:
        files = _files(_answers(service))
    finally:
        service.kill()
        sending.join()
        service.communicate()
    files = {name: data for name, data in files.items() if not name.startswith(_LEFT_OUT)}
    return {f"{part.folder}/{name}": data for name, data in _bundled(files, part.bundles).items()}


def _messages(part: Part, records: Sequence[Record], indexed: Sequence[Indexed]) -> Iterator[Mapping[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": part.language}}
    for number in part.numbers:
        record = _record(records[number], indexed[number])
        yield {"type": "AddRecord", "index_id": _INDEX, "language": part.language, **record}
    yield {"type": "GetFiles", "index_id": _INDEX}


def _record(record: Record, indexed: Indexed) -> Mapping[str, Any]:
    """The words that are found, and what is shown with them: Pagefind indexes that too, so there is little of it."""
    article = record.article
    words = " ".join(record.words)
    sentences = [sentence for span in indexed.sentences for sentence in span]
    filters: Mapping[str, Sequence[str | None]] = {
        "kind": [record.kind],
        "speaker": [record.speaker],
        "outlet": [article.outlet],
        "year": [article.published and article.published[:4]],
        "topic": record.topics,
    }
    meta = {
        "title": said_by(record.kind, record.speaker),
        "article": article.title.text,
        "article_id": article.slug,
        "date": article.published,
    }
    exact: dict[str, Any] = {name: value for name, value in meta.items() if value and not _kept(value)}
    if len(sentences) > 1 or not _kept(words):
        exact["sentences"] = sentences
    if exact:
        meta["exact"] = json.dumps(exact, ensure_ascii=False).replace(_MARK, _MARK.replace("_", r"\u005f"))
    return {
        "url": record.id,
        "content": words,
        "meta": {name: value for name, value in meta.items() if value},
        "filters": {name: known for name, values in filters.items() if (known := [one for one in values if one])},
    }


def _bundled(files: Mapping[str, bytes], count: int) -> dict[str, bytes]:
    """The files, with the fragments of statements put together: packed JSON that has each by its hash.

    A fragment is in the file that the number which its hash ends with gives, modulo their count.
    """
    kept: dict[str, bytes] = {}
    bundles: dict[int, dict[str, Any]] = {}
    for name, data in sorted(files.items()):
        if found := _FRAGMENT.fullmatch(name):
            fragment = json.loads(gzip.decompress(data).removeprefix(SIGNATURE))
            bundles.setdefault(int(found[2], 16) % count, {})[found[1]] = fragment
        else:
            kept[name] = data
    for number, bundle in bundles.items():
        plain = json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()
        kept[f"fragment/{number}.bin"] = gzip.compress(plain, mtime=0)
    return kept


def _kept(words: str) -> bool:
    """Whether Pagefind gives the words back as they are: without other white space, or what cannot be seen."""
    return words.isprintable() and " ".join(words.split()) == words and _MARK not in words


def _files(answers: Iterator[Mapping[str, Any]]) -> dict[str, bytes]:
    why = "Pagefind ended without a word"
    try:
        for answer in answers:
            if answer["type"] == "GetFiles":
                return {file["path"]: b64decode(file["content"]) for file in answer["files"]}
            if answer["type"] == "Error":
                why = answer["message"]
                break
    except (ValueError, KeyError, TypeError) as error:
        why = f"Pagefind gave an answer that is none ({error})"
    msg = f"the search index could not be built: {why}"
    raise RuntimeError(msg)


def _send(service: "subprocess.Popen[bytes]", messages: Iterator[Mapping[str, Any]]) -> None:
    """Write the messages, as long as somebody reads them: if not, the answers end too."""
    assert service.stdin is not None  # noqa: S101 - see Popen
    with suppress(OSError):
        for number, payload in enumerate(messages):
            service.stdin.write(b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        service.stdin.flush()


def _answers(service: "subprocess.Popen[bytes]") -> Iterator[Mapping[str, Any]]:
    assert service.stdout is not None  # noqa: S101 - see Popen
    waiting: list[bytes] = []
    while data := os.read(service.stdout.fileno(), _AT_ONCE):
        first, *others = data.split(b",")
        waiting.append(first)
        for other in others:
            whole = [b64decode(b"".join(waiting))]
            waiting = [other]
            yield json.loads(whole.pop())["payload"]  # of which nothing else stays: it may be the whole index
