from pathlib import Path

import pytest

from onrecord.lexicon.roles import FOLDER, entries, groups


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_each_word_list_holds_every_entry_once_and_says_what_it_is(path: Path) -> None:
    assert entries(path.stem)
    assert groups(path.stem)
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_an_office_of_a_place_is_a_group_of_roles() -> None:
    assert set(entries("local_roles")) <= set(groups("role_groups").values())
