"""A real Chromium, the sites it reads, and a guard that fails a test whose page misbehaves."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, WebError

from browser.host import serving
from browser.hostile import hostile_seeds
from browser.sites import Site, big_seeds, build, harbor_seeds, shipped_seeds, spoken_seeds
from conftest import PATIENCE

MAIL = "mailto:desk@example.org?cc=editor@example.org"
SUB_PATH = "/papers/record/"
OUR_OWN = ("http://127.0.0.1:", "data:", "blob:")
REPORT = "https://example.org/report?project=record"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """The shipped article at a host's root and below a path, and an article that wants to do harm."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("root", "path", "hostile")}
    shipped = shipped_seeds(folders["root"])
    built = {
        "/": build(folders["root"], shipped),
        SUB_PATH: build(folders["path"], shipped, site_url=f"https://example.org{SUB_PATH}", report_url=REPORT),
        "/hostile/": build(folders["hostile"], hostile_seeds(folders["hostile"]), report_url=MAIL),
    }
    with serving({path: site.folder for path, site in built.items()}) as host:
        yield {path: replace(site, address=f"{host}{path}") for path, site in built.items()}


@pytest.fixture(scope="session")
def big_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Some hundred speakers, and articles of several years."""
    folder = tmp_path_factory.mktemp("big")
    site = build(folder, big_seeds(folder))
    with serving({"/": site.folder}) as host:
        yield replace(site, address=f"{host}/")


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three articles with all that a search can ask for."""
    folder = tmp_path_factory.mktemp("harbor")
    site = build(folder, harbor_seeds(folder))
    with serving({"/": site.folder}) as host:
        yield replace(site, address=f"{host}/")


@pytest.fixture(scope="session")
def german_harbor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same articles, in a site whose own words are German."""
    folder = tmp_path_factory.mktemp("german")
    site = build(folder, harbor_seeds(folder), language="de")
    with serving({"/": site.folder}) as host:
        yield replace(site, address=f"{host}/")


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Of two speakers one has statements of two outlets in two years on two pages, the other a few."""
    folder = tmp_path_factory.mktemp("spoken")
    site = build(folder, spoken_seeds(folder))
    with serving({"/": site.folder}) as host:
        yield replace(site, address=f"{host}/")


@pytest.fixture(params=[pytest.param("/", marks=pytest.mark.slow), SUB_PATH], ids=["at the root", "below a path"])
def site(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Site:
    """The shipped article's site, at a host's root and below a path."""
    return sites[request.param]


@pytest.fixture
def root_site(sites: dict[str, Site]) -> Site:
    return sites["/"]


@pytest.fixture
def path_site(sites: dict[str, Site]) -> Site:
    return sites[SUB_PATH]


@pytest.fixture
def hostile_site(sites: dict[str, Site]) -> Site:
    return sites["/hostile/"]


@dataclass
class Watch:
    """What pages did that no page of ours should: errors, dialogs, and requests to another host."""

    faults: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    @contextmanager
    def following(self, context: BrowserContext) -> Iterator[None]:
        """Note what pages of the context do within."""
        told: dict[Any, Callable[[Any], None]] = {
            "request": self._request,
            "console": self._console,
            "weberror": self._error,
            "dialog": self._dialog,
        }
        for event, noted in told.items():
            context.on(event, noted)
        yield
        for event, noted in told.items():
            context.remove_listener(event, noted)

    def _console(self, message: ConsoleMessage) -> None:
        self._fault("console", message.text, wrong=message.type == "error")

    def _error(self, error: WebError) -> None:
        self._fault("script", str(error.error), wrong=True)

    def _dialog(self, dialog: Dialog) -> None:
        self._fault("dialog", dialog.message, wrong=True)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        self.requested.append(request.url)
        self._fault("request", request.url, wrong=not request.url.startswith(OUR_OWN))

    def _fault(self, what: str, text: str, *, wrong: bool) -> None:
        if wrong and not any(known in text for known in self.expected):
            self.faults.append(f"{what}: {text}")


NewPage = Callable[..., Page]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when a page did what none should."""
    watch = Watch()
    yield watch
    assert watch.faults == []


def opened(chromium: Browser, **options: Any) -> Page:
    """A page in a fresh browser context: no storage, no history, options as Playwright names them."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture
def new_page(chromium: Browser, watch: Watch) -> Iterator[NewPage]:
    """Opens pages, each in a fresh browser context."""
    with ExitStack() as followed:

        def open_another(**options: Any) -> Page:
            page = opened(chromium, **options)
            followed.callback(page.context.close)
            followed.enter_context(watch.following(page.context))
            return page

        yield open_another


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Iterator[Page]:
    """The one tab behind ``page``: opening it takes longer than most tests."""
    tab = opened(chromium, permissions=["clipboard-read", "clipboard-write"])
    yield tab
    tab.context.close()


@pytest.fixture
def page(tab: Page, watch: Watch) -> Iterator[Page]:
    """A tab in which nothing is open and nothing stored.

    What else a test changes of a tab, such as its scripts or its media, it changes of a new page.
    """
    with watch.following(tab.context):
        yield tab
        tab.unroute_all()
        tab.evaluate("location.protocol.startsWith('http') && [localStorage, sessionStorage].map((one) => one.clear())")
        tab.mouse.move(0, 0)
        tab.goto("about:blank")
