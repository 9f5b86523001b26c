import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.test_any_text import TEXTS
from onrecord.extract import extract
from onrecord.model.attribution import Extraction, Omission

PIECES = st.lists(
    st.sampled_from(
        [
            "Dam leaks",
            "By Ruth Calder",
            "PORT ELDON (HP) — The dam leaked.",
            "14.29 It held. Why?",
            "READ MORE: The dam was built in a hurry.",
            "Workers on the dam. Photo: Owen Pratt",
            "“We lost,” Ruth Calder said. She laughed. “We will go on.”",
            "Q: Did it hold?",
            "A: It did not.",
            "We are sorry. pic.twitter.com/abc",
            "— Ruth Calder (@ruthcalder) May 4, 2021",
            "Sign up for our newsletter. It is free.",
            "- The “dam” is shut",
        ]
    ),
    max_size=8,
).map("\n".join)


def explained(text: str, extraction: Extraction) -> None:
    parts = [part for one in extraction.attributions for part in (*one.content, *one.source, *one.cue)]
    parts += [one.span for one in extraction.omitted]
    for start, end in extraction.sentences:
        if re.search(r"\w", text[start:end]):
            said = text[start:end]
            assert any(left < end and start < right for left, right in parts), said


def in_order(extraction: Extraction, text: str) -> None:
    spans = [one.span for one in extraction.omitted]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    parts = [part for one in extraction.attributions for part in (*one.content, *one.source, *one.cue)]
    assert not any(start < right and left < end for start, end in spans for left, right in parts)


@given(st.one_of(TEXTS, PIECES))
@example("“We lost,” she said.\nPhoto: AP")
@settings(max_examples=200, deadline=None)
def test_every_sentence_has_a_part_in_a_statement_or_a_reason(text: str) -> None:
    extraction = extract(text, model="fast")
    explained(text, extraction)
    in_order(extraction, text)


def test_the_words_left_out_have_the_reason_that_a_reader_would_give() -> None:
    text = "\n".join(
        (
            "Dam leaks in Port Eldon",
            "By Ruth Calder",
            "May 4, 2021",
            "PORT ELDON (HP) — The dam leaked on Monday. Who knew?",
            "“We lost,” Ivo Sand said. Not a word more.",
            "READ MORE: The dam was built in a hurry.",
            "Workers on the dam. Photo: Owen Pratt",
            "ADVERTISEMENT",
            "Sign up for our newsletter. It is free.",
            "Calm before the storm",
            "Hurricane season: The wind rose again.",
        )
    )
    assert [(one.reason, text[slice(*one.span)]) for one in extract(text, model="fast").omitted] == [
        (Omission.HEADLINE, "Dam leaks in Port Eldon"),
        (Omission.BYLINE, "By Ruth Calder"),
        (Omission.BYLINE, "May 4, 2021"),
        (Omission.DATELINE, "PORT ELDON (HP) —"),
        (Omission.QUESTION, "Who knew?"),
        (Omission.FRAGMENT, "Not a word more."),
        (Omission.LINK, "READ MORE: The dam was built in a hurry."),
        (Omission.CAPTION, "Workers on the dam. Photo: Owen Pratt"),
        (Omission.ADVERT, "ADVERTISEMENT"),
        (Omission.NOTICE, "Sign up for our newsletter. It is free."),
        (Omission.HEADLINE, "Calm before the storm"),
        (Omission.LABEL, "Hurricane season:"),
    ]
