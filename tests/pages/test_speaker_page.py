"""A speaker's page: role, time, topics, company, and statements that read by themselves."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from benchmark.archive import generate
from benchmark.entries import entries
from onrecord.archive.people import People, Speaker
from onrecord.archive.telling import Telling, telling
from onrecord.model.article import Topic
from onrecord.model.attribution import Attribution, Basis, Kind
from onrecord.model.readers_words import day
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.pages.listing import listings
from onrecord.pages.placeholders import fill_placeholders
from onrecord.pages.speaker_page import CROWD, NAMING, facet_files
from pages.test_listings import archive, pages_of

BASE = next(iter(entries(generate(1))))
WEATHER = (Topic(name="Weather", phrases=("rain",)), Topic(name="Food", phrases=("bread",)))


def article(number: int, published: str | None = None, outlet: str | None = None) -> ArticleRecord:
    return ArticleRecord(slug=f"a-{number}", title=Title(text=f"Title {number}"), published=published, outlet=outlet)


def said(number: int, of: ArticleRecord, source: str = "Lee", **more: Any) -> Record:
    values = {"speaker": "Ann Lee", "kind": Kind.DIRECT, "unnamed": False, "topics": (), "entities": (), **more}
    return replace(BASE, id=f"id{number:08}", article=of, source_words=source, **values)


def page(records: Sequence[Record]) -> str:
    return pages_of(listings(archive(records, topics=WEATHER)))["speakers/ann-lee.md"].body


def test_the_latest_role_stands_first_with_its_article_and_earlier_ones_with_their_years() -> None:
    body = page(
        [
            said(1, article(1, "2009-05-02"), "Senator Ann Lee"),
            said(2, article(2, "2012-01-30"), "Sen. Ann Lee"),
            said(3, article(3, "2016-03-03"), "President Ann Lee"),
            said(4, article(4, "2017-03-03"), "Lee"),
        ]
    )
    assert re.search(
        r'class="lead">“President Ann Lee” .*articles/a-3/#id00000003">Title 3</a>, <time .*>3 March 2016</time>', body
    )
    assert re.search(r'Earlier: “Sen\. Ann Lee” \(<a href="[^"]*a-2/#id00000002">2009–2012</a>\)', body)


def test_an_office_without_the_name_tells_no_role() -> None:
    assert 'class="lead"' not in page([said(1, article(1, "2016-03-03"), "the senator")])


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2016-03-03", "2017-01-30"), "from 3 March 2016 to 30 January 2017."),
        (("2016-03-03", None), "one day known: 3 March 2016; 1 of them tells no date."),
        (("2016-03-03", "2016-03-04", None, None), "from 3 March 2016 to 4 March 2016; 2 of them tell no date."),
        ((None, None), "articles; they tell no date."),
    ],
)
def test_it_says_from_when_to_when_and_how_many_articles_tell_no_date(dates: Sequence[str | None], told: str) -> None:
    body = page([said(number, article(number, date)) for number, date in enumerate(dates)])
    assert told in re.sub(r"</?time[^>]*>", "", body)
    assert f"<strong>{len(dates)}</strong> statements (Quotation) in <strong>{len(dates)}</strong> articles" in body


def test_the_timeline_is_a_drawing_with_the_same_numbers_in_a_table() -> None:
    body = page([said(n, article(n, f"2016-0{n}-01"), kind=Kind.DIRECT if n < 3 else Kind.MIXED) for n in (1, 1, 2, 4)])
    assert 'aria-label="Statements by month, from January 2016 to April 2016, at most 2 in one' in body
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(\d+)</td><td>(\d+)</td></tr>', body)
    assert rows == [("January 2016", "2", "0"), ("February 2016", "1", "0"), ("April 2016", "0", "1")]
    assert "style=" not in body


def test_a_timeline_of_many_years_goes_by_years() -> None:
    body = page([said(n, article(n, f"{2000 + n}-01-01")) for n in range(6)])
    assert 'aria-label="Statements by year, from 2000 to 2005' in body


def test_each_topic_leads_to_the_speakers_statements_on_it() -> None:
    body = page([said(n, article(n), topics=("Weather",) if n else ("Weather", "Food")) for n in range(3)])
    assert re.findall(r'href="\?topic=([a-z]+)#statements">(\w+) <span class="tags__count">(\d)', body) == [
        ("weather", "Weather", "3"),
        ("food", "Food", "1"),
    ]


def test_others_in_the_same_articles_are_named_with_the_number_of_these_and_nobody_of_a_crowd() -> None:
    records = [said(n, article(n)) for n in range(4)]
    records += [said(10 + n, article(n), speaker="Bo Falk") for n in range(3)]
    records += [said(20, article(1), speaker="Cy Grant"), said(21, article(1), speaker="officials", unnamed=True)]
    records += [said(100 + n, article(3), speaker=f"Dee Hall{'x' * n}") for n in range(CROWD)]
    (chips,) = re.findall(r"## In the same articles\n\n(.*)\n", page(records))
    assert re.findall(r'href="\.\./([a-z-]+)/">[^<]*<span class="tags__count">(\d+)', chips) == [
        ("bo-falk", "3"),
        ("cy-grant", "1"),
    ]


def test_statements_come_newest_first_and_those_without_a_date_last() -> None:
    dates = (None, "2015-01-01", "2017-01-01", "2016-01-01")
    body = page([said(number, article(number, date)) for number, date in enumerate(dates)])
    assert re.findall(r'"><a href="../../statements/id0000000(\d)/', body) == ["2", "3", "1", "0"]


def test_a_statement_is_shown_with_its_verb_and_in_its_sentence_where_it_does_not_read_alone() -> None:
    text = "It rained. Ann Lee told reporters that the bridge is <safe>. “I know it,” she said."
    start, end = text.index("the bridge"), text.index(". “")
    sentences = ((0, 10), (11, end + 1), (end + 2, len(text)))
    cue = text.index("told")
    one = Attribution(
        content=((start, end),), source=((11, 18),), cue=((cue, cue + 14),), kind=Kind.INDIRECT, speaker="Ann Lee",
        basis=Basis.NAMED, rule=BASE.rule,
    )  # fmt: skip
    told = telling(text, sentences, one, ((0, len(text)),))
    assert told == Telling("told reporters", "Ann Lee told reporters that ", ".")
    assert telling(text, sentences, one, ((start, end),)) == Telling()
    alone = replace(one, content=((end + 2, end + 13),))
    assert telling(text, sentences, alone, ((0, len(text)),)) == Telling("told reporters")
    record = said(1, article(1, "2016-03-03"), words=(text[start:end],))
    found = archive([replace(record, told=tuple(told))])
    body = pages_of(listings(found))["speakers/ann-lee.md"].body
    assert 'around">Ann Lee told reporters that </span><a href="../../statements/id00000001/"><mark' in body
    assert "the bridge is &lt;safe&gt;</mark></a>" in body
    assert '· “told reporters” · <time datetime="2016-03-03">3 March 2016</time> ·' in body


def test_what_others_say_that_names_the_speaker_has_a_list_of_its_own() -> None:
    named: dict[str, Any] = {"entities": (("Ann Lee", "person"),)}
    records = [said(0, article(0)), said(1, article(0), **named), said(2, article(0), speaker=None, **named)]
    records += [said(10 + n, article(n), speaker="Bo Falk", **named) for n in range(NAMING + 1)]
    records += [said(30, article(1), speaker=None, kind=Kind.ASSERTION, **named)]
    found = archive(records)
    people = People(everyone=(Speaker(name="Ann Lee", slug="ann-lee"),))
    made = pages_of(listings(replace(found, people=people)))
    assert f'<a href="../ann-lee.about/">All {NAMING + 2} of them</a>' in made["speakers/ann-lee.md"].body
    listed = re.findall(
        r'entry__words" dir="auto"><a href="../../statements/id0+(\d+)/', made["speakers/ann-lee.about.md"].body
    )
    assert len(listed) == NAMING + 2
    assert not {"1", "2"} & set(listed)


def test_a_speaker_of_several_pages_has_one_file_to_filter_by_and_others_have_none() -> None:
    records = [said(n, article(n % 7, f"201{n % 7}-01-01", "Post"), topics=("Food",)) for n in range(150)]
    records += [said(200, article(1), speaker="Bo Falk")]
    files = facet_files(archive(records, topics=WEATHER))
    assert list(files) == ["speakers/ann-lee/statements.json"]
    columns = json.loads(files["speakers/ann-lee/statements.json"])
    assert {name: len(values) for name, values in columns.items()} == dict.fromkeys(
        ("kind", "topic", "outlet", "year", "checked"), 150
    )
    assert columns["year"] == sorted(columns["year"], reverse=True)
    assert columns["topic"][0] == ["food"]


def test_home_has_the_most_quoted_of_the_newest_month_and_of_all_and_quotations_that_read_alone() -> None:
    records = [
        *(
            said(n, article(1, "2015-01-01"), words=("“Long words that say a good deal by themselves.”",))
            for n in range(3)
        ),
        said(10, article(2, "2016-03-03"), speaker="Bo Falk", words=("“so it goes, and on, and on, and on again.”",)),
        said(11, article(2, "2016-03-04"), speaker="Bo Falk", words=("“Rain is on its way to all of us again.”",)),
        said(12, article(3), speaker="Cy Grant", words=("“No.”",)),
    ]
    slots = "".join(f"<!-- onrecord:{slot} -->" for slot in ("most-quoted-lately", "most-quoted", "in-their-words"))
    filled = fill_placeholders(slots, archive(records), feeds=(), depth=0)
    lately, ever = filled.split("### In all articles")
    assert "### In March 2016" in lately
    assert re.findall(r'href="speakers/([a-z-]+)/">', lately) == ["bo-falk"]
    assert re.findall(r'index__name" dir="auto"><a href="speakers/([a-z-]+)/">', ever) == [
        "ann-lee",
        "bo-falk",
        "cy-grant",
    ]
    assert re.findall(r'href="statements/id0+(\d*)/">', ever) == ["11", ""]


def test_a_day_is_written_as_it_is_read() -> None:
    assert [day(date) for date in ("2016-03-03", "2016-12-31T08:30:00Z")] == ["3 March 2016", "31 December 2016"]
