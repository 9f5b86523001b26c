"""The index that the search looks words, names and quotations up in: static files, and a small script in the browser.

``quotation/index.json`` says how the rest is laid out, in few bytes, since every question waits for them, and names the
folder that holds it, a digest of its content, so that a script never mixes two builds.  Numbers are varints; each file
is packed, with a checksum.  In the folder stand

- ``runs/``: which sections have a run of words (see `runs`), by the first bits of the run's hash: how many runs, the
  distances of their hashes' other bits, how many sections each has, and these;
- ``words/``: each word that a statement has, in the order of their UTF-16 units, by which browsers compare, how many
  statements have it, and which; with a word stand the names that end with it;
- ``sections/``: the published text of articles in sections (see `sections`), with their statements;
- ``columns.bin``: kind, length, whether it was checked, speaker and topics of each statement, outlet and date of each
  section.
"""

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import Any

import numpy as np

from onrecord.archive.archive import Archive
from onrecord.archive.telling import Telling, called
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import found_by, said_by
from onrecord.model.record import ArticleRecord, Record
from onrecord.search.runs import Limits, Runs, hash_word, runs
from onrecord.search.sections import IndexedSection
from onrecord.search.varints import Indices, Numbers, distances, encoded, packed, sizes, starts, varints
from onrecord.store.digest import bytes_digest, digest
from onrecord.text.fold import fold

FOLDER = "quotation"
"""Where the index stands below the site."""
VERSION = 4
LIMITS = Limits(common=64, sample=8)
_RUN_BYTES = 1_000
"""Bytes of a file of runs, about, unpacked; so with the others."""
_WORD_BYTES = 3_500
_SECTION_CHARACTERS = 4_000
_LONGEST = 255
"""Words of a statement from which on it is as long as any, where the order goes by length."""
_POSSESSIVE = "'s"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """The archive as the index counts it: statements, and sections with their articles, by their numbers."""

    records: Sequence[Record]
    sections: Sequence[IndexedSection]
    articles: Sequence[ArticleRecord]

    @classmethod
    def of(cls, archive: Archive, indexed: Mapping[str, Sequence[IndexedSection]]) -> "_Layout":
        """The layout of an archive, whose articles are in the order of their keys as its statements are."""
        articles = sorted(archive.articles, key=attrgetter("slug"))
        pairs = [(section, article) for article in articles for section in indexed.get(article.slug, ())]
        return cls(
            records=archive.statements,
            sections=[section for section, _ in pairs],
            articles=[article for _, article in pairs],
        )

    @property
    def firsts(self) -> list[int]:
        """The number of the first statement of each section, and at last that of all statements."""
        return [0, *accumulate(len(section.statements) for section in self.sections)]


