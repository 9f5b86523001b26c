"""A reader's report, saved as a text or a mail, becomes a correction, or nothing at all."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from publishing.project import Project, make_project

TEXT = "“It is safe,” said Ada Lund, the mayor. The bridge opens in May, the engineer added.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_project(tmp_path_factory.mktemp("apply") / "project")
    project.seed("bridge.txt", TEXT)
    assert project.run("onrecord", "build").returncode == 0
    return project


def statement(project: Project) -> str:
    return next(path.stem for path in (project.root / "docs/statements").iterdir() if "It is safe" in path.read_text())


def report(project: Project, entry: str) -> str:
    id_ = statement(project)
    return f"https://example.org/statements/{id_}/\nWrong: speaker\n\n# statement: {id_}\n{entry}\n-- \nA reader\n"


def apply(project: Project, data: bytes | str) -> tuple[int, str]:
    path = project.root / "report.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    ended = project.run("onrecord", "apply", "report.txt")
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stdout + ended.stderr


@pytest.fixture
def corrections(project: Project) -> Path:
    path = project.root / "seeds/corrections/bridge.yml"
    path.unlink(missing_ok=True)
    return path


ENTRY = '- words: "“It is safe,”"\n  speaker: "Boris Vale"\n'


@pytest.mark.parametrize("form", ["text", "CRLF", "answered", "mail"])
def test_the_correction_in_a_report_is_put_where_it_belongs(project: Project, corrections: Path, form: str) -> None:
    text = report(project, ENTRY)
    data = text.encode()
    if form == "CRLF":
        data = text.replace("\n", "\r\n").encode()
    if form == "answered":
        data = "".join(f"> {line}\n" for line in text.splitlines()).encode()
    if form == "mail":
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "reader@example.org", "Error in a statement"
        mail.set_content(text, cte="quoted-printable")
        data = bytes(mail)
    assert apply(project, data) == (0, "seeds/corrections/bridge.yml\n")
    assert corrections.read_text() == "- words: “It is safe,”\n  speaker: Boris Vale\n"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("", "no list of corrections"),
        ("- words: 'nothing of this'\n  speaker: X\n", "no statement has the words"),
        ("- words: 'It is safe'\n  speeker: X\n", 'unknown key "speeker"'),
        ("- words: 'It is safe'\n  kind: loud\n", "kind"),
        ("- words: [\n", "not valid YAML"),
        ("- 'x'\n", "no list of corrections"),
    ],
)
def test_what_corrections_refuse_is_refused_in_a_line(
    project: Project, corrections: Path, entry: str, message: str
) -> None:
    status, said = apply(project, report(project, entry))
    assert (status, said.count("\n")) == (1, 1)
    assert message in said
    assert not corrections.exists()


def test_a_statement_that_is_not_there_and_a_report_without_one_are_told(project: Project) -> None:
    assert "is not there" in apply(project, f"# statement: 0000000000\n{ENTRY}")[1]
    assert "there is no correction in it" in apply(project, "Your site is wonderful.\n")[1]
    assert "there is no correction in it" in apply(project, b"\xff\xfe\x00")[1]
