"""Options that all tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from onrecord.catalog.language import ENGLISH, speak
from require_chromium import ARGUMENTS, find_chromium

PATIENCE = 30_000
"""Milliseconds after which what has not happened in a browser will not: many more than even a busy machine needs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write what the code gives into the goldens; read the diff"
    )


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a worker whose browser or command is waited for leaves its core to another."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether to refresh the goldens instead of comparing with them."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one Chromium of all tests: Playwright runs once in a process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def german() -> Iterator[None]:
    """Readers' words in German."""
    speak("de")
    yield
    speak(ENGLISH)


# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
