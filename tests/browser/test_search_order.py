"""Every statement that holds the words one after another comes before any that does not."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from browser.sites import Site, Statement

WINDOW = 6
EVERY = [7, pytest.param(1, marks=pytest.mark.slow)]
"""Of so many queries one is asked: all of them take minutes."""

FIND = """async (queries) => {
    const status = document.querySelector("[data-status]");
    const answers = [];
    for (const query of queries) {
        history.replaceState(null, "", `?q=${encodeURIComponent(query)}`);
        dispatchEvent(new PopStateEvent("popstate"));
        while (/Searching/.test(status.textContent)) await new Promise((resolve) => setTimeout(resolve, 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        const shown = document.querySelectorAll("[data-results] [data-statement]");
        answers.push([...shown].map((one) => one.dataset.statement));
    }
    return answers;
}"""
"""The ids of the statements listed first for each query, on the search page."""


def folded(text: str) -> str:
    """The text's words, by code of its own: without case, accents, marks, and with one space between two."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub("(?<=\\w)['’](?=\\w)", "", plain)))


def holds(statement: Statement, query: str) -> bool:
    return f" {folded(query)} " in f" {folded(' '.join(statement.words))} "


def windows(statements: list[Statement]) -> Iterator[str]:
    """Every six consecutive words of each part of each statement, as they stand."""
    for statement in statements:
        for part in statement.words:
            words = part.split()
            for start in range(max(1, len(words) - WINDOW + 1)):
                yield " ".join(words[start : start + WINDOW])


def ways_to_type(words: str) -> Iterator[str]:
    """In curly and straight marks, in quotation marks or not, in capitals, with hyphens as spaces or curly."""
    straight = words.translate(str.maketrans("“”‘’", "\"\"''"))
    bare = words.strip("“”,.")
    yield from (words, straight, bare, f"“{bare}”", f'"{straight.strip(chr(34))}"', f"‘{bare}’", f"«{bare}»")
    yield from (words.upper(), words.replace("-", "‑"), words.replace("-", " "))


def listed(page: Page, site: Site, queries: list[str]) -> list[list[str]]:
    page.goto(f"{site.address}search/")
    expect(page.locator("[data-status]")).to_contain_text("Type some words")
    shown: list[list[str]] = page.evaluate(FIND, queries)
    return shown


def check_order(page: Page, site: Site, queries: list[str]) -> None:
    statements = site.statements()
    answers = listed(page, site, queries)
    wrong = {}
    for query, shown in zip(queries, answers, strict=True):
        holders = {statement.id for statement in statements if holds(statement, query)}
        if not holders or set(shown[: len(holders)]) != holders or len(shown) != len(set(shown)):
            wrong[query] = (holders, shown)
    assert wrong == {}


@pytest.mark.parametrize("every", EVERY)
def test_any_six_words_of_the_shipped_article_find_every_holder_first(root_site: Site, page: Page, every: int) -> None:
    given = list(windows(root_site.statements()))
    assert len(given) > 300
    queries = list(dict.fromkeys(query for words in given for query in ways_to_type(words)))
    check_order(page, root_site, queries[::every])


@pytest.mark.parametrize("every", EVERY)
def test_any_six_words_with_odd_characters_find_every_holder_first(hostile_site: Site, page: Page, every: int) -> None:
    given = list(windows(hostile_site.statements()))
    queries = dict.fromkeys(query for words in given for query in ways_to_type(words) if folded(query))
    queries = {query: None for query in queries if unescape(query) == query}  # entities are read as what they stand for
    check_order(page, hostile_site, list(queries)[::every])


def test_words_that_stand_in_two_statements_show_both_before_any_other(site: Site, page: Page) -> None:
    words = "more advanced rocket systems and munitions"
    holders = [statement.id for statement in site.statements() if holds(statement, words)]
    assert len(holders) == 2
    for query in (words, f"“{words}”", f'"{words}"'):
        page.goto(f"{site.address}search/?q={query}")
        expect(page.locator("[data-results] li")).to_have_count(2)
        shown = page.locator("[data-results] .entry__words a").evaluate_all("links => links.map(link => link.href)")
        assert {address.split("/statements/")[1].split("/")[0] for address in shown} == set(holders)


def test_a_statement_with_the_words_apart_comes_after_those_with_them_together(root_site: Site, page: Page) -> None:
    statements = root_site.statements()
    queries = ["the United States", "in Ukraine", "to send", "on the battlefield in Ukraine", "the war", "of weaponry"]
    for query, shown in zip(queries, listed(page, root_site, queries), strict=True):
        holders = {statement.id for statement in statements if holds(statement, query)}
        assert holders
        assert set(shown[: len(holders)]) == holders
