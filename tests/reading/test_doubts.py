"""What in a plain text is likely no author's doing is warned of with its line, and read all the same."""
# ruff: noqa: E501 - texts read better whole

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.reading.doubts import doubts, repaired

WRAPPED = (
    "The council closed the old bridge over the river on Friday, after\nengineers found cracks in two of its piers, which"
    " are older than the\nbridge itself and stand in deep water, so that nobody had looked at\nthem since the war ended.\n"
)
DOUBTED = {
    "One.\nThe council &amp; the mayor.": (2, 'holds the HTML entity "&amp;"; write "&"'),
    "One.\n\nHe said &#8220;no&#8221;.": (3, 'holds the HTML entity "&#8220;"; write "“"'),
    "â€œIt holds,â€\x9d she said.": (1, 'holds letters that a wrong encoding garbled: "â€œIt"; "“It" is meant'),
    "One.\nA cafÃ© by the river.": (2, 'holds letters that a wrong encoding garbled: "cafÃ©"; "café" is meant'),
    WRAPPED: (
        1,
        "has lines that are broken at a width; they are read as paragraphs; to join them for good, run: onrecord add --replace a.txt",
    ),
}
FREE = (
    "AT&T and R&D; he said so.",
    "A café, a naïve “façade”, and Ångström’s São Paulo.",
    "The council closed it.\nNobody came.\n",
    "&nothing; is an entity",
    "Â quoi bon?",
)


@pytest.mark.parametrize("text", DOUBTED)
def test_each_doubt_has_its_line(text: str) -> None:
    assert list(doubts(text, "a.txt")) == [DOUBTED[text]]


@pytest.mark.parametrize("text", FREE)
def test_a_sound_text_has_none(text: str) -> None:
    assert list(doubts(text, "a.txt")) == []


def test_extract_warns_and_prints(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.\nThe council &amp; the mayor.")
    done = CliRunner().invoke(main, ["extract", "--model", "fast", str(tmp_path / "a.txt")])
    assert done.exit_code == 0
    assert done.stderr == f'{tmp_path}/a.txt:2: holds the HTML entity "&amp;"; write "&"\n'
    assert done.stdout.startswith('{"id": "a"')


def test_only_what_is_garbled_is_repaired() -> None:
    assert repaired("A cafÃ©, “sound”, naïve, â€˜yesâ€™") == "A café, “sound”, naïve, ‘yes’"
