import pytest

from onrecord.evaluate.families import wrapped
from onrecord.extract.layout.wrapped import unwrapped

ARTICLE = (
    "The harbor bridge will be closed for a year, Mayor Ana Reyes said on Monday, because two of its eight piers have "
    "moved since the storm in March, and nobody knows how to hold them.",
    "“We looked at every way of keeping it open, and there was none,” Reyes said. “I am sorry for all who need it.”",
    "The bridge was built in 1931. Some nine thousand people use it every day, and most of them have no other way.",
)


@pytest.mark.parametrize("width", [56, 66, 76])
@pytest.mark.parametrize("between", ["\n\n", "\n   ", "\r\n\r\n"])
def test_a_text_broken_at_a_width_reads_as_if_it_were_not(width: int, between: str) -> None:
    text = between.join(ARTICLE)
    assert wrapped(text, width) != text
    assert unwrapped(wrapped(text, width)) == text


def test_lines_that_end_with_both_signs_keep_their_offsets() -> None:
    text = "\n\n".join(ARTICLE)
    broken = wrapped(text, 66).replace("\n", "\r\n")
    assert len(unwrapped(broken)) == len(broken)
    assert unwrapped(broken).split() == text.split()
    assert "\n" not in unwrapped(broken).replace("\r\n\r\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ARTICLE),
        "Two roads went on in the yellow wood,\nAnd I was sorry not to take them both.\nI looked at where one grew.",
        "The bridge will be closed for a year, the mayor said.\nTwo of its piers have moved.\nNobody was hurt.",
        "What the council bought:\n- a boat with an engine of forty horsepower\n- two pumps for the harbor\n- sand",
        "MR. TARN: Did you know of it?\nMS. REYES: We knew of it in May, and told the ministry.\nMR. TARN: In writing?",
        "",
        "\n\n",
    ],
)
def test_other_texts_keep_their_lines(text: str) -> None:
    assert unwrapped(text) == text
