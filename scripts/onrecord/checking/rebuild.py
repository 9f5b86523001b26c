"""Builds a site a second time, apart from the first, to see whether the first is what the seeds give."""

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

from onrecord.build.build import build
from onrecord.build.settings import PREVIEW, Asked, Settings
from onrecord.checking.compare import Files, differences, strange
from onrecord.checking.verify import evidence
from onrecord.model.article import Problem
from onrecord.pages.docs_folder import FOLDERS, left_out, written_elsewhere
from onrecord.permanence.registry import dump
from onrecord.reading.read import REGISTRY
from onrecord.rendering.host import MkDocsConfig
from onrecord.store.files import regular_files
from onrecord.store.work_folder import work_folder

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')


def site_address(site: Path) -> str | None:
    """The absolute address that a built site was made for, by what its home page says."""
    try:
        found = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return unescape(found[1]) if found else None


def verify_site(site: Path, config: MkDocsConfig) -> tuple[Problem, ...]:
    """Each place where ``site``, the generated pages or the registry are not what the seeds give.

    Nothing is written but in a folder that is removed again.

    Raises:
        BuildFailedError: the site cannot be built anew.

    """
    docs = Path(config.docs_dir)
    registry = Settings.of(config, PREVIEW).seeds / REGISTRY
    with work_folder() as anew:
        _copy(docs, anew / "docs")
        config.docs_dir = str(anew / "docs")
        built = build(config, Asked(site=anew / "site", recording=False, caching=False))
        wanted = Files(anew / "site")
        found = Files(site, like=wanted)
        problems = [
            *differences(found, wanted),
            *strange(site),
            *left_out(docs),
            *written_elsewhere(docs),
            *(
                replace(one, path=str(docs / one.path))
                for one in differences(Files(docs, only=_is_generated), Files(anew / "docs", only=_is_generated))
            ),
            *evidence(found, {article.slug: article for article in built.readable}),
            *(replace(one, path=one.path.replace(str(anew / "docs"), str(docs))) for one in built.outcome.problems),
        ]
    if dump(built.registry).encode() != (registry.read_bytes() if registry.exists() else b""):
        message = "does not hold what these seeds publish; build the site to record it"
        problems.append(Problem(path=str(registry), message=message))
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.path, one.line or 0, one.message)))


def _copy(docs: Path, to: Path) -> None:
    for path in regular_files(docs)[0]:
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / path, to / path)


def _is_generated(path: str) -> bool:
    return path.partition("/")[0] in FOLDERS and path.endswith(".md")
