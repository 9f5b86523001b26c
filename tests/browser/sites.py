"""The sites that the browser reads: built from seeds of their own, whatever ``seeds/`` holds."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmark.archive import names
from publishing import commands

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "000_6b25b885ce8f8887"
ARTICLES = 104
"""Those of the big site: more than fit on a page."""
PER_ARTICLE = 3


@dataclass(frozen=True)
class Statement:
    """What a statement's page says of it in its front matter."""

    id: str
    kind: str
    speaker: str | None
    words: tuple[str, ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its pages' sources, and the address it is served at, with a slash at the end."""

    folder: Path
    docs: Path
    seeds: Path
    address: str = ""

    def statements(self) -> list[Statement]:
        """In the order of the articles."""
        found = []
        for path in (self.docs / "statements").glob("*.md"):
            front: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])
            content = tuple((start, end) for start, end in front["content"])
            found.append(
                (
                    (front["article"], content),
                    Statement(front["id"], front["kind"], front.get("speaker"), tuple(front["words"]), content),
                )
            )
        return [statement for _, statement in sorted(found, key=lambda item: item[0])]

    def holding(self, words: str) -> Statement:
        """The one statement with these words."""
        (one,) = [statement for statement in self.statements() if any(words in part for part in statement.words)]
        return one


def build(
    folder: Path, seeds: Path, *, site_url: str = "", report_url: str | None = None, language: str = "en"
) -> Site:
    """Build a site from ``seeds`` with our own configuration and hand-written pages."""
    docs, site, config = folder / "docs", folder / "site", folder / "mkdocs.yml"
    options = {"seeds": str(seeds), "model": "fast", **({"report_url": report_url} if report_url else {})}
    config.write_text(
        yaml.safe_dump(
            {
                "INHERIT": str(ROOT / "mkdocs.yml"),
                "docs_dir": str(ROOT / "docs"),
                "theme": {"language": language},
                "plugins": [{"onrecord": options}],
            }
        )
    )
    done = commands.run(
        ("--quiet", "build", "--config", str(config), "--docs", str(docs), "--site", str(site)),
        cwd=ROOT,
        env={**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    return Site(site, docs, seeds)


def shipped_seeds(folder: Path) -> Path:
    """The shipped article and two topics."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    shutil.copy(ROOT / "seeds" / f"{SHIPPED}.txt", seeds)
    topics = [{"name": "Weapons", "phrases": ["weaponry", "munitions"]}, {"name": "Food", "phrases": ["food"]}]
    (seeds / "topics.yml").write_text(yaml.safe_dump(topics))
    return seeds


def big_seeds(folder: Path) -> Path:
    """Some hundred speakers, and articles of several years."""
    seeds = folder / "seeds"
    seeds.mkdir()
    people = ["Zoë Örnberg", "Anna Łaska", *names()[0]][: ARTICLES * PER_ARTICLE]
    for number in range(ARTICLES):
        own = people[number * PER_ARTICLE : (number + 1) * PER_ARTICLE]
        said = [f"“The bridge number {number}-{at} will open in May,” said {name}." for at, name in enumerate(own)]
        (seeds / f"bridge-{number:03}.txt").write_text("\n\n".join(said), encoding="utf-8")
        (seeds / f"bridge-{number:03}.yml").write_text(
            f"title: Bridge {number}\npublished: {2001 + number // 20}-05-01\n"
        )
    return seeds


SPOKEN = 12
SPOKEN_EACH = 10
"""One speaker's statements in each of so many articles: more than fit on a page."""
OUTLETS = ("The Post & <Times>", "Gazette")


CHECKED = "“The bread of day 0-1 is good,”"
"""What an editor accepted."""


def spoken_seeds(folder: Path) -> Path:
    """Of two speakers one has statements of two outlets in two years on two pages, the other a few; one is checked."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number in range(SPOKEN):
        said = [f"“The bread of day {number}-{at} is good,” said Mayor Dana Brook." for at in range(SPOKEN_EACH - 1)]
        said += [f"Dana Brook told reporters that the bridge number {number} would open in May."]
        said += ["“Dana Brook is wrong about the bridge,” said Orla Fitch."]
        (seeds / f"a-{number:02}.txt").write_text("\n\n".join(said), encoding="utf-8")
        facts = {"title": f"Bridge {number}", "outlet": OUTLETS[number % 2], "published": f"{2015 + number // 6}-05-01"}
        (seeds / f"a-{number:02}.yml").write_text(yaml.safe_dump(facts))
    (seeds / "topics.yml").write_text(yaml.safe_dump([{"name": "Bridges", "phrases": ["bridge"]}]))
    (seeds / "corrections").mkdir()
    accepted = {"accepted": CHECKED, "kind": "direct", "speaker": "Dana Brook"}
    (seeds / "corrections/a-00.yml").write_text(yaml.safe_dump([accepted], allow_unicode=True), encoding="utf-8")
    return seeds


HARBOR = {
    "ferry-talks": (
        "The ferry talks",
        "The Elm Courier",
        "2015-03-10",
        """“Immunity should not be a condition of the ferry talks,” said Dana Brook, the harbor minister.

“We do not want to prolong the strike just to inflict pain on the islands,” Brook said. “The harbor opens again in May.”

But who will pay for the new pier, and when do its gates close at night?

“The ferry costs $15 a trip, and 1.6 times what it cost in the spring,” said Tom Vale, a captain.
""",
    ),
    "pier": (
        "The pier",
        "The Daily Vale",
        "2016-04-02",
        """“The ferry talks were a waste of everybody’s time,” said Tom Vale, a captain.

Dana Brook spent the day with Vale and was “unhinged, even for him,” said Ida Marsh, a councilor.

“Nobody should pay a dime for the pier,” said Ida Marsh, a councilor.
""",
    ),
    "budget": (
        "The budget",
        "The Elm Courier",
        "2017-06-05",
        """“The budget of the harbor grew by a third this year,” said Dana Brook, the harbor minister.

“The pier will be paid for by the islands,” said Dana Brook, the harbor minister.

“The old school stays open for the children of the harbor,” said Ida Marsh, a councilor.
""",
    ),
}
"""Articles by their names: title, outlet, day and text."""


def harbor_seeds(folder: Path) -> Path:
    """Three articles of three years and two outlets, with three speakers, a topic and a check by others."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, (title, outlet, day, text) in HARBOR.items():
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
        (seeds / f"{name}.yml").write_text(f"title: {title}\noutlet: {outlet}\npublished: {day}\n")
    (seeds / "topics.yml").write_text(yaml.safe_dump([{"name": "Harbor", "phrases": ["harbor", "pier"]}]))
    check = {"url": "https://example.org/dime", "publisher": "Elm Facts", "verdict": "Half of it"}
    (seeds / "checks.yml").write_text(yaml.safe_dump([{"words": "Nobody should pay a dime for the pier", **check}]))
    return seeds
