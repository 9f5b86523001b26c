"""Compares a built site with the one that the seeds give, and names every place where they differ."""

import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from onrecord.model.article import Problem
from onrecord.store.digest import bytes_digest
from onrecord.store.files import files_below

_SHOWN = 30
"""How much of a line is shown on either side of the place where it differs."""
_FILTERS = "pagefind/filter/"


def differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """A problem for each line of each file that is not as it should be, and for each file too few or too many.

    Files are given by their paths.
    """
    yield from _filters(found, wanted)
    variable = {path for path in (*found, *wanted) if _is_variable(path)}
    for path in sorted({*found, *wanted} - variable):
        if path not in found:
            yield Problem(path=path, message="is missing")
        elif path not in wanted:
            yield Problem(path=path, message="is no part of the site")
        elif found[path] != wanted[path]:
            yield from _lines(path, found[path], wanted[path])


def files(folder: Path) -> dict[str, bytes]:
    """The content of every file below ``folder``, by its path there."""
    return {path: (folder / path).read_bytes() for path in files_below(folder) if (folder / path).is_file()}


def _lines(path: str, found: bytes, wanted: bytes) -> Iterator[Problem]:
    here, there = (data.decode("utf-8", "backslashreplace").split("\n") for data in (found, wanted))
    blocks: Sequence[tuple[str, int, int, int, int]]
    if len(here) == len(there):
        blocks = [
            ("replace", n, n + 1, n, n + 1) for n, pair in enumerate(zip(here, there, strict=True)) if len({*pair}) > 1
        ]
    else:
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    for tag, start, end, begin, stop in blocks:
        if tag != "equal":
            message = _shown("\n".join(here[start:end]), "\n".join(there[begin:stop]))
            yield Problem(path=path, line=start + 1, message=message)


def _shown(found: str, wanted: str) -> str:
    """Where two lines part, and what stands around that."""
    at = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted)))
    start, end = max(0, at - _SHOWN), at + _SHOWN
    return f"column {at + 1}: {found[start:end]!r} stands where the seeds give {wanted[start:end]!r}"


def _is_variable(path: str) -> bool:
    """Pagefind writes its filters in another order at each run; their names, and two more files, follow from that."""
    return path.startswith(_FILTERS) or path.endswith(".pf_meta") or path == "pagefind/pagefind-entry.json"


def _filters(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """Compare what does not hang on the order: each filter's bytes, sorted, and who names whom."""
    right = sorted(_settled(wanted[path])[1] for path in wanted if path.startswith(_FILTERS))
    names = [path for path in found if _is_variable(path)]
    for path in names:
        sound, digest = _settled(found[path])
        if path.startswith(_FILTERS):
            if digest not in right:
                yield Problem(path=path, message="is not the search filter that the seeds give")
            else:
                right.remove(digest)
        elif not sound:
            yield Problem(path=path, message="is damaged")
    if right:
        yield Problem(path=_FILTERS, message=f"{len(right)} of the search's filters are missing")
    yield from _named(found, wanted)


def _settled(data: bytes) -> tuple[bool, str]:
    """Whether the packed data are sound, and a digest of what they hold, whatever its order."""
    try:
        # A header that was tampered with unpacks all the same; Pagefind's is always this one.
        plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error):
        return False, ""
    return True, bytes_digest(data[:10] + bytes(sorted(plain)))


def _named(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """The entry names the meta file, and that the filters: each name must be that of a file, in the same frame."""
    frames = []
    for site in (found, wanted):
        metas = [path for path in site if path.endswith(".pf_meta")]
        filters = [Path(path).name.removesuffix(".pf_filter") for path in site if path.startswith(_FILTERS)]
        entry = site.get("pagefind/pagefind-entry.json", b"").decode("utf-8", "backslashreplace")
        for path in metas:
            entry = entry.replace(Path(path).name.removeprefix("pagefind.").removesuffix(".pf_meta"), "META")
        plain = b"".join(_unpacked(site[path]) for path in metas)
        for name in filters:
            plain = plain.replace(name.encode(), b"FILTER")
        heads = b"".join(site[path][:10] for path in metas)
        frames.append((entry, len(metas), heads, bytes_digest(bytes(sorted(plain)))))
    if frames[0][0] != frames[1][0]:
        yield Problem(path="pagefind/pagefind-entry.json", message="is not the search's entry that the seeds give")
    if frames[0][1:] != frames[1][1:]:
        path = next((path for path in found if path.endswith(".pf_meta")), "pagefind/")
        yield Problem(path=path, message="is not the search's meta file that the seeds give")


def _unpacked(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return data
