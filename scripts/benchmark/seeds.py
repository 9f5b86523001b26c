"""Generated articles as an editor would drop them in: a text each, with its metadata beside it, and the topics."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchmark.archive import GeneratedArticle, Said, names
from benchmark.words import lines

TOPICS = 12
"""Topics of an archive: the ideas that are most talked about."""


def write_seeds(articles: Iterable[GeneratedArticle], folder: Path) -> None:
    """Write each article as NAME.txt and NAME.yml, and the topics."""
    folder.mkdir(parents=True)
    for article in articles:
        (folder / f"{article.name}.txt").write_text(prose(article), encoding="utf-8")
        (folder / f"{article.name}.yml").write_text(_metadata(article), encoding="utf-8")
    topics = "".join(f"- {idea.capitalize()}\n" for idea in lines("ideas")[:TOPICS])
    (folder / "topics.yml").write_text(topics, encoding="utf-8")


def prose(article: GeneratedArticle) -> str:
    """The article's text: a paragraph for each statement."""
    return "\n".join(_paragraph(said) for said in article.said) + "\n"


def _metadata(article: GeneratedArticle) -> str:
    given = {"title": article.title, "outlet": article.outlet, "published": article.published}
    # Strings of JSON are strings of YAML.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in given.items())


def _paragraph(said: Said) -> str:
    words = said.words.rstrip(".")
    inside = _inside(words)
    match said.kind:
        case "direct":
            return f"“{words}” {said.speaker} said." if words.endswith("?") else f"“{words},” {said.speaker} said."
        case "mixed":
            first, _, rest = inside.partition(" ")
            return f"{said.speaker} said that {first} “{rest}.”"
        case "indirect":
            return f"{said.speaker} said that {inside}."
        case _:
            return said.words


def _inside(words: str) -> str:
    """The words as they stand within a sentence: names and "I" keep their capital."""
    first = words.partition(" ")[0].rstrip(",")
    return words if first == "I" or first in _capitals() else words[:1].lower() + words[1:]


@cache
def _capitals() -> frozenset[str]:
    people, places = names()
    return frozenset((*(person.partition(" ")[0] for person in people), *places))
