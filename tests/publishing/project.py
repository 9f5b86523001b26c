"""A project of its own for each test: our configuration and hand-written pages, and no seeds yet."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from publishing import commands

ROOT = Path(__file__).resolve().parents[2]
SEEDS = "      seeds: seeds\n"
GENERATED = ("statements", "articles", "speakers", "topics", "kinds", "tags", "outlets", "authors", "days")


@dataclass(frozen=True)
class Project:
    """A folder with ``mkdocs.yml``, ``docs/`` and ``seeds/``, and the commands run in it."""

    root: Path

    def seed(self, name: str, text: str | bytes) -> Path:
        path = self.root / "seeds" / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command, such as ``onrecord build`` or ``mkdocs build``."""
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
        if command[0] == "onrecord" and not any(name.startswith(commands.AT_START) for name in environment):
            return commands.run(command[1:], cwd=self.root, env=env)
        program = Path(sys.executable).with_name(command[0])
        return subprocess.run(
            [program, *command[1:]],
            cwd=self.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    def pages(self) -> dict[str, str]:
        """Every generated page: its path below ``docs/`` and its text."""
        return {
            path.relative_to(self.root / "docs").as_posix(): path.read_text()
            for folder in GENERATED
            for path in sorted((self.root / "docs" / folder).rglob("*.md"))
        }

    def bytes_of(self, folder: str) -> dict[str, bytes]:
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()
        }


def make_project(root: Path, *, model: str = "fast") -> Project:
    (root / "seeds").mkdir(parents=True)
    configured = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(configured.replace(SEEDS, f"{SEEDS}      model: {model}\n"), encoding="utf-8")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns(*GENERATED))
    return Project(root)
