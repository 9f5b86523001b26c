import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.mentions import Named
from onrecord.archive.people import People, Speaker, merge
from onrecord.model.article import Person
from onrecord.reading.people import people
from onrecord.reading.strict_yaml import load
from onrecord.text.slug import name_slugs


def named(article: str, name: str, *sources: str, unnamed: bool = False, organization: bool = False) -> Named:
    return Named(article=article, name=name, sources=sources, unnamed=unnamed, organization=organization)


def listed(text: str) -> tuple[Person, ...]:
    return people(load(text))


def together(merged: People) -> set[frozenset[str]]:
    """The articles of each speaker."""
    return {frozenset(one.articles) for one in merged.everyone}


def of(merged: People, article: str) -> Speaker:
    """The only speaker of an article."""
    (found,) = {speaker.slug: speaker for (key, _), speaker in merged.speakers.items() if key == article}.values()
    return found


def test_the_same_full_name_is_one_speaker_with_its_plain_address() -> None:
    merged = merge([named("a", "Joe Biden", "President Joe Biden", "he"), named("b", "Joe Biden", "Biden")])
    (speaker,) = merged.everyone
    assert speaker == Speaker(name="Joe Biden", slug="joe-biden", roles=("president",), articles=("a", "b"))
    assert merged.shared == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "JOE BIDEN"),
        ("Joe Biden", "Joe\u00a0 Biden"),
        ("Joe Biden", "President Joe Biden"),
        ("Élise Roy", "E\u0301lise Roy"),
        ("John Smith Jr.", "John Smith, Jr"),
        ("J.D. Vance", "J. D. Vance"),
        ("J.D. Vance", "JD Vance"),
        ("Shaquille O’Neal", "Shaquille O'Neal"),
    ],
)
def test_how_a_name_is_typed_makes_no_difference(one: str, other: str) -> None:
    assert together(merge([named("a", one), named("b", other)])) == {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "John Smith Jr."),
        ("Élise Roy", "Elise Roy"),
        ("Joe Biden", "Joseph Biden"),
        ("Smith", "Smith"),
        ("J. Smith", "J. Smith"),
        ("Mr. Smith", "Mr. Smith"),
        ("Smith Jr.", "Smith Jr."),
        ("de Blasio", "de Blasio"),
        ("Van Dyke", "Van Dyke"),
        ("Smith and Jones", "Smith and Jones"),
        ("Trump’s lawyer", "Trump’s lawyer"),
        ("report", "report"),
    ],
)
def test_what_is_not_the_same_full_name_stays_apart(one: str, other: str) -> None:
    assert together(merge([named("a", one), named("b", other)])) == {frozenset("a"), frozenset("b")}


def test_organizations_and_descriptions_are_one_speaker_everywhere() -> None:
    merged = merge(
        [
            named("a", "Reuters", organization=True),
            named("b", "Reuters", organization=True),
            named("a", "Police", unnamed=True),
            named("b", "police", unnamed=True),
        ]
    )
    assert [(one.name, one.slug, one.articles) for one in merged.everyone] == [
        ("police", "police", ("a", "b")),
        ("Reuters", "reuters", ("a", "b")),
    ]


def test_roles_that_one_person_has_one_after_the_other_go_together() -> None:
    merged = merge(
        [
            named("a", "Joe Biden", "President Joe Biden"),
            named("b", "Joe Biden", "former Vice President Joe Biden"),
            named("c", "Joe Biden", "Joe Biden, a father of four"),
        ]
    )
    assert of(merged, "a").roles == ("president", "vice president")
    assert together(merged) == {frozenset("abc")}


def test_roles_that_do_not_go_together_part_a_name_and_an_article_without_one_joins_the_most() -> None:
    merged = merge(
        [
            named("a", "John Smith", "Mayor John Smith"),
            named("b", "John Smith", "John Smith, a goalkeeper"),
            named("c", "John Smith", "Smith"),
            named("d", "John Smith", "the mayor"),
            named("e", "John Smith", "John Smith"),
        ]
    )
    assert together(merged) == {frozenset("acde"), frozenset("b")}
    assert (of(merged, "a").slug, of(merged, "a").told) == ("john-smith-mayor", "mayor")
    assert (of(merged, "b").slug, of(merged, "b").told) == ("john-smith-athlete", "goalkeeper")
    assert merged.shared == {"john-smith": tuple(sorted(one.slug for one in merged.everyone))}


def test_somebody_elses_role_is_not_taken_for_the_speakers() -> None:
    merged = merge(
        [
            named("a", "Ada Lund", "Ada Lund, a spokeswoman for Mayor Boris Vale"),
            named("b", "Ada Lund", "Ada Lund, who met the president,"),
            named("c", "Ada Lund", "the governor’s spokeswoman Ada Lund"),
        ]
    )
    assert together(merged) == {frozenset("abc")}


