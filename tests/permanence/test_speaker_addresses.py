"""A speaker's address stays with whoever said what was published there, and answers for good."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.article import FaultsError, Person
from onrecord.model.registry import NamedAddress, Registry, State
from onrecord.permanence.registry import dump, parse
from permanence.histories import Articles, Built, article, build, person

NOTHING = Registry()
MAYOR = {"a": article("Ada Lund, mayor", "Ada Lund, mayor")}
ENGINEER = {"b": article("Ada Lund, engineer")}


def test_the_first_of_a_name_keeps_the_plain_address_when_another_comes() -> None:
    first = build(NOTHING, MAYOR)
    assert first.at("Ada Lund") == ["ada-lund"]
    second = build(first.registry, MAYOR | ENGINEER)
    assert (second.slugs["a-0"], second.slugs["b-0"]) == ("ada-lund", "ada-lund-engineer")
    assert second.people.shared == {"ada-lund": ("ada-lund", "ada-lund-engineer")}


def test_of_two_who_come_at_once_nobody_has_the_plain_address_and_it_names_both() -> None:
    built = build(NOTHING, MAYOR | ENGINEER)
    assert built.at("Ada Lund") == ["ada-lund-engineer", "ada-lund-mayor"]
    assert built.states()["ada-lund"] == (State.MOVED, ("ada-lund-engineer", "ada-lund-mayor"))
    third = build(built.registry, MAYOR | ENGINEER | {"c": article("Ada Lund, singer")})
    assert third.at("Ada Lund") == ["ada-lund-engineer", "ada-lund-mayor", "ada-lund-performer"]
    assert third.states()["ada-lund"][0] == State.MOVED


def test_who_was_parted_by_an_earlier_build_takes_the_address_that_named_all_of_them() -> None:
    articles = {
        "a": article("Ada Lund", "Ada Lund"),
        "b": article("Ada Lund, mayor"),
        "c": article("Ada Lund, minister"),
    }
    parted = {"a": "ada-lund-a", "b": "ada-lund-mayor", "c": "ada-lund-minister"}
    one = build(NOTHING, articles)
    speakers = {slug: NamedAddress(slug=slug, name="Ada Lund") for slug in parted.values()}
    plain = NamedAddress(slug="ada-lund", name="Ada Lund", state=State.MOVED, to=tuple(sorted(speakers)))
    statements = {id_: replace(each, speaker=parted[each.article]) for id_, each in one.registry.statements.items()}
    before = replace(one.registry, statements=statements, speakers={**speakers, "ada-lund": plain})
    built = build(before, articles)
    assert built.states() == {"ada-lund": (State.LIVE, ())} | dict.fromkeys(speakers, (State.MOVED, ("ada-lund",)))
    assert build(built.registry, articles).registry == built.registry
    fewer = build(before, {"a": articles["a"], "b": articles["b"]})
    assert fewer.slugs["b-0"] == "ada-lund-a"
    assert fewer.states()["ada-lund-mayor"] == (State.MOVED, ("ada-lund-a",))
    assert {"ada-lund", "ada-lund-minister"} <= fewer.states().keys()


def wanting(slug: str, name: str = "Ada Lund", line: int | None = 1) -> Person:
    return Person(name=name, shown=name, slug=slug, line=line)


def test_an_editor_names_the_address_and_the_earlier_one_leads_there() -> None:
    articles = {"a": article("Ada Lund", "Boris Vale")}
    assert build(NOTHING, articles, wanting("lund")).slugs["a-0"] == "lund"
    first = build(NOTHING, articles)
    second = build(first.registry, articles, wanting("lund"))
    assert (second.slugs["a-0"], second.states()["ada-lund"]) == ("lund", (State.MOVED, ("lund",)))
    assert build(second.registry, articles, wanting("lund")).registry == second.registry
    assert build(second.registry, articles).registry == second.registry
    back = build(second.registry, articles, wanting("ada-lund"))
    assert (back.slugs["a-0"], back.states()["lund"]) == ("ada-lund", (State.MOVED, ("ada-lund",)))


@pytest.mark.parametrize("before", [NOTHING, build(NOTHING, {"a": article("Ada Lund", "Boris Vale")}).registry])
def test_an_address_that_is_somebody_elses_is_refused_in_a_circle_too(before: Registry) -> None:
    articles = {"a": article("Ada Lund", "Boris Vale")}
    with pytest.raises(FaultsError) as caught:
        build(before, articles, wanting("boris-vale", line=3))
    message = 'the address "boris-vale" is that of "Boris Vale"; choose another “slug”'
    assert caught.value.faults == ((3, message),)
    if before.speakers:
        with pytest.raises(FaultsError) as caught:
            build(before, articles, wanting("boris-vale"), wanting("ada-lund", "Boris Vale", line=2))
        assert [line for line, _ in caught.value.faults] == [1, 2]
    gone = build(before, articles).registry
    with pytest.raises(FaultsError):
        build(gone, {"a": article("Ada Lund")}, wanting("boris-vale"))
    assert build(gone, articles, wanting("boris-vale", line=None)).slugs["a-0"] == "ada-lund"


def test_articles_without_a_role_that_a_newcomer_makes_uncertain_leave_the_address_to_the_others() -> None:
    before = MAYOR | {"c": article("Ada Lund")}
    first = build(NOTHING, before)
    assert set(first.slugs.values()) == {"ada-lund"}
    second = build(first.registry, before | ENGINEER)
    assert second.slugs["a-0"] == "ada-lund"
    assert second.slugs["c-0"] not in ("ada-lund", second.slugs["b-0"])
    third = build(second.registry, before | ENGINEER)
    assert third.slugs == second.slugs
    assert third.registry == second.registry


def test_an_address_without_statements_says_so_until_the_speaker_returns() -> None:
    first = build(NOTHING, MAYOR)
    gone = build(first.registry, {})
    assert gone.states() == {"ada-lund": (State.GONE, ())}
    again = build(gone.registry, MAYOR)
    assert again.states() == {"ada-lund": (State.LIVE, ())}
    assert again.slugs["a-0"] == "ada-lund"


def test_whoever_has_the_name_and_another_role_is_not_the_one_who_is_gone() -> None:
    gone = build(build(NOTHING, MAYOR).registry, {})
    engineer = build(gone.registry, ENGINEER)
    assert engineer.slugs["b-0"] != "ada-lund"
    assert engineer.states()["ada-lund"] == (State.GONE, ())


def test_the_only_one_of_the_name_who_is_gone_returns_with_other_articles() -> None:
    gone = build(build(NOTHING, MAYOR).registry, {})
    assert build(gone.registry, {"d": article("Ada Lund, the mayor of Lund")}).slugs["d-0"] == "ada-lund"


def test_a_surname_returns_in_its_own_article_only() -> None:
    first = build(NOTHING, {"a": article("Lund")})
    gone = build(first.registry, {})
    assert gone.states() == {"lund": (State.GONE, ())}
    assert build(gone.registry, {"a": article("", "Lund")}).slugs["a-1"] == "lund"
    assert build(gone.registry, {"b": article("Lund")}).slugs["b-0"] != "lund"


def test_where_two_become_one_the_address_of_fewer_statements_leads_to_the_other() -> None:
    articles = {"a": article("Ada Lund", "Ada Lund"), "b": article("A. B. Lund")}
    first = build(NOTHING, articles)
    two = dict(first.slugs)
    assert two["a-0"] != two["b-0"]
    one = person("Ada Lund", aliases=["A. B. Lund"])
    merged = build(first.registry, articles, one)
    assert set(merged.slugs.values()) == {two["a-0"]}
    assert merged.states()[two["b-0"]] == (State.MOVED, (two["a-0"],))
    third = build(merged.registry, {"b": articles["b"]}, one)
    assert third.slugs["b-0"] == two["a-0"]
    parted = build(merged.registry, articles)
    assert parted.slugs == two
    assert {state for state, _ in parted.states().values()} == {State.LIVE}


def test_two_that_were_parted_again_keep_what_was_said_while_they_were_one() -> None:
    articles = {"a": article("Ada Lund", "Ada Lund"), "b": article("A. B. Lund", "A. B. Lund")}
    first = build(NOTHING, articles)
    more = articles | {"c": article("A. B. Lund", "Ada Lund")}
    merged = build(first.registry, more, person("Ada Lund", aliases=["A. B. Lund"]))
    parted = build(merged.registry, more)
    assert {id_: slug for id_, slug in parted.slugs.items() if id_[0] != "c"} == first.slugs
    assert (parted.slugs["c-0"], parted.slugs["c-1"]) == (first.slugs["b-0"], first.slugs["a-0"])


def test_where_one_becomes_two_the_address_names_both() -> None:
    articles = {"a": article("Ada Lund"), "b": article("Ada Lund")}
    first = build(NOTHING, articles)
    two = (person("Ada Lund", "Ada Lund I", articles=["a"]), person("Ada Lund", "Ada Lund II", articles=["b"]))
    parted = build(first.registry, articles, *two)
    assert (parted.slugs["a-0"], parted.slugs["b-0"]) == ("ada-lund-i", "ada-lund-ii")
    assert parted.states()["ada-lund"] == (State.MOVED, ("ada-lund-i", "ada-lund-ii"))
    assert build(parted.registry, articles, *two).registry == parted.registry
    again = build(parted.registry, articles)
    assert set(again.slugs.values()) == {"ada-lund"}
    assert {to for state, to in again.states().values() if state == State.MOVED} == {("ada-lund",)}


def test_one_stray_statement_moves_no_address() -> None:
    many = article(*["Ada Lund"] * 10)
    first = build(NOTHING, {"a": many, "b": article("Boris Vale")})
    corrected = build(first.registry, {"a": (*many[:9], *article("Eda Quist")), "b": article("Boris Vale")})
    assert corrected.slugs["a-0"] == "ada-lund"
    assert corrected.slugs["a-9"] == "eda-quist"
    assert corrected.states()["ada-lund"] == (State.LIVE, ())


def test_statements_that_go_over_to_another_speaker_move_no_address() -> None:
    first = build(NOTHING, {"a": article("Ada Lund", "Ada Lund", "Boris Vale")})
    after = build(first.registry, {"a": article("Ada Lund", "Boris Vale", "Boris Vale")})
    assert list(after.slugs.values()) == ["ada-lund", "boris-vale", "boris-vale"]


def test_another_heading_keeps_the_address() -> None:
    first = build(NOTHING, MAYOR)
    renamed = build(first.registry, MAYOR, person("Ada Lund", "Ada Lund of the Harbor"))
    assert [(one.slug, one.name) for one in renamed.people.everyone] == [("ada-lund", "Ada Lund of the Harbor")]
    assert renamed.registry.speakers["ada-lund"].name == "Ada Lund of the Harbor"


def test_a_description_has_an_address_that_stays() -> None:
    first = build(NOTHING, {"a": article("police")})
    second = build(first.registry, {"a": article("police"), "b": article("police", "Police")})
    assert second.slugs["a-0"] == second.slugs["b-0"] == "police"
    assert second.slugs["b-1"] != "police"


# The registry's file


def test_a_line_of_a_speaker_that_is_missing_doubled_or_edited_is_named() -> None:
    lines = dump(build(NOTHING, MAYOR | ENGINEER).registry).splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith('{"speaker": "ada-lund-mayor"'))
    without = "".join(lines[:at] + lines[at + 1 :])
    with pytest.raises(FaultsError, match="names the speaker ada-lund-mayor, which the file does not hold"):
        parse(without)
    with pytest.raises(FaultsError, match="the speaker ada-lund-mayor stands here a second time"):
        parse("".join(lines[: at + 1] + lines[at:]))
    with pytest.raises(FaultsError, match="its check does not fit"):
        parse("".join(lines).replace('"name": "Ada Lund"', '"name": "Eda Lund"'))


# Whatever happens

NAMES = ["Ada Lund", "Dr. Ada Lund", "Lund", "Boris Vale", "police", "Ada Lund-Vale"]
SOURCES = ["{}", "{}, mayor", "{}, engineer", "Mayor {}", "{}, the mayor of Lund", "{}, the mayor of Vale"]
statement = st.tuples(st.sampled_from(NAMES), st.sampled_from(SOURCES)).map(lambda one: (one[0], one[1].format(one[0])))
keys = st.sampled_from("abcdefgh")
archives = st.dictionaries(keys, st.lists(statement, min_size=1, max_size=4).map(tuple), max_size=6)
entries = st.lists(
    st.builds(
        person,
        st.sampled_from(["Ada Lund", "Boris Vale"]),
        st.none(),
        st.lists(st.sampled_from(["Lund", "Dr. Ada Lund", "Ada Lund-Vale"]), max_size=2, unique=True),
        st.lists(keys, max_size=3, unique=True),
    ),
    max_size=2,
    unique_by=lambda one: one.shown,
)


def answers(built: Built, slug: str) -> set[str]:
    """The slugs that a reader who comes by an address is led to, where a page stands."""
    address = built.registry.speakers[slug]
    live = {one.slug for one in built.people.everyone}
    assert (address.state == State.LIVE) == (slug in live)
    assert (address.state == State.MOVED) == bool(address.to)
    ends = set(address.to) or {slug}
    assert all(built.registry.speakers[end].state != State.MOVED for end in ends)
    return ends


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(archives, entries), min_size=1, max_size=6))
def test_no_published_address_ever_fails_to_answer(history: Sequence[tuple[Articles, Sequence[Person]]]) -> None:
    registry = NOTHING
    published: set[str] = set()
    for articles, people in history:
        built = build(registry, articles, *people)
        shuffled = dict(sorted(articles.items(), reverse=True))
        assert build(registry, shuffled, *reversed(people)).registry == built.registry
        published |= {one.slug for one in built.people.everyone}
        for slug in published:
            answers(built, slug)
        assert set(built.slugs.values()) == {one.slug for one in built.people.everyone}
        again = build(built.registry, articles, *people)
        assert again.registry == built.registry
        assert again.slugs == built.slugs
        registry = built.registry


@settings(max_examples=150, deadline=None)
@given(archives, archives, entries)
def test_no_slug_moves_when_only_new_articles_come_in(
    before: Articles, more: Mapping[str, Sequence[tuple[str, str]]], people: Sequence[Person]
) -> None:
    first = build(NOTHING, before, *people)
    second = build(first.registry, {**more, **before}, *people)
    for slug in set(first.slugs.values()):
        stood = {second.slugs[id_] for id_, old in first.slugs.items() if old == slug}
        state, to = second.states()[slug]
        # It stays with one of those who stood there, unless they are part of another now.
        assert slug in stood if state == State.LIVE else (state, {*to}) == (State.MOVED, stood & {*to})


@settings(max_examples=80, deadline=None)
@given(archives, entries, entries)
def test_merging_and_parting_answers_at_all_addresses(
    articles: Articles, some: Sequence[Person], others: Sequence[Person]
) -> None:
    first = build(NOTHING, articles, *some)
    second = build(first.registry, articles, *others)
    third = build(second.registry, articles, *some)
    for slug in {*first.slugs.values(), *second.slugs.values()}:
        answers(third, slug)
    for slug in first.slugs.values():
        answers(second, slug)
