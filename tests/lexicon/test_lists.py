import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon import lists
from onrecord.lexicon.lists import institutions, known_places, known_types

PACKAGE = Path(lists.__file__).parents[1]
PATHS = sorted(lists.FOLDER.glob("*.txt"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_word_list_holds_every_entry_once_and_says_what_it_is(path: Path) -> None:
    assert lists.entries(path.stem)
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_word_list_is_asked_for_by_its_name(path: Path) -> None:
    name = path.stem.replace("_female", "").replace("_male", "")
    assert re.search(rf"[\"']{name}(?:_{{gender}})?[\"']", CODE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?<![.\w])groups?\([\"'](\w+)[\"']", CODE))))
def test_no_word_stands_in_two_groups_of_a_list(name: str) -> None:
    assert lists.groups(name)


def test_an_office_of_a_place_is_a_group_of_roles() -> None:
    labels = set(lists.groups("role_groups").values())
    assert lists.words("territorial_roles") < lists.words("local_roles") <= labels
    assert {label for line in lists.entries("careers") for label in line.split()[1:]} == labels


def test_no_listed_name_stands_for_two_entities() -> None:
    assert not set(lists.shown_names("countries")) & set(institutions())
    assert all(kind == "place" for name, kind in known_types().items() if name in known_places())


@pytest.mark.parametrize(
    ("load", "text", "message"),
    [
        (lists.entries, "# Fruit.\napple\npear\napple\n", "en/fruit.txt, line 4: 'apple' is on line 2 already"),
        (lists.groups, "# Fruit.\nred: apple\n\ngreen: pear apple\n", "en/fruit.txt, line 4: 'apple' is on line 2"),
        (lists.shown_names, "Lee’s | Lee\nMarsh | Lee's\n", 'en/fruit.txt, line 2: "Lee\'s" is on line 1 already'),
    ],
)
def test_what_a_list_holds_twice_is_told_with_file_and_line(
    load: Callable[[str], object], text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fruit.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lists, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=re.escape(message)):
        load("fruit")


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("add", ("add", "adds", "adding", "added")),
        ("argue", ("argue", "argues", "arguing", "argued")),
        ("reply", ("reply", "replies", "replying", "replied")),
        ("stress", ("stress", "stresses", "stressing", "stressed")),
        ("say", ("say", "says", "saying", "sayed")),
    ],
)
def test_regular_verbs_are_inflected(base: str, forms: tuple[str, ...]) -> None:
    assert lists.inflected(base) == forms


@given(st.sets(st.text(min_size=1, max_size=5), min_size=1, max_size=8))
def test_an_alternation_matches_each_of_its_words_as_a_whole(found: set[str]) -> None:
    pattern = re.compile(lists.any_of(found))
    for word in found:
        match = pattern.match(word)
        assert match
        assert match.group() == word