def test_mayors_of_two_places_are_two_and_the_mayor_of_none_is_whom_most_tell_of() -> None:
    merged = merge(
        [
            named("a", "John Smith", "Springfield Mayor John Smith"),
            named("b", "John Smith", "John Smith, the mayor of Shelbyville"),
            named("c", "John Smith", "Mayor John Smith"),
            named("d", "John Smith", "John Smith, mayor of Springfield and a lawyer"),
        ]
    )
    assert together(merged) == {frozenset("acd"), frozenset("b")}
    assert of(merged, "a").slug == "john-smith-mayor-springfield"


def test_a_country_and_its_people_are_one_place() -> None:
    merged = merge(
        [
            named("a", "Volodymyr Zelenskyy", "Ukrainian President Volodymyr Zelenskyy"),
            named("b", "Volodymyr Zelenskyy", "Volodymyr Zelenskyy, the president of Ukraine"),
            named("c", "Joe Biden", "U.S. President Joe Biden"),
            named("d", "Joe Biden", "Joe Biden, the president of the United States"),
        ]
    )
    assert together(merged) == {frozenset("ab"), frozenset("cd")}


def test_a_body_with_whose_it_is_is_one_everywhere_and_one_without_is_each_articles_own() -> None:
    for name in ("Lund campaign", "Ana Lund’s campaign", "Tern police"):
        assert len(merge([named("a", name), named("b", name)]).everyone) == 1
    for name in ("campaign", "major Tern group", "poll"):
        assert len(merge([named("a", name), named("b", name)]).everyone) == 2


def test_a_person_and_an_organization_of_one_name_are_two() -> None:
    merged = merge([named("a", "John Deere", organization=True), named("b", "John Deere", "John Deere, a farmer")])
    assert together(merged) == {frozenset("a"), frozenset("b")}


def test_a_surname_keeps_the_plain_address_until_a_second_article_has_it() -> None:
    assert of(merge([named("a", "Smith")]), "a").slug == "smith"
    merged = merge([named("a_1", "Smith"), named("b.2", "Smith")])
    assert [one.slug for one in merged.everyone] == ["smith-a-1", "smith-b-2"]
    assert merged.shared == {"smith": ("smith-a-1", "smith-b-2")}


def test_names_that_ascii_makes_one_have_addresses_of_their_own() -> None:
    merged = merge([named("a", "Élise Roy"), named("b", "Elise Roy")])
    (slugs,) = merged.shared.values()
    assert merged.shared.keys() == {"elise-roy"}
    assert all(re.fullmatch("elise-roy-[0-9a-z]{6}", slug) for slug in slugs)
    assert len(set(slugs)) == 2


def test_an_entry_of_people_yml_takes_its_name_and_aliases_in_every_article() -> None:
    (entry,) = listed("- name: Joe Biden\n  aliases: [Biden, Joseph R. Biden Jr.]\n  roles: []\n  wikidata: Q6279")
    merged = merge(
        [
            named("a", "Joe Biden", "Senator Joe Biden"),
            named("b", "Joseph R. Biden, Jr.", "President Biden"),
            named("c", "Biden"),
        ],
        [entry],
    )
    (speaker,) = merged.everyone
    assert speaker == Speaker(
        name="Joe Biden",
        slug="joe-biden",
        aliases=("Biden", "Joseph R. Biden Jr."),
        roles=("president", "senator"),
        articles=("a", "b", "c"),
        person=entry,
    )


def test_an_article_that_tells_another_role_is_not_about_the_entry() -> None:
    entry = listed("- name: John Smith\n  roles: [mayor]")
    about = [named("a", "John Smith", "Mayor John Smith"), named("b", "John Smith")]
    assert together(merge(about, entry)) == {frozenset("ab")}
    merged = merge([*about, named("c", "John Smith", "John Smith, a goalkeeper")], entry)
    assert together(merged) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert of(merged, "a").slug == "john-smith"
    assert merged.shared == {"john-smith": ("john-smith", "john-smith-athlete", "john-smith-b")}


def test_a_role_that_no_list_knows_is_looked_for_in_the_words() -> None:
    merged = merge(
        [named("a", "Ada Lund", "beekeeper Ada Lund"), named("b", "Ada Lund", "Ada Lund, a farmer")],
        listed("- name: Ada Lund\n  roles: [beekeeper]"),
    )
    assert of(merged, "a").person
    assert not of(merged, "b").person


def test_a_surname_that_an_entry_has_in_some_articles_is_its_own_in_others() -> None:
    merged = merge(
        [named("a", "John Smith"), named("b", "Smith"), named("c", "Smith"), named("d", "John Smith")],
        listed("- name: John Smith\n  aliases: [Smith]\n  articles: [b]"),
    )
    assert together(merged) == {frozenset("abd"), frozenset("c")}


