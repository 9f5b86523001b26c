"""Builds in this process, quick enough for hundreds of them, and all that each of them leaves."""

import logging
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from onrecord.build.build import build as build_site
from onrecord.build.build import configuration
from onrecord.build.settings import CACHE, Asked
from onrecord.cli import main
from onrecord.extract import extract
from publishing.project import GENERATED, Project

SITE_URL = "https://example.org/record/"
# What MkDocs says of links and of the navigation it says only when it renders.
PROBLEM = re.compile(r"^(?:WARNING|ERROR) +(?:onrecord: )?((?:seeds|docs)/.*)", re.MULTILINE)
NOT_INPUTS = shutil.ignore_patterns("site", ".site.*", ".cache", "__pycache__")


@dataclass(frozen=True, kw_only=True)
class Left:
    """What a build leaves: the pages it made, the site, the registry, what it refused and said, and its exit status."""

    pages: Mapping[str, bytes]
    site: Mapping[str, bytes]
    registry: bytes
    refused: tuple[str, ...]
    said: str
    status: int


@cache
def load() -> None:
    """Load the parser once for all builds of this process, and for those that it forks."""
    extract("“It is safe,” she said.", model="fast")


def build(project: Project, *, workers: int = 1) -> Left:
    """Build by the command, in this process."""
    load()
    ended = CliRunner().invoke(
        main, ["--quiet", "build", "--workers", str(workers), "--config", str(project.root / "mkdocs.yml")]
    )
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return left(project, said=ended.stderr, status=ended.exit_code)


def preview(project: Project) -> Left:
    """Build as the live preview does, into the site that stands, but for the registry, which is kept as at a build."""
    load()
    with said() as heard:
        built = build_site(
            configuration(project.root / "mkdocs.yml"), Asked(in_place=True, showing=nullcontext, workers=1)
        )
    return left(project, said="".join(heard), status=bool(built.outcome.problems))


def left(project: Project, *, said: str = "", status: int = 0) -> Left:
    """What there is now."""
    registry = project.root / "seeds" / "registry.jsonl"
    problems = PROBLEM.findall(said.replace(f"{project.root}/", ""))
    return Left(
        pages={path: data for path, data in project.bytes_of("docs").items() if path.partition("/")[0] in GENERATED},
        site=project.bytes_of("site"),
        registry=registry.read_bytes() if registry.exists() else b"",
        refused=tuple(sorted(problems)),
        said=said,
        status=status,
    )


@contextmanager
def said() -> Iterator[list[str]]:
    """What is logged as a warning or worse meanwhile, as the command would print it."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(f"{record.levelname:7} {record.getMessage()}\n")  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    handlers, logger.handlers = logger.handlers, [handler]
    try:
        yield heard
    finally:
        logger.handlers = handlers


def twin(project: Project, root: Path) -> Project:
    """The same inputs in another folder: nothing of what a build leaves for the next, and no site."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(project.root, root, ignore=NOT_INPUTS)
    return Project(root)


def differences(one: Left, other: Left) -> list[str]:
    """Each file that is not the same in both, for a message that can be read."""
    found = []
    for name in ("pages", "site"):
        first, second = getattr(one, name), getattr(other, name)
        found += [
            f"{name}: {path}: {state(first.get(path))}, {state(second.get(path))}"
            for path in sorted(first.keys() | second.keys())
            if first.get(path) != second.get(path)
        ]
    if one.registry != other.registry:
        found.append("the registry")
    if (one.status, one.refused) != (other.status, other.refused):
        found.insert(0, f"said: {one.status} {one.said}, {other.status} {other.said}")
    return found


def state(data: bytes | None) -> str:
    return "missing" if data is None else f"{len(data)} bytes"


def cache_of(project: Project) -> Path:
    return project.root / CACHE
