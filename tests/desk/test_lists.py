"""People and topics are edited at the desk as their files would be by hand, and a build gives just that."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from desk.test_application import PORT, ask
from onrecord.build.build import build, configuration
from onrecord.build.settings import Asked, Settings
from onrecord.desk.application import Desk, before
from publishing.project import make_project

TEXTS = {
    "bridge": "“The bridge is safe,” said Bob Tam, the mayor. “It opens in May,” said Boris Vale.\n",
    "harbor": "“The harbor is deep,” said Robert Tam. “The bridge is late,” said Eda Moor.\n",
    "quay": "“The quay is wet,” said Boris Vale. “It is old,” said Boriss Vale.\n",
}


class Editing:
    """A project with its desk, which is built again on request."""

    def __init__(self, root: Path) -> None:
        self.project = make_project(root)
        for name, text in TEXTS.items():
            self.project.seed(f"{name}.txt", text)
        self.config = configuration(self.project.root / "mkdocs.yml")
        self.asked = Asked(recording=False, workers=1)
        self.latest = [build(self.config, self.asked)]
        self.desk: Desk = before(nothing, Settings.of(self.config, self.asked), self.latest, PORT)

    def rebuild(self) -> dict[str, tuple[str, ...]]:
        """Build anew: the speakers with their articles."""
        self.latest[0] = build(self.config, self.asked)
        assert not self.latest[0].outcome.problems
        return {one.name: one.articles for one in self.latest[0].speakers}

    def get(self, path: str, query: str = "") -> Any:
        status, body = ask(self.desk, f"/desk/api/{path}", QUERY_STRING=query)
        assert status == 200, body
        return json.loads(body)

    def change(self, where: str, **asked: object) -> tuple[int, Any]:
        state = self.get("alike" if where == "people" else where)
        status, body = ask(self.desk, f"/desk/api/{where}", {"digest": state["digest"], **asked})
        return status, json.loads(body)

    def text(self, name: str) -> str:
        return (self.project.root / "seeds" / name).read_text(encoding="utf-8")


def nothing(_: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("404 Not Found", [])
    return []


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    return Editing(tmp_path / "project")


def test_a_person_is_renamed_and_told_of_and_the_file_keeps_its_comments(editing: Editing) -> None:
    mine = "# whom we know\n- name: Boris Vale   # he told us\n  # no longer\n  roles: [engineer]\n"
    (editing.project.root / "seeds/people.yml").write_text(mine, encoding="utf-8")
    editing.rebuild()
    told = editing.get("people/boris-vale")
    assert told["fields"] == {"name": "Boris Vale", "roles": ["engineer"]}
    assert [one["key"] for one in told["articles"]] == ["bridge", "quay"]
    fields = {**told["fields"], "name": "Boris Valent", "wikidata": "Q42"}
    status, said = editing.change("people", op="set", speakers=["boris-vale"], fields=fields)
    assert (status, said.get("undo")) == (200, 1)
    assert editing.text("people.yml") == (
        "# whom we know\n- name: Boris Valent   # he told us\n  # no longer\n  roles: [engineer]\n"
        "  aliases: Boris Vale\n  wikidata: Q42\n"
    )
    assert editing.rebuild()["Boris Valent"] == ("bridge", "quay")
    ask(editing.desk, "/desk/api/undo", {})
    assert editing.text("people.yml") == mine


def test_a_group_of_look_alikes_is_one_person_at_a_click(editing: Editing) -> None:
    groups = editing.get("alike")["groups"]
    names = [[one["name"] for one in group["speakers"]] for group in groups]
    assert names == [["Boriss Vale", "Boris Vale"], ["Robert Tam", "Bob Tam"]]
    for slugs in (["bob-tam", "robert-tam"], ["boris-vale", "boriss-vale"]):
        assert editing.change("people", op="merge", speakers=slugs)[0] == 200
    assert editing.text("people.yml") == (
        "- name: Bob Tam\n  aliases: Robert Tam\n- name: Boris Vale\n  aliases: Boriss Vale\n"
    )
    assert editing.rebuild() == {
        "Bob Tam": ("bridge", "harbor"),
        "Boris Vale": ("bridge", "quay"),
        "Eda Moor": ("harbor",),
    }
    assert editing.get("alike")["groups"] == []


def test_look_alikes_that_are_two_are_never_asked_of_again(editing: Editing) -> None:
    assert editing.change("people", op="apart", speakers=["boris-vale", "boriss-vale"])[0] == 200
    assert "Boriss Vale" in editing.rebuild()
    assert len(editing.get("alike")["groups"]) == 1


def test_two_people_of_one_name_are_parted_and_made_one_again(editing: Editing) -> None:
    asked = {"op": "split", "speakers": ["boris-vale"], "articles": ["quay"], "told": "poet"}
    assert editing.change("people", **asked)[0] == 200
    after = editing.rebuild()
    assert {name: articles for name, articles in after.items() if "Boris " in name} == {
        "Boris Vale": ("bridge",),
        "Boris Vale (poet)": ("quay",),
    }
    slugs = [one.slug for one in editing.latest[0].speakers if one.name.startswith("Boris ")]
    assert editing.change("people", op="merge", speakers=slugs)[0] == 200
    assert editing.text("people.yml").count("- name") == 1
    assert editing.rebuild()["Boris Vale"] == ("bridge", "quay")


def test_people_who_were_listed_apart_become_one_entry(editing: Editing) -> None:
    editing.change("people", op="apart", speakers=["bob-tam", "robert-tam", "eda-moor"])
    editing.rebuild()
    assert editing.change("people", op="merge", speakers=["bob-tam", "robert-tam"])[0] == 200
    assert editing.text("people.yml") == "- name: Bob Tam\n  aliases: Robert Tam\n- name: Eda Moor\n"


NO_CHANGES: tuple[dict[str, Any], ...] = (
    {"op": "set", "speakers": ["eda-moor"], "fields": {"name": "Eda Moor"}},
    {"op": "set", "speakers": ["eda-moor"], "fields": {"name": "!!!"}},
    {"op": "set", "speakers": ["eda-moor"], "fields": {"name": "Eda Moor", "wikidata": "42"}},
    {"op": "set", "speakers": ["eda-moor"], "fields": ["name"]},
    {"op": "merge", "speakers": ["eda-moor"]},
    {"op": "merge", "speakers": ["eda-moor", "nobody"]},
    {"op": "split", "speakers": ["eda-moor"], "articles": ["harbor"], "told": "poet"},
    {"op": "split", "speakers": ["boris-vale"], "articles": ["quay"], "told": " "},
    {"op": "split", "speakers": ["boris-vale"], "articles": 7, "told": "x"},
    {"op": "burn", "speakers": ["eda-moor"]},
    {"op": "set", "speakers": []},
    {},
)


def test_what_is_no_change_of_people_is_refused_in_a_line(editing: Editing) -> None:
    for asked in NO_CHANGES:
        status, said = editing.change("people", **asked)
        assert status in (400, 422), asked
        assert said["message"].count("\n") == 0
    assert not (editing.project.root / "seeds/people.yml").exists()


def test_a_list_that_changed_meanwhile_is_not_overwritten(editing: Editing) -> None:
    path = editing.project.root / "seeds/people.yml"
    path.write_text("- name: Eda Moor\n", encoding="utf-8")
    status, said = editing.change("people", op="apart", speakers=["bob-tam"], digest="none")
    assert (status, said["now"]) == (409, "- name: Eda Moor\n")
    assert path.read_text(encoding="utf-8") == "- name: Eda Moor\n"


def test_a_topic_is_added_renamed_and_taken_away_and_its_count_is_what_a_build_gives(editing: Editing) -> None:
    asked = {"op": "set", "name": None, "to": "Bridges", "phrases": ["bridge", "opens in"]}
    counted = editing.get("count", "phrase=bridge&phrase=opens+in")["count"]
    assert editing.change("topics", **asked)[0] == 200
    assert editing.text("topics.yml") == "- name: Bridges\n  phrases:\n  - bridge\n  - opens in\n"
    editing.rebuild()
    assert editing.get("topics")["topics"] == [{"name": "Bridges", "phrases": ["bridge", "opens in"], "count": counted}]
    assert counted == 3
    assert editing.change("topics", op="set", name="Bridges", to="Spans", phrases=["bridge"])[0] == 200
    assert editing.text("topics.yml") == "- name: Spans\n  phrases: bridge\n"
    assert editing.change("topics", op="remove", name="Spans")[0] == 200
    assert editing.text("topics.yml") == ""


def test_a_topic_that_a_correction_sets_keeps_its_name(editing: Editing) -> None:
    (editing.project.root / "seeds/topics.yml").write_text("- name: Bridges\n  phrases: bridge\n", encoding="utf-8")
    folder = editing.project.root / "seeds/corrections"
    folder.mkdir()
    (folder / "bridge.yml").write_text("- words: It opens\n  topics: [Bridges]\n", encoding="utf-8")
    for asked in ({"op": "remove", "name": "Bridges"}, {"op": "set", "name": "Bridges", "to": "X", "phrases": []}):
        status, said = editing.change("topics", **asked)
        assert (status, "bridge.yml sets this topic" in said["message"]) == (422, True)
    assert editing.change("topics", op="set", name="Bridges", to="Bridges", phrases=["span"])[0] == 200


def test_corrections_that_are_no_longer_needed_are_told_with_their_article(editing: Editing) -> None:
    folder = editing.project.root / "seeds/corrections"
    folder.mkdir()
    (folder / "bridge.yml").write_text("- words: The bridge is safe\n  kind: direct\n", encoding="utf-8")
    editing.rebuild()
    [told] = editing.get("queue")["notices"]
    assert (told["article"], told["line"]) == ("bridge", 1)
    assert "no longer needed" in told["message"]
