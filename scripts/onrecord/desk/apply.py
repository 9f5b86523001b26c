"""A reader's report, as the form on a statement's page writes it: the correction in it goes where it belongs."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from functools import partial
from typing import Any

from onrecord.build.settings import Settings
from onrecord.desk.articles import Articles
from onrecord.desk.changes import RefusedError
from onrecord.desk.entries import appended
from onrecord.desk.journal import Journal
from onrecord.model.page import StatementPage
from onrecord.pages.docs_folder import read_page
from onrecord.reading.strict_yaml import load

_SENT = re.compile(rb"^(?:From|Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_STATEMENT = re.compile(r"# statement: (\w+)\s*")


def apply(settings: Settings, report: bytes) -> list[str]:
    """Put each correction in a report, a text or a mail, into the file of its article: a line on each.

    Raises:
        RefusedError, FaultsError: nothing was written.

    """
    found = list(_entries(_text(report)))
    if not found:
        msg = 'there is no correction in it; it begins with a line "# statement: …"'
        raise RefusedError(msg)
    articles = Articles(settings, Journal.of(settings))
    done = []
    for id_, text in found:
        page = read_page(settings.docs, f"statements/{id_}.md")
        if not isinstance(page, StatementPage):
            msg = f"statement {id_} is not there; build the site first, or write the correction by hand"
            raise RefusedError(msg)
        value = load(text).value
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            msg = f"what stands below statement {id_} is no list of corrections"
            raise RefusedError(msg)
        done.append(articles.put(page.record.article.slug, partial(_with, value)))
    return done


def _with(value: list[Any], file: str) -> str:
    for one in value:
        file = appended(file, one)
    return file


def _text(report: bytes) -> str:
    if (head := _HEAD.match(report)) and _SENT.search(head[0]):
        body = message_from_bytes(report, policy=policy.default).get_body(("plain",))
        text = body.get_content() if body else ""
    else:
        text = report.decode("utf-8", "replace")
    return _QUOTED.sub("", text.replace("\r\n", "\n"))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The id of each statement that is reported, and the lines of its correction."""
    lines = iter(text.split("\n"))
    for line in lines:
        if mark := _STATEMENT.fullmatch(line):
            own = []
            for entry in lines:
                if not entry.startswith(("- ", "  ")):
                    break
                own.append(entry)
            yield mark[1], "\n".join(own)
