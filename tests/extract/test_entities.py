import itertools
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract.entities.entities import EntityIndex, entities
from onrecord.model.entity import Entity, EntityType

FOLDER = Path(__file__).parents[1] / "golden" / "entities"
LINE = "=" * 20
SEED = Path(__file__).parents[2] / "seeds" / "000_6b25b885ce8f8887.txt"
WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "Mr.",
        "Dr.",
        "President",
        "of",
        "the",
        "The",
        "and",
        "Bank",
        "University",
        "U.S.",
        "UN",
        "(UN)",
        "Paris",
        "O’Neil",
        "A.",
        "al-",
        "&",
        "said",
        ",",
        ".",
        "“",
        "”",
        "'",
        "\n",
        "$",
        "—",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)


def rendered(text: str) -> str:
    lines = []
    for item in entities(text):
        lines.append(" | ".join((f"{item.type} {item.name}", *item.aliases)))
        lines += [f"  {start}-{end} {text[start:end]!r}" for start, end in item.mentions]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_each_golden_comes_out_offset_by_offset(path: Path, update_goldens: bool) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition(f"\n{LINE}\n")
    if update_goldens:
        path.write_text(f"{text}\n{LINE}\n{rendered(text)}", encoding="utf-8")
    else:
        assert rendered(text) == expected


def named(text: str) -> dict[str, Entity]:
    return {item.name: item for item in entities(text)}


def test_the_shipped_article_has_its_people_places_and_things_with_their_aliases() -> None:
    found = named(SEED.read_text(encoding="utf-8"))
    assert found["Joe Biden"].aliases == ("Biden",)
    assert found["High Mobility Artillery Rocket Systems"].aliases == ("HIMARS",)
    assert found["Multiple Launch Rocket Systems"].type is EntityType.OTHER
    assert {name for name, item in found.items() if item.type is EntityType.PLACE} == {
        "United States",
        "Ukraine",
        "Russia",
        "Kyiv",
        "Moscow",
    }
    assert {name for name, item in found.items() if item.type is EntityType.ORGANIZATION} == {
        "Defense Department",
        "White House",
        "NATO",
        "Congress",
    }


def test_other_names_in_the_same_article_come_out_the_same_way() -> None:
    text = (
        SEED.read_text(encoding="utf-8")
        .replace("Biden", "Okafor")
        .replace("Joe", "Grace")
        .replace("Ukraine", "Moldova")
    )
    found = named(text)
    assert found["Grace Okafor"].aliases == ("Okafor",)
    assert len(found["Moldova"].mentions) == 12


def test_an_article_without_capitals_has_no_entities() -> None:
    assert entities("nothing here is a name. it is raining in the north.") == ()


def test_only_mentions_inside_the_given_spans_are_kept() -> None:
    text = "Helen Marsh spoke in Ottawa. Helen Marsh left for Paris."
    first = text.index(" Helen")
    index = EntityIndex(entities(text))
    found = index.within([(0, first)])
    assert [(item.name, item.mentions) for item in found] == [("Helen Marsh", ((0, 11),)), ("Ottawa", ((21, 27),))]
    assert index.within([(3, 25)]) == ()


def test_an_index_answers_for_each_statement_as_if_it_were_asked_alone() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = entities(text)
    index = EntityIndex(found)
    spans = [(at, min(len(text), at + 200)) for at in range(0, len(text), 150)]
    for span in spans:
        inside = [(e.name, tuple(m for m in e.mentions if span[0] <= m[0] and m[1] <= span[1])) for e in found]
        assert [(e.name, e.mentions) for e in index.within([span])] == [pair for pair in inside if pair[1]]


def holds(text: str) -> None:
    found = entities(text)
    spans = [span for item in found for span in item.mentions]
    assert len(spans) == len(set(spans))
    ordered = sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in ordered)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))
    assert [item.mentions[0] for item in found] == sorted(item.mentions[0] for item in found)
    for item in found:
        assert list(item.mentions) == sorted(item.mentions)
        assert item.name
        assert item.name not in item.aliases
        assert len(set(item.aliases)) == len(item.aliases)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_mentions_of_any_text_lie_inside_it_in_order_and_apart(text: str) -> None:
    holds(text)


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=5000, deadline=None)
def test_mentions_of_very_many_texts_lie_inside_them_in_order_and_apart(text: str) -> None:
    holds(text)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_entities(text: str) -> None:
    assert entities(text) == entities(text)


@given(TEXTS, st.text(alphabet="12 .\n", max_size=20))
@example("'Ann?Ann", "")
@example("\"('\"('Ann?Ann", "")
@settings(max_examples=100, deadline=None)
def test_lines_without_letters_before_an_article_only_move_its_mentions(text: str, before: str) -> None:
    moved = f"{before}\n"
    shift = len(moved)
    plainly = [tuple((s + shift, e + shift) for s, e in item.mentions) for item in entities(text)]
    assert [item.mentions for item in entities(moved + text)] == plainly


PIECES: dict[str, Callable[[int], str]] = {
    "many people": lambda n: "".join(
        f"Ann{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Lee{chr(97 + i // 676)}q met. " for i in range(n)
    ),
    "one long run": lambda n: "Lee " * n,
    "initials": lambda n: "A." * n,
    "acronyms": lambda n: "".join(
        f"the Bank of Q{chr(97 + i % 26)} (BQ) and B{chr(65 + i % 26)}{chr(65 + i // 26 % 26)} " for i in range(n)
    ),
    "capitals on one line": lambda n: "LEE SAID SO " * n,
    "headlines": lambda n: "Voters Reject Lee Plan Again Today\n" * n + "Ann Lee met Lee.",
    "hyphens": lambda n: "L" + "-" * n + "a" + "Le-" * n,
    "joiners": lambda n: "Bank of the " * n + "Bank and " * n,
    "apostrophes": lambda n: "O’" * n + "’S" * n,
}
"""Texts that a careless pattern or a search through everything for everything would choke on."""


def steps(text: str) -> int:
    """Count the calls of Python functions that an article takes: the machine's speed does not matter to it."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        entities(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", PIECES)
def test_work_grows_no_faster_than_the_text(kind: str) -> None:
    entities("Ann Lee met Lee.")
    small, large = PIECES[kind](150), PIECES[kind](600)
    assert steps(large) < 1.5 * len(large) / len(small) * steps(small) + 3000
