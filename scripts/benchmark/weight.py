"""Measures what a first visit transfers, packed as static hosts pack: ``python -m benchmark.weight``."""

import argparse
import contextlib
import functools
import gzip
import mimetypes
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PACKED = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
ICON = "fetch(document.querySelector('link[rel~=icon]').href).then(answer => answer.blob())"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer: its type as Chromium names it (``Document``, ``Stylesheet``, …), and the bytes with its head."""

    path: str
    type: str
    size: int


class _Handler(BaseHTTPRequestHandler):
    """Serves a folder, text packed with gzip and everything fresh for ten minutes, as common hosts do."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, folder: Path, **options: Any) -> None:
        self._folder = folder
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer with a file, with a folder's ``index.html``, or with the site's ``404.html``."""
        parts = [part for part in unquote(urlsplit(self.path).path).split("/") if part not in ("", ".", "..")]
        path = self._folder.joinpath(*parts)
        path = path / "index.html" if path.is_dir() else path
        code = 200 if path.is_file() else 404
        self._answer(code, path if code == 200 else self._folder / "404.html")

    def _answer(self, code: int, path: Path) -> None:
        body = path.read_bytes() if path.is_file() else b""
        media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(code)
        if media.startswith(PACKED):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Type", f"{media}; charset=utf-8" if media.startswith("text/") else media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@contextlib.contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address, with a slash at its end, of a host for the folder, which may be filled later."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, folder=folder))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def built() -> Iterator[tuple[Path, str]]:
    """A site built apart from the project's own pages and seeds: its folder, and the address it is served at."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        shutil.copy(ROOT / "mkdocs.yml", project)
        for name in ("docs", "seeds"):
            shutil.copytree(ROOT / name, project / name)
        with hosted(project / "site") as address:
            command = [sys.executable, "-m", "onrecord.cli", "--quiet", "build"]
            environment = {**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
            subprocess.run(command, cwd=project, env=environment, check=True)  # noqa: S603 - our own command, no shell
            yield project / "site", address


def page_types(site: Path) -> dict[str, str]:
    """The path of one page of each type; where there are many, of the longest."""
    return {
        "statement": _longest(site, "statements/*/index.html"),
        "article": _longest(site, "articles/*/index.html"),
        "speaker": _longest(site, "speakers/*/index.html"),
        "home": "",
        "list": "kinds/direct/",
        "search": "search/",
        "method": "method/",
    }


def _longest(site: Path, pattern: str) -> str:
    pages = max(sorted(site.glob(pattern)), key=lambda path: path.stat().st_size)
    return f"{pages.parent.relative_to(site).as_posix()}/"


def first_visit(browser: Browser, address: str) -> list[Fetched]:
    """Everything that Chromium fetches by itself when it opens a page with an empty cache, the icon included."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    known: dict[str, tuple[str, str]] = {}
    fetched: dict[str, Fetched] = {}

    def started(event: dict[str, Any]) -> None:
        known[event["requestId"]] = urlsplit(event["response"]["url"]).path, event["type"]

    def ended(event: dict[str, Any]) -> None:
        path, kind = known.get(event["requestId"], ("", ""))
        if path and path not in fetched:
            fetched[path] = Fetched(path=path, type=kind, size=int(event["encodedDataLength"]))

    session.on("Network.responseReceived", started)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    # A browser without a window shows no icon and may leave it out.
    page.evaluate(ICON)
    page.wait_for_load_state("networkidle")
    context.close()
    return list(fetched.values())


def table(visits: dict[str, list[Fetched]]) -> str:
    """The visits as a Markdown table: requests, and kilobytes in all and by type."""
    heads = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS"}
    lines = [["page", "requests", "KB", *(f"{name}, KB" for name in heads.values()), "rest, KB"], ["---"] * 7]
    for name, visit in visits.items():
        sizes = [sum(one.size for one in visit if one.type == type_) for type_ in heads]
        total = sum(one.size for one in visit)
        row = [total, *sizes, total - sum(sizes)]
        lines.append([name, str(len(visit)), *(f"{size / 1000:.1f}" for size in row)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Build a site, visit each type of page, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    options = parser.parse_args()
    with built() as (site, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(FLAGS))
        visits = {name: first_visit(browser, address + path) for name, path in page_types(site).items()}
        browser.close()
    sys.stdout.write(f"{table(visits)}\n")


if __name__ == "__main__":
    main()
