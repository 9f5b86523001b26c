"""Statements of our own to check quotations against."""

from onrecord.model.attribution import Kind
from onrecord.model.record import Record
from search.conftest import entry

STATEMENTS: tuple[Record, ...] = (
    entry(
        1,
        "We will rebuild the harbor wall before the winter storms, and we will pay for it ourselves. Nobody asked the "
        "fishermen whether they wanted a marina.",
    ),
    entry(2, "The ferry was never meant to sail in ice", "and the captain knew it perfectly well.", speaker="Odd Lund"),
    entry(3, "the town had three bakeries and no doctor", kind=Kind.INDIRECT, article="two"),
    entry(4, "A lighthouse is no use to anyone in the middle of a field.", article="two", speaker="Ida Moe"),
    entry(5, "Every child on the island learns to row before they learn to read.", article="two", speaker="Ida Moe"),
    entry(6, "Every child on the island learned to row before they learned to read.", article="three"),
    entry(7, "The tide comes in twice a day, whoever is mayor.", article="three", speaker="Per Vik"),
    entry(
        8,
        "The school closed in 1987 and its bell was sold for scrap.",
        kind=Kind.ASSERTION,
        article="three",
        speaker="the article itself",
    ),
)
