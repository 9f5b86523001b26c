"""How much of an article is published around its statements, where its rights or the site's limit that."""

from collections.abc import Iterable, Sequence

from onrecord.model.article import CONTEXTS, Article
from onrecord.model.attribution import Attribution, Extraction, Span, joined, last_begun, touching

QUOTE_CONTEXT = 32
"""The length of a text quote selector's prefix and suffix, in code points."""


def visible(
    article: Article, extraction: Extraction, attributions: Iterable[Attribution], *, context: str = "full"
) -> tuple[Span, ...]:
    """The spans of the article's text that may be published, in order and apart from each other.

    ``context`` is the site's limit, one of `CONTEXTS`; the article's own goes before it.  With ``none`` only the
    statements' own words are published, else the sentences or the paragraphs that they touch, or all.

    Raises:
        ValueError: ``context`` is none of these.

    """
    limit = article.metadata.context or context
    if limit not in CONTEXTS:
        msg = f'context is "{limit}"; it must be one of {", ".join(CONTEXTS)}'
        raise ValueError(msg)
    if limit == "full":
        return ((0, len(article.text)),)
    content = sorted(span for attribution in attributions for span in attribution.content)
    around: Sequence[Span] = ()
    if limit != "none":
        around = extraction.sentences if limit == "sentence" else extraction.paragraphs
    touched = {number for span in content for number in touching(around, span)}
    return joined([*content, *(around[number] for number in touched)])


def whole(shown: Sequence[Span], text: str) -> bool:
    """Whether all of the text may be published."""
    return tuple(shown) == ((0, len(text)),)


def within(spans: Iterable[Span], shown: Sequence[Span]) -> tuple[Span, ...]:
    """Those of ``spans`` that lie wholly in a visible span."""
    return tuple(span for span in spans if _around(span, shown))


def cut(span: Span, shown: Sequence[Span]) -> tuple[Span, ...]:
    """The visible parts of ``span``."""
    parts = (shown[number] for number in touching(shown, span))
    return tuple((max(start, span[0]), min(end, span[1])) for start, end in parts)


def beside(text: str, span: Span, shown: Sequence[Span]) -> tuple[str, str]:
    """What stands before and after ``span``, as far as it is visible: at most `QUOTE_CONTEXT` code points each."""
    start, end = _around(span, shown) or span
    return text[max(start, span[0] - QUOTE_CONTEXT) : span[0]], text[span[1] : min(end, span[1] + QUOTE_CONTEXT)]


def _around(span: Span, shown: Sequence[Span]) -> Span | None:
    """The visible span that ``span`` lies wholly in."""
    number = last_begun(shown, span[0])
    return shown[number] if number >= 0 and span[1] <= shown[number][1] else None
