"""Article text as HTML in which spans are marked, whatever way the spans overlap."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model.attribution import Span
from onrecord.text import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element around ``span``: its name, the attributes of each piece, and those of the first piece only.

    ``after`` is HTML that follows the last piece; like all of a mark it must be escaped already.
    """

    span: Span
    element: str
    attributes: str = ""
    first: str = ""
    after: str = ""


def marked(text: str, span: Span, marks: Iterable[Mark]) -> Markup:
    """``text[start:end]`` escaped for a raw HTML block, with every mark that overlaps it.

    Marks nest by where they start, the longer outside.  One that would cross another's end is closed there and opened
    again, so that the elements always nest.  The text content of the result equals the text, character for character.
    """
    start, end = span
    inside = sorted(
        (mark for mark in marks if mark.span[0] < end and mark.span[1] > start),
        key=lambda mark: (mark.span[0], -mark.span[1]),
    )
    edges = sorted({start, end, *(edge for mark in inside for edge in mark.span if start < edge < end)})
    pieces: list[str] = []
    opened: list[Mark] = []
    waiting = 0
    for here, there in zip(edges, [*edges[1:], end], strict=True):
        # Close down to the outermost mark that ends here, then open again what had to be closed on the way.
        depth = next((depth for depth, mark in enumerate(opened) if mark.span[1] <= here), len(opened))
        interrupted = [mark for mark in opened[depth:] if mark.span[1] > here]
        pieces.extend(f"</{mark.element}>" for mark in reversed(opened[depth:]))
        pieces.extend(mark.after for mark in opened[depth:] if mark.span[1] == here)
        del opened[depth:]
        if here == there:
            break
        for mark in interrupted:
            pieces.append(_tag(mark, mark.attributes))
            opened.append(mark)
        while waiting < len(inside) and inside[waiting].span[0] <= here:
            mark = inside[waiting]
            waiting += 1
            first = mark.first if mark.span[0] >= start else ""
            pieces.append(_tag(mark, f"{first} {mark.attributes}"))
            opened.append(mark)
        pieces.append(escape.html(text[here:there]))
    return Markup("".join(pieces))  # noqa: S704 - every part is escaped above


def _tag(mark: Mark, attributes: str) -> str:
    return f"<{mark.element} {attributes.strip()}>" if attributes.strip() else f"<{mark.element}>"
