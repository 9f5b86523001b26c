"""An article as a build would publish it whose extraction found what a test says."""

from onrecord.archive.archive import Archive
from onrecord.build.archive import put_together
from onrecord.build.identify import identify_articles
from onrecord.build.read import Inputs
from onrecord.drafts.draft import draft
from onrecord.extract.entities.entities import entities
from onrecord.model.article import Article, Topic
from onrecord.model.attribution import Extraction
from onrecord.model.entity import Found
from onrecord.model.options import Editing
from onrecord.model.page import ArticlePage, Page, StatementPage
from onrecord.model.registry import Registry
from onrecord.pages.article_job import article_jobs
from onrecord.pages.listing import listings

TOPIC = Topic(name="<b>*topic*</b>", phrases=("a",))


def published(article: Article, extraction: Extraction) -> tuple[Archive, list[Page]]:
    """The archive of nothing but this article, and all of its pages."""
    found = Found(extraction=extraction, entities=tuple(entities(article.text)))
    drafts = {article.name: draft(article, found, corrections=(), editing=Editing(topics=(TOPIC,)))}
    inputs = Inputs(
        articles=(article,),
        topics=(TOPIC,),
        people=(),
        checks=(),
        corrections={},
        refused=frozenset(),
        problems=(),
        registry=Registry(),
        registry_digest="",
        readings={},
    )
    identification = identify_articles(inputs, drafts, (), refused=frozenset())
    archive = put_together(inputs, identification, drafts, ())
    jobs = [*article_jobs(archive, identification.articles, {article.name: ""}), *listings(archive)]
    return archive, [page for job in jobs for page in job.make()]


def article_page(pages: list[Page]) -> ArticlePage:
    (found,) = (page for page in pages if isinstance(page, ArticlePage))
    return found


def statement_pages(pages: list[Page]) -> list[StatementPage]:
    return [page for page in pages if isinstance(page, StatementPage)]
