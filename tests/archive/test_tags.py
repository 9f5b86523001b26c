"""Tags: one name for one thing, and a page for what several statements name."""

from dataclasses import replace

from benchmark.archive import generate
from benchmark.entries import entries
from onrecord.archive.tags import FEWEST, Tag, full_name, full_names, tags
from onrecord.model.entity import Entity, EntityType
from onrecord.model.record import Record

BUREAU = "Harbor Safety Bureau"


def called(name: str, *aliases: str, type_: EntityType = EntityType.ORGANIZATION) -> Entity:
    return Entity(name=name, type=type_, aliases=aliases, mentions=((0, 1),))


def naming(*names: str, type_: EntityType = EntityType.ORGANIZATION, times: int = FEWEST) -> list[Record]:
    record = next(iter(entries(generate(1))))
    return [replace(record, entities=tuple((name, str(type_)) for name in names))] * times


def test_a_short_form_that_one_article_explains_stands_for_the_full_name_in_all() -> None:
    full = full_names([called(BUREAU, "HSB"), called("HSB"), called("NTO")])
    assert [full_name(name, full) for name in ("HSB", "H.S.B.", "NTO", "Harbor")] == [BUREAU, BUREAU, "NTO", "Harbor"]


def test_a_short_form_of_two_things_stands_for_neither() -> None:
    full = full_names([called(BUREAU, "HSB"), called("Hill School Board", "HSB")])
    assert full_name("HSB", full) == "HSB"


def test_one_article_against_many_does_not_decide_what_a_short_form_stands_for() -> None:
    full = full_names([*[called(BUREAU, "HSB")] * 9, called("Hill School Board", "HSB")])
    assert full_name("HSB", full) == BUREAU


def test_a_persons_initials_and_a_part_of_a_name_are_no_short_forms() -> None:
    person = called("Jo Ann Keller", "JAK", type_=EntityType.PERSON)
    full = full_names([person, called("Bank of Northport", "Bank", "the Bank")])
    assert full_name("JAK", full) == "JAK"
    assert full_name("Bank", full) == "Bank"


def test_a_tag_has_a_page_from_three_statements_on_and_a_speaker_the_speakers() -> None:
    records = [
        *naming(BUREAU),
        *naming("Northport", type_=EntityType.PLACE, times=FEWEST - 1),
        *naming("Dana Brook", type_=EntityType.PERSON, times=1),
    ]
    assert tags(records, {"Dana Brook": "dana-brook-mayor"}) == (
        Tag(name="Dana Brook", type=EntityType.PERSON, statements=1, page="speakers/dana-brook-mayor"),
        Tag(name=BUREAU, type=EntityType.ORGANIZATION, statements=FEWEST, page="tags/harbor-safety-bureau"),
        Tag(name="Northport", type=EntityType.PLACE, statements=FEWEST - 1, first=records[0].id),
    )


def test_a_tag_is_of_the_type_that_most_statements_give_it() -> None:
    records = [*naming("Vale", type_=EntityType.PLACE, times=2), *naming("Vale", type_=EntityType.OTHER, times=3)]
    assert [(tag.type, tag.statements) for tag in tags(records, {})] == [(EntityType.OTHER, 5)]
