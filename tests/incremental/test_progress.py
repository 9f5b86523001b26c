"""What a build says of how far it is."""

from collections.abc import Iterator

import pytest

import onrecord.work.progress
from onrecord.work.progress import Progress


class Clock:
    """The seconds as they pass by themselves in no test."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def items(self, *seconds: float) -> Iterator[float]:
        """An item after each of these times."""
        for each in seconds:
            self.now += each
            yield each


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(onrecord.work.progress, "monotonic", clock)
    return clock


def test_a_log_has_a_line_each_ten_seconds_without_the_time_left_until_some_is_done(clock: Clock) -> None:
    said: list[str] = []
    passed = Progress(say=said.append).watch(clock.items(11, *[1] * 199), 1000, "articles extracted")
    assert len(list(passed)) == 200
    assert said[:6] == [
        "articles extracted: 1 of 1,000",
        "articles extracted: 11 of 1,000",
        "articles extracted: 21 of 1,000",
        "articles extracted: 31 of 1,000",
        "articles extracted: 41 of 1,000",
        "articles extracted: 51 of 1,000, about 1135 s left",
    ]
    assert len(said) == 20


def test_nothing_is_said_of_the_time_left_in_the_first_ten_seconds(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    list(Progress(bars=True).watch(clock.items(*[1] * 9), 10, "articles extracted"))
    shown = capsys.readouterr()
    assert "articles extracted" in shown.err
    assert "9/10" in shown.err
    assert "left" not in shown.err
    list(Progress(bars=True).watch(clock.items(*[1] * 15), 20, "articles extracted"))
    assert "about 5 s left" in capsys.readouterr().err


def test_what_is_done_in_a_second_shows_no_bar(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    list(Progress(bars=True).watch(clock.items(*[0.1] * 9), 9, "articles extracted"))
    assert capsys.readouterr() == ("", "")


def test_stages_have_their_own_seconds_and_each_build_its_own_stages(clock: Clock) -> None:
    for _ in range(2):
        progress = Progress()
        with progress.stage("reading"):
            clock.now += 2
        clock.now += 8
        with progress.stage("indexes"):
            clock.now += 3
        with progress.stage("reading"):
            clock.now += 4
        assert progress.seconds == {"reading": 6, "indexes": 3}
