import pickle
from collections.abc import Iterable, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from benchmark.archive import generate
from onrecord.archive.repeated import SHOWN, Repeats, Shingled, repeated, shingled
from onrecord.text.fold import fold

BRIDGE = "“We will rebuild the old bridge before the winter comes,”"
HARBOR = "“Nobody in this town has ever asked for a second harbor.”"


def said(name: str, *words: str) -> Shingled | None:
    article, _, number = name.partition("/")
    return shingled(f"{article}-{number}", article, words)


def long_enough(statements: Iterable[Shingled | None]) -> list[Shingled]:
    return [one for one in statements if one]


def others(*statements: Shingled | None) -> dict[str, tuple[str, ...]]:
    return {name: found.others for name, found in repeated(long_enough(statements)).items()}


def test_the_same_words_in_two_articles_are_found_however_they_are_typed() -> None:
    found = others(said("a/1", BRIDGE), said("b/1", BRIDGE.upper()), said("b/2", HARBOR))
    assert found == {"a-1": ("b-1",), "b-1": ("a-1",)}


def test_words_divided_by_their_source_are_the_same_words() -> None:
    divided = said("b/1", "“We will rebuild the old bridge”", "“before the winter comes.”")
    assert others(said("a/1", BRIDGE), divided) == {"a-1": ("b-1",), "b-1": ("a-1",)}


def test_a_changed_word_a_left_out_word_and_an_added_word_are_nearly_the_same() -> None:
    found = others(
        said("a/1", BRIDGE),
        said("b/1", BRIDGE.replace("old", "iron")),
        said("c/1", BRIDGE.replace("old ", "")),
        said("d/1", BRIDGE.replace("old", "very old")),
    )
    assert sorted(found["a-1"]) == ["b-1", "c-1", "d-1"]


def test_a_part_that_is_quoted_by_itself_is_found() -> None:
    assert others(said("a/1", f"{BRIDGE} {HARBOR}"), said("b/1", HARBOR)) == {"a-1": ("b-1",), "b-1": ("a-1",)}


def test_word_for_word_comes_first_then_the_nearest() -> None:
    found = others(
        said("a/1", BRIDGE),
        said("b/1", BRIDGE.replace("old ", "").replace("winter", "summer")),
        said("c/1", BRIDGE.replace("old", "iron")),
        said("d/1", BRIDGE),
    )
    assert found["a-1"] == ("d-1", "c-1", "b-1")


def test_nothing_is_repeated_within_one_article() -> None:
    assert others(said("a/1", BRIDGE), said("a/2", BRIDGE), said("a/3", BRIDGE.replace("old", "iron"))) == {}


def test_a_few_words_are_everyones_unless_they_are_five_and_the_same() -> None:
    assert others(said("a/1", "“We did our best.”"), said("b/1", "“We did our best.”")) == {}
    assert others(said("a/1", "“We have done our best.”"), said("b/1", "“We have done our best.”")) != {}
    assert others(said("a/1", "“We have done our best.”"), said("b/1", "“We have done our very best.”")) == {}


def test_a_turn_of_phrase_that_two_quotations_share_makes_them_no_repetition() -> None:
    found = others(
        said("a/1", "“At the end of the day, the council pays for every bolt of it.”"),
        said("b/1", "“At the end of the day, we all want our children to be well.”"),
    )
    assert found == {}


def test_of_many_repetitions_the_first_are_given_and_the_others_counted() -> None:
    found = repeated(long_enough(said(f"{number:03}/1", BRIDGE) for number in range(300)))
    assert found["000-1"] == Repeats(others=tuple(f"{number:03}-1" for number in range(1, 9)), more=291)
    assert len(found) == 300


def test_what_is_remembered_of_a_statement_is_small_and_can_be_stored() -> None:
    one = said("a/1", BRIDGE)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert len(pickle.dumps(one)) < 400


def test_no_statements_have_no_repetitions() -> None:
    assert repeated(()) == {}
    assert repeated(long_enough([said("a/1", BRIDGE)])) == {}


FEW_WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=4, max_size=14).map(" ".join)
ARCHIVES = st.lists(st.tuples(st.sampled_from("vwxyz"), FEW_WORDS), max_size=30).map(
    lambda rows: long_enough(said(f"{article}/{number}", words) for number, (article, words) in enumerate(rows))
)


@given(ARCHIVES, st.randoms())
def test_repetition_is_mutual_across_articles_only_and_whatever_the_order(
    statements: list[Shingled], source: Random
) -> None:
    found = repeated(statements)
    articles = {one.id: one.article for one in statements}
    for name, repeats in found.items():
        assert 0 < len(repeats.others) <= SHOWN
        assert len(set(repeats.others)) == len(repeats.others)
        assert repeats.more == 0 or len(repeats.others) == SHOWN
        for other in repeats.others:
            assert articles[other] != articles[name]
            assert name in found[other].others or found[other].more
    mixed = list(statements)
    source.shuffle(mixed)
    assert repeated(mixed) == found


def test_on_a_generated_archive_nearly_all_repetitions_are_found_and_nearly_nothing_else() -> None:
    rows = [(article.name, one) for article in generate(4000, seed=5) for one in article.said]
    family = list(range(len(rows)))
    for number, (_, one) in enumerate(rows):
        if one.varies is not None:
            family[number] = family[one.varies]
    found = repeated(long_enough(said(f"{name}/{number}", one.words) for number, (name, one) in enumerate(rows)))
    pairs = {frozenset((number_of(a), number_of(b))) for a, repeats in found.items() for b in repeats.others}
    right = sum(len({family[number] for number in pair}) == 1 for pair in pairs)
    wanted = [
        frozenset((number, one.varies))
        for number, (name, one) in enumerate(rows)
        if one.varies is not None and rows[one.varies][0] != name and long(rows, (number, one.varies))
    ]
    assert len(wanted) > 200
    assert right / len(pairs) > 0.98
    assert sum(pair in pairs for pair in wanted) / len(wanted) > 0.97


def number_of(name: str) -> int:
    return int(name.rsplit("-", 1)[1])


def long(rows: Sequence[tuple[str, object]], numbers: tuple[int, int]) -> bool:
    return all(len(fold(getattr(rows[number][1], "words"))) >= 8 for number in numbers)  # noqa: B009
