"""What an editor's configuration says about how pages look, and what stands where it says nothing."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.pages.docs_folder import FOLDERS
from onrecord.rendering.host import Files, InclusionLevel, nest_paths, set_exclusions
from onrecord.store.digest import digest
from onrecord.store.files import files_below

if TYPE_CHECKING:
    from onrecord.rendering.host import BasePlugin, MkDocsConfig

# Functions that a configuration names print with their place in memory.
_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")
# Where the site is built, and by what, shows on no page.
_PLACES = frozenset({"config_file_path", "docs_dir", "site_dir", "watch", "dev_addr", "theme", "plugins", "hooks"})

_MAIN = ("index.md", "articles", "speakers", "topics", "kinds", "tags", "search.md", "method.md", "about.md")
"""The navigation of a site whose editor has written none: pages, and folders with one; their own pages follow."""
_MAIN_PAGES = tuple(name if name.endswith(".md") else f"{name}/index.md" for name in _MAIN)
_ASIDE = "data.md"
"""Each page's last line leads there."""


def alone(plugin: "BasePlugin[Any]", config: "MkDocsConfig", *events: str) -> bool:
    """Whether no other plugin or hook has a part in these events."""
    methods = [method for event in events for method in config.plugins.events.get(event, ())]
    return all(getattr(method, "__self__", None) is plugin for method in methods)


def keep_out_of_navigation(files: Files, config: "MkDocsConfig") -> None:
    """Let generated pages, but for the folders' own, stand in no navigation that is made of all pages."""
    set_exclusions(files, config)
    for file in files.documentation_pages():
        path = file.src_uri
        ours = path == _ASIDE or path.partition("/")[0] in FOLDERS
        if ours and file.inclusion.is_in_nav() and path not in _MAIN_PAGES:
            file.inclusion = InclusionLevel.NOT_IN_NAV


def navigation(files: Files) -> list[Any]:
    """The navigation where the configuration has none: ours first, then the other pages that are in it."""
    there = {file.src_uri: None for file in files.documentation_pages() if file.inclusion.is_in_nav()}
    others = [path for path in there if path not in _MAIN_PAGES]
    return [*(path for path in _MAIN_PAGES if path in there), *nest_paths(others)]


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
