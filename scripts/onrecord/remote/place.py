"""A folder as it is named on the command line: by its path, or by a URL."""

from pathlib import Path
from typing import Any

import click


def is_url(where: Path | str | None) -> bool:
    """Whether a folder lies at a URL."""
    return isinstance(where, str) and "://" in where


class _Place(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or the URL as it is."""
        return value if is_url(value) else super().convert(value, param, ctx)


PLACE = _Place(file_okay=False, path_type=Path)
"""A folder on this machine, or the URL of one."""
