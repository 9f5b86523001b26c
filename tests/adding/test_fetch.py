"""An address is fetched once, within limits, as its robots.txt allows; the network here is a server of our own."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from onrecord.adding import fetch as fetching
from onrecord.adding.fetch import fetch
from onrecord.adding.taken import RefusedError

PAGE = "<html>“It holds,” said Ada Lund.</html>".encode("windows-1252")
ROBOTS = b"User-agent: *\nDisallow: /closed\n"


class Site(http.server.BaseHTTPRequestHandler):
    """Pages, redirects and worse; ``asked`` are the paths that were asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/robots.txt":
            self._answer(200, ROBOTS)
        elif self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header(
                "Location",
                {"end": "/page", "loop": "/to/loop", "file": "file:///etc/hostname", "inside": "http://10.0.0.1/"}[
                    self.path[4:]
                ],
            )
            self.end_headers()
        elif self.path == "/gone":
            self._answer(404, b"")
        elif self.path == "/large":
            self._answer(200, b"a" * 4096)
        else:
            self._answer(200, PAGE)

    def _answer(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=windows-1252")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    Site.asked = []
    real = fetching.public_address
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setattr(
            fetching, "public_address", lambda host, port: "127.0.0.1" if host == "news.example" else real(host, port)
        )
        yield f"http://news.example:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_once_with_its_charset(site: str) -> None:
    got = fetch(f"{site}/page")
    assert (got.data, got.charset, got.address) == (PAGE, "windows-1252", f"{site}/page")
    assert Site.asked == ["/robots.txt", "/page"]


def test_redirects_are_followed_to_their_end(site: str) -> None:
    assert fetch(f"{site}/to/end").address == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/to/loop", "redirects more than 5 times"),
        ("/to/file", "is no address of the web"),
        ("/to/inside", "leads into a private network"),
        ("/closed/a", "says its robots.txt"),
        ("/gone", "was answered with the status 404"),
    ],
)
def test_what_must_not_or_cannot_be_fetched_is_a_line(site: str, path: str, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        fetch(f"{site}{path}")
    assert path == "/gone" or path not in Site.asked or path.startswith("/to/")


def test_a_page_has_a_limit(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST", 1000)
    with pytest.raises(RefusedError, match="is larger than the 1,000 bytes"):
        fetch(f"{site}/large")
