"""A check by others is linked to the statements that have its words, and to no other."""

import pytest

from onrecord.archive.findings import findings
from onrecord.model.attribution import Kind
from onrecord.model.check import Check, Finding
from onrecord.model.record import ArticleRecord, Record, Title

FINDING = Finding(url="https://facts.example/1", publisher="Fact Org", verdict="Mostly false")


def statement(id_: str, words: str, article: str = "harbor") -> Record:
    about = ArticleRecord(slug=article, title=Title(text=article), seed=f"seeds/{article}.txt")
    return Record(id=id_, kind=Kind.DIRECT, rule="given", article=about, content=((0, len(words)),), words=(words,))


STATEMENTS = [
    statement("a", "“It’s safe,”"),
    statement("b", "The bridge is safe and it cost 5 million"),
    statement("c", "The bridge is safe and nobody paid", "quay"),
    statement("d", "It's safe", "quay"),
]


def linked(words: str, article: str | None = None) -> list[str]:
    found, faults = findings(STATEMENTS, [Check(words=words, finding=FINDING, article=article, line=3)])
    assert bool(found) != bool(faults)
    return sorted(found)


def test_the_words_of_a_statement_are_linked_in_every_article_whatever_its_marks() -> None:
    assert linked("It's safe") == ["a", "d"]
    assert linked("It’s safe.", "harbor") == ["a"]


def test_words_within_one_statement_alone_are_linked_to_it() -> None:
    assert linked("it cost 5\n  million") == ["b"]
    assert linked("The bridge is safe", "quay") == ["c"]


@pytest.mark.parametrize("words", ["the bridge is safe", "It's unsafe", "…", "5 it"])
def test_words_that_do_not_stand_there_fit_nothing(words: str) -> None:
    assert linked(words) == []


def test_a_fault_tells_the_line_and_what_to_do() -> None:
    _, faults = findings(STATEMENTS, [Check(words="The bridge is safe", finding=FINDING, line=7)])
    assert faults == [
        (7, '2 statements hold the words "The bridge is safe"; give all the words of one, or its article')
    ]
    _, faults = findings(STATEMENTS, [Check(words="It rains", finding=FINDING, article="quay", line=9)])
    assert faults == [(9, 'no statement of the article "quay" has the words "It rains"; copy them from its page')]


def test_one_finding_is_told_once_and_several_in_the_order_of_the_file() -> None:
    other = Finding(url="https://facts.example/2", publisher="Depth Org", background="What it leaves out")
    checks = [Check(words=words, finding=one) for words, one in (("It's safe", other), ("It's safe", FINDING))]
    found, _ = findings(STATEMENTS, [*checks, checks[0]])
    assert found["a"] == [other, FINDING]
