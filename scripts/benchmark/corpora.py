"""The archives that the search is measured on: a generated one, and real prose where the evaluation's texts are."""

import json
import pickle
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from benchmark.archive import generate
from benchmark.entries import entries
from onrecord.archive.archive import Archive
from onrecord.extract import extract
from onrecord.model.attribution import Extraction
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.permanence.ids import Identifier
from onrecord.search.sections import IndexedSection, indexed_text, indexed_words
from onrecord.store.digest import version_of_all
from onrecord.text.fold import fold

EVALUATION = Path(__file__).parents[3] / "shared" / "evaluation"
TEXTS = ("news_dev", "polnear_dev", "polnear_train", "wikinews_dev")
PROSE = "real prose"
_POSSESSIVE = "'s"


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """An archive, what is indexed of each of its articles, and their texts."""

    name: str
    archive: Archive
    indexed: Mapping[str, Sequence[IndexedSection]]
    texts: Sequence[str]

    @property
    def records(self) -> Sequence[Record]:
        """The statements, by their numbers."""
        return self.archive.statements

    @cached_property
    def said(self) -> dict[str, tuple[str, ...]]:
        """The folded words of each statement, by its id."""
        return {record.id: fold(" ".join(record.words)) for record in self.records}

    @cached_property
    def words(self) -> list[frozenset[str]]:
        """What each statement is found by."""
        return [
            frozenset({*own, *(word.removesuffix(_POSSESSIVE) for word in own)})
            for own in map(frozenset, self.said.values())
        ]

    def count(self, words: Sequence[str]) -> int:
        """How many statements have all of these words, one by one."""
        wanted = frozenset(words)
        return sum(wanted <= own for own in self.words)

    @property
    def size(self) -> int:
        """Bytes of the statements' text."""
        return sum(len(words.encode()) for record in self.records for words in record.words)


def generated(statements: int) -> Corpus:
    """An archive of news that never happened, whose articles are their statements."""
    records = sorted(entries(generate(statements)), key=lambda record: record.article.slug)
    own = [(slug, list(group)) for slug, group in groupby(records, key=lambda record: record.article.slug)]
    archive = Archive(articles=tuple(group[0].article for _, group in own), statements=tuple(records))
    return Corpus(
        name=f"generated, {len(records):,}",
        archive=archive,
        indexed={slug: indexed_words(record.words for record in group) for slug, group in own},
        texts=[" ".join(" ".join(record.words) for record in group) for _, group in own],
    )


def prose() -> Corpus | None:
    """The articles of the evaluation as an archive; nothing where they are not there."""
    rows = [
        (f"{name}-{article['id']}".lower().replace("_", "-"), article["text"])
        for name in TEXTS
        if (path := EVALUATION / f"{name}.jsonl").exists()
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    if not rows:
        return None
    rows.sort()
    return _archive(rows, _extracted([text for _, text in rows]))


def _archive(rows: Sequence[tuple[str, str]], found: Sequence[Extraction]) -> Corpus:
    identifier = Identifier()
    records: list[Record] = []
    articles: list[ArticleRecord] = []
    indexed = {}
    for number, ((slug, text), extraction) in enumerate(zip(rows, found, strict=True)):
        title = Title(text=text.strip().partition("\n")[0][:80], opening=True)
        article = ArticleRecord(
            slug=slug, title=title, outlet=slug.partition("-")[0], published=f"20{10 + number % 10}-03-01"
        )
        articles.append(article)
        own = sorted(extraction.attributions, key=lambda one: one.content)
        for one in own:
            words = tuple(text[start:end] for start, end in one.content)
            page = "-".join(fold(one.speaker)) if one.speaker else None
            records.append(
                Record(
                    id=identifier.identify(slug, words), kind=one.kind, speaker=one.speaker, speaker_page=page,
                    rule=one.rule, article=article, content=one.content, words=words,
                )
            )  # fmt: skip
        indexed[slug] = indexed_text(text, ((0, len(text)),), [one.content for one in own], extraction.paragraphs)
    speakers = {record.speaker_page: record.speaker for record in records if record.speaker_page and record.speaker}
    archive = Archive(articles=tuple(articles), statements=tuple(records), speakers=speakers)
    return Corpus(name=f"{PROSE}, {len(records):,}", archive=archive, indexed=indexed, texts=[text for _, text in rows])


def _extracted(texts: Sequence[str]) -> list[Extraction]:
    """What the fast model finds in each text; kept in a temporary folder, for it takes minutes."""
    path = Path(tempfile.gettempdir()) / f"onrecord-prose-{version_of_all('fast')}.pickle"
    try:
        found: list[Extraction] = pickle.loads(path.read_bytes())  # noqa: S301 - written below, by this machine
    except (OSError, EOFError, pickle.PickleError):
        with ProcessPoolExecutor() as processes:
            found = list(processes.map(_extract, texts, chunksize=8))
        path.write_bytes(pickle.dumps(found))
    return found


def _extract(text: str) -> Extraction:
    return extract(text, model="fast")


def corpora(sizes: Sequence[int], *, real: bool) -> Iterator[Corpus]:
    """The archives to measure, one after the other."""
    if real and (found := prose()):
        yield found
    yield from map(generated, sizes)
