from pathlib import Path

import pytest

from onrecord.lexicon import lists as lexicon


@pytest.mark.parametrize("path", sorted(lexicon.FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_each_word_list_holds_every_entry_once_and_says_what_it_is(path: Path) -> None:
    assert lexicon.entries(path.stem)
    assert path.read_text(encoding="utf-8").startswith("# ")


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
    assert lexicon.inflected(base) == forms
