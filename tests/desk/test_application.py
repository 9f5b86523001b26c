"""The desk answers this machine's browser alone, and loses nothing that anybody wrote."""

import io
import json
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.build.build import build, configuration
from onrecord.build.outcome import Built, Outcome
from onrecord.build.settings import Asked, Settings
from onrecord.desk.application import Desk, before
from onrecord.desk.articles import Articles
from onrecord.desk.journal import Journal
from onrecord.model.article import Problem
from onrecord.model.registry import Registry
from publishing.project import Project, make_project

TEXT = "“It is safe,” said Ada Lund, the mayor. The bridge opens in May, the engineer added.\n"
PORT = 8123
HOST = f"127.0.0.1:{PORT}"
PAGE = b"<html><head></head><body>page<script>livereload(1, 2);</script></body></html>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("desk") / "project")
    project.seed("bridge.txt", TEXT)
    build(configuration(project.root / "mkdocs.yml"), Asked(recording=False, workers=1))
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    return Project(Path(shutil.copytree(built.root, tmp_path / "project")))


@pytest.fixture
def desk(project: Project) -> Desk:
    def below(_: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
        return [PAGE]

    settings = Settings.of(configuration(project.root / "mkdocs.yml"), Asked(recording=False))
    outcome = Outcome(
        articles=1,
        kinds={},
        unresolved=0,
        changed=0,
        alike=0,
        problems=(Problem(path="seeds/x.txt", message="is broken"),),
    )
    built = Built(
        outcome=outcome,
        readable=(),
        registry=Registry(),
        notices=(Problem(path="seeds/corrections/y.yml", line=3, message="this correction is no longer needed"),),
    )
    return before(below, settings, [built], PORT)


def ask(desk: Desk, path: str, body: object = None, **headers: str) -> tuple[int, bytes]:
    data = b"" if body is None else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": path,
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"http://{HOST}",
        "HTTP_X_DESK_TOKEN": desk.token,
        "HTTP_COOKIE": f"other=1; onrecord-desk-{PORT}={desk.cookie}",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
        **headers,
    }
    statuses: list[str] = []

    def start(status: str, *_: object) -> Any:
        statuses.append(status)

    answer = b"".join(desk(environ, start))
    return int(statuses[0][:3]), answer


def state(desk: Desk) -> Any:
    status, body = ask(desk, "/desk/api/articles/bridge")
    assert status == 200
    return json.loads(body)


def change(desk: Desk, speaker: str | None, **other: object) -> tuple[int, Any]:
    one = state(desk)["statements"][0]
    asked = {"op": "set", "content": one["content"], "to": one["content"], "kind": one["kind"], "speaker": speaker}
    status, body = ask(desk, "/desk/api/articles/bridge", {**asked, "digest": state(desk)["digest"], **other})
    return status, json.loads(body)


def corrections(project: Project) -> Path:
    return project.root / "seeds/corrections/bridge.yml"


def test_a_change_is_on_disk_and_undone_without_a_trace(desk: Desk, project: Project) -> None:
    status, now = change(desk, "Boris Vale")
    assert (status, now["statements"][0]["speaker"]) == (200, "Boris Vale")
    assert corrections(project).read_text() == "- words: “It is safe,”\n  speaker: Boris Vale\n"
    assert ask(desk, "/desk/api/undo", {}) == (200, b'{"file": "bridge.yml"}')
    assert not corrections(project).exists()
    ask(desk, "/desk/api/redo", {})
    assert "Boris Vale" in corrections(project).read_text()


def test_undoing_everything_leaves_the_file_byte_for_byte_as_it_was(desk: Desk, project: Project) -> None:
    mine = b"# mine\r\n- words: The bridge opens\r\n  topics: []   # none\r\n"
    corrections(project).parent.mkdir()
    corrections(project).write_bytes(mine)
    for name in ("Boris Vale", None, "Eda Moor"):
        assert change(desk, name)[0] == 200
    assert corrections(project).read_bytes().startswith(mine)
    for _ in range(3):
        ask(desk, "/desk/api/undo", {})
    assert corrections(project).read_bytes() == mine


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_but_shown(desk: Desk, project: Project) -> None:
    change(desk, "Boris Vale")
    seen = state(desk)["digest"]
    corrections(project).write_text("- words: It is safe\n  kind: mixed\n")
    status, told = change(desk, "Eda Moor", digest=seen)
    assert status == 409
    assert (told["now"], "Eda Moor" in told["wanted"]) == ("- words: It is safe\n  kind: mixed\n", True)
    assert ask(desk, "/desk/api/undo", {})[0] == 409
    assert corrections(project).read_text() == "- words: It is safe\n  kind: mixed\n"


