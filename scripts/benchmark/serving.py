"""Serves a folder on this machine and counts the bytes that are fetched from it."""

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Meter:
    """Bytes of the bodies served, as they stand on the disk: nothing is packed on the way."""

    def __init__(self) -> None:
        self.address = ""
        self._lock = threading.Lock()
        self._bytes = 0
        self._files = 0

    def count(self, size: int) -> None:
        """Add a file that was served."""
        with self._lock:
            self._bytes += size
            self._files += 1

    def read(self) -> tuple[int, int]:
        """The bytes and the files since last time; the count begins anew."""
        with self._lock:
            result = self._bytes, self._files
            self._bytes = self._files = 0
        return result


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every small file waits 40 ms for an acknowledgement

    def __init__(self, *args: Any, meter: Meter, **options: Any) -> None:
        self._meter = meter
        super().__init__(*args, **options)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file and count it."""
        data = source.read()
        self._meter.count(len(data))
        outputfile.write(data)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Meter]:
    """The folder on a free port of this machine, for as long as the block lasts."""
    meter = Meter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder), meter=meter))
    server.daemon_threads = True
    meter.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield meter
    finally:
        server.shutdown()
        server.server_close()
