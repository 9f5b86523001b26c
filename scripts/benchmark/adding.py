"""Measures what `onrecord add` takes from web pages, beside libraries that do the like, on pages with known texts."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from time import process_time

import click
import trafilatura

from benchmark.layouts import OUTLET, Sample, samples
from onrecord.adding.page import page
from onrecord.adding.taken import RefusedError, Source, Taken
from onrecord.text.fold import fold

_QUOTED = re.compile(r"“[^”]+”")


def ours(sample: Sample) -> list[str]:
    """What onrecord takes."""
    return list(_taken(sample).paragraphs)


def _taken(sample: Sample) -> Taken:
    try:
        return page(Source(name="page.html", data=sample.data))
    except RefusedError:
        return Taken(name="", stem="", paragraphs=())


def by_trafilatura(sample: Sample) -> list[str]:
    """What trafilatura takes by itself."""
    return (trafilatura.extract(sample.data, include_comments=False) or "").splitlines()


def by_readability(sample: Sample) -> list[str]:
    """What readability-lxml takes."""
    from lxml.html import fromstring
    from readability import Document

    return [
        line
        for line in fromstring(Document(sample.data.decode("utf-8", "replace")).summary()).text_content().splitlines()
        if line.strip()
    ]


def by_resiliparse(sample: Sample) -> list[str]:
    """What resiliparse takes."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding

    html = sample.data.decode(detect_encoding(sample.data) or "utf-8", "replace")
    return [line for line in extract_plain_text(html, main_content=True).splitlines() if line.strip()]


PEERS: dict[str, Callable[[Sample], list[str]]] = {
    "onrecord": ours,
    "trafilatura": by_trafilatura,
    "readability-lxml": by_readability,
    "resiliparse": by_resiliparse,
}


def quotations(paragraphs: Sequence[str]) -> Counter[str]:
    """The quotations in a text, with their marks."""
    return Counter(_QUOTED.findall("\n".join(paragraphs)))


def foreign(found: Sequence[str], sample: Sample) -> int:
    """How many of the paragraphs are not the article's."""
    known = " ".join(" ".join(fold(one)) for one in sample.paragraphs)
    return sum(bool(fold(one)) and " ".join(fold(one)) not in known for one in found)


def f1(found: Sequence[str], sample: Sample) -> float:
    """F1 of runs of four words."""

    def runs(paragraphs: Sequence[str]) -> Counter[tuple[str, ...]]:
        words = fold(" ".join(paragraphs))
        return Counter(words[at : at + 4] for at in range(len(words) - 3))

    own, gold = runs(found), runs(sample.paragraphs)
    same = sum((own & gold).values())
    return 2 * same / max(1, sum(own.values()) + sum(gold.values()))


def metadata(sample: Sample) -> tuple[int, int, int]:
    """Of the metadata of a page: what is right, what is missing, what was made up."""
    stated = _taken(sample).metadata
    story = sample.story
    gold = {
        "title": story.title,
        "outlet": OUTLET,
        "authors": (story.author,),
        "url": f"https://example.org/{story.slug}",
    }
    values = [(getattr(stated, key), value) for key, value in gold.items()] + [
        ((stated.published or "")[:10], story.day)
    ]
    right = sum(one == value for one, value in values)
    missing = sum(not one for one, _ in values)
    return right, missing, len(values) - right - missing


@click.command()
@click.option("--errors", is_flag=True, help="Print what is lost and what is foreign.")
def main(errors: bool) -> None:
    """Print the figures."""
    pages = list(samples())
    click.echo(f"{len(pages)} pages of {len({one.layout for one in pages})} layouts")
    click.echo(f"{'':18}{'quotations':>12}{'paragraphs':>12}{'foreign':>10}{'F1':>8}{'pages/s':>9}")
    for name, extract in PEERS.items():
        extract(pages[0])
        begun = process_time()
        found = [extract(one) for one in pages]
        spent = process_time() - begun
        gold = sum((quotations(one.paragraphs) for one in pages), Counter())
        kept = sum(
            sum((quotations(one.paragraphs) & quotations(got)).values()) for one, got in zip(pages, found, strict=True)
        )
        whole = sum(len(set(one.paragraphs) & set(got)) for one, got in zip(pages, found, strict=True))
        strange = sum(foreign(got, one) for one, got in zip(pages, found, strict=True))
        lines = sum(map(len, found))
        average = sum(f1(got, one) for one, got in zip(pages, found, strict=True)) / len(pages)
        paragraphs = sum(len(one.paragraphs) for one in pages)
        shares = f"{kept / sum(gold.values()):>12.1%}{whole / paragraphs:>12.1%}{strange / max(1, lines):>10.1%}"
        click.echo(f"{name:18}{shares}{average:>8.3f}{len(pages) / spent:>9.1f}")
        if errors and name == "onrecord":
            _print_errors(pages, found)
    counted = [metadata(one) for one in pages]
    right, missing, invented = (sum(column) for column in zip(*counted, strict=True))
    click.echo(f"metadata of onrecord: {right} right, {missing} missing, {invented} made up")


def _print_errors(pages: Sequence[Sample], found: Sequence[Sequence[str]]) -> None:
    for one, got in zip(pages, found, strict=True):
        for line in one.paragraphs:
            if line not in got:
                click.echo(f"  {one.layout}: lost: {line}")
        for line in got:
            if line not in one.paragraphs:
                click.echo(f"  {one.layout}: foreign: {line}")


if __name__ == "__main__":
    main()
