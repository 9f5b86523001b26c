"""The measured figures, what was tried, and the rules, as the method page shows them."""

import json
from importlib.resources import files
from typing import Any

import yaml
from markupsafe import Markup

from onrecord.extract.rules import Rule, explain
from onrecord.pages.templating import fill

KINDS = ("direct", "mixed", "indirect")
# The gold files by what they are, in readers' words.
GOLD = {
    "polnear_dev": "84 articles of US political news from seven outlets (PolNeAR, development part)",
    "wikinews_dev": "12 articles of English Wikinews, labeled by hand",
    "seed": "the article that this site ships with",
}
SPEAKERS = {
    "any": "of all that are known",
    "name": "where a name stands there",
    "pronoun": "where a pronoun does",
    "when named": "whenever one is given",
}
_EVALUATE = files("onrecord.evaluate")


def figures() -> Markup:
    """The recorded figures of each gold file, beside those of other systems where there are any."""
    recorded: dict[str, Any] = json.loads(_EVALUATE.joinpath("results.json").read_text(encoding="utf-8"))
    references = yaml.safe_load(_EVALUATE.joinpath("references.yml").read_text(encoding="utf-8"))
    return fill(
        "figures.md.jinja",
        gold=[(what, recorded[name]) for name, what in GOLD.items() if name in recorded],
        references=references,
        kinds=KINDS,
        labels=SPEAKERS,
    )


def tried() -> Markup:
    """The designs that were measured against each other."""
    return fill("tried.md.jinja", rows=yaml.safe_load(_EVALUATE.joinpath("tried.yml").read_text(encoding="utf-8")))


def rules() -> Markup:
    """Every rule by the name that statements' pages give, and what it does."""
    return fill("rules.md.jinja", rules=[(str(rule), explain(rule)) for rule in Rule])
