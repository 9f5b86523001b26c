"""What must hold for the files of the repository, whatever they are about."""

import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_6b25b885ce8f8887.txt"
SEED_SHA256 = "e4ce30d34e1d74759acdc75fd01de3e36d9e43724b8a96b9ec5ce64c94e3cc00"
LOCKS = ("run.txt", "add.txt", "test.txt", "audit.txt")
STARTER = ROOT / "scripts" / "onrecord" / "starting" / "folder" / "dot-github" / "workflows"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), *sorted(STARTER.glob("*.yml"))]
MODULES = sorted((ROOT / "scripts").rglob("*.py"))
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc"}

# Articles keep the spelling of their publishers, and word lists, made texts and models know both; German has its own.
NOT_OUR_WORDS = re.compile(
    r"seeds/.*|docs/(?:statements|articles|speakers|topics|kinds)/.*|tests/golden/.*|.*/(?:lexicon/en|families|parser|tagger/model|trained)/.*"
    r"|.*\.po|.*/docs/de/.*|tests/repository/test_hygiene\.py|requirements/.*|.*/quotation/lexicon\.js"
)
BRITISH = re.compile(
    r"colour|behaviour|favour|neighbour|honour(?!able)|flavour|centre(?!d)|licence|artefact|catalogue"
    r"|(?:normal|organ|recogn|summar|token|capital|serial|initial|categor|optim|final|minim|emphas|apolog)is(?:e|ing|ation)"
    r"|analys(?:e|ed|ing)\b|labell(?!edby)|cancell(?:ed(?!Error\b|\(\))|ing)|modell|travell|whilst|judgement|\bgrey\b",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(?:work|root|home|tmp|Users|private)/\w")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|registry\.yarnpkg|crates\.io")
TICKET = re.compile(r"\bissues? #?\d+\b|\bPR #?\d+\b", re.IGNORECASE)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def lines() -> Iterator[tuple[str, int, str]]:
    """Give every line of every text file that is tracked, with its file and number."""
    for name in tracked():
        try:
            text = (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            for number, line in enumerate(text.splitlines(), start=1):
                yield name, number, line


def found(pattern: re.Pattern[str], *, passing_over: re.Pattern[str] | None = None) -> list[str]:
    return [
        f"{name}:{number}: {match[0]}"
        for name, number, line in lines()
        if not (passing_over and passing_over.fullmatch(name))
        for match in pattern.finditer(line)
    ]


def test_our_words_are_spelled_the_american_way() -> None:
    assert found(BRITISH, passing_over=NOT_OUR_WORDS) == []


def test_no_path_of_a_machine_is_in_the_repository() -> None:
    assert found(MACHINE_PATH) == []


def test_no_package_registry_is_named_in_the_repository() -> None:
    assert found(REGISTRY) == []


def test_no_ticket_number_is_in_the_repository() -> None:
    assert found(TICKET, passing_over=re.compile(r"seeds/.*|docs/.*/.*")) == []


def test_the_shipped_article_is_as_it_was_received() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT / "scripts").as_posix())
def test_a_module_is_named_for_what_it_does(module: Path) -> None:
    assert module.stem not in GRAB_BAGS


def pins(lock: str) -> dict[str, str]:
    """Give the requirements of a lock file, each joined to one line, by the package's name."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {re.split(r"[=\[;\s<>]", entry, maxsplit=1)[0]: entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    entries = pins(lock)
    assert entries
    wrong = [name for name, entry in entries.items() if not re.search(r"==[\w.]+.* --hash=sha256:[0-9a-f]{64}", entry)]
    assert wrong == []


def test_tests_run_with_the_versions_that_the_site_is_built_with() -> None:
    run, test = pins("run.txt"), pins("test.txt")
    assert {name: entry for name, entry in test.items() if name in run} == run


def test_the_lock_holds_a_click_with_which_mkdocs_serve_reloads() -> None:
    version = re.match(r"click==(\d+)\.(\d+)", pins("run.txt")["click"])
    assert version
    assert (int(version[1]), int(version[2])) >= (8, 4)


def test_continuous_integration_runs_what_developers_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"
    assert "run: .ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.relative_to(ROOT).as_posix())
def test_a_workflow_pins_its_actions_and_may_do_no_more_than_it_must(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    assert document["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    for job in document["jobs"].values():
        for step in job["steps"]:
            assert "run" in step or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"])
    assert len(re.findall(r"uses: \S+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == text.count("uses:")


def test_what_is_pinned_by_its_digest_is_kept_up_to_date() -> None:
    document = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert {one["package-ecosystem"] for one in document["updates"]} == {"github-actions", "pip"}
    assert "run: make audit" in (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_the_license_says_what_ships() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC-BY-SA-4.0"
    files = {path.relative_to(ROOT).as_posix() for one in project["license-files"] for path in ROOT.glob(one)}
    derived = {name for name in tracked() if name.endswith("README.md") and "CC BY-SA 4.0" in (ROOT / name).read_text()}
    assert derived
    assert files >= {"LICENSE", "NOTICE.md", *(name for name in derived if name.startswith("scripts/onrecord/"))}


@pytest.mark.parametrize(
    ("name", "floor"), [("markdown", (3, 8, 1)), ("jinja2", (3, 1, 6)), ("mkdocs-material", (9, 8, 2))]
)
def test_floors_are_as_the_advisories_ask(name: str, floor: tuple[int, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (asked,) = [one for one in project["dependencies"] if re.match(rf"{name}\b(?!-)", one)]
    assert tuple(map(int, asked.partition(">=")[2].partition(",")[0].split("."))) >= floor
