"""The command ``onrecord``.

What a command needs is imported when it runs: a build that finds nothing to do takes no longer than to find that out.
"""

import gc
import json
import logging
import os
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from onrecord import __version__
from onrecord.build.build import BuildFailedError, configuration, publish
from onrecord.build.settings import PREVIEW, Asked, Settings, log
from onrecord.model.article import FaultsError, Problem
from onrecord.model.options import ACCURATE

if TYPE_CHECKING:
    from tqdm import tqdm

    from onrecord.build.preview import Desk

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("--quiet", is_flag=True, help="Print nothing but warnings and errors.")
@click.option("--verbose", is_flag=True, help="Print what happens in detail.")
def main(quiet: bool, verbose: bool) -> None:
    """Turn news articles into a searchable record of who said what."""
    with suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, it leaves all as after Ctrl-C
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
@click.argument("folder", metavar="DIR", type=FOLDER)
def new(folder: Path) -> None:
    """Write a folder for an archive of your own to begin with: settings, an example article, a home page."""
    from onrecord.starting.begin import begin

    with _errors_in_one_line():
        for path in begin(folder):
            click.echo(folder / path)
    click.echo(f"now: cd {shlex.quote(str(folder))} && onrecord serve", err=True)


@main.command("build")
@click.option("--seeds", type=FOLDER, help="The folder of the articles, in place of the configured one.")
@click.option("--docs", type=FOLDER, help="The folder that the pages are written to, in place of the configured one.")
@click.option("--site", type=FOLDER, help="The folder of the built site, in place of the configured one.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that work side by side.  [default: all cores]")
@click.option("--cluster", metavar="ADDRESS", help="The Dask scheduler whose workers extract.")
@CONFIG
def build_command(
    seeds: Path | None, docs: Path | None, site: Path | None, workers: int | None, cluster: str | None, config: Path
) -> None:
    """Extract, write the pages and build the site.

    Exits with 1 when an article was refused; the others are published all the same.
    """
    gc.disable()  # A build makes millions of objects; unused cycles of them are some megabytes at its end.
    with _errors_in_one_line():
        bars, waiting = sys.stderr.isatty() and log.isEnabledFor(logging.INFO), partial(click.echo, err=True)
        asked = Asked(seeds=seeds, docs=docs, site=site, workers=workers, cluster=cluster, bars=bars, waiting=waiting)
        outcome = publish(configuration(config), asked)
    if outcome.problems:
        sys.exit(1)


