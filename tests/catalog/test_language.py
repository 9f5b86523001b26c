"""Words, days and numbers are those of the language that is spoken."""

import pytest

from onrecord.catalog.language import ENGLISH, gettext, ngettext, number, quoted, speak, spoken, weekdays
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS, counted, credit, day, month_named, said_by
from onrecord.pages.templating import fill


def test_english_is_spoken_as_it_stands() -> None:
    assert spoken() == ENGLISH
    assert gettext("Who speaks") == "Who speaks"
    assert (number(1234567), day("2026-11-27"), month_named("2016-03")) == (
        "1,234,567",
        "27 November 2026",
        "March 2016",
    )
    assert (counted(1, "article"), counted(1234, "statement")) == ("1 article", "1,234 statements")
    assert weekdays()[0] == "Monday"


@pytest.mark.usefixtures("german")
def test_german_has_words_days_and_numbers_of_its_own() -> None:
    assert spoken() == "de"
    assert (number(1234567), day("2026-11-27"), month_named("2016-03")) == (
        "1.234.567",
        "27. November 2026",
        "März 2016",
    )
    assert (counted(1, "statement"), counted(1234, "statement")) == ("1 Aussage", "1.234 Aussagen")
    assert (weekdays()[0], quoted("so")) == ("Montag", "„so“")
    assert [KINDS[kind] for kind in Kind] == ["Zitat", "Teils wörtlich", "Sinngemäß", "Behauptung"]
    assert credit(Kind.INDIRECT, "Ida Marsh", "The Elm Courier") == "Ida Marsh, laut The Elm Courier"
    assert said_by(Kind.DIRECT, None) == "unklar, wer spricht"


@pytest.mark.usefixtures("german")
def test_a_text_means_what_its_context_says() -> None:
    assert (gettext("Close"), gettext("Close", context="verdict")) == ("Schließen", "Fast genau")


@pytest.mark.usefixtures("german")
def test_what_has_no_entry_stands_as_it_is() -> None:
    assert gettext("Nobody ever wrote this.") == "Nobody ever wrote this."
    assert ngettext("{n} thing", "{n} things", 2) == "{n} things"


def test_a_day_that_was_read_before_is_read_anew_in_another_language() -> None:
    english = day("2026-11-27")
    speak("de")
    german = day("2026-11-27")
    speak(ENGLISH)
    assert (english, german, day("2026-11-27")) == ("27 November 2026", "27. November 2026", "27 November 2026")


def test_a_template_refuses_a_text_that_nothing_made_safe_in_the_places_of_its_own_texts() -> None:
    with pytest.raises(TypeError, match="without an escaping filter"):
        fill("names.md.jinja", base="", find="<b>")
