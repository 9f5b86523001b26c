"""All that is taken from MkDocs, which hosts the plugin; ProperDocs answers to the same names.

Only this module imports it: what another version of the host moves or renames is followed here.
"""

from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as render
from mkdocs.commands.build import get_context
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.theme import Theme
from mkdocs.utils import nest_paths
from mkdocs.utils.templates import TemplateContext

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer as LiveReloadServer

__all__ = [
    "Abort",
    "AnchorLink",
    "BasePlugin",
    "BuildError",
    "CombinedEvent",
    "Config",
    "ConfigurationError",
    "File",
    "Files",
    "InclusionLevel",
    "MkDocsConfig",
    "Navigation",
    "Page",
    "PluginError",
    "StructureItem",
    "TableOfContents",
    "TemplateContext",
    "Theme",
    "config_options",
    "event_priority",
    "get_context",
    "get_plugin_logger",
    "get_toc",
    "live_reload_server",
    "load_config",
    "nest_paths",
    "render",
    "set_exclusions",
]


def live_reload_server(**options: Any) -> "LiveReloadServer":
    """Return MkDocs' server, which takes a while to load and which no build needs."""
    from mkdocs.livereload import LiveReloadServer

    return LiveReloadServer(**options)
