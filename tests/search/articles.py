"""Invented articles to check quotations against: ``{number|speaker: words}`` is a statement, or a span of one."""

import re
from typing import Any

from onrecord.extract.sentences.segment import sentences

ARTICLES = {
    "harbor": (
        "Harbor wall divides Elmsund\n\n"
        "“{1|Ada Bell:We will rebuild the harbor wall before the winter storms, and we will pay for it ourselves. "
        "Nobody asked the fishermen whether they wanted a marina.}” said Ada Bell, the harbor master of Elmsund.\n\n"
        "“{2|Odd Lund:The ferry was never meant to sail in ice,}” Odd Lund said, “{2|Odd Lund:and the captain knew it "
        "perfectly well.}”\n\n"
        "A crowd of forty had waited in the rain since noon. Who will pay for the crane, nobody could tell.\n\n"
        "Lund said that {3|Odd Lund:the council had spent $15 million on pumps that moved 1.6 tons of water a "
        "minute}.\n\n"
        "“{4|Odd Lund:We do not want to prolong the quarrel just to please a hotel chain. If the bank refuses, we'll "
        "sell the two tugboats to Norway.}” Lund added."
    ),
    "school": (
        "School bell sold\n\n"
        "{5|:The school closed in 1987 and its bell was sold for scrap.} {6|:Only three pupils had been left, and 15% "
        "of the roof had fallen in.}\n\n"
        "Ida Moe, who taught there, told reporters: “{7|Ida Moe:I can't forgive Mayor Per Vik for what he did to the "
        "island. He has hardly spoken to the parents, and Signe Dahl carried the books out by herself.}”\n\n"
        "Moe called the sale “{8|Ida Moe:unhinged, even for him}.”\n\n"
        "Vik said {9|Per Vik:the sale had been approved by the county on Tuesday, March 3}. He didn’t answer questions."
    ),
    "rowing": (
        "Island rowers\n\n"
        "“{10|Ida Moe:Every child on the island learns to row before they learn to read.}” Ida Moe said.\n\n"
        "“{11|Per Vik:Every child on the island learned to row before they learned to read.}” Per Vik recalled.\n\n"
        "“{12|Per Vik:A lighthouse is no use to anyone in the middle of a field, and we're not going to move ours. The "
        "keeper lives there with two dogs and a piano.}” Vik said.\n\n"
        "“{13|Ingrid Aas:The harbor has been too quiet since the herring left,}” said Ingrid Aas, of the fish market."
    ),
}
_SPAN = re.compile(r"\{(\d+)\|([^:]*):([^}]*)\}")


def sections() -> list[dict[str, Any]]:
    """The articles as sections of an index, as ``quotation/index.js`` gives them, but for their words."""
    return [_section(number, slug, text) for number, (slug, text) in enumerate(ARTICLES.items())]


def _section(number: int, slug: str, marked: str) -> dict[str, Any]:
    text = ""
    at = 0
    statements: dict[str, dict[str, Any]] = {}
    for match in _SPAN.finditer(marked):
        text += marked[at : match.start()]
        own = statements.setdefault(match[1], _statement(int(match[1]), match[2]))
        own["spans"].append([len(text), len(text) + len(match[3])])
        start = len(own["text"]) + bool(own["text"])
        own["sentences"] += [start + first for first, _ in sentences(match[3], (0, len(match[3])))]
        own["text"] += "\n" * bool(own["text"]) + match[3]
        text += match[3]
        at = match.end()
    text += marked[at:]
    article = {"slug": slug, "title": text.split("\n")[0], "opening": False, "outlet": "The Elm Courier"}
    return {
        "number": number,
        "article": {**article, "published": "2026-02-03", "language": "en"},
        "text": text,
        "breaks": [],
        "statements": list(statements.values()),
    }


def _statement(number: int, speaker: str) -> dict[str, Any]:
    kind = "direct" if speaker else "assertion"
    by = speaker or "the article itself"
    facts = {"number": number, "id": f"id{number:08}", "kind": kind, "by": by, "speaker": speaker or None, "page": None}
    return {**facts, "spans": [], "sentences": [], "text": ""}
