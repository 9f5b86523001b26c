"""What an editor may write about an article, and what is said to a mistake."""

import pytest

from onrecord.model.article import FaultsError, Metadata
from onrecord.reading.metadata import metadata
from onrecord.reading.strict_yaml import load


def checked(text: str) -> Metadata:
    return metadata(load(text))


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FaultsError) as caught:
        checked(text)
    return list(caught.value.faults)


def test_every_key_is_kept_as_it_is_written() -> None:
    text = """
title: Rain expected
url: https://example.org/rain?a=1
outlet: The Cloud
authors: [Ann Poe, Bo Li]
published: 2023-06-12
language: no
rights: © The Cloud
description: |
  First line.
  Second line.
"""
    assert checked(text) == Metadata(
        title="Rain expected",
        url="https://example.org/rain?a=1",
        outlet="The Cloud",
        authors=("Ann Poe", "Bo Li"),
        published="2023-06-12",
        language="no",
        rights="© The Cloud",
        description="First line.\nSecond line.",
    )


def test_no_key_is_required() -> None:
    assert checked("") == checked("# nothing known") == Metadata()


@pytest.mark.parametrize("blank", ["", "~", "null", '""', '"  "'])
def test_a_key_left_blank_is_not_given(blank: str) -> None:
    assert checked(f"title: {blank}\nauthors: {blank}") == Metadata()


def test_a_single_author_needs_no_list() -> None:
    assert checked("authors: Ann Poe").authors == ("Ann Poe",)


def test_numbers_and_yes_and_no_are_the_texts_typed() -> None:
    assert checked("title: 1984\noutlet: yes\ndescription: 1e3") == Metadata(
        title="1984", outlet="yes", description="1e3"
    )


@pytest.mark.parametrize(("wrong", "right"), [("titel", "title"), ("Author", "authors"), ("lang", "language")])
def test_a_wrong_key_is_told_the_nearest_right_one(wrong: str, right: str) -> None:
    assert faults(f"rights: ours\n{wrong}: x") == [(2, f'unknown key "{wrong}"; did you mean "{right}"?')]


def test_a_wrong_key_that_is_near_none_is_told_all() -> None:
    assert faults("zzz: x") == [(1, f'unknown key "zzz"; the keys are {", ".join(Metadata.__dataclass_fields__)}')]


def test_every_wrong_key_is_told() -> None:
    assert [line for line, _ in faults("a: 1\ntitle: Rain\nb: 2")] == [1, 3]


@pytest.mark.parametrize("text", ["just words", "- title: Rain", "[title, Rain]"])
def test_a_document_without_keys_is_refused(text: str) -> None:
    ((line, message),) = faults(text)
    assert line == 1
    assert message.startswith('must be made of lines "key: value"')


@pytest.mark.parametrize("text", ["title: [Rain]", "title: {a: b}", "url: [x]", "published:\n  - 2023-06-12"])
def test_a_list_where_one_text_belongs_is_a_wrong_type(text: str) -> None:
    ((_, message),) = faults(text)
    assert "must be one text, not a list or keys" in message


def test_keys_where_a_list_belongs_are_a_wrong_type() -> None:
    assert faults("authors:\n  name: Ann") == [(2, "authors must be a list of texts, not keys")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("authors:\n- Ann\n-\n", "an entry of authors is empty; fill it in or remove it"),
        ("authors:\n- Ann\n- Bo\n- Ann", 'authors lists "Ann" a second time; keep one'),
        (
            "authors:\n- Ann\n- [Bo]",
            "an entry of authors must be one text, not a list or keys; put it in quotation marks",
        ),
    ],
)
def test_each_author_is_one_text_and_stands_once(text: str, message: str) -> None:
    assert [told for _, told in faults(text)] == [message]


@pytest.mark.parametrize(
    "published",
    ["2023-06-12", "2023-06-12T08:30", "2023-06-12T08:30:00Z", "2023-06-12T08:30:00.5+02:00", "2024-02-29"],
)
def test_dates_and_times_of_iso_8601_are_kept_as_written(published: str) -> None:
    assert checked(f"published: {published}").published == published


@pytest.mark.parametrize(
    "published",
    [
        "12 June 2023",
        "06/12/2023",
        "2023",
        "2023-06",
        "2023-13-01",
        "2023-02-29",
        "20230612",
        "2023-06-12T25:00",
        "٢٠٢٣-٠٦-١٢",
    ],
)
def test_other_dates_are_refused(published: str) -> None:
    ((_, message),) = faults(f"published: {published}")
    assert message.endswith("is not an ISO 8601 date; write it like 2023-06-12 or 2023-06-12T08:30:00Z")


@pytest.mark.parametrize("url", ["https://example.org", "HTTP://example.org:8080/a?b#c", "https://пример.рф/дождь"])
def test_web_addresses_are_kept_as_written(url: str) -> None:
    assert checked(f'url: "{url}"').url == url


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "javascript:alert(1)",
        "ftp://example.org",
        "//example.org",
        "https:///path",
        "https://exa mple.org",
        "https://example.org/<script>",
        "https://[::1",
        "https://example.org:99999",
        "file:///etc/hosts",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    ((_, message),) = faults(f'url: "{url}"')
    assert "is not a web address" in message


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW", "es-419", "haw", "sl-rozaj", "de-DE-x-plain"])
def test_language_tags_are_kept(language: str) -> None:
    assert checked(f"language: {language}").language == language


@pytest.mark.parametrize("language", ["English", "en_US", "e", "en-", "12"])
def test_what_is_not_shaped_like_a_language_tag_is_refused(language: str) -> None:
    ((_, message),) = faults(f"language: {language}")
    assert "is not a language tag (BCP 47)" in message


def test_control_characters_are_refused() -> None:
    assert faults(r'title: "a\u0007b"') == [(1, "title holds the control character U+0007; remove it")]


@pytest.mark.parametrize("escape", [r"\n", r"\r", r"\u2028"])
def test_a_title_is_one_line(escape: str) -> None:
    assert faults(f'title: "a{escape}b"') == [(1, "title holds a line break; remove it")]


def test_all_wrong_values_are_told_at_once() -> None:
    assert [line for line, _ in faults("url: x\ntitle: Rain\nlanguage: English\npublished: today")] == [1, 3, 4]


def test_of_very_many_faults_the_first_are_told_and_how_many_follow() -> None:
    found = faults("".join(f"key{number}: x\n" for number in range(20_000)))
    assert len(found) == 51
    assert found[0] == (1, found[0][1])
    assert found[-1] == (51, "and 19,950 faults more from here on; mend these first")
