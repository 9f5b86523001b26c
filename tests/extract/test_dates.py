from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract.dates import date_value, date_values, dates

WEDNESDAY = "2022-06-01"
TEXTS = st.one_of(
    st.text(max_size=100),
    st.lists(
        st.sampled_from(
            [
                "May",
                "March",
                "3",
                "31",
                "29",
                "Feb.",
                "February",
                "2022",
                "1900",
                ",",
                "-",
                "–",
                "last",
                "next",
                "this",
                "late",
                "early",
                "mid",
                "week",
                "year",
                "month",
                "Monday",
                "Tuesday",
                "night",
                "ago",
                "two",
                "10",
                "9999",
                "days",
                "weeks",
                "today",
                "yesterday",
                "the",
                "1990s",
                "in",
                "of",
                "since",
                "\n",
            ]
        ),
        max_size=14,
    ).map(" ".join),
)
PUBLISHED = st.one_of(
    st.none(), st.text(max_size=12), st.dates().map(str), st.datetimes().map(lambda at: at.isoformat())
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in dates(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on May 31, 2022, in Oslo.", ["May 31, 2022"]),
        ("It opened on Tuesday, May 31.", ["Tuesday, May 31"]),
        ("It opened on 31 May 2022 and closed on 2 June.", ["31 May 2022", "2 June"]),
        ("The fair runs May 3-5 and Sept. 9–11, 2021.", ["May 3-5", "Sept. 9–11, 2021"]),
        ("Since 2019, and in 1987, until 2030.", ["2019", "1987", "2030"]),
        ("She paid 2019 crowns for 1987 stamps.", []),
        ("They may march in May, not in March 2020.", ["May", "March 2020"]),
        ("It rained last week, this year and late last month.", ["last week", "this year", "late last month"]),
        ("Two weeks ago, on Monday night, he left; yesterday he came back.", ["Monday night", "yesterday"]),
        ("They met two weeks ago and ten years earlier.", ["two weeks ago", "ten years earlier"]),
        ("Music of the 1990s, made in late 1999.", ["the 1990s", "late 1999"]),
        ("The Sunday Times wrote of Black Friday and Super Tuesday.", []),
        ("She told USA Today so today.", ["today"]),
        ("He spoke on Tuesday.\nMay 5 is next.", ["Tuesday", "May 5"]),
        ("In the spring of 2015 and summer 2016.", ["spring of 2015", "summer 2016"]),
    ],
)
def test_dates_are_found_as_written(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("May 31, 2022", "2022-05-31"),
        ("31 May 2022", "2022-05-31"),
        ("Sept. 9–11, 2021", "2021-09-09/2021-09-11"),
        ("2019-02-28", "2019-02-28"),
        ("March 2020", "2020-03"),
        ("late May of 2020", "2020-05"),
        ("1987", "1987"),
        ("February 30, 2020", None),
        ("2019-02-30", None),
        ("Tuesday, May 31, 2021", None),
        ("May 31", None),
        ("Tuesday", None),
        ("last week", None),
        ("the 1990s", None),
    ],
)
def test_without_a_publication_date_only_full_dates_have_a_value(words: str, value: str | None) -> None:
    assert date_value(words, published=None) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("May 31", "2022-05-31"),
        ("Tuesday, May 31", "2022-05-31"),
        ("Monday, May 31", "2021-05-31"),
        ("Nov. 8", "2022-11-08"),
        ("May 3-5", "2022-05-03/2022-05-05"),
        ("May 5-3", None),
        ("Sept. 11", None),
        ("Wednesday", "2022-06-01"),
        ("Tuesday night", "2022-05-31"),
        ("Thursday", "2022-05-26"),
        ("yesterday", "2022-05-31"),
        ("today", "2022-06-01"),
        ("tomorrow morning", "2022-06-02"),
        ("the day before yesterday", "2022-05-30"),
        ("last night", "2022-05-31"),
        ("last week", "2022-W21"),
        ("earlier this week", "2022-W22"),
        ("last month", "2022-05"),
        ("next year", "2023"),
        ("last Friday", "2022-05-27"),
        ("last Monday", None),
        ("next Monday", "2022-06-06"),
        ("next Friday", None),
        ("two weeks ago", "2022-W20"),
        ("six months ago", "2021-12"),
        ("three days ago", "2022-05-29"),
        ("10 years ago", "2012"),
        ("several days ago", None),
        ("two days earlier", None),
        ("May", "2022-05"),
        ("November", None),
        ("last November", "2021-11"),
        ("last March", None),
        ("last summer", None),
        ("this weekend", None),
    ],
)
def test_values_count_from_the_day_of_publication(words: str, value: str | None) -> None:
    assert date_value(words, published=WEDNESDAY) == value
    assert date_value(words, published=f"{WEDNESDAY}T23:30:00+02:00") == value


def test_a_date_without_a_year_may_be_of_the_year_beside_it_only_when_that_is_plain() -> None:
    assert date_value("Dec. 28", published="2022-01-03") == "2021-12-28"
    assert date_value("Jan. 5", published="2021-12-20") == "2022-01-05"
    assert date_value("March 2", published="2021-12-31") is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("He spoke on Monday.", "2022-05-30"),
        ("He will speak on Monday.", None),
        ("He said Monday that he will speak.", "2022-05-30"),
        ("They will vote in November.", "2022-11"),
        ("They voted in November.", None),
    ],
)
def test_a_sentence_that_looks_ahead_leaves_a_bare_weekday_open(sentence: str, value: str | None) -> None:
    (pair,) = date_values(sentence, (0, len(sentence)), published=WEDNESDAY)
    assert pair[1] == value


@given(TEXTS, PUBLISHED)
@settings(max_examples=300, deadline=None)
@example(text="In May:NEXT", published="0001-01-01")
def test_dates_of_any_text_lie_inside_it_in_order_and_have_a_value_or_none(text: str, published: str | None) -> None:
    pairs = date_values(text, (0, len(text)), published=published)
    assert tuple(span for span, _ in pairs) == dates(text, (0, len(text)))
    end = 0
    for span, value in pairs:
        assert end <= span[0] < span[1] <= len(text)
        end = span[1]
        assert value is None or value[:4].isdecimal()


@given(st.text(max_size=40), PUBLISHED)
@settings(max_examples=200, deadline=None)
def test_words_that_are_no_date_have_no_value(words: str, published: str | None) -> None:
    value = date_value(words, published=published)
    assert value is None or found(f"in {words}")


@given(st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_a_full_date_is_itself_whenever_it_was_published(day: date) -> None:
    assert date_value(f"{day:%B} {day.day}, {day.year}", published=WEDNESDAY) == day.isoformat()
    assert date_value(day.isoformat(), published=None) == day.isoformat()


@given(st.dates(date(1900, 1, 10), date(2090, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_one_of_the_seven_days_up_to_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert date_value(f"{day:%A}", published=published.isoformat()) == day.isoformat()
