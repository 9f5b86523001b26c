"""The projects that are built, on the disk: one of ours, and the peer's, plain MkDocs on the same pages.

What a build is not to find is moved aside, not deleted.  For minutes after a hundred thousand files were, some file
systems take several times as long to make new ones (ext4 without a journal passes by every inode that was freed
lately), and the next build, whosever it is, would be measured with that.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmark.archive import GeneratedArticle
from benchmark.seeds import write_seeds
from onrecord.model.options import FAST

HOME = Path(__file__).parents[2]
"""The project that this package stands in: its configuration and hand-written pages are ours as an editor has them."""
GENERATED = ("statements", "articles", "speakers", "topics", "kinds", "tags")
SEEDS = "      seeds: seeds\n"
"""The line of the configuration below which the model is named."""
EXTRACTED = ("found", "draft", "reading")
"""What the cache keeps of what articles say, but for all that is made of it."""
PLAIN = """\
site_name: Benchmark
site_url: !ENV [SITE_URL, ""]
theme: {name: material, font: false}
plugins: [search, tags]
nav: [index.md]
not_in_nav: /statements/*
"""
PAGES_ONLY = "pages-only.yml"
"""The peer's other configuration: the same pages, without plugins."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A project with our plugin and an archive of seeds."""

    folder: Path

    @classmethod
    def begun(cls, folder: Path, articles: Iterable[GeneratedArticle], *, model: str = FAST) -> "Ours":
        """A new project that was never built, and whose articles ``model`` reads."""
        (folder / "docs").mkdir(parents=True)
        configured = (HOME / "mkdocs.yml").read_text(encoding="utf-8")
        configured = configured.replace(SEEDS, f"{SEEDS}      model: {model}\n")
        (folder / "mkdocs.yml").write_text(configured, encoding="utf-8")
        for page in (HOME / "docs").glob("*.md"):
            shutil.copy(page, folder / "docs")
        shutil.copytree(HOME / "docs/images", folder / "docs/images")
        write_seeds(articles, folder / "seeds")
        return cls(folder)

    @property
    def pages(self) -> int:
        """The statements' pages that the last build wrote."""
        return sum(1 for _ in (self.folder / "docs/statements").glob("*.md"))

    def leave_extracted(self) -> None:
        """Forget all that builds made, but what the articles say and the registry of addresses."""
        cache = self.folder / ".cache/onrecord"
        made = [*(self.folder / "docs" / name for name in GENERATED), self.folder / "site"]
        _put_aside([*made, *(path for path in cache.iterdir() if path.is_dir())], of=self.folder)
        with closing(sqlite3.connect(cache / "cache.sqlite")) as database, database:
            database.execute("DELETE FROM kept WHERE kind NOT IN (?, ?, ?)", EXTRACTED)

    def edit(self) -> None:
        """Append a sentence to the article in the middle of the archive: one more quotation of who spoke there."""
        seeds = sorted((self.folder / "seeds").glob("*.txt"))
        path = seeds[len(seeds) // 2]
        text = path.read_text(encoding="utf-8")
        speaker = next(line for line in text.splitlines() if line.endswith(" said.")).rpartition("” ")[2]
        for number in count(1):
            sentence = f"“We have now said it {number} times,” {speaker}\n"
            if sentence not in text:
                path.write_text(text + sentence, encoding="utf-8")
                return

    def save(self, words: str) -> tuple[str, str]:
        """Append a quotation with these words to an article: its name, and the words."""
        seeds = sorted((self.folder / "seeds").glob("*.txt"))
        path = seeds[len(seeds) // 3]
        path.write_text(f"{path.read_text(encoding='utf-8')}“{words},” Ada Lund said.\n", encoding="utf-8")
        return path.stem, words

    def files(self) -> tuple[int, int]:
        """How many files the site has, and how many of them below ``statements/``."""
        site = self.folder / "site"
        return tuple(sum(len(names) for _, _, names in os.walk(top)) for top in (site, site / "statements"))  # type: ignore[return-value]  # two

    def rename(self) -> None:
        """Change the site's name, which stands on every page, so that each is rendered again and nothing else done."""
        path = self.folder / "mkdocs.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("site_name: ", "site_name: New "), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain MkDocs on the statements' pages of ours: Material and the plugins that come with it, nothing of ours."""

    folder: Path

    @classmethod
    def begun(cls, folder: Path, ours: Ours) -> "Plain":
        """A new project that was never built."""
        (folder / "docs").mkdir(parents=True)
        (folder / "docs/index.md").write_text("# Home\n")
        (folder / "mkdocs.yml").write_text(PLAIN)
        (folder / PAGES_ONLY).write_text(PLAIN.replace("[search, tags]", "[]"))
        shutil.copytree(ours.folder / "docs/statements", folder / "docs/statements")
        return cls(folder)

    def leave_nothing(self) -> None:
        """Forget the built site."""
        _put_aside([self.folder / "site"], of=self.folder)


def _put_aside(paths: Iterable[Path], *, of: Path) -> None:
    aside = of.with_name(f"{of.name}-aside")
    aside.mkdir()
    for path in paths:
        path.rename(aside / path.name)
