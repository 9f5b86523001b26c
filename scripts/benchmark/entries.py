"""Generated articles as the entries that a build would list, without writing and extracting them."""

from collections.abc import Iterable, Iterator

from benchmark.archive import GeneratedArticle
from onrecord.model.attribution import Kind
from onrecord.model.entry import ArticleEntry, Entry, Title
from onrecord.permanence.ids import Identifier


def entries(articles: Iterable[GeneratedArticle]) -> Iterator[Entry]:
    """The statements of generated articles, in their order, with the ids that a build would give."""
    identifier = Identifier()
    for generated in articles:
        article = ArticleEntry(
            slug=generated.name,
            title=Title(text=generated.title),
            outlet=generated.outlet,
            published=generated.published,
        )
        offset = 0
        for said in generated.said:
            yield Entry(
                id=identifier.identify(generated.name, (said.words,)),
                kind=Kind(said.kind),
                words=(said.words,),
                speaker=said.speaker,
                speaker_page=None,
                unnamed=False,
                basis=None,
                source=said.speaker,
                topics=(),
                offset=offset,
                article=article,
            )
            offset += len(said.words) + 1
