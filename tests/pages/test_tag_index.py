"""The index of tags, and the lists that they lead to."""

import json
import re
from dataclasses import replace

from benchmark.archive import generate
from benchmark.entries import entries
from onrecord.archive.archive import Archive
from onrecord.archive.tags import tags
from onrecord.model.entity import EntityType
from onrecord.model.page import Page
from onrecord.pages.listing import listings
from onrecord.pages.tag_index import MOST, tag_names

HOSTILE = '<b>"Q&A" | #1</b>'


def archive(places: int) -> Archive:
    """Statements of which each names the place of its number, and those of all higher numbers."""
    statements = tuple(
        replace(record, entities=tuple((name(at), str(EntityType.PLACE)) for at in range(number, places)))
        for number, record in zip(range(places), entries(generate(2 * places)), strict=False)
    )
    return Archive(statements=statements, tags=tags(statements, {}))


def name(number: int) -> str:
    return f"Town {number:03}" if number else HOSTILE


def pages(found: Archive) -> dict[str, Page]:
    return {page.path: page for job in listings(found) for page in job.make()}


def shown(page: Page) -> list[str]:
    return re.findall(r'<a href="([^"]*)">[^<]*</a></span> <span class="index__facts">', page.body)


def test_the_front_page_has_the_most_frequent_of_each_type_and_leads_to_the_rest() -> None:
    made = pages(archive(130))
    front = made["tags/index.md"]
    assert [address for address in shown(front) if "kinds" not in address] == [
        f"town-{number:03}/" for number in range(129, 129 - MOST, -1)
    ]
    assert 'href="index.place/"' in front.body
    assert shown(made["tags/index.place.md"])[:2] == ["../town-129/", "../town-128/"]
    assert shown(made["tags/index.place.2.md"])[-1] == "../town-002/"


def test_each_tag_with_a_page_lists_its_statements() -> None:
    made = pages(archive(30))
    assert made["tags/town-029.md"].body.count('class="entry ') == 30
    assert "tags/town-001.md" not in made


def test_the_field_finds_every_tag_and_a_rare_one_leads_to_the_search_or_where_none_finds_it_to_its_statement() -> None:
    found = archive(5)
    names = json.loads(tag_names(found))
    where = dict(zip(names["names"], names["addresses"], strict=True))
    assert where["Town 004"] == "town-004/"
    assert where["Quotations"] == "../kinds/direct/"
    assert where["Town 001"] == f"../statements/{found.statements[0].id}/"
    said = [replace(one, words=(*one.words, HOSTILE)) for one in found.statements]
    names = json.loads(tag_names(replace(found, tags=tags(said, {}))))
    assert "../search/?q=%3Cb%3E%22Q%26A%22%20%7C%20%231%3C%2Fb%3E" in names["addresses"]