@main.command()
@click.argument("site", required=False, type=FOLDER)
@CONFIG
def verify(site: Path | None, config: Path) -> None:
    """Check the built SITE, the pages and the registry against the seeds, and name each difference.

    Without SITE it is the configured one.  The address that the site was built for is SITE_URL, or the configured one;
    where there is neither, it is read from the site.
    """
    from onrecord.checking.rebuild import site_address, verify_site

    with _errors_in_one_line():
        mkdocs = configuration(config)
        target = (site or Path(mkdocs.site_dir)).absolute()
        if not target.is_dir():
            msg = f"{target}: there is no such folder; build the site first"
            raise click.ClickException(msg)
        if "SITE_URL" not in os.environ and not mkdocs.site_url and (address := site_address(target)):
            mkdocs.site_url = address
        problems = verify_site(target, mkdocs)
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"checked as the site of {mkdocs.site_url or 'no address'}", err=True)
    click.echo(f"{len(problems)} differences" if problems else "everything is as the seeds give it", err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--edit", is_flag=True, help="Let statements be corrected where they are read.")
@CONFIG
def serve(port: int, edit: bool, config: Path) -> None:
    """Build and serve the site; build again when an article or a page changes."""
    from onrecord.build.preview import serve as serve_site

    with _errors_in_one_line():
        serve_site(config, port=port, desk=_desk() if edit else None)


def _desk() -> "Desk":
    from onrecord.desk.application import before

    return before


@main.command()
@CONFIG
def people(config: Path) -> None:
    """Print pairs of speakers that look alike, and what to put into people.yml where they are one person, or two."""
    from onrecord.archive.look_alikes import look_alikes, report
    from onrecord.build.plan import plan
    from onrecord.store.cache import Store

    with _errors_in_one_line():
        settings = Settings.of(configuration(config), PREVIEW)
        with closing(Store(settings.store_file)) as store:
            everyone = plan(settings, store).archive.people.everyone
    pairs = look_alikes(everyone)
    for line in report(pairs):
        click.echo(line)
    click.echo(f"{len(pairs):,} pairs of {len(everyone):,} speakers look alike", err=True)


@main.command()
@click.argument("file", type=FILE)
@CONFIG
def checks(file: Path, config: Path) -> None:
    """Print what to put into checks.yml for each ClaimReview in FILE that fits a statement, with what differs.

    FILE is a saved page with JSON-LD, the JSON-LD by itself, or a dump of a feed with many.  Nothing is written.
    """
    from onrecord.build.plan import plan
    from onrecord.reading.claim_reviews import claim_reviews
    from onrecord.reading.decode import decode
    from onrecord.search.proposals import proposals, report
    from onrecord.store.cache import Store

    with _errors_in_one_line():
        try:
            reviews = list(claim_reviews(decode(file.read_bytes())))
        except FaultsError as error:
            msg = "; ".join(f"{file}:{line}: {message}" for line, message in error.faults)
            raise click.ClickException(msg) from error
        settings = Settings.of(configuration(config), PREVIEW)
        with closing(Store(settings.store_file)) as store:
            statements = plan(settings, store).archive.statements
    fitting = 0
    for review, proposed in proposals(statements, reviews):
        fitting += any(one.near.verdict != "absent" for one in proposed)
        for line in report(review, proposed):
            click.echo(line)
    click.echo(f"{fitting:,} of {len(reviews):,} reviews fit a statement", err=True)


@main.command("apply")
@click.argument("report", type=FILE)
@CONFIG
def apply_command(report: Path, config: Path) -> None:
    """Put the correction in a reader's REPORT, a text or a mail, where it belongs."""
    from onrecord.desk.apply import apply
    from onrecord.desk.changes import RefusedError

    with _errors_in_one_line():
        settings = Settings.of(configuration(config), PREVIEW)
        try:
            for path in apply(settings, report.read_bytes()):
                click.echo(path)
        except FaultsError as error:
            raise click.ClickException("; ".join(f"{report}: {message}" for _, message in error.faults)) from error
        except RefusedError as error:
            msg = f"{report}: {error}"
            raise click.ClickException(msg) from error


@main.command("read")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--again", is_flag=True, help="Read the named articles again, or all of them, though they are the same.")
@CONFIG
def read_command(names: tuple[str, ...], again: bool, config: Path) -> None:
    """Read the articles that were never read, and write down what was found in seeds/readings/."""
    from onrecord.build.read_again import read_articles

    with _errors_in_one_line():
        outcome = read_articles(Settings.of(configuration(config), Asked()), names, again=again)
    for problem in outcome.problems:
        click.echo(str(problem), err=True)
    for name, statements in outcome.statements.items():
        click.echo(f"{name}: {statements:,} statements")
    sys.exit(1 if outcome.problems else 0)


@main.command("add")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|URL|-...")
@click.option("--to", type=FOLDER, help="The folder of the articles, made if missing, in place of the configured one.")
@click.option("--only", metavar="GLOB", help="Take only files and records whose name or address is like this.")
@click.option("--limit", type=click.IntRange(min=1), help="Take so many articles and no more.")
@click.option("--column", "columns", multiple=True, metavar="KEY=NAME", help="Which column of a table says what.")
@click.option("--dry-run", is_flag=True, help="Only print what would be added.")
@click.option("--replace", "replacing", is_flag=True, help="Put a text in the place of one with the same name.")
@click.option("--keep", is_flag=True, help="Put the original into originals/ in the folder of the articles.")
@click.option("--show-left-out", is_flag=True, help="Print what of a page is not taken.")
@click.option("--repair", is_flag=True, help="Put letters right that a wrong encoding has garbled.")
@CONFIG
def add_command(inputs: tuple[str, ...], to: Path | None, config: Path, columns: tuple[str, ...], **asked: Any) -> None:
    """Make articles of saved pages, mails, feeds, documents, tables, transcripts and web archives.

    Exits with 1 when something was refused; the rest is added all the same.
    """
    try:
        from tqdm import tqdm

        from onrecord.adding.add import Adding, Wanted
    except ModuleNotFoundError as error:
        msg = f'{error.name} is not installed; run: make add FILES="…", or install onrecord[add]'
        raise click.ClickException(msg) from error
    wrong = [one for one in columns if "=" not in one]
    if wrong:
        msg = f"--column {wrong[0]}: write it as KEY=NAME, such as text=Volltext"
        raise click.UsageError(msg)
    with _errors_in_one_line():
        folder = to or Settings.of(configuration(config), Asked()).seeds
        shown_as = os.path.relpath(folder) if not os.path.relpath(folder).startswith("..") else str(folder)
        chosen = {key: name for key, _, name in (one.partition("=") for one in columns)}
        wanted = Wanted(to=folder, shown_as=shown_as, columns=chosen, **asked)
        with tqdm(desc="articles", file=sys.stderr, disable=not sys.stderr.isatty(), bar_format=_COUNTED) as bar:
            say = partial(_above, bar, err=False), partial(_above, bar, err=True)
            adding = Adding(wanted, say=say[0], complain=say[1], step=bar.update)
            outcome = adding.add(inputs, stdin=sys.stdin.buffer)
    done = "would be added" if wanted.dry_run else "added"
    click.echo(f"{outcome.added:,} {done}, {outcome.known:,} already there, {outcome.refused:,} refused", err=True)
    sys.exit(1 if outcome.refused else 0)


_COUNTED = "{desc}: {n_fmt} [{elapsed}, {rate_fmt}]"
"""A bar without an end: how many articles an archive holds is known when it has been read."""


def _above(bar: "tqdm[NoReturn]", line: str, *, err: bool) -> None:
    """Print a line above the bar."""
    bar.clear()
    click.echo(line, err=err)
    bar.refresh()


@main.command("extract")
@click.argument("files", nargs=-1, type=FILE)
@click.option("--jsonl", is_flag=True, help='Read lines {"id", "text"} from standard input in place of files.')
@click.option(
    "--model",
    default=ACCURATE,
    show_default=True,
    help='What reads them: "accurate", "fast", or the name of an installed spaCy model.',
)
def extract_command(files: tuple[Path, ...], jsonl: bool, model: str) -> None:
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
            found = line(id_, text, extract(text, model=model))
            sys.stdout.buffer.write(found.encode(errors="backslashreplace") + b"\n")  # half a pair of code units
            sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


@contextmanager
def _errors_in_one_line() -> Iterator[None]:
    """Say what goes wrong within in one line."""
    from onrecord.permanence.registry import AddressesError
    from onrecord.store.files import told

    try:
        yield
    except (BuildFailedError, AddressesError, OSError) as error:
        raise click.ClickException(told(error)) from error
    except KeyboardInterrupt:
        click.echo("interrupted: the site is as it was before, and the next build goes on from here", err=True)
        sys.exit(130)


def _files(files: tuple[Path, ...]) -> "Iterator[tuple[str, str | None]]":
    """Each file's name and text; of one that cannot be read, why, and nothing."""
    from onrecord.reading.doubts import doubts
    from onrecord.reading.read import read_body

    for file in files:
        try:
            text = read_body(file)
            for line, message in doubts(text, str(file)):
                click.echo(f"{file}:{line}: {message}", err=True)
            yield file.stem, text
        except FaultsError as error:
            for line, message in error.faults:
                yield str(Problem(path=str(file), line=line or None, message=message)), None


def _lines() -> "Iterator[tuple[str, str | None]]":
    """Each input line's id and text; of a line that is no such object, why, and nothing."""
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        with suppress(ValueError):
            match json.loads(raw):
                case {"id": str(id_), "text": str(text)}:
                    yield id_, text
                    continue
        message = 'not a JSON object with the strings "id" and "text"'
        yield str(Problem(path="standard input", line=number, message=message)), None


if __name__ == "__main__":
    main()
