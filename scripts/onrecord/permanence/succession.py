"""What answers at each published address once a build has found what it found: the registry's next state.

Nothing is ever taken out.  An address whose words still stand in a statement, of whatever boundaries, leads there; one
whose words no statement holds any more becomes a memorial of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model.article import Article
from onrecord.model.attribution import Span
from onrecord.model.registry import ArticleAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.article_keys import text_digest
from onrecord.permanence.identify import Identified
from onrecord.permanence.ids import recipe

# Reasons that hold only as long as an editor says so, or the seed is away.
_PASSING = frozenset({Reason.WITHDRAWN, Reason.TAKEN_DOWN, Reason.REMOVED})
_EDGES = re.compile(r"^\W+|\W+$")


def settle(before: Registry, published: Sequence[Identified], *, refused: frozenset[str]) -> Registry:
    """The registry after a build that publishes the articles ``published``.

    ``refused`` has the keys of articles that could not be read this time; all of theirs stays as it is.
    """
    by_key = {one.article.slug: one for one in published}
    articles = {key: _article(before.articles.get(key), one.article) for key, one in by_key.items()}
    for key, record in before.articles.items():
        if key not in articles:
            there = key in refused or record.state == State.GONE
            articles[key] = record if there else replace(record, state=State.GONE, reason=Reason.REMOVED)
    statements = {one.id: one for key, each in by_key.items() for one in _live(each, articles[key], before)}
    for id_, earlier in before.statements.items():
        if id_ not in statements:
            now = articles[earlier.article]
            if earlier.article in refused:
                statements[id_] = earlier
            elif now.state == State.GONE:
                statements[id_] = _without_article(earlier, now)
            else:
                was = before.articles[earlier.article]
                statements[id_] = _ended(earlier, by_key[earlier.article], was=was, now=now)
    return replace(before, articles=articles, statements=statements)


def successors(
    text: str, words: Sequence[str], content: Sequence[Span], statements: Mapping[str, tuple[Span, ...]]
) -> tuple[str, ...]:
    """The ids of the statements that hold all of ``words``: the smallest that does alone, else each that helps.

    ``words`` stood at ``content`` in an earlier text; where they occur more than once now, the place nearest to that is
    tried first.  Marks and spaces at their edges need not be held.  Empty when some of the words stand nowhere, or in
    no statement.
    """
    found: list[Span] = []
    helping: dict[str, None] = {}
    for part, (near, _) in zip(words, content, strict=True):
        for span in sorted(_places(text, part), key=lambda span: (abs(span[0] - near), span)):
            holders = _holders(text, span, statements)
            if holders:
                found.append(span)
                helping.update(dict.fromkeys(holders))
                break
        else:
            return ()
    alone = [
        (sum(end - start for start, end in spans), id_)
        for id_, spans in statements.items()
        if all(any(start <= left and right <= end for start, end in spans) for left, right in found)
    ]
    return (min(alone)[1],) if alone else tuple(helping)


def _places(text: str, part: str) -> Iterator[Span]:
    core = _EDGES.sub("", part) or part.strip()
    pattern = r"\s+".join(re.escape(word) for word in core.split())
    before = r"(?<!\w)" if core[:1].isalnum() else ""
    after = r"(?!\w)" if core[-1:].isalnum() else ""
    return (match.span() for match in re.finditer(f"{before}{pattern}{after}", text)) if pattern else iter(())


def _holders(text: str, span: Span, statements: Mapping[str, tuple[Span, ...]]) -> tuple[str, ...]:
    """The statements that together hold every letter of ``span``; those that are not needed are left out."""
    start, end = span
    overlapping = [
        (max(left, start), -min(right, end), right - left, id_)
        for id_, spans in statements.items()
        for left, right in spans
        if left < end and right > start
    ]
    reached = start
    holders: list[str] = []
    while reached < end:
        best = max(
            ((-stop, -size, id_) for left, stop, size, id_ in overlapping if not _letters(text, reached, left)),
            default=(0, 0, ""),
        )
        if best[0] <= reached:
            return () if _letters(text, reached, end) else tuple(dict.fromkeys(holders))
        reached = best[0]
        holders.append(best[2])
    return tuple(dict.fromkeys(holders))


def _letters(text: str, start: int, end: int) -> bool:
    return any(text[at].isalnum() for at in range(start, end))


def _article(before: ArticleAddress | None, article: Article) -> ArticleAddress:
    digest = text_digest(article.text)
    earlier = before.revisions if before else ()
    taken_down = article.metadata.withdraw
    return ArticleAddress(
        key=article.slug,
        name=article.name,
        text=digest,
        revisions=(*(earlier[:-1] if before and before.text == digest else earlier), article.sha256),
        state=State.GONE if taken_down else State.LIVE,
        reason=Reason.TAKEN_DOWN if taken_down else None,
        why=taken_down if taken_down != "true" else None,
        title=None if taken_down else article.metadata.title,
        published=article.metadata.published,
    )


def _live(published: Identified, record: ArticleAddress, before: Registry) -> Iterator[StatementAddress]:
    article = published.article
    known = before.articles.get(article.slug)
    edited = known is not None and known.text != record.text
    numbers: Counter[str] = Counter()
    for statement in published.statements:
        id_, content = statement.id, statement.attribution.content
        words = tuple(article.text[start:end] for start, end in content)
        same = recipe(article.slug, words)
        earlier = before.statements.get(id_)
        since = len(record.revisions) if known is None or edited else 0
        if earlier is not None and (earlier.state == State.LIVE or not edited):
            since = earlier.since
        yield StatementAddress(
            id=id_,
            article=article.slug,
            content=content,
            words=words,
            number=numbers[same],
            since=since,
            published=article.metadata.published,
            speaker=earlier.speaker if earlier else None,
        )
        numbers[same] += 1


def _without_article(record: StatementAddress, article: ArticleAddress) -> StatementAddress:
    """A statement whose article is gone; of one that was taken down, without its words."""
    if record.state == State.GONE and article.reason not in (record.reason, Reason.TAKEN_DOWN):
        return record
    words = None if article.reason == Reason.TAKEN_DOWN else record.words
    until = record.until or len(article.revisions)
    return replace(record, state=State.GONE, to=(), reason=article.reason, why=article.why, words=words, until=until)


def _ended(
    record: StatementAddress, published: Identified, *, was: ArticleAddress, now: ArticleAddress
) -> StatementAddress:
    """A statement of an article that is there, but no longer has it as it was published."""
    edited = was.text != now.text
    withdrawn = published.withdrawn.get(record.id)
    to: tuple[str, ...] = ()
    if record.words is not None and withdrawn is None:
        there = {one.id: one.attribution.content for one in published.statements}
        to = successors(published.article.text, record.words, record.content, there)
    state = State.MOVED if to else State.GONE
    if state == record.state and record.reason not in _PASSING and withdrawn is None:
        return replace(record, to=to)
    if withdrawn is not None:
        reason = Reason.WITHDRAWN
    elif edited:
        reason = Reason.EDITED
    elif record.id in published.uncorrected:
        reason = Reason.CORRECTED
    else:
        reason = Reason.EXTRACTION
    until = record.until or (len(was.revisions) if edited else len(now.revisions))
    return replace(record, state=state, to=to, reason=reason, why=withdrawn or None, until=until)
