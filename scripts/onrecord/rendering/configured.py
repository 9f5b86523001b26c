"""What an editor's configuration says about how pages look."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cache.digest import digest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# Functions that a configuration names print with their place in memory.
_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")


def configured(config: "MkDocsConfig") -> str:
    """A digest of the configuration and of the editor's own templates and assets."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    paths = [path for path in sorted(own.rglob("*")) if path.is_file()] if own else []
    templates = [(str(path), path.read_bytes()) for path in paths]
    return digest(_IN_MEMORY.sub("", repr(config.user_configs)), config.site_url, templates)
