"""What answers at an address after the article, the extraction or the editor's mind has changed."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Metadata
from onrecord.model.attribution import Attribution, Extraction, Kind, Span
from onrecord.model.registry import Reason, Registry, State, StatementAddress
from onrecord.model.statement import Statement
from onrecord.permanence.article_keys import keyed
from onrecord.permanence.identify import Identified
from onrecord.permanence.registry import dump, parse
from onrecord.permanence.succession import settle, successors

TEXT = "The mayor said the bridge would open in May. It is safe, she said. It is safe, he said."


def article(text: str, *, name: str = "bridge", key: str = "bridge", withdraw: str | None = None) -> Article:
    digest = sha256(text.encode()).hexdigest()
    metadata = Metadata(withdraw=withdraw, published="2024-02-29")
    return Article(name=name, slug=key, path=f"seeds/{name}.txt", sha256=digest, text=text, metadata=metadata)


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def identified(found: Article, content: Mapping[str, tuple[Span, ...]]) -> Identified:
    """The article, with a statement under each id."""
    statements = tuple(
        Statement(
            id=id_,
            attribution=Attribution(kind=Kind.DIRECT, content=spans, rule="given"),
            sentences=tuple((span,) for span in spans),
            paragraphs=(0,),
            dates=(),
            entities=(),
            topics=(),
        )
        for id_, spans in content.items()
    )
    extraction = Extraction(
        paragraphs=((0, len(found.text)),), sentences=(), attributions=tuple(one.attribution for one in statements)
    )
    return Identified(article=found, extraction=extraction, statements=statements)


def build(
    before: Registry, text: str, content: Mapping[str, tuple[str, ...]], *, withdraw: str | None = None
) -> Registry:
    placed = {} if withdraw else {id_: spans(text, *parts) for id_, parts in content.items()}
    after = settle(before, [identified(article(text, withdraw=withdraw), placed)], refused=frozenset())
    assert parse(dump(after)) == after
    return after


FIRST = build(Registry(), TEXT, {"a": ("the bridge would open in May",), "b": ("It is safe",)})


def state(record: StatementAddress) -> tuple[State, tuple[str, ...], Reason | None]:
    return record.state, record.to, record.reason


def test_an_address_leads_to_the_statement_that_holds_its_words_now() -> None:
    after = build(FIRST, TEXT, {"c": ("said the bridge would open in May.",), "b": ("It is safe",)})
    assert state(after.statements["a"]) == (State.MOVED, ("c",), Reason.EXTRACTION)
    assert after.statements["a"].words == ("the bridge would open in May",)
    assert after.statements["b"] == FIRST.statements["b"]


def test_of_several_that_hold_the_words_the_smallest_is_the_one() -> None:
    after = build(FIRST, TEXT, {"c": (TEXT[:44],), "d": ("mayor said the bridge would open in May",)})
    assert after.statements["a"].to == ("d",)


def test_an_address_whose_words_were_split_leads_to_each_part() -> None:
    after = build(FIRST, TEXT, {"c": ("the bridge would",), "d": ("open in May",), "b": ("It is safe",)})
    assert state(after.statements["a"]) == (State.MOVED, ("c", "d"), Reason.EXTRACTION)


def test_an_address_of_which_some_words_are_held_nowhere_is_a_memorial() -> None:
    after = build(FIRST, TEXT, {"c": ("the bridge",), "b": ("It is safe",)})
    assert state(after.statements["a"]) == (State.GONE, (), Reason.EXTRACTION)


def test_an_address_that_moved_comes_back_with_its_words() -> None:
    moved = build(FIRST, TEXT, {"c": (TEXT[:44],)})
    again = build(moved, TEXT, {"a": ("the bridge would open in May",), "b": ("It is safe",)})
    assert again.statements["a"] == FIRST.statements["a"]
    assert state(again.statements["c"]) == (State.GONE, (), Reason.EXTRACTION)


def test_an_address_never_leads_to_another_that_moved() -> None:
    one = build(FIRST, TEXT, {"c": ("said the bridge would open in May",)})
    two = build(one, TEXT, {"d": (TEXT[:44],)})
    assert (two.statements["a"].to, two.statements["c"].to) == (("d",), ("d",))


def test_words_that_were_edited_away_say_so_and_when() -> None:
    edited = TEXT.replace("May", "June")
    after = build(FIRST, edited, {"c": ("the bridge would open in June",), "b": ("It is safe",)})
    assert state(after.statements["a"]) == (State.GONE, (), Reason.EDITED)
    assert (after.statements["a"].until, after.statements["c"].since) == (1, 2)
    assert (after.statements["b"].since, after.statements["b"].until) == (1, None)
    assert len(after.articles["bridge"].revisions) == 2


def test_of_words_that_stand_twice_the_nearer_place_counts() -> None:
    later = TEXT.rindex("It is safe")
    statements = {"first": ((45, 70),), "second": ((later, later + 10),)}
    assert successors(TEXT, ["It is safe"], [(later, later + 10)], statements) == ("second",)
    assert successors(TEXT, ["It is safe"], [(40, 50)], statements) == ("first",)


def test_words_inside_a_longer_word_do_not_count() -> None:
    assert successors("a party", ["art"], [(3, 6)], {"c": ((0, 7),)}) == ()


def test_marks_and_spaces_at_the_edges_do_not_count() -> None:
    assert successors("He said: It is safe.", ["“It  is\nsafe,”"], [(0, 5)], {"c": ((9, 19),)}) == ("c",)


def test_an_article_taken_down_leaves_no_words() -> None:
    after = build(FIRST, TEXT, {}, withdraw="at the publisher’s request")
    assert {(one.state, one.words, one.reason) for one in after.statements.values()} == {
        (State.GONE, None, Reason.TAKEN_DOWN)
    }
    assert after.articles["bridge"].why == "at the publisher’s request"
    assert "open in May" not in dump(after)
    again = build(after, TEXT, {"a": ("the bridge would open in May",)})
    assert again.statements["a"].words == ("the bridge would open in May",)
    assert again.articles["bridge"].state == State.LIVE


def test_a_removed_article_keeps_its_words() -> None:
    after = settle(FIRST, [], refused=frozenset())
    assert {state(one) for one in after.statements.values()} == {(State.GONE, (), Reason.REMOVED)}
    assert {one.words for one in after.statements.values()} == {one.words for one in FIRST.statements.values()}
    assert after.articles["bridge"].reason == Reason.REMOVED
    assert settle(after, [], refused=frozenset()) == after


def test_an_article_that_could_not_be_read_keeps_everything() -> None:
    assert settle(FIRST, [], refused=frozenset({"bridge"})) == FIRST


def test_a_statement_that_an_editor_withdrew_says_why_even_where_another_holds_its_words() -> None:
    found = identified(article(TEXT), {"c": spans(TEXT, TEXT[:44])})
    after = settle(FIRST, [replace(found, withdrawn={"a": "a scare quote"})], refused=frozenset())
    assert state(after.statements["a"]) == (State.GONE, (), Reason.WITHDRAWN)
    assert after.statements["a"].why == "a scare quote"


def test_a_statement_that_an_editor_changed_says_so() -> None:
    found = identified(article(TEXT), {"c": spans(TEXT, TEXT[:44])})
    after = settle(FIRST, [replace(found, uncorrected=frozenset({"a", "b"}))], refused=frozenset())
    assert state(after.statements["a"]) == (State.MOVED, ("c",), Reason.CORRECTED)


@given(st.data())
def test_what_answers_always_holds_the_words(data: st.DataObject) -> None:
    text = data.draw(st.text("ab .“”\n", min_size=1, max_size=30))
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda pair: (pair[0], min(sum(pair), len(text)))
    )
    statements = {str(n): (span,) for n, span in enumerate(data.draw(st.lists(bounds, max_size=5)))}
    start, end = data.draw(bounds)
    to = successors(text, [text[start:end]], [(start, end)], statements)
    held = {at for id_ in to for left, right in statements[id_] for at in range(left, right)}
    core = text[start:end].split()
    if to and any(word.isalnum() for word in core):
        kept = "".join(text[at] for at in sorted(held))
        assert all(kept.count(c) >= text[start:end].count(c) for c in "ab")


def names(seeds: dict[str, str], registry: Registry, refused: frozenset[str] = frozenset()) -> dict[str, str]:
    articles = [article(text, name=name, key=name) for name, text in seeds.items()]
    return {one.name: one.slug for one in keyed(articles, registry, refused=refused)}


def test_a_renamed_seed_keeps_its_key() -> None:
    assert names({"span": TEXT}, FIRST) == {"span": "bridge"}


def test_a_seed_renamed_with_other_line_ends_keeps_its_key() -> None:
    lines = build(Registry(), "One.\nTwo.", {"a": ("One",)})
    assert names({"span": "One.\r\nTwo."}, lines) == {"span": "bridge"}


def test_an_edited_seed_keeps_its_key() -> None:
    assert names({"bridge": "All new."}, FIRST) == {"bridge": "bridge"}


def test_a_seed_renamed_and_edited_at_once_keeps_its_key() -> None:
    assert names({"span": TEXT.replace("she said", "she told us")}, FIRST) == {"span": "bridge"}


def test_another_article_under_a_name_given_away_gets_a_key_of_its_own() -> None:
    keys = names({"bridge": "All new.", "span": TEXT}, FIRST)
    assert keys["span"] == "bridge"
    assert keys["bridge"].startswith("bridge-")


def test_a_copy_of_a_seed_is_another_article() -> None:
    assert names({"bridge": TEXT, "copy": TEXT}, FIRST) == {"bridge": "bridge", "copy": "copy"}


@pytest.mark.parametrize("refused", ["bridge"])
def test_the_key_of_a_seed_that_could_not_be_read_is_not_given_away(refused: str) -> None:
    assert names({"span": TEXT}, FIRST, frozenset({refused})) == {"span": "span"}
