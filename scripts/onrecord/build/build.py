"""A whole build by MkDocs with the plugin: what the commands and the preview call."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from onrecord.build.outcome import Built, Outcome, asking, summary
from onrecord.build.settings import PLUGIN, Asked, Settings, log
from onrecord.build.unchanged import inputs, remember, unchanged
from onrecord.rendering.configured import configured
from onrecord.rendering.host import Abort, BuildError, ConfigurationError, MkDocsConfig, load_config, render
from onrecord.store.files import told


class BuildFailedError(Exception):
    """Why there is no new site, in one line; the one that stands is as it was."""


def configuration(path: Path) -> MkDocsConfig:
    """The MkDocs configuration in a file.

    Raises:
        BuildFailedError: it cannot be read, or has not our plugin.

    """
    try:
        _make_docs(path)
        config = load_config(str(path))
    except (ConfigurationError, Abort) as error:
        raise BuildFailedError(str(error)) from error
    if PLUGIN not in config.plugins:
        msg = f'{path}: the plugin is missing; add "{PLUGIN}" below "plugins:"'
        raise BuildFailedError(msg)
    return config


def _make_docs(path: Path) -> None:
    """Make the docs folder beside the configuration: MkDocs asks for one before it asks us; git keeps no empty one."""
    docs = path.parent / "docs"
    if path.is_file() and not docs.exists():
        raw = MkDocsConfig(str(path))
        with path.open("rb") as file:
            raw.load_file(file)
        if raw.docs_dir == docs.name:
            docs.mkdir()


def publish(config: MkDocsConfig, asked: Asked) -> Outcome:
    """Build the site, unless that would give what stands: what came of it, or of the last build.

    Raises:
        BuildFailedError: it could not be built.

    """
    with _placed(config, asked) as placed:
        settings = Settings.of(config, placed)
        digests = inputs(settings, configured=configured(config))
        if outcome := unchanged(settings, digests):
            for problem in outcome.problems:
                log.warning("%s", problem)
            log.info("nothing changed since the last build")
            for line in summary(replace(outcome, changed=0), {}):
                log.info("%s", line)
            return outcome
        outcome = build(config, placed).outcome
        remember(settings, digests, outcome)
        return outcome


def build(config: MkDocsConfig, asked: Asked) -> Built:
    """Build the site, whatever stands.

    Raises:
        BuildFailedError: it could not be built.

    """
    with (
        _placed(config, asked) as placed,
        asking(placed) as one,
        Settings.of(config, placed).preload() or nullcontext() as one.preloaded,
    ):
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with _untold():
                render(config)
        except KeyboardInterrupt as error:  # of all else that goes wrong MkDocs tells the plugins itself
            config.plugins.run_event("build_error", error=error)
            raise
        except TemplateSyntaxError as error:
            msg = f"{error.filename or error.name}:{error.lineno}: {error.message}"
            raise BuildFailedError(msg) from error
        except Abort as error:  # of what a plugin says, too
            raise BuildFailedError(told(error.__context__ or error)) from error
        except (BuildError, OSError, RuntimeError, TemplateError) as error:
            raise BuildFailedError(told(error)) from error
    assert one.built is not None  # noqa: S101 - the plugin says so, or something was raised
    return one.built


@contextmanager
def _untold() -> Iterator[None]:
    """MkDocs' own line about what ends a build goes: whoever asked for the build tells it, in one line."""
    logger = logging.getLogger("mkdocs.commands.build")
    logger.addFilter(_is_no_error)
    try:
        yield
    finally:
        logger.removeFilter(_is_no_error)


def _is_no_error(record: logging.LogRecord) -> bool:
    return record.levelno < logging.ERROR


@contextmanager
def _placed(config: MkDocsConfig, asked: Asked) -> Iterator[Asked]:
    """Put the folders that are asked for into the configuration, as long as the build lasts."""
    before = config.docs_dir, config.site_dir
    if asked.docs:
        asked.docs.mkdir(parents=True, exist_ok=True)
        config.docs_dir = str(asked.docs.absolute())
        asked = replace(asked, docs=None, written_docs=Path(before[0]))
    if asked.site:
        config.site_dir = str(asked.site.absolute())
    Path(config.site_dir).parent.mkdir(parents=True, exist_ok=True)
    try:
        yield replace(asked, site=None)
    finally:
        config.docs_dir, config.site_dir = before
