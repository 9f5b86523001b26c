"""The pages of a long article: twice the statements are twice the work."""

from benchmark.long_articles import text_of
from extract.counting import counting
from onrecord.extract import extract
from onrecord.model.article import Article, Metadata
from onrecord.model.options import FAST
from pages.published import published


def test_twice_the_statements_are_twice_the_work() -> None:
    work = []
    for characters in (4_000, 8_000, 16_000, 32_000):
        text = text_of("strangers", characters)
        article = Article(
            name="long", slug="long", path="seeds/long.txt", sha256="0" * 64, text=text, metadata=Metadata()
        )
        extraction = extract(text, model=FAST)
        with counting() as done:
            published(article, extraction)
        work.append(done[0])
    assert work[3] - work[2] <= 2.1 * (work[2] - work[1])
