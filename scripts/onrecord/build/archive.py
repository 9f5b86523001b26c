"""Fourth stage: the archive, put together of the articles that are published anew and those that keep their pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord import __version__
from onrecord.archive.archive import Archive, labels, told_by_name
from onrecord.archive.repeated import Repeats, Shingled, repeated
from onrecord.archive.tags import full_name, full_names, tags
from onrecord.build.identify import Identification, Kept, records_of
from onrecord.build.read import Inputs
from onrecord.drafts.draft import NOTHING, Draft
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution, Span
from onrecord.model.check import Finding
from onrecord.model.entity import Entity
from onrecord.model.page import ArticlePage
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.model.registry import NamedAddress, State
from onrecord.model.statement import InArticle, content_text
from onrecord.permanence.identify import Identified
from onrecord.text.opening import opening


def put_together(inputs: Inputs, identification: Identification, drafts: Mapping[str, Draft], kept: Kept) -> Archive:
    """The archive; ``drafts`` are by the articles' names."""
    people, registry = identification.people, identification.registry
    published = identification.published
    articles = {one.article.slug: article_record(one) for one in published}
    repeats = repeated([one for each in identification.articles for one in _shingles(each, drafts)])
    full = full_names(entity for one in published for entity in _named(one))
    records = [
        record
        for one in published
        for record in _records(
            one, articles[one.article.slug], identification, repeats, drafts[one.article.name].in_article, full
        )
    ]
    # Who is named on a kept page may stand at another address since.
    stay = [
        replace(one, speaker_page=people.speakers[one.article.slug, one.speaker].slug) if one.speaker else one
        for one in records_of(kept)
    ]
    every_article = (*(page.article for page in kept if isinstance(page, ArticlePage)), *articles.values())
    statements = tuple(sorted([*stay, *records], key=lambda one: (one.article.slug, one.offset, one.id)))
    return Archive(
        articles=every_article,
        statements=statements,
        people=people,
        topics=inputs.topics,
        listed=inputs.people,
        repeats=repeats,
        registry=registry,
        speakers=labels(people, every_article),
        topic_pages=_live(registry.topics),
        outlet_pages=_live(registry.outlets),
        author_pages=_live(registry.authors),
        tags=tags(statements, told_by_name(people)),
    )


def with_findings(archive: Archive, found: Mapping[str, Sequence[Finding]], kept: Kept) -> Archive:
    """The archive with what others published about its statements; pages that are ``kept`` show what they showed."""
    stay = {record.id for record in records_of(kept)}
    statements = tuple(
        replace(one, findings=tuple(found[one.id])) if one.id in found and one.id not in stay else one
        for one in archive.statements
    )
    return replace(archive, statements=statements)


def _live(addresses: Mapping[str, NamedAddress]) -> dict[str, str]:
    """The slugs of the names that stand in the archive now."""
    return {one.name: slug for slug, one in addresses.items() if one.state == State.LIVE}


def article_record(identified: Identified) -> ArticleRecord:
    """The article as published."""
    article, metadata = identified.article, identified.article.metadata
    return ArticleRecord(
        slug=article.slug,
        title=_title(article, identified.shown),
        outlet=metadata.outlet,
        published=metadata.published,
        authors=metadata.authors,
        language=metadata.language,
        rights=metadata.rights,
        url=metadata.url,
        archived=metadata.archived,
        seed=article.path,
        sha256=article.sha256,
        original=metadata.original.name if metadata.original else None,
        original_sha256=metadata.original.sha256 if metadata.original else None,
        original_type=metadata.original.media_type if metadata.original else None,
        retrieved_from=metadata.retrieved_from,
        taken_with=metadata.taken_with,
        changed=metadata.changed,
        video=metadata.video,
    )


def _title(article: Article, shown: Sequence[Span]) -> Title:
    """The title that the metadata gives, else the opening words of what may be shown of the text, marked as such."""
    if article.metadata.title:
        return Title(text=article.metadata.title)
    start, end = next(iter(shown), (0, 0))
    return Title(text=opening(article.text[start:end]) or article.name, opening=start < end)


def _records(
    one: Identified,
    article: ArticleRecord,
    identification: Identification,
    repeats: Mapping[str, Repeats],
    in_article: Sequence[InArticle],
    full: Mapping[str, str],
) -> Iterator[Record]:
    """The article's statements as published; ``full`` has the names that short ones stand for."""
    people = identification.people
    addresses = identification.registry.statements
    pages = {speaker.name: speaker.slug for name in one.names if (speaker := people.speakers[article.slug, name])}

    def tag_name(entity: Entity) -> str:
        speaker = people.speakers.get((article.slug, entity.name))
        return speaker.name if speaker else full_name(entity.name, full)

    for statement, there in zip(one.statements, in_article, strict=True):
        attribution = statement.attribution
        repeat = repeats.get(statement.id)
        yield Record(
            id=statement.id,
            kind=attribution.kind,
            # The very texts of the registry: others take 15 MB more in each process of 50,000 statements.
            words=addresses[statement.id].words or content_text(one.article, attribution),
            content=attribution.content,
            rule=attribution.rule,
            article=article,
            prefixes=there.prefixes,
            suffixes=there.suffixes,
            source=there.source,
            cue=there.cue,
            source_words=there.source_words,
            told=there.told,
            speaker=attribution.speaker,
            speaker_page=pages[attribution.speaker] if attribution.speaker else None,
            unnamed=attribution.unnamed,
            candidate=attribution.candidate,
            certainty=attribution.certainty if attribution.speaker else None,
            basis=attribution.basis,
            topics=statement.topics,
            dates=tuple(date.words for date in statement.dates),
            date_values=tuple(date.value for date in statement.dates if date.value),
            entities=tuple((tag_name(entity), str(entity.type)) for entity in statement.entities),
            text_fragment=there.text_fragment,
            also_quoted=repeat.others if repeat else (),
            corrected=tuple(dict.fromkeys(edit.what for edit in one.edits.get(statement.id, ()))),
            checked=statement.id in one.checked,
            checked_on=one.checked.get(statement.id) or None,
            version=__version__,
            second=_second(one.article, attribution),
        )


def _second(article: Article, attribution: Attribution) -> float | None:
    """The second of the recording at which the statement's paragraph begins, where that is known."""
    start = attribution.content[0][0]
    return next((second for at, second in reversed(article.times) if at <= start), None)


def _shingles(one: Identified, drafts: Mapping[str, Draft]) -> Iterator[Shingled]:
    """The quotations of an article as they are compared, under their ids."""
    for each in drafts.get(one.article.name, NOTHING).shingled:
        yield Shingled(  # `dataclasses.replace` takes three times as long
            id=one.statements[int(each.id)].id,
            article=one.article.slug,
            count=each.count,
            whole=each.whole,
            vocabulary=each.vocabulary,
            shingles=each.shingles,
        )


def _named(one: Identified) -> Iterable[Entity]:
    """What the article's statements name, each once."""
    return {entity.name: entity for statement in one.statements for entity in statement.entities}.values()
