"""Citations of a statement: plain text, Wikipedia's template, BibTeX, RIS and CSL-JSON.

The work cited is the article; the words, their speaker and the statement's address stand in the note.  What the
metadata does not say is left out.  Sources: Wikipedia's "Template:Cite news"; Patashnik, "BibTeXing" (1988); the RIS
format specification of Reference Manager; the CSL 1.0.2 input data schema; for what reference managers read in a page's
head, Google Scholar's inclusion guidelines and Zotero's translators "Embedded Metadata" and "RDF".
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.catalog.language import gettext, later, quoted
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import credit
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.text import escape

# Lengths of these keep a name in two parts, as bibliographies sort it.
_PLAIN_NAME = re.compile(r"[^\s,{}]+(?: [^\s,{}]+){1,3}")


def plain(record: Record, site: Site) -> str:
    """One line for an e-mail or a footnote."""
    article = record.article
    by = [*article.authors, quoted(article.title.text), article.outlet, article.published, _link(record, site)]
    where = gettext("In: {where}.").format(where=", ".join(filter(None, by)))
    return escape.one_line(f"{_said(record)} {where} {_statement(record, site)}.") + "\n"


def wikipedia(record: Record, site: Site) -> str:
    """``{{cite news}}`` with the words of a quotation as its own; what is only reported stands behind it."""
    article = record.article
    fields = {
        **{f"author{number}": author for number, author in enumerate(article.authors, start=1)},
        "title": article.title.text,
        "work": article.outlet,
        "date": article.published and article.published[:10],
        "url": article.url or site.statement(record.id),
        "archive-url": article.archived if article.url else None,
        "url-status": "live" if article.archived and article.url else None,
        "language": article.language,
        "quote": record.text if record.kind == Kind.DIRECT else None,  # the template puts marks around it
    }
    cited = "".join(f" |{key}={_wikitext(key, value)}" for key, value in fields.items() if value)
    behind = "" if record.kind == Kind.DIRECT else f" {escape.wikitext(_said(record))}"
    return f"{{{{cite news{cited}}}}}{behind}\n"


def bibtex(record: Record, site: Site) -> str:
    """One ``@misc`` entry."""
    article = record.article
    fields = {
        "author": " and ".join(map(_bibtex_name, article.authors)),
        "title": f"{{{_bibtex(article.title.text)}}}",
        "howpublished": _bibtex(article.outlet),
        "year": article.published and article.published[:4],
        "month": article.published and str(int(article.published[5:7])),
        "url": _link(record, site),
        "note": _bibtex(_note(record, site)),
        "langid": article.language and _bibtex(article.language),
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@misc{{onrecord-{record.id},\n{''.join(lines)}}}\n"


def ris(record: Record, site: Site) -> str:
    """One reference of the type ``NEWS``, with CRLF line ends."""
    article = record.article
    day = article.published and article.published[:10].replace("-", "/")
    fields = [
        ("TY", "NEWS"),
        ("ID", f"onrecord-{record.id}"),
        *(("AU", author) for author in article.authors),
        ("TI", article.title.text),
        ("T2", article.outlet),
        ("PY", day and day[:4]),
        ("DA", day and f"{day}/"),
        ("LA", article.language),
        ("UR", _link(record, site)),
        ("N1", _note(record, site)),
    ]
    lines = [f"{tag}  - {escape.one_line(value)}\r\n" for tag, value in fields if value]
    return "".join(lines) + "ER  - \r\n"


def csl_json(record: Record, site: Site) -> str:
    """A list of one item of the type ``article-newspaper``."""
    article = record.article
    item = {
        "id": f"onrecord-{record.id}",
        "type": "article-newspaper",
        "author": [{"literal": escape.one_line(author)} for author in article.authors],
        "title": escape.one_line(article.title.text),
        "container-title": article.outlet and escape.one_line(article.outlet),
        "issued": article.published and {"date-parts": [[int(part) for part in article.published[:10].split("-")]]},
        "language": article.language,
        "URL": _link(record, site),
        "note": escape.one_line(_note(record, site)),
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def meta_tags(record: Record, site: Site) -> tuple[tuple[str, str], ...]:
    """The names and contents of the elements ``meta`` that reference managers read in a page's head."""
    article = record.article
    fields = [
        # A "citation_journal_title" would make an article of a journal of it.
        ("z:itemType", "newspaperArticle"),
        ("prism.publicationName", article.outlet),
        ("citation_title", article.title.text),
        *(("citation_author", author) for author in article.authors),
        ("citation_publication_date", article.published and article.published[:10].replace("-", "/")),
        ("citation_language", article.language),
        ("citation_public_url", _link(record, site)),
        ("citation_abstract", _note(record, site)),
    ]
    return tuple((name, escape.one_line(value)) for name, value in fields if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFormat:
    """A format of citations: its name, what writes it, and the suffix and media type of its files."""

    name: str
    write: Callable[[Record, Site], str]
    suffix: str
    media: str


CITATIONS = (
    CitationFormat(name=later("Plain text"), write=plain, suffix="txt", media="text/plain"),
    CitationFormat(name="Wikipedia", write=wikipedia, suffix="wiki", media="text/plain"),
    CitationFormat(name="BibTeX", write=bibtex, suffix="bib", media="application/x-bibtex"),
    CitationFormat(name="RIS", write=ris, suffix="ris", media="application/x-research-info-systems"),
    CitationFormat(name="CSL-JSON", write=csl_json, suffix="json", media="application/vnd.citationstyles.csl+json"),
)


def _statement(record: Record, site: Site) -> str:
    own = gettext("statement {id}").format(id=record.id)
    return f"{site.name}, {site.statement(record.id) or own}"


def _note(record: Record, site: Site) -> str:
    return f"{_said(record)} ({_statement(record, site)})"


def _said(record: Record) -> str:
    """The words as they stand, without any mark that is not the article's, behind whose they are."""
    by = credit(record.kind, record.speaker, record.article.outlet)
    return f"{by}: {record.text}" if by else record.text


def _link(record: Record, site: Site) -> str | None:
    return record.article.url or site.statement(record.id)


def _wikitext(key: str, value: str) -> str:
    return escape.wikitext_url(value) if key in ("url", "archive-url") else escape.wikitext(value)


def _bibtex(text: str | None) -> str | None:
    return text and escape.bibtex(text)


def _bibtex_name(name: str) -> str:
    escaped = escape.bibtex(name)
    plain_name = _PLAIN_NAME.fullmatch(name) and " and " not in name.lower()
    return escaped if plain_name else f"{{{escaped}}}"