def test_two_entries_of_one_name_are_told_apart_by_roles_and_articles() -> None:
    merged = merge(
        [
            named("a", "John Smith", "Mayor John Smith"),
            named("b", "John Smith"),
            named("c", "John Smith"),
        ],
        listed(
            "- name: John Smith\n  shown: John Smith (mayor)\n  roles: [mayor]\n"
            "- name: John Smith\n  shown: John Smith (poet)\n  articles: [b]"
        ),
    )
    assert {one.slug: one.articles for one in merged.everyone} == {
        "john-smith-mayor": ("a",),
        "john-smith-poet": ("b",),
        "john-smith-c": ("c",),
    }
    assert merged.shared == {"john-smith": ("john-smith-c", "john-smith-mayor", "john-smith-poet")}


def test_a_name_that_is_described_in_one_statement_and_named_in_another_is_named() -> None:
    merged = merge([named("a", "Ada Lund", unnamed=True), named("a", "Ada Lund", "Ada Lund")])
    assert not of(merged, "a").unnamed


NAMES = st.sampled_from(
    [
        *("John Smith", "JOHN SMITH", "John Smith Jr.", "Jön Smith", "Jon Smith", "John Smith Mayor", "John Smith a"),
        *("John F. Smith", "John Q. Smith", "John F. Kennedy Smith", "SMB", "Smith and Mary Board", "the SMB"),
        *("Smith", "smith", "Mr. Smith", "J. Smith", "Smith and Jones", "police", "Police", "习近平"),
        *("…", "", "index", "not_resolved"),
    ]
)
SOURCES = st.sampled_from(
    [
        *("he", "Smith", "the mayor", "Mayor John Smith", "Springfield Mayor Smith", "Sen. Smith"),
        *("John Smith, the mayor of Shelbyville", "John Smith, a goalkeeper"),
        *("the poet John Smith", "John Smith, 34", "John Smith, a 71-year-old poet", "Mayor John Smith of Springfield"),
    ]
)
NAMED = st.builds(
    Named,
    article=st.sampled_from(["a", "b", "c", "d_e", "d.e", "é"]),
    name=NAMES,
    unnamed=st.booleans(),
    organization=st.booleans(),
    aliases=st.sampled_from([(), ("SMB",), ("Smith and Mary Board",)]),
    year=st.sampled_from([None, 2015, 2020]),
    sources=st.lists(SOURCES, max_size=2).map(tuple),
)
ENTRIES = st.sampled_from(
    [
        (),
        listed("- John Smith"),
        listed("- name: John Smith\n  aliases: [Smith]\n  roles: [mayor]"),
        listed("- name: John Smith\n  shown: John Smith (a)\n  articles: [a]\n- name: John Smith\n  roles: [mayor]"),
    ]
)


@given(st.lists(NAMED, max_size=30), ENTRIES, st.randoms())
def test_merging_does_not_depend_on_order(articles: list[Named], entries: tuple[Person, ...], source: Random) -> None:
    mixed = list(articles)
    source.shuffle(mixed)
    assert merge(mixed, entries) == merge(articles, entries)


@given(st.lists(NAMED, max_size=30), ENTRIES)
def test_every_speaker_has_a_safe_address_of_its_own(articles: list[Named], entries: tuple[Person, ...]) -> None:
    merged = merge(articles, entries)
    slugs = [one.slug for one in merged.everyone]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]{0,79}", slug) for slug in slugs)
    assert merged.speakers.keys() == {(one.article, one.name) for one in articles}
    assert {one.slug for one in merged.speakers.values()} == set(slugs)
    assert {slug for same in merged.shared.values() for slug in same} <= set(slugs)
    for base, same in merged.shared.items():
        assert len(same) > 1
        assert base in same or base not in slugs


@given(st.lists(NAMED, max_size=30))
def test_a_name_of_one_word_alone_never_joins_two_articles(articles: list[Named]) -> None:
    plain = [Named(article=one.article, name=one.name) for one in articles]
    merged = merge(plain)
    for (_, name), speaker in merged.speakers.items():
        if len(name.removeprefix("Mr. ").split()) < 2 and name != "SMB":
            assert len(speaker.articles) == 1


@given(st.sets(st.sampled_from(["Ada Lund", "Élise Roy", "Shaquille O’Neal", "J.D. Vance", "Boris Vale Jr."])))
def test_plain_names_have_the_addresses_that_names_alone_give(names: set[str]) -> None:
    merged = merge([named(article, name) for name in names for article in "ab"])
    assert {one.name: one.slug for one in merged.everyone} == name_slugs(names)


@given(st.lists(NAMED, max_size=12))
def test_articles_about_others_change_no_address(articles: list[Named]) -> None:
    before = merge(articles)
    after = merge([*articles, named("z", "Ada Lund"), named("z", "Vale"), named("z", "officials", unnamed=True)])
    for key, speaker in before.speakers.items():
        assert after.speakers[key].slug == speaker.slug
