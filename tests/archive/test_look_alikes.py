import pytest

from onrecord.archive.look_alikes import LookAlike, look_alikes, report
from onrecord.archive.mentions import Named
from onrecord.archive.people import merge
from onrecord.model.article import Person
from onrecord.reading.people import people
from onrecord.reading.strict_yaml import load


def found(*names: str, entries: tuple[Person, ...] = ()) -> tuple[LookAlike, ...]:
    """What looks alike when each name stands in an article of its own."""
    named = [Named(article=f"article-{number}", name=name) for number, name in enumerate(names)]
    return look_alikes(merge(named, entries).everyone)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Biden", "Joe Biden", "“Biden” may be short for “Joe Biden”"),
        ("John Smith", "John Frank Smith", "one has a middle name or initial"),
        ("John F. Smith", "John Frank Smith", "a middle name and its initial"),
        ("John Smith", "John Smith Jr.", "one has a suffix such as “Jr.”"),
        ("Joe Biden", "Joseph Biden", "“Joe” and “Joseph” may be one first name"),
        ("J. Smith", "John Smith", "a first name and its initial"),
        ("Elise Roy", "Élise Roy", "one has accents, hyphens or apostrophes that the other has not"),
        ("Jean Paul Martin", "Jean-Paul Martin", "one has accents, hyphens or apostrophes that the other has not"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "one letter differs"),
        ("Angela Merkel", "Angela Merkle", "one letter differs"),
    ],
)
def test_names_look_alike_for_a_reason(one: str, other: str, reason: str) -> None:
    (pair,) = found(one, other)
    assert pair.reason == reason
    assert {pair.first[0].name, pair.second[0].name} == {one, other}


def test_several_reasons_are_told_together() -> None:
    (pair,) = found("Joe Biden", "Joseph R. Biden Jr.")
    assert pair.reason == (
        "“Joe” and “Joseph” may be one first name; one has a middle name or initial; one has a suffix such as “Jr.”"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "Hunter Biden"),
        ("George W. Bush", "George H. W. Bush"),
        ("John A. Smith", "John B. Smith"),
        ("John Smith Jr.", "John Smith Sr."),
        ("Maria Lopez", "Mario Lopez"),
        ("Ada Lund", "Boris Vale"),
    ],
)
def test_names_of_two_people_do_not(one: str, other: str) -> None:
    assert found(one, other) == ()


def test_a_surname_in_many_articles_is_one_pair_with_each_full_name() -> None:
    pairs = found("Smith", "Smith", "Smith", "Ada Smith", "Boris Smith")
    assert [(len(pair.first), pair.second[0].name) for pair in pairs] == [(3, "Ada Smith"), (3, "Boris Smith")]


def test_people_of_one_name_are_told_with_what_parts_them() -> None:
    merged = merge(
        [
            Named(article="a", name="John Smith", sources=("Mayor John Smith",)),
            Named(article="b", name="John Smith", sources=("John Smith, a goalkeeper",)),
            Named(article="c", name="John Smith"),
        ]
    )
    assert {pair.reason for pair in look_alikes(merged.everyone)} == {
        "the same name, and no article tells which of them it is",
        "the same name, but goalkeeper in one article and mayor in another",
    }


def test_two_entries_of_people_yml_are_settled() -> None:
    entries = people(load("- Joe Biden\n- Joseph Biden"))
    assert found("Joe Biden", "Joseph Biden", entries=entries) == ()
    assert len(found("Joe Biden", "Joseph Biden", entries=entries[:1])) == 1


def test_the_report_says_who_why_where_and_what_to_write() -> None:
    assert tuple(report(found("Biden", "Biden", "Joe Biden"))) == (
        "Biden / Joe Biden: “Biden” may be short for “Joe Biden”",
        "  Biden: in article-0, article-1",
        "  Joe Biden: in article-2",
        "  one person:",
        '    - name: "Joe Biden"',
        '      aliases: ["Biden"]',
        '      articles: ["article-0", "article-1"]',
    )


def test_what_the_report_proposes_settles_the_pair() -> None:
    named = [
        Named(article="a", name="John Smith", sources=("Mayor John Smith",)),
        Named(article="b", name="John Smith", sources=("John Smith, a goalkeeper",)),
    ]
    lines = tuple(report(look_alikes(merge(named).everyone)))
    at = lines.index("  two:")
    one = people(load("\n".join(lines[lines.index("  one person:") + 1 : at])))
    two = people(load("\n".join(lines[at + 1 :])))
    assert len(merge(named, one).everyone) == 1
    assert [speaker.slug for speaker in merge(named, two).everyone] == ["john-smith-goalkeeper", "john-smith-mayor"]
    assert look_alikes(merge(named, two).everyone) == ()


def test_thousands_of_names_that_share_a_surname_are_not_all_paired() -> None:
    names = [
        f"Ada{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabcd'[n // 100]} Smith" for n in range(1000)
    ]
    assert len(found("Smith", *names)) < 30_000
