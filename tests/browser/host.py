"""A static host on this machine, which serves folders below paths as any plain host would."""

import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves each site below its path; an unknown address gets the site's own ``404.html``."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, sites: dict[str, Path], headers: Mapping[str, str], **kwargs: object) -> None:
        self.sites = sites
        self.headers_of_all = headers
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # the server passes what its base class takes

    def translate_path(self, path: str) -> str:
        path = unquote(urlsplit(path).path)
        prefix = max((prefix for prefix in self.sites if path.startswith(prefix)), key=len)
        # A path that leads out of the site is no path of it.
        parts = [part for part in path.removeprefix(prefix).split("/") if part not in ("", ".", "..")]
        return str(self.sites[prefix].joinpath(*parts)) + ("/" if path.endswith("/") else "")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        path = unquote(urlsplit(self.path).path)
        prefix = max((prefix for prefix in self.sites if path.startswith(prefix)), key=len)
        page = self.sites[prefix] / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Tests print nothing of their own."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up on what it no longer needs; nothing is wrong."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it was given


@contextmanager
def serving(sites: dict[str, Path], headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a host that serves each folder of ``sites`` below its path, ``/`` or ``/like/this/``.

    Every answer of it has the ``headers``.
    """
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, sites=sites, headers=headers or {}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
