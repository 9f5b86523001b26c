"""The desk before the preview's server: a WSGI application (PEP 3333) that answers for the desk and adds it to pages.

Only this machine's browser may ask: the host must be the preview's own, a change must come from a page of it, by its
origin, by a token that stands in those pages and by a cookie that comes with them.  No page of another site can read
the one or send the other, none is told that it may, and none can show the desk in a frame.
"""

import json
import mimetypes
import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from onrecord.build.outcome import Built
from onrecord.build.settings import Settings
from onrecord.desk.articles import Articles
from onrecord.desk.changes import RefusedError
from onrecord.desk.journal import ConflictError, Journal
from onrecord.desk.lists import Lists
from onrecord.desk.queue import Queue
from onrecord.desk.topics import count
from onrecord.model.article import FaultsError
from onrecord.text import escape

ASSETS = Path(__file__).with_name("assets")
_MOST = 2 << 20
"""Bytes of a request: an article's whole text fits many times."""
_RELOAD = re.compile(rb"<script>(?:(?!</script>).)*\blivereload\((?:(?!</script>).)*</script>\s*(?=</body>)", re.DOTALL)
"""What MkDocs puts into a page to load it again after a build: an editor would lose what is being typed."""
_PAGES = ("articles/", "statements/", "speakers/", "topics/", "desk/")
"""The addresses below the site whose pages the desk is added to."""


@dataclass(slots=True, kw_only=True)
class Answer:
    """What a request is answered with."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    media: str = "application/json"


@dataclass(slots=True, kw_only=True)
class Desk:
    """The application: ``below`` answers for all but the desk, ``hosts`` are the names of the server, with its port.

    ``mount`` is the path of the site, with a slash at each end.
    """

    below: WSGIApplication
    articles: Articles
    lists: Lists
    queue: Queue
    hosts: frozenset[str]
    mount: str = "/"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ.get("HTTP_HOST", "") not in self.hosts:
            return _sent(_refused(HTTPStatus.FORBIDDEN, "this host is not the preview's"), start_response)
        path = unquote(environ.get("PATH_INFO", "")).removeprefix(self.mount)
        if path.startswith("desk/") and path != "desk/":
            return _sent(self._answer(path.removeprefix("desk/"), environ), start_response)
        if path == "desk/":
            page = (ASSETS / "queue.html").read_bytes()
            queue = Answer(body=self._with_desk(page), media="text/html; charset=utf-8")
            return _sent(queue, start_response, self._headers())
        return self._page(path, environ, start_response)

    def _answer(self, path: str, environ: WSGIEnvironment) -> Answer:
        if environ["REQUEST_METHOD"] == "GET":
            return self._got(path, environ)
        own = {f"http://{host}" for host in self.hosts}
        if environ.get("HTTP_ORIGIN") not in own or not self._knows(environ):
            return _refused(HTTPStatus.FORBIDDEN, "only a page of this preview may change anything; reload it")
        return self._changed(path, environ)

    def _knows(self, environ: WSGIEnvironment) -> bool:
        """Whether a request comes from a page that this desk was added to: by the token and the cookie."""
        cookies = [one.strip() for one in environ.get("HTTP_COOKIE", "").split(";")]
        token = secrets.compare_digest(environ.get("HTTP_X_DESK_TOKEN", "").encode(), self.token.encode())
        return token and f"{self._cookie_name()}={self.cookie}" in cookies

    def _cookie_name(self) -> str:
        """The cookie's name, which has the port: two desks on one machine share their cookies."""
        return f"onrecord-desk-{min(self.hosts).rpartition(':')[2]}"

    def _headers(self) -> list[tuple[str, str]]:
        """What goes with a page that the desk is added to."""
        return [
            ("Set-Cookie", f"{self._cookie_name()}={self.cookie}; Path={self.mount}; HttpOnly; SameSite=Strict"),
            ("X-Frame-Options", "DENY"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
        ]

    def _got(self, path: str, environ: WSGIEnvironment) -> Answer:
        if path.startswith("api/"):
            if not self._knows(environ):
                return _refused(HTTPStatus.FORBIDDEN, "only a page of this preview may ask; reload it")
            what, _, key = path.removeprefix("api/").partition("/")
            asked = parse_qs(environ.get("QUERY_STRING", ""))
            return _told(lambda: self._state(what, key, asked))
        file = ASSETS / path
        if "/" in path or not file.is_file():
            return _refused(HTTPStatus.NOT_FOUND, "there is nothing at this address")
        return Answer(body=file.read_bytes(), media=mimetypes.guess_type(file.name)[0] or "text/plain")

    def _state(self, what: str, key: str, asked: dict[str, list[str]]) -> Any:
        states: dict[str, Callable[[], Any]] = {
            "articles": lambda: self.articles.state(key),
            "queue": lambda: self.queue.state(start=int(asked.get("start", ["0"])[0])),
            "names": self.queue.names,
            "people": lambda: self.lists.person(key),
            "speakers": self.lists.speakers,
            "alike": self.lists.look_alikes,
            "topics": lambda: self.lists.topics(self.queue.rows()),
            "count": lambda: {"count": count(self.queue.rows(), asked.get("phrase", []))},
        }
        if what in states:
            return states[what]()
        msg = "there is nothing at this address"
        raise RefusedError(msg)

    def _changed(self, path: str, environ: WSGIEnvironment) -> Answer:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size > _MOST:
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too much at once")
        body = environ["wsgi.input"].read(size)
        match path.split("/"):
            case ["api", "articles", key]:
                return _told(lambda: self.articles.change(key, json.loads(body)))
            case ["api", "people"]:
                return _told(lambda: self.lists.change_person(json.loads(body)))
            case ["api", "topics"]:
                return _told(lambda: self.lists.change_topic(json.loads(body)))
            case ["api", "undo"]:
                return _told(lambda: {"file": _name(self.articles.journal.undo())})
            case ["api", "redo"]:
                return _told(lambda: {"file": _name(self.articles.journal.redo())})
            case _:
                return _refused(HTTPStatus.NOT_FOUND, "there is nothing at this address")

    def _page(self, path: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """A page of the preview, with the desk where it has one."""
        if not path.startswith(_PAGES) or not path.endswith("/") or path in _PAGES:
            return self.below(environ, start_response)
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            started.append((status, headers))
            return lambda _: None

        body = self._with_desk(b"".join(self.below(environ, begin)))
        if path.startswith(("articles/", "speakers/")):
            body = _RELOAD.sub(b"", body)
        status, headers = started[0]
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, *self._headers(), ("Content-Length", str(len(body)))])
        return [body]

    def _with_desk(self, page: bytes) -> bytes:
        base = escape.html_elsewhere(f"{self.mount}desk/")
        head = (
            f'<meta name="onrecord-desk" content="{self.token}"><link rel="stylesheet" href="{base}desk.css">'
            f'<script type="module" src="{base}desk.js"></script>'
        )
        return page.replace(b"</head>", head.encode() + b"</head>", 1)


