"""Every statement that holds the words one after another comes before any that does not."""

import re
import unicodedata
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from browser.sites import Site, Statement

WINDOW = 6

FIND = """async (queries) => {
    const { find } = await import(new URL("assets/onrecord/find.js", document.baseURI.replace("method/", "")));
    const answers = [];
    for (const query of queries) {
        const { exact, all, some } = await find(query, {});
        const rest = await Promise.all([...all, ...some].map((read) => read()));
        answers.push([exact.map(({ id }) => id), rest.map(({ id }) => id)]);
    }
    return answers;
}"""


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
    yield from (words.upper(), words.replace("-", "‑"), words.replace("-", " "), words.replace("’", ""))


def check_order(page: Page, site: Site, queries: list[str]) -> None:
    statements = site.statements()
    page.goto(f"{site.address}method/")
    answers = page.evaluate(FIND, queries)
    wrong = {}
    for query, (exact, others) in zip(queries, answers, strict=True):
        holders = {statement.id for statement in statements if holds(statement, query)}
        twice = len(exact + others) != len({*exact, *others})
        if not holders or set(exact) != holders or holders & set(others) or twice:
            wrong[query] = (holders, exact, others)
    assert wrong == {}


def test_any_six_words_of_the_shipped_article_find_every_holder_first(site: Site, page: Page) -> None:
    given = list(windows(site.statements()))
    assert len(given) > 300
    check_order(page, site, list(dict.fromkeys(query for words in given for query in ways_to_type(words))))


def test_any_six_words_with_odd_characters_find_every_holder_first(hostile_site: Site, page: Page) -> None:
    given = list(windows(hostile_site.statements()))
    queries = dict.fromkeys(query for words in given for query in ways_to_type(words) if folded(query))
    check_order(page, hostile_site, list(queries))


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
    page.goto(f"{root_site.address}method/")
    for query, (exact, others) in zip(queries, page.evaluate(FIND, queries), strict=True):
        assert exact
        assert set(exact) == {statement.id for statement in statements if holds(statement, query)}
        assert not any(holds(statement, query) for statement in statements if statement.id in others)
