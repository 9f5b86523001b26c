"""Reads the seeds folder: articles with their metadata, the topics, and a problem for each thing refused.

An article is ``NAME.txt`` or ``NAME.md``; ``NAME.yml`` beside it, or YAML between two lines ``---`` at the start of a
``.md``, holds its metadata.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from onrecord.model.article import Article, FaultsError, Metadata, Person, Problem, Reading, Topic
from onrecord.model.check import Check
from onrecord.model.options import MAX_BYTES
from onrecord.reading.decode import decode, file_bytes
from onrecord.reading.doubts import doubts
from onrecord.reading.sniff import kind, refusal
from onrecord.reading.strict_yaml import MAX_BYTES as MAX_YAML_BYTES
from onrecord.reading.strict_yaml import Document, Location, load
from onrecord.reading.times import times
from onrecord.store.cache import Store
from onrecord.store.digest import bytes_digest, digest
from onrecord.text.escape import escape_controls, quote
from onrecord.text.slug import article_slug

T = TypeVar("T")
SEED_SUFFIXES = (".txt", ".md")
TOPICS = "topics.yml"
PEOPLE = "people.yml"
CHECKS = "checks.yml"
REGISTRY = "registry.jsonl"
CORRECTIONS = "corrections"
READINGS = "readings"
ORIGINALS = "originals"
TIMES = "times"
# What editors of text and operating systems leave behind, and what a forge shows about the folder.
_PASSED_OVER = re.compile(r"\..*|.*~|#.*#|(?i:(?:readme|license)(?:\.md|\.txt)?|thumbs\.db|desktop\.ini)", re.DOTALL)
_BEGINNING = 64 * 1024
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")


@dataclass(slots=True)
class _Folder:
    """The folder's files by what they are, seeds by slug, others by composed name (NFC), and its problems."""

    root: Path
    shown_as: str
    max_bytes: int
    store: Store
    seeds: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    sidecars: dict[str, Path] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    yaml: set[str] = field(default_factory=set)
    new: dict[str, object] = field(default_factory=dict)
    has_times: bool = False

    def of_yaml(self, path: Path, made: Callable[[Document], T]) -> T:
        """What is ``made`` of a YAML file, unless an earlier build did that: pydantic alone takes 0.1 s to load."""
        data = file_bytes(path, within=self.root, max_bytes=MAX_YAML_BYTES)
        key = f"{made.__name__} {bytes_digest(data)}"
        self.yaml.add(key)
        found: dict[str, T] = self.store.get("yaml", [key])
        if key not in found:
            self.new[key] = found[key] = made(load(decode(data)))
        return found[key]

    def keep(self) -> None:
        """Keep what was made of YAML for the next build."""
        self.store.put("yaml", self.new)
        self.store.keep_only("yaml", self.yaml)

    def shown(self, path: Path) -> str:
        return f"{self.shown_as}/{escape_controls(path.name)}"

    def refuse(self, path: Path, message: str, *, line: int | None = 1) -> None:
        self.problems.append(Problem(path=self.shown(path), message=message, line=line))

    @contextmanager
    def refusing(self, path: Path) -> Iterator[None]:
        """Turn the faults raised within into problems of ``path``."""
        try:
            yield
        except FaultsError as error:
            for line, message in error.faults:
                self.refuse(path, message, line=line or None)


def read(seeds: Path, *, max_bytes: int = MAX_BYTES, shown_as: str = "seeds", store: Store | None = None) -> Reading:
    """Read every article that lies directly in the folder ``seeds``, and the lists of topics, people and checks there.

    ``max_bytes`` limits the size of one article's file.  ``shown_as`` stands for the folder in the paths of articles
    and problems.  Nothing is raised for what the folder holds: each file that is refused has its problems in the
    answer, in the order of paths and lines, and the others are read.  An article whose metadata is at fault is refused
    too: published without, it would say less than its editor meant.  Articles that ``store`` knows are not read anew.
    """
    folder = _Folder(seeds, shown_as, max_bytes, store or Store(None))
    try:
        paths = sorted(seeds.iterdir(), key=lambda path: path.name)
    except OSError as error:
        message = f"cannot be read as the folder of articles ({error.strerror}); create it, or name another"
        return Reading(articles=(), problems=(Problem(path=shown_as, message=message),))
    for path in paths:
        _sort_in(folder, path)
    articles = _articles(folder)
    _refuse_orphans(folder)
    listed, known, checks = _topics(folder), _people(folder), _checks(folder)
    folder.keep()
    return Reading(
        articles=tuple(article for _, article in sorted(articles.items()) if article is not None),
        topics=listed,
        people=known,
        checks=checks,
        problems=tuple(sorted(folder.problems, key=lambda problem: (problem.path, problem.line or 0))),
        refused=frozenset(slug for slug, article in articles.items() if article is None),
    )