def before(below: WSGIApplication, settings: Settings, latest: Sequence[Built], port: int) -> Desk:
    """The desk before the preview's application, on this port; ``latest`` has the last build."""
    journal = Journal.of(settings)
    return Desk(
        below=below,
        articles=Articles(settings, journal),
        lists=Lists(settings, journal, latest),
        queue=Queue(site=settings.site_folder, latest=latest, shown_as=settings.options.shown_as),
        hosts=frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost")),
        mount=urlsplit(settings.site.url or "/").path,
    )


def _name(path: Path | None) -> str | None:
    return path.name if path else None


def _told(ask: Callable[[], Any]) -> Answer:
    """The answer to a question, or why there is none, for the editor."""
    try:
        return Answer(body=json.dumps(ask(), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except ConflictError as error:
        return _refused(HTTPStatus.CONFLICT, str(error), now=error.now, wanted=error.wanted)
    except FaultsError as error:
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(message for _, message in error.faults))
    except RefusedError as error:
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        return _refused(HTTPStatus.BAD_REQUEST, f"this is no change that the desk knows: {error}")
    except OSError as error:
        return _refused(HTTPStatus.INSUFFICIENT_STORAGE, f"nothing was written: {error.strerror or error}")


def _refused(status: HTTPStatus, message: str, **more: str) -> Answer:
    return Answer(status=status, body=json.dumps({"message": message, **more}, ensure_ascii=False).encode())


def _sent(answer: Answer, start_response: StartResponse, more: Iterable[tuple[str, str]] = ()) -> list[bytes]:
    headers = [
        *more,
        ("Content-Type", answer.media),
        ("Content-Length", str(len(answer.body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    start_response(f"{answer.status.value} {answer.status.phrase}", headers)
    return [answer.body]
