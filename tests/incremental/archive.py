"""An archive to which things happen at random, as an editor, a machine or a slip of the hand would have them happen."""

import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from incremental.builds import cache_of
from publishing.project import GENERATED, Project

PEOPLE = ["Ada Lund", "Boris Vale", "Eda Quist", "Omar Reyes", "Ana Lopes"]
ROLES = ["the mayor", "the engineer", "a spokeswoman for the port", "the minister"]
THINGS = ["harbor", "bridge", "vote", "crane", "river", "budget", "ferry"]
ENDS = ["is late", "is safe", "was closed in 2019", "cost $5, or 7.5%", "opens on May 3, 2024", "is *not* <b>safe</b>"]
SENTENCE = re.compile(r"[^\r\n]+")
OURS = b"---\ngenerated: true\n"


@dataclass
class Archive:
    """A project, and what happens to it: every event but those of the names in ``spared``."""

    project: Project
    chance: random.Random
    whole: dict[str, bytes] = field(default_factory=dict)
    names: int = 0
    told: list[str] = field(default_factory=list)
    spared: tuple[str, ...] = ()

    @property
    def seeds(self) -> Path:
        return self.project.root / "seeds"

    @property
    def docs(self) -> Path:
        return self.project.root / "docs"

    @property
    def site(self) -> Path:
        return self.project.root / "site"

    def happen(self) -> None:
        """Let a few things happen."""
        self.told.clear()
        events = [event for event in EVENTS if event.__name__ not in self.spared]
        for event in self.chance.choices(events, k=self.chance.randint(1, 5)):
            self.told.append(event.__name__)
            event(self)

    # Articles

    def clause(self) -> str:
        return f"the {self.chance.choice(THINGS)} {self.chance.choice(ENDS)}"

    def line(self) -> str:
        person, role = self.chance.choice(PEOPLE), self.chance.choice(ROLES)
        return self.chance.choice(
            [
                f"“{self.clause().capitalize()},” said {person}, {role}.",
                f"{person}, {role}, said {self.clause()}.",
                f"“{self.clause().capitalize()},” {person} said. “Nobody knows how {self.clause()}.”",
                "“We counted them all,” she said.",
                f"{self.clause().capitalize()}, police said on Tuesday.",
                f"{self.clause().capitalize()}.",
            ]
        )

    def text(self) -> str:
        return "\n".join(self.line() for _ in range(self.chance.randint(1, 5)))

    def add(self) -> None:
        self.names += 1
        name = self.chance.choice([f"a{self.names}", f"a{self.chance.randint(1, self.names)}"])
        if not (self.seeds / f"{name}.txt").exists():
            (self.seeds / f"{name}.txt").write_text(self.text())

    def any(self) -> Path:
        if not list(self.seeds.glob("*.txt")):
            self.add()
        return self.chance.choice(sorted(self.seeds.glob("*.txt")))

    def edit(self) -> None:
        path = self.any()
        lines = path.read_bytes().decode(errors="replace").replace("\0", "").split("\n")
        at = self.chance.randrange(len(lines))
        lines[at : at + 1] = self.chance.choice([[self.line()], [], [lines[at], self.line()], [f"{lines[at]} "]])
        text = "\n".join(lines)
        path.write_bytes((text if text.strip() else self.text()).encode())

    def line_ends(self) -> None:
        path = self.any()
        data = path.read_bytes()
        path.write_bytes(data.replace(b"\r\n", b"\n") if b"\r" in data else data.replace(b"\n", b"\r\n"))

    def rename(self) -> None:
        self.names += 1
        path = self.any()
        name = self.chance.choice([f"b{self.names}", f"a{self.chance.randint(1, self.names)}"])
        if (self.seeds / f"{name}.txt").exists():
            return
        for old in (path, path.with_suffix(".yml"), self.seeds / "corrections" / f"{path.stem}.yml"):
            if old.exists():
                old.rename(old.with_stem(name))

    def swap(self) -> None:
        one, other = self.any(), self.any()
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)

    def remove(self) -> None:
        path = self.any()
        for one in (path, path.with_suffix(".yml"), self.seeds / "corrections" / f"{path.stem}.yml"):
            one.unlink(missing_ok=True)

    def break_(self) -> None:
        path = self.any()
        self.whole.setdefault(path.name, path.read_bytes())
        path.write_bytes(b"\0")

    def mend(self) -> None:
        for name, data in self.whole.items():
            if (self.seeds / name).exists():
                (self.seeds / name).write_bytes(data)
        self.whole.clear()

    # What an editor says of them

    def describe(self) -> None:
        given = {
            "title": self.chance.choice([f"On the {self.chance.choice(THINGS)}", "A & <b> {{ x }} *y*", "2*3*4"]),
            "outlet": self.chance.choice(["The Post", "The Herald"]),
            "published": self.chance.choice(["2022-05-31", "2024-02-29"]),
            "authors": self.chance.sample(PEOPLE, 2),
            "url": "https://news.example.org/a?b=1&c=2",
            "context": self.chance.choice(["full", "paragraph", "sentence", "none"]),
            "description": "What & why",
            "withdraw": "at the publisher’s request",
        }
        kept = [key for key in given if self.chance.random() < (0.1 if key == "withdraw" else 0.6)]
        text = yaml.safe_dump({key: given[key] for key in kept}, allow_unicode=True)
        self.any().with_suffix(".yml").write_text(text)

    def describe_wrongly(self) -> None:
        self.any().with_suffix(".yml").write_text(self.chance.choice(["nothing: known\n", "title: [\n", "\0"]))

    def describe_no_more(self) -> None:
        for path in self.seeds.glob("*.yml"):
            if path.name not in ("topics.yml", "people.yml"):
                path.unlink()

    def name_topics(self) -> None:
        some = self.chance.sample(THINGS, self.chance.randint(1, 4))
        names = [self.chance.choice([thing.capitalize(), f"{thing} & <all>"]) for thing in some]
        topics = [{"name": name, "phrases": [thing]} for name, thing in zip(names, some, strict=True)]
        (self.seeds / "topics.yml").write_text(yaml.safe_dump(topics))

    def break_topics(self) -> None:
        (self.seeds / "topics.yml").write_text("- nome: x\n")

    def drop_topics(self) -> None:
        (self.seeds / "topics.yml").unlink(missing_ok=True)

    def name_people(self) -> None:
        one, other, third = self.chance.sample(PEOPLE, 3)
        people = self.chance.choice(
            [
                [{"name": one, "aliases": [other]}],
                [{"name": one, "shown": "Una & <b>Oak</b>", "aliases": [other], "wikidata": "Q6279"}],
                [{"name": one, "roles": ["mayor"]}, {"name": one, "shown": f"{one} (2)", "roles": ["engineer"]}],
                [{"name": one, "articles": ["a1"]}, third],
            ]
        )
        (self.seeds / "people.yml").write_text(yaml.safe_dump(people, allow_unicode=True))

    def break_people(self) -> None:
        (self.seeds / "people.yml").write_text("- nome: x\n")

    def drop_people(self) -> None:
        (self.seeds / "people.yml").unlink(missing_ok=True)

    def correct(self) -> None:
        path = self.any()
        found = re.findall(r"“([^”\r\n]+),?”|([^.\r\n]+)\.", path.read_bytes().decode(errors="replace"))
        if not found:
            return
        words = "".join(self.chance.choice(found)).strip(" ,")
        half = max(1, len(words.split()) // 2)
        change = self.chance.choice(
            [
                {"words": words, "speaker": self.chance.choice(PEOPLE)},
                {"words": words, "withdraw": "not a statement"},
                {"add": words, "kind": "direct"},
                {"words": words, "content": " ".join(words.split()[:half])},
                {"words": words, "topics": [self.chance.choice(THINGS).capitalize()]},
            ]
        )
        (self.seeds / "corrections").mkdir(exist_ok=True)
        (self.seeds / "corrections" / f"{path.stem}.yml").write_text(yaml.safe_dump([change], allow_unicode=True))

    def correct_no_more(self) -> None:
        shutil.rmtree(self.seeds / "corrections", ignore_errors=True)

    # Hand-written pages and the configuration

    def write_by_hand(self) -> None:
        name = self.chance.choice(["about.md", "more/about.md", "speakers/own.md", "statements/own.md"])
        pages = sorted(path.relative_to(self.docs).as_posix() for path in self.docs.glob("s*/*.md"))
        page = self.docs / name
        page.parent.mkdir(exist_ok=True)
        up = "../" * name.count("/")
        link = f"[one of ours]({up}{self.chance.choice(pages)})" if pages else ""
        page.write_text(f"# {self.clause()}\n\n{link}\n\n<!-- onrecord:counts -->\n")

    def delete_by_hand(self) -> None:
        for path in (self.docs / "about.md", self.docs / "speakers/own.md", self.docs / "more/about.md"):
            path.unlink(missing_ok=True)

    def configure(self) -> None:
        path = self.project.root / "mkdocs.yml"
        settings = path.read_text()
        word = self.chance.choice(THINGS).capitalize()
        given = self.chance.choice(
            [
                ("site_name: .*", f"site_name: On the {word} & Record"),
                ("site_description: .*", f"site_description: A record of the {word}"),
                ("  - Guide.*: guide.md", f"  - Guide to the {word}: guide.md"),
                (
                    "      seeds: seeds(\n      .*)?",
                    f"      seeds: seeds\n      report_url: https://example.org/{word}",
                ),
                ("      seeds: seeds(\n      .*)?", "      seeds: seeds\n      context: paragraph"),
                ("      seeds: seeds(\n      .*)?", "      seeds: seeds"),
            ]
        )
        path.write_text(re.sub(given[0], given[1], settings, count=1))

    # Slips of the hand

    def any_page(self) -> Path | None:
        pages = [path for folder in GENERATED for path in sorted((self.docs / folder).glob("*.md"))]
        ours = [path for path in pages if path.read_bytes().startswith(OURS)]
        return self.chance.choice(ours) if ours else None

    def touch_page(self) -> None:
        if page := self.any_page():
            page.write_bytes(page.read_bytes() + b"more\n")

    def delete_page(self) -> None:
        if (page := self.any_page()) and b"\nkept: true\n" not in page.read_bytes() and not self.whole:
            page.unlink()

    def replace_page(self) -> None:
        if page := self.any_page():
            page.write_text("# By hand\n")

    def replace_no_more(self) -> None:
        for path in self.docs.glob("*/*.md"):
            if path.read_text().startswith("# By hand\n"):
                path.unlink()

    def any_file(self) -> Path | None:
        files = sorted(path for path in self.site.rglob("*") if path.is_file())
        return self.chance.choice(files) if files else None

    def touch_file(self) -> None:
        if file := self.any_file():
            file.write_bytes(file.read_bytes()[:-3])

    def delete_file(self) -> None:
        if file := self.any_file():
            file.unlink()

    def replace_file(self) -> None:
        if file := self.any_file():
            file.unlink()
            file.write_bytes(b"something else")

    def stray_file(self) -> None:
        if file := self.any_file():
            file.with_name("stray.html").write_text("a stray page")

    def lose_site(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)

    def lose_cache(self) -> None:
        shutil.rmtree(cache_of(self.project), ignore_errors=True)


EVENTS = [
    *[Archive.add, Archive.edit, Archive.rename, Archive.swap, Archive.remove, Archive.line_ends] * 3,
    *[Archive.break_, Archive.mend, Archive.mend, Archive.correct, Archive.correct, Archive.describe] * 2,
    *[Archive.describe_wrongly, Archive.describe_no_more, Archive.correct_no_more],
    *[Archive.name_topics, Archive.name_topics, Archive.break_topics, Archive.drop_topics],
    *[Archive.name_people, Archive.name_people, Archive.break_people, Archive.drop_people],
    *[Archive.write_by_hand, Archive.write_by_hand, Archive.delete_by_hand, Archive.configure, Archive.configure],
    *[Archive.touch_page, Archive.delete_page, Archive.replace_page, Archive.replace_no_more],
    *[Archive.touch_file, Archive.delete_file, Archive.replace_file, Archive.stray_file],
    *[Archive.lose_site, Archive.lose_cache],
]
