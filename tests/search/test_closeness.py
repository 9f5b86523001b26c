"""The build measures how near words are as the reader's browser does."""

import random

import pytest

from onrecord.search.closeness import align, misspelt, nearness
from onrecord.text.fold import fold
from search.conftest import Browser

SAID = "We are ready for forty ships in the spring, and nobody asked the fishermen whether they wanted the harbor."
BROWSER = """async (pairs) => {
  const load = (name) => import(`/assets/onrecord/quotation/${name}.js`);
  const [{ align }, { classify, near, withoutChance }] = [await load("align"), await load("classify")];
  return pairs.map(([query, record]) => {
    const { steps } = align(query, record);
    const tidy = withoutChance(steps);
    return [classify(tidy, query, record), near(tidy)];
  });
}"""


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("ready for forty ships in the spring", "exact"),
        ("ready for fourty ships in the spring", "close"),
        ("ready for sixty ships in the spring", "close"),
        ("We are ready for forty ships, and nobody asked the fishermen", "cut"),
        ("The council voted against the harbor", "absent"),
    ],
)
def test_words_are_as_near_as_they_are(typed: str, verdict: str) -> None:
    assert nearness(fold(typed), fold(SAID)).verdict == verdict


def test_the_steps_tell_each_word_of_the_query_once_and_in_order() -> None:
    query, record = fold("we were ready for ships in spring"), fold(SAID)
    steps, _ = align(query, record)
    assert [step.query for step in steps if step.query >= 0] == list(range(len(query)))
    places = [step.record for step in steps if step.record >= 0]
    assert places == sorted(places)
    assert all(query[step.query] == record[step.record] for step in steps if step.how == "same")


def test_a_short_word_and_a_figure_are_never_misspelt() -> None:
    assert misspelt("harbor", "harbour")
    assert not misspelt("car", "cat")
    assert not misspelt("1987", "1988")


def variants(source: random.Random, words: list[str]) -> list[str]:
    """The words with some of them changed, left out, put in or misspelt."""
    found = words[source.randrange(len(words) // 2) :][: source.randint(2, 20)]
    for _ in range(source.randrange(6)):
        at = source.randrange(len(found))
        match source.randrange(5):
            case 0:
                found[at] = source.choice(["harbor", "don't", "forty", "we're", "bridges"])
            case 1 if len(found) > 2:
                del found[at]
            case 2:
                found.insert(at, source.choice(["not", "the", "steamers", "ready"]))
            case 3:
                found[at] = found[at][:-1] + "x"
            case 4 if len(found) > 8:
                del found[at : at + 4]
    return found


def test_the_browser_gives_the_same_verdicts(browser: Browser) -> None:
    source = random.Random("nearness")  # noqa: S311 - words, not a secret
    record = list(fold(f"{SAID} They don't know what we're told, he said; the bridges stay."))
    pairs = [(variants(source, record), record) for _ in range(400)]
    ours = [[near.verdict, near.near] for near in (nearness(*pair) for pair in pairs)]
    assert browser.run(BROWSER, pairs) == ours
    assert {verdict for verdict, _ in ours} == {"exact", "close", "cut", "absent"}