@pytest.mark.parametrize("path", ["/articles/bridge/", "/desk/"])
def test_a_page_with_the_desk_stands_in_no_frame_and_its_cookie_goes_to_no_other_site(desk: Desk, path: str) -> None:
    told: dict[str, str] = {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": HOST}
    desk(environ, lambda _, headers: told.update(headers))  # type: ignore[arg-type]  # nothing is written by it
    assert (told["X-Frame-Options"], told["Content-Security-Policy"]) == ("DENY", "frame-ancestors 'none'")
    assert told["Set-Cookie"] == f"onrecord-desk-{PORT}={desk.cookie}; Path=/; HttpOnly; SameSite=Strict"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example:8123"},
        {"HTTP_HOST": ""},
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_X_DESK_TOKEN": ""},
        {"HTTP_X_DESK_TOKEN": "x" * 43},
        {"HTTP_X_DESK_TOKEN": "ü"},
        {"HTTP_COOKIE": ""},
        {"HTTP_COOKIE": f"onrecord-desk-{PORT}={'x' * 43}"},
        {"HTTP_COOKIE": f"onrecord-desk-{PORT + 1}={'x' * 43}"},
    ],
)
def test_no_other_site_can_change_anything(desk: Desk, project: Project, headers: dict[str, str]) -> None:
    one = state(desk)
    asked = {"op": "withdraw", "content": one["statements"][0]["content"], "reason": "no", "digest": one["digest"]}
    assert ask(desk, "/desk/api/articles/bridge", asked, **headers)[0] == 403
    assert ask(desk, "/desk/api/undo", {}, **headers)[0] == 403
    assert not corrections(project).exists()


@pytest.mark.parametrize("headers", [{"HTTP_HOST": "evil.example"}, {"HTTP_X_DESK_TOKEN": ""}, {"HTTP_COOKIE": ""}])
def test_no_other_site_can_read_the_desk(desk: Desk, headers: dict[str, str]) -> None:
    for path in ("articles/bridge", "queue", "names"):
        assert ask(desk, f"/desk/api/{path}", **headers)[0] == 403
    assert ask(desk, "/articles/bridge/", HTTP_HOST="evil.example")[0] == 403


@pytest.mark.parametrize(
    "asked",
    [
        {"op": "burn"},
        {"op": "set"},
        {"op": "set", "content": [[0, 13]], "to": [[0]], "kind": "direct"},
        {"op": "set", "content": [[0, 13]], "to": [[5, 5]], "kind": "direct"},
        {"op": "set", "content": [[0, 13]], "to": [[0, 9999]], "kind": "direct"},
        {"op": "set", "content": [[0, 13]], "to": [[0, 13]], "kind": "shout"},
        {"op": "set", "content": "x", "to": None, "kind": "direct"},
        {"op": "add", "to": [], "kind": "direct"},
        {"op": "withdraw", "content": [[3, 4]], "reason": "x"},
        {"op": "restore", "line": 7},
        [],
        "x",
    ],
)
def test_what_is_no_change_is_refused_in_a_line_and_writes_nothing(desk: Desk, project: Project, asked: Any) -> None:
    if isinstance(asked, dict):
        asked = {**asked, "digest": state(desk)["digest"]}
    status, body = ask(desk, "/desk/api/articles/bridge", asked)
    assert status in (400, 422)
    assert json.loads(body)["message"].count("\n") == 0
    assert not corrections(project).exists()


@pytest.mark.parametrize("key", ["nothing", "..", "../bridge", "%2e%2e", "", "index"])
def test_an_article_that_is_not_there_is_refused(desk: Desk, key: str) -> None:
    assert ask(desk, f"/desk/api/articles/{key}")[0] in (404, 422)


@pytest.mark.parametrize(
    "path", ["/desk/../application.py", "/desk/x/../../articles.py", "/desk/__init__.py", "/desk/.."]
)
def test_only_the_desk_s_own_files_are_given(desk: Desk, path: str) -> None:
    assert ask(desk, path)[0] == 404


