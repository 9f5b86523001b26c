"""Everything that a person can type or set is documented, and nothing is documented that is not there."""

import re
from pathlib import Path

import click
import pytest
import yaml

from onrecord.cli import main
from onrecord.plugin import OnRecordPlugin

ROOT = Path(__file__).parents[2]
FOR_CONTRIBUTORS = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
FOR_READERS = [ROOT / "README.md", *sorted({*(ROOT / "docs").glob("*.md")} - {*FOR_CONTRIBUTORS})]


def joined(files: list[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def code(text: str) -> str:
    """Give what stands in code within Markdown."""
    found = re.finditer(r"^```[^\n]*\n(.*?)^```$|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    return "\n".join(one[1] or one[2] for one in found)


TEXT = joined(FOR_READERS)
CODE = code(TEXT)
ALL_CODE = code(joined([*FOR_READERS, *FOR_CONTRIBUTORS]))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z][a-z-]*):.*## ", MAKEFILE, re.MULTILINE)
MAKE_SETTINGS = re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE)
# Options of other commands that our pages may name.
OTHER_OPTIONS = {"--delete", "--nthreads", "--strict", "--update-goldens"}


def options(command: click.Command) -> list[str]:
    """Give the long names of a command's options, those that click adds included."""
    context = click.Context(command)
    return [
        name
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    ]


COMMANDS: dict[str, click.Command] = {f"onrecord {name}": command for name, command in main.commands.items()}
ALL_OPTIONS = {name for command in (main, *COMMANDS.values()) for name in options(command)}
PLUGIN_OPTIONS = [name for name, _ in OnRecordPlugin.config_scheme]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"{re.escape(command)}\b", CODE)


@pytest.mark.parametrize("option", sorted(ALL_OPTIONS - {"--help", "--version"}))
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"{re.escape(option)}(?![\w-])", CODE)


@pytest.mark.parametrize("option", PLUGIN_OPTIONS)
def test_every_plugin_option_is_documented(option: str) -> None:
    assert re.search(rf"\b{re.escape(option)}\b", CODE)


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_documented(target: str) -> None:
    assert re.search(rf"\bmake {re.escape(target)}(?![\w-])", CODE)


@pytest.mark.parametrize("setting", MAKE_SETTINGS)
def test_every_make_setting_is_documented(setting: str) -> None:
    assert re.search(rf"\bmake [^\n]*\b{setting}=", CODE)


def test_no_command_is_documented_that_does_not_exist() -> None:
    named = set(re.findall(r"\bonrecord ([a-z][a-z-]*)", ALL_CODE))
    assert named <= set(main.commands)


def test_no_option_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ALL_CODE)) <= ALL_OPTIONS | OTHER_OPTIONS


@pytest.mark.parametrize("command", ["onrecord", *sorted(COMMANDS)])
def test_no_command_is_documented_with_an_option_of_another(command: str) -> None:
    known = set(options(COMMANDS.get(command, main)))
    for line in re.findall(rf"{re.escape(command)} ([^\n|]*)", ALL_CODE):
        if command != "onrecord" or line.startswith("-"):
            used = re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)
            assert set(used) <= known, line


def test_no_make_target_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", ALL_CODE)) <= set(TARGETS)


def test_no_make_setting_is_documented_that_does_not_exist() -> None:
    used = {name for line in re.findall(r"\bmake ([^\n]*)", ALL_CODE) for name in re.findall(r"\b([A-Z]+)=", line)}
    assert used <= set(MAKE_SETTINGS)


def test_no_plugin_option_is_documented_that_does_not_exist() -> None:
    for block in re.findall(r"^```ya?ml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL):
        document = yaml.safe_load(block.replace("!ENV", ""))
        plugins = document.get("plugins", []) if isinstance(document, dict) else []
        for entry in plugins:
            if isinstance(entry, dict):
                assert set(entry.get("onrecord") or {}) <= set(PLUGIN_OPTIONS)
