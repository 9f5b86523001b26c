"""What an editor's configuration says about how pages look."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.store.digest import digest
from onrecord.store.files import files_below

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# Functions that a configuration names print with their place in memory.
_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")
# Where the site is built, and by what, shows on no page.
_PLACES = frozenset({"config_file_path", "docs_dir", "site_dir", "watch", "dev_addr", "theme", "plugins", "hooks"})


def configured(config: "MkDocsConfig") -> str:
    """A digest of the configuration, as hooks may have changed it, and of the editor's own templates and hooks."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    paths = [own / path for path in files_below(own, follow_links=True) if (own / path).is_file()] if own else []
    hooks: Any = config.hooks  # modules by their names, whatever MkDocs says
    paths += [Path(module.__file__) for module in hooks.values()]
    files = [(str(path), path.read_bytes()) for path in paths]
    options = {key: value for key, value in config.items() if key not in _PLACES}
    plugins = {name: dict(getattr(plugin, "config", {})) for name, plugin in config.plugins.items()}
    return digest(_IN_MEMORY.sub("", repr((options, dict(config.theme), plugins))), files)
