"""Every text that is looked up stands in each catalog, with its places and its markup, and no other does."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from catalog.texts import Text, wanted
from onrecord.catalog.language import ENGLISH, FOLDER, LANGUAGES
from onrecord.store.digest import PACKAGE

CATALOGS = sorted(FOLDER.glob("*.po"))
PLACES = re.compile(r"\$\{[^{}]*\}|%\(\w+\)s|\{\w*\}|</?[a-z][^<>]*>|`[^`]*`")
"""What stands in a text in whatever language: places of each kind, markup, and code."""
COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/|^\s*//.*$", re.MULTILINE)
LITERAL = re.compile(r"""(["`])((?:(?!\1).)*)\1""")
WORD_LIST = re.compile(r"^.*(?:split\(|pairs\(|DamagedError).*$", re.MULTILINE)
"""Lists of English words that are searched for, and what no reader sees of a damaged file."""
SENTENCE = re.compile(r"^[A-Z][a-z]+( [a-z]+)*[.:]?$|(?<= )(the|of|and|not|with|all|no|could|was|are|is|by|in)(?= )")
NOT_SAID = frozenset({"Escape"})
DOCS = PACKAGE / "docs"
TAGS = re.compile(r"<!-- [^>]* -->|<[a-z][^<>]*>|\]\([^()#]*\)|^ *\d\. |^#+ |^\| --- .*", re.MULTILINE)
NAMED = re.compile(r' (?:href|name|value|class|data-[a-z]+)(?:="[^"]*")?')


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


def entries(path: Path) -> Iterator[tuple[Text, tuple[str, ...]]]:
    for message in read(path):
        ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
        if any(ids):
            one, *several = ids
            own = message.string if isinstance(message.string, tuple) else (message.string,)
            yield Text(str(one), "".join(several), message.context or ""), tuple(map(str, own))


def test_there_is_a_catalog() -> None:
    assert {ENGLISH, *(path.stem for path in CATALOGS)} == LANGUAGES
    assert "de" in LANGUAGES


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_each_text_has_an_entry_and_each_entry_a_text(path: Path) -> None:
    texts = wanted()
    assert len(texts) > 400
    counted = {text.one for text in texts if text.several}
    # A text for one thing that has another one for several is found by either.
    needed = {text for text in texts if text.several or text.context or text.one not in counted}
    there = {text for text, _ in entries(path)}
    assert needed - there == set()
    assert there - needed == set()


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_each_entry_has_the_places_and_the_markup_of_its_text(path: Path) -> None:
    for text, own in entries(path):
        for said, english in zip(own, (text.one, text.several), strict=False):
            assert said.strip(), text
            assert Counter(PLACES.findall(said)) == Counter(PLACES.findall(english)), said
            if "${" not in text.one:  # it would end the text within a script, or an attribute
                assert '"' not in PLACES.sub("", said), said
            assert "`" not in PLACES.sub("", said), said
            assert "\\" not in said, said


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_the_pages_that_come_along_are_the_same_in_each_language_but_for_the_words(path: Path) -> None:
    ours, english = DOCS / path.stem, DOCS / ENGLISH
    pages = {page.name for page in english.iterdir()}
    assert {page.name for page in ours.iterdir()} == pages
    for name in pages:
        one, other = (
            [NAMED.findall(tag) or tag for tag in TAGS.findall((folder / name).read_text(encoding="utf-8"))]
            for folder in (ours, english)
        )
        if name == "index.md":  # headings with the ids that links lead to, and that a style sheet knows
            one = ["## " if str(tag).startswith("<h2 id=") else tag for tag in one]
        assert one == other, name


def test_no_sentence_of_a_script_is_left_out() -> None:
    for path in (PACKAGE / "theme").rglob("*.js"):
        code = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for line in WORD_LIST.sub("", re.sub(r"""\b_\((["`]).*?\1(?:, "\w+")?\)""", "", code)).splitlines():
            for _, text in LITERAL.findall(line):
                said = SENTENCE.search(re.sub(r"\$\{[^{}]*\}", "", text))
                assert not said or text in NOT_SAID, (path.name, text)


def test_no_module_looks_up_a_text_that_is_put_together() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert not re.search(r"\b(?:n?gettext|later)\(\s*f[\"']", path.read_text(encoding="utf-8")), path
