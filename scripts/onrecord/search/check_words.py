"""The words of the lexicon that the quotation check knows in the reader's browser: ``quotation/lexicon.js``.

The module is made from the word lists and stands beside the other scripts, so that these need no build of their own;
a test holds it to the lists, and ``python -m onrecord.search.check_words >…/quotation/lexicon.js`` makes it anew.
"""

import json
import sys
from collections.abc import Iterable, Mapping

from onrecord.lexicon.lists import entries, groups, verbs, words
from onrecord.text.fold import fold

_HEAD = """\
// @ts-check
/** The words that the quotation check knows, made from the lexicon by `search/check_words.py`: no text to edit. */

/**
 * @param {string} text
 * @returns {Map<string, string>}
 */
function pairs(text) {
  return new Map(text.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));
}
"""


def check_words() -> str:
    """Return the text of the module."""
    quotes_only = words("quote_only_verbs")
    cues = {form: base for form, base in verbs("cue_verbs").items() if form != base or form in words("bare_cues")}
    return "".join(
        (
            _HEAD,
            _words(
                "CUES", "Verbs that report what somebody says, beside a clause", _only(cues, quotes_only, there=False)
            ),
            _words("QUOTE_CUES", "Verbs that report only beside a quotation", _only(cues, quotes_only, there=True)),
            _words("PLAIN_CUES", "Verbs that are nothing else", entries("plain_cues")),
            _words("TITLES", "Words before a name", _folded(title for title in words("titles") if " " not in title)),
            _words("DATES", "Days of the week and months", _folded(words("weekdays") | words("months"))),
            _words("LIGHT_WORDS", "Words that say little: a wrong one matters less", entries("light_words")),
            _map("AUXILIARIES", "What stands before “n't”, and what it is", _pairs("negated_auxiliaries")),
            _map("NUMBERS", "Words for numbers, and their values", _pairs("number_values")),
            _map("MEASURES", "What figures count, and the unit", groups("measures")),
            _map("TURNING_WORDS", "Words that turn the sense, and in which way", groups("turning_words")),
            _words("OPPOSITES", "Words and their opposites", entries("opposites"), between="|"),
            _words("NOT_ONLY", "A negation with what takes it back", entries("not_only"), between="|"),
        )
    )


def _only(cues: Mapping[str, str], verbs_: frozenset[str], *, there: bool) -> Iterable[str]:
    return (form for form, base in cues.items() if (base in verbs_) is there and len(fold(form)) == 1)


def _folded(listed: Iterable[str]) -> Iterable[str]:
    return (word for entry in listed for word in fold(entry))


def _pairs(name: str) -> Mapping[str, str]:
    parts = (entry.partition(" ") for entry in entries(name))
    return {word: meaning for word, _, meaning in parts}


def _words(name: str, about: str, listed: Iterable[str], between: str = " ") -> str:
    text = between.join(sorted(set(listed)))
    return f"\n/** {about}. */\nexport const {name} = new Set({_literal(text)}.split({_literal(between)}));\n"


def _map(name: str, about: str, pairs: Mapping[str, str]) -> str:
    text = " ".join(f"{word}:{meaning}" for word, meaning in sorted(pairs.items()))
    return f"\n/** {about}. */\nexport const {name} = pairs({_literal(text)});\n"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(check_words())