def test_a_full_disk_is_told_and_nothing_is_lost(desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    change(desk, "Boris Vale")
    before = corrections(project).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.desk.journal.replace_file", full)
    assert change(desk, "Eda Moor") == (507, {"message": "nothing was written: No space left on device"})
    assert corrections(project).read_bytes() == before
    assert state(desk)["undo"] == 1


def test_faulty_corrections_are_told_with_their_line_and_what_was_found_is_shown(desk: Desk, project: Project) -> None:
    corrections(project).parent.mkdir()
    corrections(project).write_text("- words: nothing of this\n  kind: direct\n")
    now = state(desk)
    assert [one["line"] for one in now["faults"]] == [1]
    assert len(now["statements"]) == 2
    status, told = change(desk, "Boris Vale")
    assert status == 422
    assert "no statement has the words" in told["message"]


def test_an_article_that_is_changed_or_taken_away_meanwhile_is_told_in_a_line(desk: Desk, project: Project) -> None:
    one = state(desk)
    asked = {"op": "withdraw", "content": one["statements"][0]["content"], "reason": "no", "digest": one["digest"]}
    seed = project.root / "seeds/bridge.txt"
    seed.write_text("Another text.\n", encoding="utf-8")
    status, body = ask(desk, "/desk/api/articles/bridge", asked)
    assert (status, "is another one by now: reload" in json.loads(body)["message"]) == (422, True)
    seed.rename(seed.with_name("other.txt"))
    status, body = ask(desk, "/desk/api/articles/bridge", asked)
    assert (status, "cannot be read" in json.loads(body)["message"]) == (422, True)
    assert not corrections(project).exists()


@pytest.mark.parametrize("speaker", ["\ud800", "x\u2028y", "x\x00y", "\u202eevil", "é" * 4, "a: b # c", "- x", "“"])
def test_whatever_is_typed_reads_back_or_is_refused(desk: Desk, project: Project, speaker: str) -> None:
    status, said = change(desk, speaker)
    if status == 200:
        assert said["statements"][0]["speaker"] == " ".join(speaker.split())
        assert state(desk)["faults"] == []
    else:
        assert said["message"].count("\n") == 0
        assert not corrections(project).exists()


def test_two_desks_at_once_lose_nothing(desk: Desk, project: Project) -> None:
    other = replace(desk, articles=Articles(desk.articles.settings, Journal(desk.articles.journal.folder)))
    seen = [state(one) for one in (desk, other)]
    contents = [one["content"] for one in seen[0]["statements"]]

    def withdraw(number: int) -> list[int]:
        asked = {"op": "withdraw", "content": contents[number], "reason": "no"}
        one, statuses = (desk, other)[number], []
        while 200 not in statuses:
            statuses.append(ask(one, "/desk/api/articles/bridge", {**asked, "digest": state(one)["digest"]})[0])
        return statuses

    with ThreadPoolExecutor(2) as pool:
        statuses = {status for found in pool.map(withdraw, (0, 1)) for status in found}
    assert statuses <= {200, 409}
    assert corrections(project).read_text().count("withdraw: ") == 2
    assert state(desk)["statements"] == []


def test_an_article_of_two_thousand_statements_is_corrected_as_any_other(desk: Desk, project: Project) -> None:
    long = "".join(f"“The bridge number {number} is safe,” said Ada Lund.\n" for number in range(2000))
    (project.root / "seeds/bridge.txt").write_text(long, encoding="utf-8")
    statements = state(desk)["statements"]
    assert len(statements) == 2000
    assert change(desk, "Boris Vale")[0] == 200
    assert corrections(project).read_text().count("- words") == 1


def test_pages_have_the_desk_and_other_files_have_not(desk: Desk) -> None:
    for path in ("/articles/bridge/", "/statements/x/", "/speakers/x/", "/topics/x/"):
        page = ask(desk, path)[1]
        assert page.count(desk.token.encode()) == 1
        assert b"desk/desk.js" in page
    assert b"livereload" not in ask(desk, "/articles/bridge/")[1]
    for path in ("/", "/articles/", "/kinds/direct/", "/articles/bridge/x.png"):
        assert ask(desk, path)[1] == PAGE


def test_the_published_site_has_nothing_of_it(project: Project) -> None:
    assert not any(b"desk" in data and b"onrecord-desk" in data for data in project.bytes_of("site").values())


def test_the_queue_has_the_least_certain_first_and_what_was_refused(desk: Desk) -> None:
    told = json.loads(ask(desk, "/desk/api/queue")[1])
    assert told["problems"] == ["seeds/x.txt: is broken"]
    assert told["notices"] == [
        {"message": "seeds/corrections/y.yml:3: this correction is no longer needed", "article": None, "line": 3}
    ]
    assert (told["total"], told["checked"]) == (2, 0)
    assert [one["kind"] for one in told["statements"]] == ["indirect", "direct"]
    assert told["articles"] == [{"key": "bridge", "title": "bridge", "checked": 0, "statements": 2}]
