"""What Material's options do here, what loads from other hosts for them, and what of Material's files is published."""

import posixpath
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

from onrecord.catalog.language import ENGLISH, LANGUAGES, gettext
from onrecord.model.page import ArticlePage, Page, StatementPage
from onrecord.rendering.host import File, Files
from onrecord.rendering.host import Page as MkDocsPage
from onrecord.text import escape

if TYPE_CHECKING:
    from onrecord.rendering.host import MkDocsConfig

ASSETS = "assets/configured/"
"""Where the files lie that a page loads only because something is configured."""
FEATURES = frozenset({"navigation.tabs", "navigation.footer", "navigation.top", "content.action.edit"})
"""Of Material's features those that do here what they do there."""
_THEME = frozenset(
    {
        "name", "custom_dir", "static_templates", "locale", "direction", "language", "features",
        "palette", "logo", "icon", "favicon", "font",
    }
)  # fmt: skip
_ICONS = frozenset({"logo", "repo"})
_NOT_HERE = ("alternate", "annotate", "scope", "status", "tags", "version")
"""What Material reads in ``extra`` and this theme does not; anything else there is the editor's own."""
_STYLES = re.compile(r"assets/stylesheets/(main|palette)\.[^/]*css")
_NAME = re.compile(r"[^\w -]")


def no_effect(config: "MkDocsConfig") -> list[str]:
    """The options that are set and do nothing here, each with its name as a configuration has it."""
    theme = config.theme
    found = [f"theme.features: {one}" for one in theme.get("features") or () if one not in FEATURES]
    found += [f"theme.{key}" for key in _given(config) if key not in _THEME]
    found += [f"theme.icon.{key}" for key in theme.get("icon") or {} if key not in _ICONS]
    if theme.get("language") not in LANGUAGES:
        found.append("theme.language, but on the pages that you write: the words of all others are English")
    found += [f"extra.{key}" for key in _NOT_HERE if config.extra.get(key)]
    if any("iframe-worker" not in str(one) for one in config.extra.get("polyfills") or ()):  # the offline plugin's
        found.append("extra.polyfills")
    if _of(config, "analytics").get("feedback"):
        found.append("extra.analytics.feedback")
    return found


def words_language(config: "MkDocsConfig") -> str:
    """The language of readers' words: the theme's, if there are words in it."""
    language = config.theme.get("language")
    return language if language in LANGUAGES else ENGLISH


def set_defaults(config: "MkDocsConfig", defaults: Mapping[str, Any]) -> None:
    """Set the options of the theme that the configuration says nothing of."""
    given = _given(config)
    for name, value in defaults.items():
        if name not in given:
            config.theme[name] = value


def hosts(config: "MkDocsConfig") -> dict[str, set[str]]:
    """What pages load from other hosts because it is configured: by directives of a policy, what they must allow."""
    allowed: dict[str, set[str]] = {}

    def allow(directive: str, *sources: str) -> None:
        allowed.setdefault(directive, set()).update(sources)

    if config.theme.get("font"):
        allow("style-src", "https://fonts.googleapis.com")
        allow("font-src", "https://fonts.gstatic.com")
    if _of(config, "analytics").get("provider") == "google":
        allow("script-src", "https://www.googletagmanager.com")
        for directive in ("connect-src", "img-src"):
            allow(directive, "https://*.google-analytics.com", "https://www.googletagmanager.com")
    if _draws(config):
        allow("style-src", "'unsafe-inline'")
        if not any("mermaid" in str(script) for script in config.extra_javascript):
            allow("script-src", "https://unpkg.com")
    for directive, addresses in (("script-src", config.extra_javascript), ("style-src", config.extra_css)):
        for address in map(urlsplit, map(str, addresses)):
            if address.netloc:
                allow(directive, f"{address.scheme or 'https'}://{address.netloc}")
    return allowed


def policy_line(config: "MkDocsConfig") -> str | None:
    """What to tell of other hosts, if there are any, and what a policy for this site alone must allow besides."""
    allowed = hosts(config)
    if not allowed:
        return None
    named = sorted({source for sources in allowed.values() for source in sources if "//" in source})
    policy = "; ".join(f"{directive} 'self' {' '.join(sorted(sources))}" for directive, sources in allowed.items())
    where = f"from {', '.join(named)}" if named else "styles of their own"
    return f"pages load {where}, as configured; a content security policy needs: {policy}"


def template_values(config: "MkDocsConfig", files: Files) -> dict[str, Any]:
    """What the theme's templates go by besides the configuration itself."""
    sheets = {match[1]: file.src_uri for file in files if (match := _STYLES.fullmatch(file.src_uri))}
    return {
        "material_styles": sheets.get("main"),
        "material_palette": sheets.get("palette"),
        "palette_choices": [_choice(one) for one in _palettes(config)],
        "fonts_address": _fonts_address(config) if config.theme.get("font") else None,
        "configured_parts": _has_parts(config),
        "words_language": words_language(config),
    }


