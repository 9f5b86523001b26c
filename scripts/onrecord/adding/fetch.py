"""Fetches one address, once, because somebody asked: within limits, never from a private network, never onward."""

import http.client
import ipaddress
import re
import socket
import ssl
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from onrecord import __version__
from onrecord.adding.taken import RefusedError

MOST = 50 * 1024 * 1024
"""Bytes of what is fetched."""
SECONDS = 30.0
"""For all of it, redirects included."""
REDIRECTS = 5
AGENT = "onrecord"
_ROBOTS_MOST = 512 * 1024
_PATIENCE = 10.0
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, the charset that its header says, and the address after redirects."""

    data: bytes
    charset: str | None
    address: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


def fetch(address: str) -> Fetched:
    """Fetch a page; `RefusedError` says why it is not fetched, or what came instead."""
    deadline = monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        _check(address)
        _ask_robots(address, deadline)
        answer = _get(address, MOST, deadline)
        location = answer.headers.get("Location")
        if answer.status in _MOVED and location:
            address = urljoin(address, location)
            continue
        if answer.status != http.client.OK:
            raise RefusedError(
                f"was answered with the status {answer.status}; save the page from a browser, and add the file"
            )
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", answer.headers.get("Content-Type") or "", re.IGNORECASE)
        return Fetched(answer.data, charset[1] if charset else None, address)
    raise RefusedError(f"redirects more than {REDIRECTS} times")


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise RefusedError("is no address of the web; it must start with https:// or http://")
    if parts.username or parts.password:
        raise RefusedError("holds a name and a password; leave them out")


def _ask_robots(address: str, deadline: float) -> None:
    """Refuse what the site's robots.txt (RFC 9309) asks not to be fetched."""
    parts = urlsplit(address)
    where = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    answer = _get(where, _ROBOTS_MOST, deadline)
    for _ in range(REDIRECTS):
        location = answer.headers.get("Location")
        if answer.status not in _MOVED or not location:
            break
        where = urljoin(where, location)
        _check(where)
        answer = _get(where, _ROBOTS_MOST, deadline)
    if answer.status >= http.client.INTERNAL_SERVER_ERROR:
        raise RefusedError("has a robots.txt that cannot be read now; try again later")
    if answer.status == http.client.OK:
        rules = RobotFileParser()
        rules.parse(answer.data.decode("utf-8", errors="replace").splitlines())
        if not rules.can_fetch(AGENT, address):
            raise RefusedError("is not to be fetched by programs, says its robots.txt; save the page from a browser")


def public_address(host: str, port: int) -> str:
    """An address of the host in the public network; `RefusedError` where any of its addresses is elsewhere."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"has a host that is not found: {host}") from error
    for one in found:
        ip = ipaddress.ip_address(one.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        if not mapped.is_global or mapped.is_multicast:
            raise RefusedError("leads into a private network, from which nothing is fetched")
    return min(found, key=lambda one: (":" in one, one))


def _get(address: str, most: int, deadline: float) -> _Answer:
    parts = urlsplit(address)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    # The very address that was looked at is connected to: a name may be answered otherwise the next time.
    ip = public_address(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
    try:
        plain = socket.create_connection((ip, port), timeout=min(_PATIENCE, max(0.1, deadline - monotonic())))
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"User-Agent": f"{AGENT}/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
        headers["Host"] = parts.netloc.rpartition("@")[2]
        connection.request("GET", _quoted(path), headers=headers)
        response = connection.getresponse()
        return _Answer(response.status, response.headers, _body(response, most, deadline))
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
        raise RefusedError(f"could not be fetched ({reason})") from error
    finally:
        connection.close()


def _quoted(path: str) -> str:
    return re.sub(r"[^!-~]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), path)


def _body(response: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
    pieces = bytearray()
    while piece := response.read1(64 * 1024):
        pieces += piece
        if len(pieces) > most:
            raise RefusedError(f"is larger than the {most:,} bytes that are fetched")
        if monotonic() > deadline:
            raise RefusedError(f"takes longer than {SECONDS:.0f} seconds")
    return bytes(pieces)