def index_files(archive: Archive, indexed: Mapping[str, Sequence[IndexedSection]]) -> dict[str, bytes]:
    """The files of the index by their paths below the site; none where there are no articles.

    ``indexed`` has by its key the sections of each article, whose statements are the archive's, in their order.
    """
    layout = _Layout.of(archive, indexed)
    if not layout.sections:
        return {}
    found = _runs(layout.sections)
    bits = max(0, ((5 * len(found.sections) + 2 * len(found.hashes)) // _RUN_BYTES).bit_length() - 1)
    words = list(_word_files(_postings(layout.sections), _names(archive)))
    sections = list(_section_files(layout))
    files = {f"runs/{number:x}.bin": packed(data) for number, data in enumerate(_run_files(found, bits))}
    files |= {f"words/{number:x}.bin": packed(data) for number, (_, data) in enumerate(words)}
    files |= {f"sections/{number:x}.bin": packed(data) for number, (_, data) in enumerate(sections)}
    files["columns.bin"] = packed(_columns(layout, archive))
    folder = digest([(name, bytes_digest(data)) for name, data in files.items()])[:12]
    where = _headed(
        {"words": "\n".join(first for first, _ in words) if words else None, "bits": bits},
        encoded([len(layout.sections), *(len(section.statements) for section in layout.sections)]),
        encoded([len(sections), *(count for count, _ in sections)]),
        encoded(distances(found.common, np.zeros(0, np.int64))),
    )
    manifest = {"version": VERSION, "folder": folder, "layout": base64.b64encode(packed(where)).decode("ascii")}
    plain = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
    return {f"{FOLDER}/{folder}/{name}": data for name, data in files.items()} | {f"{FOLDER}/index.json": plain}


def _runs(sections: Sequence[IndexedSection]) -> Runs:
    sequences = [(number, words.split(" ")) for number, one in enumerate(sections) for words in one.words if words]
    lengths = np.array([len(words) for _, words in sequences], np.int64)
    hashes = np.fromiter(map(hash_word, chain.from_iterable(words for _, words in sequences)), np.uint32)
    places = np.repeat(np.array([number for number, _ in sequences], np.uint32), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(hashes))
    return runs(hashes, places, left, LIMITS)


def _run_files(found: Runs, bits: int) -> Iterator[bytes]:
    """For each value of the first ``bits`` of a hash the runs that begin with it."""
    keys = found.hashes & np.uint32((1 << (32 - bits)) - 1)
    shards = found.hashes >> np.uint32(32 - bits) if bits else np.zeros(len(keys), np.uint32)
    edges = np.searchsorted(shards, np.arange((1 << bits) + 1))
    ends = np.append(0, np.cumsum(found.counts))
    deltas, key_ends = varints(distances(keys, starts(shards)))
    counts, count_ends = varints(found.counts.astype(np.uint32))
    lists, list_ends = varints(distances(found.sections, ends[:-1]))
    for first, last in pairwise(edges):
        yield b"".join(
            (
                encoded([last - first]),
                deltas[key_ends[first] : key_ends[last]],
                counts[count_ends[first] : count_ends[last]],
                lists[list_ends[ends[first]] : list_ends[ends[last]]],
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Postings:
    """The words of statements, ascending; how many statements have each, and these, of one word after the other."""

    words: list[str]
    counts: Indices
    numbers: Numbers


def _postings(sections: Sequence[IndexedSection]) -> _Postings:
    """Which statements have which word; "Lund's" has "Lund" as well."""
    ids: dict[str, int] = {}
    known: list[int] = []
    lengths = []
    for section in sections:
        for statement in section.statements:
            own = set(statement.words.split(" ")) - {""}
            own |= {word.removesuffix(_POSSESSIVE) for word in own if len(word) > len(_POSSESSIVE)}
            lengths.append(len(own))
            known += (ids.setdefault(word, len(ids)) for word in own)
    words = sorted(ids)
    order = np.empty(len(ids), np.uint64)
    order[np.array([ids[word] for word in words], np.int64)] = np.arange(len(words), dtype=np.uint64)
    numbers = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    pairs = np.sort((order[np.array(known, np.int64)] << np.uint64(32)) | numbers)
    first = starts(pairs >> np.uint64(32))
    return _Postings(words=words, counts=sizes(first, len(pairs)), numbers=pairs.astype(np.uint32))


_Named = dict[str, list[tuple[str, str, str, int]]]


def _names(archive: Archive) -> _Named:
    """By their last words speakers, topics and outlets: what each is, the name, its page's slug, its statements."""
    speakers = Counter(record.speaker_page for record in archive.statements if record.speaker_page)
    topics = Counter(topic for record in archive.statements for topic in record.topics)
    outlets = Counter(record.article.outlet for record in archive.statements if record.article.outlet)
    every = [
        *(("speaker", archive.speakers.get(slug, slug), slug, count) for slug, count in speakers.items()),
        *(("topic", name, archive.topic_pages.get(name, ""), count) for name, count in topics.items()),
        *(("outlet", name, "", count) for name, count in outlets.items()),
    ]
    found: _Named = {}
    for one in sorted(every):
        if words := fold(one[1].partition(" (")[0] if one[0] == "speaker" else one[1]):
            found.setdefault(words[-1], []).append(one)
    return found


def _word_files(postings: _Postings, names: _Named) -> Iterator[tuple[str, bytes]]:
    """What the words of each file do not stand before, though those of the one before do, and what it holds."""
    ends = np.append(0, np.cumsum(postings.counts))
    lists, list_ends = varints(distances(postings.numbers, ends[:-1]))
    where = {word: number for number, word in enumerate(postings.words)}
    words: list[str] = []
    counts: list[int] = []
    parts: list[bytes] = []
    size = 0
    first = ""
    for word in sorted({*postings.words, *names}, key=_units_of):
        number = where.get(word)
        own = b"" if number is None else lists[list_ends[ends[number]] : list_ends[ends[number + 1]]]
        if words and size + len(own) > _WORD_BYTES:
            yield first, _word_file(words, names, counts, parts)
            first = _parting(words[-1], word)
            words, counts, parts, size = [], [], [], 0
        words.append(word)
        counts.append(0 if number is None else int(postings.counts[number]))
        parts.append(own)
        size += len(own) + len(word) + 2
    if words:
        yield first, _word_file(words, names, counts, parts)


def _units_of(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")


def _parting(before: str, word: str) -> str:
    """The shortest beginning of a word that stands behind another one."""
    return next(word[:end] for end in range(1, len(word) + 1) if _units_of(word[:end]) > _units_of(before))


def _word_file(words: Sequence[str], names: _Named, counts: Sequence[int], parts: Iterable[bytes]) -> bytes:
    head = {"words": "\n".join(words), "names": {word: names[word] for word in words if word in names}}
    return _headed(head, encoded(counts), *parts)


def _section_files(layout: _Layout) -> Iterator[tuple[int, bytes]]:
    """How many sections each file has, and what it holds."""
    waiting: list[dict[str, Any]] = []
    size = 0
    firsts = layout.firsts
    for number, section in enumerate(layout.sections):
        own = layout.records[firsts[number] : firsts[number + 1]]
        waiting.append(_section(section, layout.articles[number], own))
        size += sum(map(len, section.pieces))
        if size >= _SECTION_CHARACTERS:
            yield len(waiting), _json(waiting)
            waiting, size = [], 0
    if waiting:
        yield len(waiting), _json(waiting)


def _section(section: IndexedSection, article: ArticleRecord, records: Sequence[Record]) -> dict[str, Any]:
    about = (
        article.slug,
        article.title.text,
        article.title.opening,
        article.outlet,
        article.published,
        article.language,
    )
    text = "\n".join(section.pieces)
    units = _units(text)
    return {
        "article": about,
        "pieces": section.pieces,
        "statements": [
            [
                record.id,
                str(record.kind),
                said_by(record.kind, record.speaker),
                record.speaker,
                record.speaker_page,
                [units(at) for span in statement.spans for at in span],
                list(map(_units("\n".join(text[s:e] for s, e in statement.spans)), statement.sentences)),
                *_told(record),
            ]
            for record, statement in zip(records, section.statements, strict=True)
        ],
    }


def _told(record: Record) -> Iterator[Any]:
    """How the article tells its speaker and by which words, and what others found: nothing where there is neither."""
    told = (called(record), Telling(*record.told).cue)
    found = tuple(map(found_by, record.findings))
    if any(told) or found:
        yield told
    if found:
        yield found


def _units(text: str) -> Any:
    """Turns an offset in code points into one in UTF-16's units, by which browsers count."""
    if text.isascii() or max(text) < "\U00010000":
        return int
    ends = [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]
    return ends.__getitem__


def _columns(layout: _Layout, archive: Archive) -> bytes:
    records = layout.records
    names = [archive.speakers.get(one.speaker_page, one.speaker) if one.speaker_page else None for one in records]
    speakers, speaker = _numbered(names)
    outlets, outlet = _numbered([article.outlet for article in layout.articles])
    topics, _ = _numbered([topic for one in records for topic in one.topics])
    numbers = {topic: number for number, topic in enumerate(topics)}
    kinds = list(Kind)
    head = {
        "kinds": [str(kind) for kind in kinds],
        "speakers": speakers,
        "topics": topics,
        "outlets": outlets,
        "dates": [article.published or "" for article in layout.articles],
    }
    words = [len(one.words.split(" ")) for section in layout.sections for one in section.statements]
    return _headed(
        head,
        bytes(kinds.index(one.kind) for one in records),
        bytes(min(_LONGEST, length) for length in words),
        bytes(one.checked for one in records),
        encoded(speaker),
        encoded(outlet),
        encoded([len(one.topics) for one in records]),
        encoded([numbers[topic] for one in records for topic in one.topics]),
    )


def _numbered(values: Sequence[str | None]) -> tuple[list[str], list[int]]:
    """The different values, the most frequent first, and the number of each in this list, from 1; 0 for none."""
    counts = Counter(value for value in values if value)
    different = sorted(counts, key=lambda value: (-counts[value], value))
    numbers = {value: number for number, value in enumerate(different, start=1)}
    return different, [numbers.get(value, 0) if value else 0 for value in values]


def _headed(head: Mapping[str, Any], *parts: bytes) -> bytes:
    """A head as JSON, after its length, and what follows it."""
    plain = _json(head)
    return b"".join((encoded([len(plain)]), plain, *parts))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
