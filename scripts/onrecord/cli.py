"""The command ``onrecord``.

What a command needs is imported when it runs: a build that finds nothing to do takes no longer than to find that out.
"""

import gc
import json
import logging
import os
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import get_plugin_logger

from onrecord import __version__
from onrecord.build.outcome import summary
from onrecord.build.unchanged import inputs, remember, unchanged
from onrecord.model.article import FaultsError, Problem
from onrecord.plugin import WAITING
from onrecord.rendering.configured import configured
from onrecord.work.runner import Processes

log = get_plugin_logger("onrecord")
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from onrecord.build.outcome import Outcome
    from onrecord.plugin import OnRecordPlugin

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("--quiet", is_flag=True, help="Print nothing but warnings and errors.")
@click.option("--verbose", is_flag=True, help="Print what happens in detail.")
def main(quiet: bool, verbose: bool) -> None:
    """Turn news articles into a searchable record of who said what."""
    level = logging.WARNING if quiet else logging.DEBUG if verbose else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.setLevel(level)


CONFIG = click.option(
    "--config", default="mkdocs.yml", type=FILE, show_default=True, help="The site's MkDocs configuration."
)


@main.command()
@click.option("--seeds", type=FOLDER, help="The folder of the articles, in place of the configured one.")
@click.option("--docs", type=FOLDER, help="The folder that the pages are written to, in place of the configured one.")
@click.option("--site", type=FOLDER, help="The folder of the built site, in place of the configured one.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that work side by side.  [default: all cores]")
@click.option("--cluster", metavar="ADDRESS", help="The Dask scheduler whose workers extract.")
@CONFIG
def build(
    seeds: Path | None,
    docs: Path | None,
    site: Path | None,
    workers: int | None,
    cluster: str | None,
    config: Path,
) -> None:
    """Extract, write the pages and build the site.

    Exits with 1 when an article was refused; the others are published all the same.
    """
    gc.disable()  # A build makes millions of objects; unused cycles of them are some megabytes at its end.
    try:
        settings, plugin = _settings(config, seeds=seeds, docs=docs)
        target = (site or Path(settings.site_dir)).absolute()
        target.parent.mkdir(parents=True, exist_ok=True)
        settings.site_dir = str(target)
        plugin.waiting = partial(click.echo, WAITING, err=True)
        plugin.runner = Processes(workers)
        plugin.progress.bars = sys.stderr.isatty() and log.isEnabledFor(logging.INFO)
        if cluster:
            from onrecord.work.cluster import Cluster

            with closing(Cluster(cluster, model=plugin.config.model)) as plugin.cluster:
                outcome = _build(settings, plugin)
        else:
            outcome = _build(settings, plugin)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    if outcome and outcome.problems:
        sys.exit(1)


@main.command()
@click.argument("site", required=False, type=FOLDER)
@CONFIG
def verify(site: Path | None, config: Path) -> None:
    """Check the built SITE, the pages and the registry against the seeds, and name each difference.

    Without SITE it is the configured one.  The address that the site was built for is read from it where SITE_URL is
    not set.
    """
    from onrecord.checking.rebuild import site_address, verify_site
    from onrecord.permanence.registry_file import AddressesError

    settings, plugin = _settings(config)
    target = (site or Path(settings.site_dir)).absolute()
    if not target.is_dir():
        msg = f"{target}: there is no such folder; build the site first"
        raise click.ClickException(msg)
    if "SITE_URL" not in os.environ and (address := site_address(target)):
        settings.site_url = address
    try:
        problems = verify_site(target, settings, plugin, render=_render)
    except AddressesError as error:
        raise click.ClickException(str(error)) from error
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} differences" if problems else "everything is as the seeds give it", err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@CONFIG
def serve(port: int, config: Path) -> None:
    """Build and serve the site; build again when an article or a page changes."""
    from mkdocs.commands.serve import serve as serve_site

    _settings(config)
    try:
        serve_site(config_file=str(config), dev_addr=f"127.0.0.1:{port}")
    except (Abort, OSError) as error:
        raise click.ClickException(str(error)) from error


@main.command()
@CONFIG
def people(config: Path) -> None:
    """Print pairs of speakers that look alike, and what to put into people.yml where they are one person, or two."""
    from onrecord.archive.look_alike_report import report
    from onrecord.archive.look_alikes import look_alikes
    from onrecord.build.plan import plan
    from onrecord.permanence.registry_file import AddressesError
    from onrecord.store.cache import Store

    settings, plugin = _settings(config)
    setting = plugin.setting(settings)
    store = Store(setting.store_file)
    try:
        planned = plan(
            setting.seeds, setting.docs, options=replace(setting.options, recording=False), store=store,
            runner=setting.runner,
        )  # fmt: skip
    except AddressesError as error:
        raise click.ClickException(str(error)) from error
    finally:
        store.close()
    pairs = look_alikes(planned.everyone)
    for line in report(pairs):
        click.echo(line)
    click.echo(f"{len(pairs):,} pairs of {len(planned.everyone):,} speakers look alike", err=True)


