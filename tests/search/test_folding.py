"""Words are compared as they are folded, and the build and the browser fold alike."""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from onrecord.search.runs import hash_word, join
from onrecord.text.fold import fold, fold_character
from search.conftest import Browser

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "goldens" / "folding.json").read_text("utf-8"))
FOLD = """async (texts) => {
  const { fold } = await import("/assets/onrecord/quotation/fold.js");
  return texts.map((text) => fold(text).map(({ folded, start, end }) => [folded, text.slice(start, end)]));
}"""


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["why"] for vector in VECTORS])
def test_a_text_folds_to_the_words_of_its_vector(vector: dict[str, Any]) -> None:
    assert list(fold(vector["text"])) == vector["words"]


def test_the_browser_folds_every_vector_alike(browser: Browser) -> None:
    folded = browser.run(FOLD, [vector["text"] for vector in VECTORS])
    assert [[word for word, _ in words] for words in folded] == [vector["words"] for vector in VECTORS]


def test_every_character_folds_alike_in_the_build_and_in_the_browser(browser: Browser) -> None:
    # A browser may know characters that are newer than Python's tables; those are nobody's fault.
    characters = [
        chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]
    script = """async (characters) => {
      const { foldCharacter } = await import("/assets/onrecord/quotation/fold.js");
      return characters.map(foldCharacter);
    }"""
    theirs = browser.run(script, characters)
    wrong = {
        character: (ours, other)
        for character, other in zip(characters, theirs, strict=True)
        if (ours := fold_character(character)) != other
    }
    assert wrong == {}


def test_the_browser_says_where_each_word_stood(browser: Browser) -> None:
    (words,) = browser.run(FOLD, ["“It’s 1,000 naïve U.S. 🙂 ﬁlms—today”"])
    assert words == [
        ["it's", "It’s"], ["1000", "1,000"], ["naive", "naïve"], ["us", "U.S"], ["films", "ﬁlms"], ["today", "today"],
    ]  # fmt: skip


def test_the_browser_hashes_runs_of_words_as_the_build_does(browser: Browser) -> None:
    words = [*(word for vector in VECTORS for word in vector["words"]), "𝔘", "戦", "x" * 500]
    script = """async (words) => {
      const { hashWord, join } = await import("/assets/onrecord/quotation/grams.js");
      let run = 0;
      return words.map((word) => [hashWord(word), (run = join(run, hashWord(word)))]);
    }"""
    run = 0
    expected = [[hash_word(word), run := join(run, hash_word(word))] for word in words]
    assert browser.run(script, words) == expected


def test_entities_in_what_is_typed_are_read_even_escaped_twice(browser: Browser) -> None:
    script = """async (texts) => {
      const { decoded } = await import("/assets/onrecord/quotation/entities.js");
      return texts.map(decoded);
    }"""
    texts = ["Moe&#x27;s &#8220;boat&rdquo;", "Moe&amp;#x27;s &amp;amp; Vik", "&nope; &constructor; &#0; &#9999999; &;"]
    assert browser.run(script, texts) == ["Moe's “boat”", "Moe's & Vik", texts[2]]
