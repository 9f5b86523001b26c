"""Keeps what the record says out of the hands of other plugins, which get a seal in its place at each step of a page.

A plugin that fills in what stands between braces, includes files or closes up white space cannot tell a page's own
words from those that an article quotes.  What a plugin puts before or after the seal stays.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.text.slug import digest_base32

if TYPE_CHECKING:
    from onrecord.rendering.host import Page

_LENGTH = 26


class Sealing:
    """What stands behind the seals of one page at one step: MkDocs takes one page after the other through each."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._front: Mapping[str, Any] = {}
        self._title: str | None = None

    def seal(self, text: str) -> str:
        """A word that stands for the text, and that no text holds by chance."""
        word = f"onrecord{digest_base32(text.encode('utf-8', 'surrogatepass'), _LENGTH)}"
        self._texts[word] = text
        return word

    def open(self, text: str) -> str:
        """The text with what the seals stand for; where a plugin has thrown one away, that comes after all else."""
        for word, sealed in self._texts.items():
            before, _, after = text.partition(word)
            text = f"{before}{sealed}{after}"
        self._texts.clear()
        return text

    def seal_page(self, page: "Page", markdown: str) -> str:
        """A seal for a page's Markdown and its title, which may be that of the navigation; both are remembered."""
        self._front, self._title = dict(page.meta), page.title
        sealed = self.seal(markdown)
        page.title = sealed
        return sealed

    def open_page(self, page: "Page", markdown: str) -> str:
        """The Markdown, the title and the front matter as they were, but for what plugins put in besides."""
        page.meta = {**page.meta, **self._front}
        page.title = self._title
        return self.open(markdown)

    def seal_whole(self, page: "Page", output: str) -> str:
        """The whole page with a seal for its text."""
        return output.replace(page.content, self.seal(page.content), 1) if page.content else output
