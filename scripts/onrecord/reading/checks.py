"""What others published about statements, as ``seeds/checks.yml`` gives it.

The file is a list.  Each entry links one thing that was published to the statements with certain words:

- ``words`` are those of the statement, verbatim, ``article`` its article's name where several have them;
- ``url`` and ``publisher`` say where it was published, ``day`` when;
- ``verdict`` is the publisher's own, in the publisher's words; ``background`` is what it adds ("true, but"), likewise.
"""

import re
from typing import Annotated, Self

from pydantic import model_validator

from onrecord.model.check import Check, Finding
from onrecord.reading.metadata import DATE, WEB_ADDRESS
from onrecord.reading.shape import Fault, Lenient, Line, Text, entries, must_be
from onrecord.reading.strict_yaml import Document

_MARKUP = re.compile(r"<[a-z/!?]|&(?:[a-z]+|#x?[0-9a-f]+);", re.IGNORECASE)


def checks(document: Document) -> tuple[tuple[Check, ...], tuple[Fault, ...]]:
    """The checks that a document lists, in its order, and what is wrong with the entries that are left out.

    Raises:
        FaultsError: the document is no list.

    """
    listed, faults = entries(_Check, document)
    return tuple(one.check(line) for line, one in listed), tuple(faults)


_Words = Annotated[
    Line, must_be("plain text: it holds markup; write it as readers see it", lambda value: not _MARKUP.search(value))
]


class _Check(Lenient):
    """`Check` as YAML gives it."""

    words: Text
    article: Line | None = None
    url: Annotated[Line, WEB_ADDRESS]
    publisher: _Words
    verdict: _Words | None = None
    background: _Words | None = None
    day: Annotated[Line, DATE] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.verdict is None) == (self.background is None):
            raise ValueError('needs one of "verdict" and "background", in the words of who published it')
        return self

    def check(self, line: int) -> Check:
        finding = Finding(
            url=self.url, publisher=self.publisher, verdict=self.verdict, background=self.background, day=self.day
        )
        return Check(words=self.words, finding=finding, article=self.article, line=line)
