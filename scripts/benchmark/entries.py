"""Generated articles as the entries that a build would list, without writing and extracting them."""

from collections.abc import Iterable, Iterator

from benchmark.archive import GeneratedArticle
from onrecord.model.attribution import Kind
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.permanence.ids import Identifier


def entries(articles: Iterable[GeneratedArticle]) -> Iterator[Record]:
    """The statements of generated articles, in their order, with the ids that a build would give."""
    identifier = Identifier()
    for generated in articles:
        article = ArticleRecord(
            slug=generated.name,
            title=Title(text=generated.title),
            outlet=generated.outlet,
            published=generated.published,
        )
        offset = 0
        for said in generated.said:
            yield Record(
                id=identifier.identify(generated.name, (said.words,)),
                kind=Kind(said.kind),
                words=(said.words,),
                speaker=said.speaker,
                speaker_page=None,
                unnamed=False,
                basis=None,
                source_words=said.speaker,
                rule="generated",
                topics=(),
                content=((offset, offset + len(said.words)),),
                article=article,
            )
            offset += len(said.words) + 1
