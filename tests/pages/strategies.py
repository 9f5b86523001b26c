"""Hostile articles: text, metadata and attributions that no honest seed would have."""

import re

from hypothesis import strategies as st

from onrecord.model.article import Article, Metadata
from onrecord.model.attribution import Attribution, Basis, Extraction, Kind, Omission, Omitted, Span

HOSTILE = [
    "2*3*4", "<script>alert(1)</script>", "{{ x }}", "{% raw %}", "[a](javascript:alert(1))",
    "# not a heading", "- item", "1. one", "1) one", "> quote", "    code", "```", "~~~", "`code`", "&amp;",
    "&#42;", "&lt;", "\\*", "***", "___", "---", "--- !!python/object", ": colon", "!!str", "%YAML",
    "key: value", "\"", "'", "“", "”", "‘", "’", "«", "»", "''", "<!-- comment -->", "<![CDATA[", "<?php ?>",
    "</p>", "</blockquote>", "</mark>", "<p", "<a href=x>", "]]>", "|a|b|", "[^1]: note", "*[abbr]: x",
    "[TOC]", "![i](x)", "http://example.org/?a=b&c=d", "www.example.org", "a@example.org",
    "<http://example.org>", "\t", "\t\t", "  ", " \t ", "👩\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈", "עברית",
    "العربية", "\u202e", "\u2066", "e\u0301", "\u0300", "\x02", "\x03", "\x02amp\x03", "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0001\x03", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\xa0",
    "\u200b", "\ufffe", "onrecord:counts", "<!-- onrecord:counts -->", "==", "~x~", "H~2~O", "x^2^", "{: .a}",
    "{.a}", "{#a}", "$a$", "+++", "...", ":smile:", "@name", "#tag", "said", "Jo Doe", "a", "The", ".", ",",
    "?", "0", "2022-05-31", "null", "yes", "~", "@", "`", "]", "[", "(", ")", "!", "\\", "\\\\", "\\n",
    "\xad", "ﬁ",
]  # fmt: skip
LINE_ENDS = ["\n", "\r\n", "\r", "\n\n", "\n \n"]

hostile_text = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_characters="\0\r\n", codec="utf-8"), max_size=8),
    min_size=1,
    max_size=8,
).map(" ".join)
hostile_line = st.builds(lambda text: text.strip() or "x", hostile_text)
body = (
    st.lists(st.tuples(hostile_text, st.sampled_from(LINE_ENDS)), min_size=1, max_size=6)
    .map(lambda parts: "".join(text + end for text, end in parts))
    .filter(str.strip)
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article whose text and whose every piece of metadata is hostile."""
    optional = st.none() | hostile_line
    return Article(
        name="hostile",
        slug="hostile",
        path=f"seeds/{draw(hostile_line)}.txt".replace("\x85", ""),
        sha256="0" * 64,
        text=draw(body),
        metadata=Metadata(
            title=draw(optional),
            outlet=draw(optional),
            authors=tuple(draw(st.lists(hostile_line, max_size=2))),
            published=draw(st.sampled_from([None, "2022-05-31"])),
            language=draw(st.sampled_from([None, "en", "ar"])),
            rights=draw(optional),
            description=draw(optional),
            url=draw(st.sampled_from([None, "https://example.org/?a=1&b=%22<x>'\"#:~:text=x"])),
        ),
    )


def paragraphs(text: str) -> tuple[Span, ...]:
    """The runs of text between line breaks that hold more than white space, by the definition, not by our code."""
    return tuple(match.span() for match in re.finditer(r"[^\r\n]+", text) if match[0].strip())


@st.composite
def extractions(draw: st.DrawFn, text: str) -> Extraction:
    """Attributions at random: they overlap, nest and cross as they like."""
    lines = paragraphs(text)

    @st.composite
    def spans(draw: st.DrawFn, most: int) -> tuple[Span, ...]:
        edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * most)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        return tuple(
            (max(start, first), min(end, last))
            for start, end in pairs
            for first, last in lines
            if max(start, first) < min(end, last)
        )

    attributions = draw(
        st.lists(
            st.builds(
                Attribution,
                kind=st.sampled_from(Kind),
                content=spans(3).filter(bool),
                source=spans(1),
                cue=spans(1),
                speaker=st.none() | hostile_line,
                unnamed=st.booleans(),
                basis=st.none() | st.sampled_from(Basis),
                rule=st.just("at-random"),
                evidence=spans(1),
                candidate=st.none() | hostile_line,
            ),
            max_size=5,
        )
    )
    reasons = draw(st.lists(st.sampled_from(Omission), max_size=len(lines)))
    return Extraction(
        paragraphs=lines,
        sentences=lines,
        attributions=tuple(sorted(attributions, key=lambda a: a.content)),
        omitted=tuple(Omitted(span=line, reason=reason) for line, reason in zip(lines, reasons, strict=False)),
    )