@main.command("extract")
@click.argument("files", nargs=-1, type=FILE)
@click.option("--jsonl", is_flag=True, help='Read lines {"id", "text"} from standard input in place of files.')
@click.option("--model", help="An installed spaCy model to use in place of the one that comes with the package.")
def extract_command(files: tuple[Path, ...], jsonl: bool, model: str | None) -> None:
    """Print the statements of FILES, one JSON line an article."""
    from onrecord.extract import extract
    from onrecord.extract.serialize import line

    if jsonl == bool(files):
        msg = "name the files to read, or give --jsonl and write lines to standard input"
        raise click.UsageError(msg)
    failed = False
    for id_, text in _lines() if jsonl else _files(files):
        if text is None:
            click.echo(id_, err=True)
            failed = True
        else:
            sys.stdout.buffer.write(line(id_, text, extract(text, model=model)).encode() + b"\n")
            sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _build(settings: "MkDocsConfig", plugin: "OnRecordPlugin") -> "Outcome | None":
    """What came of the build, or of the last one where this one would give the same."""
    setting = plugin.setting(settings)
    docs = dict.fromkeys(filter(None, (setting.docs, plugin.own_docs)))
    given = inputs(setting, configured=configured(settings), docs=docs)
    if outcome := unchanged(setting, given):
        for problem in outcome.problems:
            log.warning("%s", problem)
        log.info("nothing changed since the last build")
        for line in summary(replace(outcome, changed=0), {}):
            log.info("%s", line)
        return outcome
    try:
        _render(settings)
    except KeyboardInterrupt:
        plugin.give_up()
        click.echo("interrupted: the site is as it was before, and the next build goes on from here", err=True)
        sys.exit(130)
    if plugin.outcome:
        remember(setting, given, plugin.outcome)
    return plugin.outcome


def _render(settings: "MkDocsConfig") -> None:
    """Build the site as configured; what goes wrong is told in one line."""
    from mkdocs.commands.build import build as render

    settings.plugins.on_startup(command="build", dirty=False)
    try:
        render(settings)
    except TemplateSyntaxError as error:
        msg = f"{error.filename or error.name}:{error.lineno}: {error.message}"
        raise click.ClickException(msg) from error
    except (Abort, BuildError, OSError, RuntimeError, TemplateError) as error:
        raise click.ClickException(str(error)) from error


def _settings(
    config: Path, *, seeds: Path | None = None, docs: Path | None = None
) -> "tuple[MkDocsConfig, OnRecordPlugin]":
    """The MkDocs configuration, with folders replaced by those of the command line, and our plugin in it."""
    try:
        settings = load_config(str(config))
    except (ConfigurationError, Abort) as error:
        raise click.ClickException(str(error)) from error
    if "onrecord" not in settings.plugins:
        msg = f'{config}: the plugin is missing; add "onrecord" below "plugins:"'
        raise click.ClickException(msg)
    plugin = cast("OnRecordPlugin", settings.plugins["onrecord"])
    if seeds:
        plugin.config.seeds = str(seeds.absolute())
    if docs:
        plugin.own_docs = Path(settings.docs_dir)
        docs.mkdir(parents=True, exist_ok=True)
        settings.docs_dir = str(docs.absolute())
    return settings, plugin


def _files(files: tuple[Path, ...]) -> "Iterator[tuple[str, str | None]]":
    """Each file's name and text; of one that cannot be read, why, and nothing."""
    from onrecord.reading.read import read_body

    for file in files:
        try:
            yield file.stem, read_body(file)
        except FaultsError as error:
            for line, message in error.faults:
                yield str(Problem(path=str(file), line=line, message=message)), None


def _lines() -> "Iterator[tuple[str, str | None]]":
    """Each input line's id and text; of a line that is no such object, why, and nothing."""
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            given: Any = json.loads(raw)
            id_, text = given["id"], given["text"]
        except (ValueError, KeyError, TypeError):
            id_ = text = None
        if isinstance(id_, str) and isinstance(text, str):
            yield id_, text
        else:
            message = 'not a JSON object with the strings "id" and "text"'
            yield str(Problem(path="standard input", line=number, message=message)), None


if __name__ == "__main__":
    main()
