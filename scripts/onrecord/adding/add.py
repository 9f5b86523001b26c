"""Makes seeds of what people have: finds the files, has each read, looks at each article, and writes it once."""

import filecmp
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO

from onrecord.adding.child import Converter
from onrecord.adding.fetch import fetch
from onrecord.adding.look import Look, look
from onrecord.adding.records import Given
from onrecord.adding.seed import name, sidecar, times
from onrecord.adding.taken import REPAIRED, Refused, RefusedError, Taken
from onrecord.reading.doubts import repaired
from onrecord.reading.read import ORIGINALS, TIMES
from onrecord.reading.sniff import kind
from onrecord.store.files import replace_file
from onrecord.store.work_folder import work_folder
from onrecord.text.escape import escape_controls
from onrecord.text.fold import fold, word_difference

_HEAD = 64 * 1024
_TEXTS = (".txt", ".md", ".markdown", ".text", ".csv", ".tsv", ".tab", ".srt", ".vtt")
_AROUND = 5
"""Words shown on either side of what differs."""
_STDIN_MOST = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asked for: the folder ``to`` write to, shown as ``shown_as``, and how."""

    to: Path
    shown_as: str
    only: str | None = None
    limit: int | None = None
    dry_run: bool = False
    replacing: bool = False
    keep: bool = False
    show_left_out: bool = False
    repair: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """How many articles were added, stood there already, and were refused."""

    added: int = 0
    known: int = 0
    refused: int = 0


@dataclass(slots=True)
class _There:
    """What the seeds folder has: names, and by whom an address or a text is had."""

    texts: dict[str, str] = field(default_factory=dict)
    by_text: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "_There":
        there = cls()
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in {".txt", ".md"} and path.is_file():
                there.note_text(path.stem, path.read_text(encoding="utf-8", errors="replace"))
            elif path.suffix == ".yml" and path.is_file():
                found = re.search(
                    r"(?m)^url:\s*['\"]?(\S+?)['\"]?\s*$", path.read_text(encoding="utf-8", errors="replace")
                )
                if found:
                    there.by_address.setdefault(_bare(found[1]), path.stem)
        return there

    def note_text(self, seed: str, text: str) -> None:
        self.texts[seed] = _exact(text)
        self.by_text.setdefault(_digest(text), seed)


def _exact(text: str) -> str:
    """What tells two texts apart, line ends and an empty end aside."""
    return hashlib.sha256("\n".join(text.splitlines()).rstrip().encode(errors="replace")).hexdigest()


def _digest(text: str) -> str:
    """What two texts of the same words have in common."""
    return hashlib.sha256(" ".join(fold(text)).encode()).hexdigest()


def _bare(address: str) -> str:
    return re.sub(r"\Ahttps?://(?:www\.)?|[#?].*\Z|/+\Z", "", address.strip())


class Adding:
    """Adds articles to a seeds folder; ``say`` prints lines about articles, ``complain`` about what is refused."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        say: Callable[[str], object],
        complain: Callable[[str], object],
        step: Callable[[], object] = lambda: None,
    ) -> None:
        self._wanted = wanted
        self._step = step
        self._say = say
        self._complain = complain
        self._there = _There.of(wanted.to)
        self.outcome = Outcome()

    def add(self, inputs: Sequence[str], *, stdin: BinaryIO) -> Outcome:
        """Add what the inputs hold: files, folders, addresses, and ``-`` for the standard input."""
        converter = Converter()
        try:
            with work_folder() as folder:
                for given, of_folder in self._given(inputs, folder, stdin):
                    if self._full() or (of_folder and not _is_wanted_in_folder(given)):
                        continue
                    for item in converter.items(given):
                        if self._full():
                            converter.close()
                            break
                        if self._passes(item, given):
                            self._take(item, given)
                            self._step()
        finally:
            converter.close()
        return self.outcome

    def _full(self) -> bool:
        limit = self._wanted.limit
        return limit is not None and self.outcome.added + self.outcome.known >= limit

    def _passes(self, item: Taken | Refused, given: Given) -> bool:
        only = self._wanted.only
        names = {item.name, given.name, given.path.name}
        if isinstance(item, Taken) and item.metadata.url:
            names.add(item.metadata.url)
        return only is None or any(fnmatch(one, only) for one in names)

    def _given(self, inputs: Sequence[str], scratch: Path, stdin: BinaryIO) -> Iterator[tuple[Given, bool]]:
        for number, one in enumerate(inputs):
            try:
                if one == "-":
                    path = scratch / "stdin"
                    path.write_bytes(_read(stdin))
                    yield Given(path=path, name="standard input", columns=self._wanted.columns), False
                elif re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", one):
                    self._say(f"{one}: is fetched")
                    got = fetch(one)
                    path = scratch / f"fetched-{number}"
                    path.write_bytes(got.data)
                    yield (
                        Given(
                            path=path,
                            name=got.address,
                            address=got.address,
                            charset=got.charset,
                            columns=self._wanted.columns,
                        ),
                        False,
                    )
                elif Path(one).is_dir():
                    for path in _files(Path(one)):
                        yield Given(path=path, name=str(path), columns=self._wanted.columns), True
                elif Path(one).is_file():
                    yield Given(path=Path(one), name=one, columns=self._wanted.columns), False
                else:
                    raise RefusedError("there is no such file")
            except RefusedError as error:
                self._refuse(one, str(error))
            except OSError as error:
                self._refuse(one, f"cannot be read ({error.strerror or type(error).__name__})")

    def _refuse(self, what: str, message: str) -> None:
        self.outcome.refused += 1
        self._complain(f"{escape_controls(what)}: {message}")

    def _take(self, item: Taken | Refused, given: Given) -> None:
        if isinstance(item, Refused):
            self._refuse(item.name, item.message)
            return
        if self._wanted.repair:
            lines = tuple(map(repaired, item.paragraphs))
            if lines != item.paragraphs:
                item = replace(item, paragraphs=lines, changed=(*item.changed, REPAIRED))
        if not item.sha256:
            data = given.path.read_bytes()
            item = replace(item, original=item.name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain")
        item = replace(item, original=Path(item.original).name if item.original == given.name else item.original)
        seed = name(item)
        self._settle(item, seed, given, look(item.paragraphs, item.left_out))

    def _settle(self, item: Taken, seed: str, given: Given, seen: Look) -> None:
        """Write the seed, or say why not."""
        shown = f"{self._wanted.shown_as}/{seed}.txt"
        own, exact = _digest(item.text), _exact(item.text)
        path = self._wanted.to / f"{seed}.txt"
        there = self._there.texts.get(seed)
        if there == exact:
            self.outcome.known += 1
            self._say(f"{shown}: is already there, with the same text")
            return
        if there is not None and not self._wanted.replacing:
            other = "other line breaks or marks" if self._there.by_text.get(own) == seed else "other words"
            self._refuse(item.name, f"{shown} is already there, with {other}; --replace puts this text in its place")
            for line in self._difference(seed, item.text):
                self._complain(line)
            return
        text, left = sidecar(item, self._earlier(seed))
        self._say(_line(shown, item, seen, dry=self._wanted.dry_run))
        for warning in (*seen.warnings, *left, *self._same(item, seed, own)):
            self._say(f"  warning: {warning}")
        if self._wanted.show_left_out:
            for one in item.left_out:
                self._say(f"  left out: {escape_controls(one)}")
        if not self._wanted.dry_run:
            self._write(item, path, text, given)
            self._name_the_original(given, path)
        self._there.note_text(seed, item.text)
        if item.metadata.url:
            self._there.by_address.setdefault(_bare(item.metadata.url), seed)
        self.outcome.added += 1

    def _name_the_original(self, given: Given, seed: Path) -> None:
        """Say so where what an article was taken from lies among the seeds, and would be refused there."""
        real = given.path.resolve()
        if real.parent == seed.resolve().parent and real != seed.resolve():
            self._say(
                f"  {escape_controls(given.name)}: is what this was taken from; move it out of the folder of seeds"
            )

    def _same(self, item: Taken, seed: str, own: str) -> Iterator[str]:
        other = self._there.by_text.get(own)
        if other and other != seed:
            yield f"the same text is already there as {self._wanted.shown_as}/{other}.txt"
        address = item.metadata.url and self._there.by_address.get(_bare(item.metadata.url))
        if address and address not in {seed, other}:
            yield f"the same address is already there, of {self._wanted.shown_as}/{address}.txt"

    def _earlier(self, seed: str) -> str | None:
        path = self._wanted.to / f"{seed}.yml"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def _difference(self, seed: str, text: str) -> Iterator[str]:
        path = next(
            (one for one in (self._wanted.to / f"{seed}{suffix}" for suffix in (".txt", ".md")) if one.is_file()), None
        )
        if path is None:  # only looked at so far
            return
        pieces = word_difference(path.read_text(encoding="utf-8", errors="replace"), text)
        shown = []
        for number, (sign, words) in enumerate(pieces):
            if sign == "=":
                near = words.split()
                first = [] if number == 0 else near[:_AROUND]
                last = [] if number == len(pieces) - 1 else near[-_AROUND:]
                shown.append(words if len(near) <= 2 * _AROUND else " ".join((*first, "…", *last)))
            else:
                shown.append(f"[-{words}-]" if sign == "-" else f"{{+{words}+}}")
        yield f"  {escape_controls(' '.join(shown))}"

    def _write(self, item: Taken, path: Path, side: str, given: Given) -> None:
        folder = self._wanted.to
        folder.mkdir(parents=True, exist_ok=True)
        text = item.text.encode("utf-8", errors="replace")
        timed = times(item, hashlib.sha256(text).hexdigest())
        timing = folder / TIMES / f"{path.stem}.json"
        if timed:
            timing.parent.mkdir(exist_ok=True)
            replace_file(timing, timed.encode())
        else:
            timing.unlink(missing_ok=True)
        if self._wanted.keep:
            self._keep(given)
        replace_file(path.with_suffix(".yml"), side.encode())
        replace_file(path, text)

    def _keep(self, given: Given) -> None:
        """Copy the file that the article is from, once, with its digest before its name where another has that name."""
        folder = self._wanted.to / ORIGINALS
        folder.mkdir(exist_ok=True)
        kept = folder / (re.sub(r"[^\w.-]+", "-", Path(given.name).name) or "original")
        if kept.exists() and not filecmp.cmp(kept, given.path, shallow=False):
            with given.path.open("rb") as file:
                kept = folder / f"{hashlib.file_digest(file, 'sha256').hexdigest()[:8]}-{kept.name}"
        if not kept.exists():
            shutil.copyfile(given.path, kept)


def _line(shown: str, item: Taken, seen: Look, *, dry: bool) -> str:
    about = item.metadata
    facts = (
        about.title or "no title",
        about.outlet or "outlet not stated",
        about.published or "date not stated",
        _many(seen.paragraphs, "paragraph"),
        _many(seen.quotations, "quotation"),
        _many(seen.marks, "unpaired mark"),
        f"{len(item.left_out)} left out",
    )
    return escape_controls(f"{shown}: {'would be added: ' if dry else ''}{' · '.join(facts)}")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _read(stdin: BinaryIO) -> bytes:
    data = stdin.read(_STDIN_MOST + 1)
    if len(data) > _STDIN_MOST:
        raise RefusedError("is too large for the standard input; name the file")
    return data


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, but for what belongs to a saved page: the folder beside it with its pictures."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            page = re.sub(r"(?:_files|\.files|-Dateien|_fichiers|_archivos)\Z", "", path.name)
            if page == path.name or not any(
                (folder / f"{page}{suffix}").exists() for suffix in (".html", ".htm", ".xhtml")
            ):
                yield from _files(path)
        elif path.is_file():
            yield path


def _is_wanted_in_folder(given: Given) -> bool:
    try:
        with given.path.open("rb") as file:
            found = kind(file.read(_HEAD))
    except OSError:
        return True  # which is then said
    suffix = given.path.suffix.lower()
    if found in {"json", "xml"}:
        return suffix in {".json", ".jsonl", ".ndjson", ".webarchive"}
    return found is not None or suffix in _TEXTS