def put_assets(files: Files, config: "MkDocsConfig") -> None:
    """Take out what of Material's assets, and of ours, no page loads, and add the style sheet of configured fonts."""
    wanted = _loaded(config)
    themes = {str(Path(folder)) for folder in config.theme.dirs if folder != config.theme.custom_dir}
    for file in list(files):
        if (
            str(file.src_dir) in themes
            and file.src_uri.startswith(("assets/stylesheets/", "assets/javascripts/", "assets/images/", ASSETS))
            and not any(re.fullmatch(pattern, file.src_uri) for pattern in wanted)
        ):
            files.remove(file)
    if config.theme.get("font"):
        files.append(File.generated(config, f"{ASSETS}fonts.css", content=_fonts_sheet(config)))


class EditLinks:
    """The links by which a page of an article, or of a statement, leads to the article's file where it is kept."""

    def __init__(self, config: "MkDocsConfig", docs: Path) -> None:
        """``docs`` is the folder that the configuration's ``edit_uri`` is about."""
        self._config = config
        self._home = Path(config.config_file_path or ".").parent.absolute()
        self._docs = docs.absolute()
        self._known: dict[str, str] = {}

    def put(self, html: str, page: Page) -> str:
        """A page's HTML, with the link where it has one."""
        match page:
            case StatementPage():
                seed = page.record.article.seed
            case ArticlePage():
                seed = page.article.seed
            case _:
                return html
        if seed not in self._known:
            address = self._address(seed)
            label = escape.html(gettext("Edit the article’s file"))
            link = f'\n<p class="edit"><a href="{escape.attribute(address)}" rel="edit">{label}</a></p>'
            self._known[seed] = link if address else ""
        return html + self._known[seed]

    def _address(self, seed: str) -> str:
        config = self._config
        path = self._home / seed
        if not (config.edit_uri or config.edit_uri_template) or not (
            path.is_relative_to(self._home) and self._docs.is_relative_to(self._home)
        ):
            return ""
        file = File("article.md", None, config.site_dir, config.use_directory_urls)
        file.edit_uri = posixpath.relpath(path.as_posix(), self._docs.as_posix())
        return MkDocsPage(None, file, config).edit_url or ""


def _given(config: "MkDocsConfig") -> dict[str, Any]:
    """What the configuration itself says of the theme."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # MkDocs says that nobody reads it
        written = config.user_configs
    given: dict[str, Any] = {}
    for one in written:
        theme = one.get("theme")
        given |= theme if isinstance(theme, dict) else {}
    return given


def _of(config: "MkDocsConfig", key: str) -> Mapping[str, Any]:
    value = config.extra.get(key)
    return value if isinstance(value, Mapping) else {}


def _palettes(config: "MkDocsConfig") -> list[Mapping[str, Any]]:
    palette = config.theme.get("palette") or []
    return [palette] if isinstance(palette, Mapping) else list(palette)


def _choice(palette: Mapping[str, Any]) -> dict[str, str]:
    named = {"scheme": palette.get("scheme") or "default"} | {
        key: palette[key] for key in ("media", "primary", "accent") if palette.get(key)
    }
    return {key: str(value) if key == "media" else str(value).replace(" ", "-") for key, value in named.items()}


def _draws(config: "MkDocsConfig") -> bool:
    """Whether the configuration has diagrams drawn, as Material documents it."""
    fences = config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences") or ()
    return any(one.get("name") == "mermaid" for one in fences)


def _has_parts(config: "MkDocsConfig") -> bool:
    theme = config.theme
    return bool(
        theme.get("logo")
        or theme.get("icon")
        or FEATURES.intersection(theme.get("features") or ())
        or config.repo_url
        or config.edit_uri_template
        or config.extra.get("social")
        or config.extra.get("consent")
    )


def _loaded(config: "MkDocsConfig") -> list[str]:
    """Patterns of the theme's assets that pages load, or that a configuration names."""
    palettes = len(_palettes(config))
    named = [config.theme.get("favicon"), config.theme.get("logo"), *config.extra_css, *config.extra_javascript]
    wanted = [re.escape(str(one)) for one in named if one] + [r"assets/stylesheets/main\..*css"]
    ours = {
        "parts.css": _has_parts(config) or config.theme.custom_dir,
        "palette.css": palettes,
        "palette.js": palettes > 1,
        "consent.js": config.extra.get("consent"),
        "analytics.js": _of(config, "analytics").get("provider") == "google",
        "mermaid.js": _draws(config),
    }
    if palettes:
        wanted.append(r"assets/stylesheets/palette\..*css")
    return wanted + [ASSETS + re.escape(name) for name, needed in ours.items() if needed]


def _fonts(config: "MkDocsConfig") -> tuple[str, str]:
    font = config.theme["font"]
    named = font if isinstance(font, Mapping) else {}
    return (
        _NAME.sub("", str(named.get("text") or "Roboto")),
        _NAME.sub("", str(named.get("code") or "Roboto Mono")),
    )


def _fonts_address(config: "MkDocsConfig") -> str:
    text, code = map(quote_plus, _fonts(config))
    family = f"{text}:300,300i,400,400i,700,700i%7C{code}:400,400i,700,700i"
    return f"https://fonts.googleapis.com/css?family={family}&display=fallback"


def _fonts_sheet(config: "MkDocsConfig") -> str:
    text, code = _fonts(config)
    return (
        f':root{{--sans:"{text}",system-ui,sans-serif;--serif:"{text}",serif;--mono:"{code}",monospace;'
        f'--md-text-font:"{text}";--md-code-font:"{code}"}}\n'
    )
