"""How an editor lists people."""

import pytest

from onrecord.model.article import FaultsError, Person
from onrecord.reading.people import people
from onrecord.reading.strict_yaml import load


def listed(text: str) -> tuple[Person, ...]:
    return people(load(text))


def test_an_entry_is_a_name_with_what_is_known() -> None:
    assert listed(
        "- name: Joe Biden\n  aliases: [Biden, Joseph R. Biden Jr.]\n  roles: president\n  wikidata: Q6279\n- Ada Lund"
    ) == (
        Person(
            name="Joe Biden",
            shown="Joe Biden",
            aliases=("Biden", "Joseph R. Biden Jr."),
            roles=("president",),
            wikidata="Q6279",
        ),
        Person(name="Ada Lund", shown="Ada Lund"),
    )


def test_people_of_one_name_have_roles_or_articles_and_are_shown_differently() -> None:
    one, other, third = listed(
        "- name: John Smith\n"
        "- name: John Smith\n  shown: John Smith (mayor)\n  roles: [mayor of Springfield]\n"
        "- name: John Smith\n  shown: John Smith (mayor of Shelbyville)\n  roles: [mayor of Shelbyville]\n"
    )
    assert (one.shown, other.shown) == ("John Smith", "John Smith (mayor)")
    assert third.roles == ("mayor of Shelbyville",)


@pytest.mark.parametrize("text", ["", "# none yet", "[]", "- name: Ada Lund\n  aliases:\n  roles: []\n  wikidata:"])
def test_there_may_be_nobody_and_nothing_known(text: str) -> None:
    assert listed(text) in ((), (Person(name="Ada Lund", shown="Ada Lund"),))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: Ada", (1, 'must be a list; start each entry with "- name:"')),
        (
            "- [Ada]",
            (
                1,
                'must be made of lines "key: value"; '
                "the keys are name, shown, aliases, roles, articles, wikidata, slug",
            ),
        ),
        ("- aliases: [Ada]", (1, "an entry needs a name")),
        ("- name:", (1, "an entry needs a name")),
        ('- name: " "', (1, "an entry needs a name")),
        ('- name: Ada\n  roles:\n  - " "', (3, "an entry of roles is empty; fill it in or remove it")),
        ("- name: [Ada]", (1, "name must be one text, not a list or keys; put it in quotation marks")),
        ("- name: …", (1, 'name "…" is not a name; it holds no letter')),
        ('- name: "Ada\\nLund"', (1, "name holds a line break; remove it")),
        (
            "- name: Ada\n  alias: Lund",
            (2, 'unknown key "alias"; did you mean "aliases"?'),
        ),
        ("- name: Ada\n  aliases: {a: b}", (2, "aliases must be a list of texts, not keys")),
        ("- name: Ada\n  roles:\n  - mayor\n  - mayor", (4, 'roles lists "mayor" a second time; keep one')),
        (
            "- name: Ada Lund\n  aliases: [ada  lund]",
            (2, 'aliases lists "ada lund", a name that the entry already has; remove it'),
        ),
        ("- name: Ada\n  slug: Ada Lund", (2, 'slug "Ada Lund" is not an address; write it like ada-lund')),
        (
            "- name: Ada\n  slug: bo\n- name: Bo",
            (3, 'the address "bo" is that of the entry on line 1; give one of them another “slug”'),
        ),
        ("- name: Ada\n  wikidata: 6279", (2, 'wikidata "6279" is not an item; write it like Q6279')),
        (
            "- name: Ada\n  wikidata: Q1\n- name: Bo\n  wikidata: Q1",
            (3, "Q1 is also the entry on line 1; one of them is wrong"),
        ),
        (
            "- name: Ada Lund\n  aliases: [Lund]\n- name: Bo Lund\n  aliases: [Lund]",
            (
                3,
                '"Lund" is also a name of the entry on line 1, and nothing tells them apart; '
                "give one of them “roles” or “articles”",
            ),
        ),
        (
            "- name: Ada Lund\n  roles: mayor\n- name: Ada Lund\n  shown: Ada (2)\n  roles: mayor of Springfield",
            (
                3,
                '"Ada Lund" is also a name of the entry on line 1, and both have the same role; '
                "tell them apart by “articles” instead",
            ),
        ),
        (
            "- name: Ada Lund\n  articles: [a]\n- name: Bo Lund\n  aliases: [Ada Lund]\n  articles: [a]",
            (
                3,
                '"Ada Lund" is also a name of the entry on line 1, and '
                'both have the article "a"; keep it with one of them',
            ),
        ),
        (
            "- name: Ada Lund\n  roles: [mayor]\n- name: Ada Lund\n  roles: [poet]",
            (
                3,
                '"Ada Lund" is shown like the entry on line 1; give it a different “shown”, or make the two one entry',
            ),
        ),
    ],
)
def test_a_bad_entry_is_told_with_its_line(text: str, fault: tuple[int, str]) -> None:
    with pytest.raises(FaultsError) as caught:
        listed(text)
    assert fault in caught.value.faults


def test_every_bad_entry_is_told() -> None:
    with pytest.raises(FaultsError) as caught:
        listed("- name: Ada\n  rolls: x\n- Bo\n- roles: [x]")
    assert [line for line, _ in caught.value.faults] == [2, 4]
