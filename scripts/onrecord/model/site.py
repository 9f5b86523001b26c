"""The site that is built."""

from dataclasses import dataclass

from onrecord.catalog.language import ENGLISH


@dataclass(frozen=True, slots=True)
class Site:
    """The site's name and its absolute address; without an address nothing is given one.

    ``embed`` says that there is an oEmbed answer beside each statement's page, if the site has an address; ``language``
    is that of readers' words.
    """

    name: str
    url: str | None = None
    embed: bool = False
    language: str = ENGLISH

    def address(self, path: str) -> str | None:
        """The absolute address of a path below the site."""
        return f"{self.url.rstrip('/')}/{path}" if self.url else None

    def statement(self, id_: str) -> str | None:
        """The absolute address of a statement's page."""
        return self.address(f"statements/{id_}/")