def read_body(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    """Read the text of one seed, wherever it lies or leads, without its front matter.

    Raises `FaultsError` with the line and the message of what is wrong.
    """
    # Whoever names a link on the command line means the file it leads to.
    data = file_bytes(path, within=Path(path.anchor or os.sep), max_bytes=max_bytes)
    _refuse_containers(data, str(path))
    block, text = _parted(decode(data), may_have_front_matter=path.suffix.lower() == ".md")
    if block:
        _refuse_containers(text.encode(), str(path))
    return text


def _refuse_containers(data: bytes, path: str) -> None:
    """Raise `FaultsError` for what is not an article's text but something that holds one."""
    if found := kind(data):
        raise FaultsError((0, refusal(found, path)))


def _stem(path: Path) -> str:
    # macOS takes letters and their marks apart in names, other systems do not; both must give one address.
    return unicodedata.normalize("NFC", path.stem)


def _sort_in(folder: _Folder, path: Path) -> None:
    """Put one entry of the folder where it belongs, or say why it belongs nowhere."""
    suffix = path.suffix.lower()
    if path.name in {TOPICS, PEOPLE, CHECKS, REGISTRY} or _PASSED_OVER.fullmatch(path.name):
        return
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the system refuses to look
        folder.has_times |= path.name == TIMES
        if path.name not in {CORRECTIONS, READINGS, ORIGINALS, TIMES}:
            where = f"articles lie directly in {folder.shown_as}/"
            folder.refuse(path, f"is a folder, and {where}; move its files there", line=None)
    elif suffix in SEED_SUFFIXES:
        folder.seeds[article_slug(_stem(path))].append(path)
    elif path.suffix == ".yml":
        folder.sidecars[_stem(path)] = path
    elif suffix in {".yml", ".yaml"}:
        folder.misnamed.add(_stem(path))
        folder.refuse(path, f"metadata is read from files named .yml only; rename it to {quote(path.stem + '.yml')}")
    elif found := kind(_beginning(path)):
        folder.refuse(path, refusal(found, folder.shown(path)), line=None)
    else:
        folder.refuse(path, "is not an article; save its text in a .txt or .md file, or move it elsewhere")


def _beginning(path: Path) -> bytes:
    """The file's first bytes; none of a pipe, on which reading would wait, or of what a link leads to."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(_BEGINNING)
    except OSError:
        return b""


def _articles(folder: _Folder) -> dict[str, Article | None]:
    """The article of each slug, ``None`` where it is refused."""
    store = folder.store
    keys = {slug: key for slug, same in folder.seeds.items() if (key := _key(folder, same)) and store.keeps}
    known: dict[str, Article] = store.get("seed", keys.values())
    articles: dict[str, Article | None] = {}
    for slug, (path, *others) in folder.seeds.items():
        for other in others:  # all are refused, since nobody can say which is meant
            folder.refuse(other, f"has the same name as {folder.shown(path)}; rename one of them")
        article = known.get(keys.get(slug, ""))
        articles[slug] = article or (None if others else _article(folder, path, slug))
    new = {key: article for slug, key in keys.items() if key not in known and (article := articles[slug])}
    store.put("seed", new)
    store.keep_only("seed", keys.values())
    return articles


def _key(folder: _Folder, paths: list[Path]) -> str | None:
    """A digest of all that an article is read from; ``None`` where that cannot be read."""
    if len(paths) > 1 or _stem(paths[0]) in folder.misnamed:
        return None
    sidecar = folder.sidecars.get(_stem(paths[0]))
    try:
        data = file_bytes(paths[0], within=folder.root, max_bytes=folder.max_bytes)
        metadata = file_bytes(sidecar, within=folder.root, max_bytes=MAX_YAML_BYTES) if sidecar else b""
    except FaultsError:
        return None
    shown = (folder.shown(paths[0]), folder.shown(sidecar) if sidecar else None, _times_file(folder, paths[0]))
    folder.yaml.add(f"{_with_lines.__name__} {bytes_digest(metadata)}")
    return digest(shown, bytes_digest(data), bytes_digest(metadata))


def _article(folder: _Folder, path: Path, slug: str) -> Article | None:
    """Read one seed and its sidecar; what is wrong with either goes to the folder's problems."""
    before = len(folder.problems)
    front = load("")
    article: Article | None = None
    with folder.refusing(path):
        if escape_controls(path.name) != path.name:
            raise FaultsError((1, "has a character in its name that cannot be shown; rename it"))
        data = file_bytes(path, within=folder.root, max_bytes=folder.max_bytes)
        _refuse_containers(data, folder.shown(path))
        whole = decode(data)
        block, text = _parted(whole, may_have_front_matter=path.suffix.lower() == ".md")
        if not text.strip():
            raise FaultsError((1, "is empty: it holds no text; add the article's text, or remove the file"))
        if block:
            _refuse_containers(text.encode(), folder.shown(path))
        front = load(block, first_line=2)
        article = Article(
            name=_stem(path),
            slug=slug,
            path=folder.shown(path),
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            first_line=1 + len(_LINE_BREAK.findall(whole, 0, len(whole) - len(text))),
            metadata=_metadata(front),
        )
        seen = ((article.first_line + line - 1, message) for line, message in doubts(text, article.path))
        article = _with_times(replace(article, doubts=tuple(seen)), _times_file(folder, path))
    if sidecar := folder.sidecars.get(_stem(path)):
        with folder.refusing(sidecar):
            metadata, keys = folder.of_yaml(sidecar, _with_lines)
            advice = f"also stands in the front matter of {folder.shown(path)}; keep one of them"
            if twice := [(line, f"{key[-1]} {advice}") for key, line in keys if key in front.key_lines]:
                raise FaultsError(*twice)
            if article is not None:
                values = {str(name): getattr(metadata, str(name)) for (name, *within), _ in keys if not within}
                article = replace(article, metadata=replace(article.metadata, **values))
    return None if len(folder.problems) > before or _stem(path) in folder.misnamed else article


def _times_file(folder: _Folder, path: Path) -> bytes | None:
    """What lies beside the seed of the seconds of a recording, if anything does."""
    beside = folder.root / TIMES / f"{_stem(path)}.json"
    if not folder.has_times or not os.path.lexists(beside):
        return None
    try:
        return file_bytes(beside, within=folder.root, max_bytes=folder.max_bytes)
    except FaultsError:
        return b""


def _with_times(article: Article, data: bytes | None) -> Article:
    """The article with the seconds of its recording, or with a doubt where they are of another text."""
    if data is None:
        return article
    if (found := times(data, article.sha256)) is not None:
        return replace(article, times=found)
    message = (
        f"the times in {TIMES}/{article.name}.json are not of this text and are left out; add the transcript again"
    )
    return replace(article, doubts=(*article.doubts, (article.first_line, message)))


def _with_lines(document: Document) -> tuple[Metadata, tuple[tuple[Location, int], ...]]:
    return _metadata(document), tuple(document.key_lines.items())


def _metadata(document: Document) -> Metadata:
    if document.value is None:
        return Metadata()
    from onrecord.reading.metadata import metadata  # pydantic takes time: only where there is YAML

    return metadata(document)


def _parted(text: str, *, may_have_front_matter: bool) -> tuple[str, str]:
    """Part a text into its front matter, without the lines ``---``, and its body."""
    opening = _OPENING.match(text) if may_have_front_matter else None
    if opening is None:
        return "", text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        message = 'the front matter that opens here is never closed; add a line "---" after its last key'
        raise FaultsError((1, message))
    return text[opening.end() : closing.start()], text[closing.end() :]


def _refuse_orphans(folder: _Folder) -> None:
    """Name each sidecar that has no seed, with the seed that it was perhaps meant for."""
    names = {_stem(path) for same in folder.seeds.values() for path in same}
    free = sorted(names - set(folder.sidecars))
    for name, path in folder.sidecars.items():
        if name not in names:
            near = get_close_matches(name, free, n=1)
            advice = f"rename it to {quote(near[0] + '.yml')}" if near else "give both one name, or remove it"
            missing = " or ".join(escape_controls(name) + suffix for suffix in SEED_SUFFIXES)
            folder.refuse(path, f"describes an article that is not there ({missing}); {advice}")


def _topics(folder: _Folder) -> tuple[Topic, ...] | None:
    path = folder.root / TOPICS
    if not os.path.lexists(path):
        return ()
    with folder.refusing(path):
        return folder.of_yaml(path, _topics_of)
    return None


def _topics_of(document: Document) -> tuple[Topic, ...]:
    from onrecord.reading.metadata import topics  # pydantic takes time: only where there is YAML

    return topics(document)


def _people(folder: _Folder) -> tuple[Person, ...] | None:
    path = folder.root / PEOPLE
    if not os.path.lexists(path):
        return ()
    with folder.refusing(path):
        return folder.of_yaml(path, _people_of)
    return None


def _checks(folder: _Folder) -> tuple[Check, ...] | None:
    """The checks; an entry that is at fault is left out, since it takes nothing from the others."""
    path = folder.root / CHECKS
    if not os.path.lexists(path):
        return ()
    with folder.refusing(path):
        found, faults = folder.of_yaml(path, _checks_of)
        for line, message in faults:
            folder.refuse(path, message, line=line)
        return found
    return None


def _checks_of(document: Document) -> tuple[tuple[Check, ...], tuple[tuple[int, str], ...]]:
    from onrecord.reading.checks import checks  # pydantic takes time: only where there is such a file

    return checks(document)


def _people_of(document: Document) -> tuple[Person, ...]:
    from onrecord.reading.people import people

    return people(document)
