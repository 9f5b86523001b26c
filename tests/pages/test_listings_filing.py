"""Names are found in the index where a reader looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.sort_names import LETTERS, filed


@pytest.mark.parametrize(
    ("name", "letter", "word"),
    [
        ("Joe Biden", "b", "Biden"),
        ("J. D. Vance", "v", "Vance"),
        ("Malcolm X", "x", "X"),
        ("Martin Luther King Jr.", "k", "King"),
        ("Robert Downey, Jr.", "d", "Downey,"),
        ("Shaquille O’Neal", "o", "O’Neal"),
        ("Alexandria Ocasio-Cortez", "o", "Ocasio-Cortez"),
    ],
)
def test_people_are_filed_under_their_surname(name: str, letter: str, word: str) -> None:
    assert (filed(name).letter, filed(name).word) == (letter, word)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Chris Van Hollen", "Van Hollen"),
        ("Marine Le Pen", "Le Pen"),
        ("Le Pen", "Le Pen"),
        ("Ursula von der Leyen", "Leyen"),
        ("Mohammed bin Salman", "Salman"),
        ("Bashar al-Assad", "Assad"),
        ("Valéry Giscard d’Estaing", "Estaing"),
    ],
)
def test_a_particle_belongs_to_the_surname_where_it_has_a_capital(name: str, word: str) -> None:
    assert filed(name).word == word


@pytest.mark.parametrize("name", ["Xi Jinping", "Moon Jae-in", "Kim Jong Un", "Nguyen Van Hung"])
def test_family_names_that_come_first_are_filed_under(name: str) -> None:
    assert filed(name).word == name.split()[0]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Pope Francis", "Francis"),
        ("President Biden", "Biden"),
        ("King Charles III", "Charles"),
        ("Dr. Ann Lee", "Lee"),
    ],
)
def test_titles_are_passed_over(name: str, word: str) -> None:
    assert filed(name).word == word


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("The White House", "White"),
        ("The New York Times", "New"),
        ("Defense Department officials", "Defense"),
        ("Justice Department", "Justice"),
        ("King County", "King"),
        ("Bank of America", "Bank"),
        ("European Union", "European"),
        ("Amnesty International", "Amnesty"),
        ("Costa Rica", "Costa"),
        ("UNICEF USA", "UNICEF"),
        ("Smith & Sons", "Smith"),
        ("some news outlets", "some"),
        ("a neighbor", "neighbor"),
        ("Joe Biden’s office", "Joe"),
        ("Hamas", "Hamas"),
        ("The", "The"),
    ],
)
def test_all_that_is_no_person_is_filed_under_the_first_word_that_is_no_article(name: str, word: str) -> None:
    assert filed(name).word == word


@pytest.mark.parametrize(
    ("name", "letter"), [("Élise", "e"), ("Ørsted", "o"), ("Anna Łaska", "l"), ("“Q”", "q"), ("ＡＢＣ", "a")]
)
def test_letters_count_without_their_marks(name: str, letter: str) -> None:
    assert filed(name).letter == letter


@pytest.mark.parametrize("name", ["Владимир Путин", "习近平", "60 Minutes", "…", ""])
def test_other_scripts_and_digits_are_filed_as_they_stand_among_the_others(name: str) -> None:
    assert (filed(name).letter, filed(name).word) == ("other", name)


def test_names_are_in_the_order_of_surnames_and_then_of_given_names() -> None:
    names = ["Ann Lee", "Zoë Berg", "The Lee Group", "Ada Lee", "Åsa Berg", "Lee"]
    assert sorted(names, key=lambda name: filed(name).key) == [
        "Åsa Berg", "Zoë Berg", "Lee", "Ada Lee", "Ann Lee", "The Lee Group",
    ]  # fmt: skip


@given(name=st.text(max_size=30))
def test_any_name_has_a_letter_and_keeps_its_characters(name: str) -> None:
    found = filed(name)
    assert found.letter in LETTERS
    assert found.before + found.word + found.after == name
