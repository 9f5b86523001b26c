"""Outlets, authors and days: each article stands under all that it states, and what it does not state is said."""

import re
from dataclasses import replace

from onrecord.archive.archive import Archive
from onrecord.model.attribution import Kind
from onrecord.model.page import Page
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.pages.docs_folder import text_of
from onrecord.pages.listing import listings
from onrecord.text.slug import name_slugs
from pages.test_listings import pages_of

LINK = re.compile(r'href="([^"]*)"')


def article(slug: str, published: str | None, outlet: str | None = None, *authors: str) -> ArticleRecord:
    title = Title(text=f"About {slug}")
    return ArticleRecord(slug=slug, title=title, published=published, outlet=outlet, authors=authors)


def archive(*articles: ArticleRecord, statements: int = 1) -> Archive:
    records = [
        Record(
            id=f"{one.slug}{number:04}",
            kind=Kind.ASSERTION,
            rule="assertion",
            article=one,
            content=((0, 8),),
            words=("It rains",),
        )
        for one in articles
        for number in range(statements)
    ]
    return Archive(
        articles=articles,
        statements=tuple(records),
        outlet_pages=name_slugs({one.outlet for one in articles if one.outlet}),
        author_pages=name_slugs({author for one in articles for author in one.authors}),
    )


def made(found: Archive) -> dict[str, Page]:
    return pages_of(listings(found))


def targets(page: Page) -> set[str]:
    """Where the page's links lead, as paths below the site."""
    parts = page.name.removesuffix("index").strip("/").split("/")
    ends = set()
    for link in LINK.findall(page.body):
        way = [*parts]
        for part in link.partition("#")[0].split("/"):
            if part == "..":
                way.pop()
            elif part not in ("", "."):
                way.append(part)
        ends.add("/".join(way))
    return ends


THREE = (
    article("a", "2016-03-14", "Harbor Post", "Mara Quill", "Tom Ashby"),
    article("b", "2016-03-14T23:30:00-05:00", "Kestrel Daily", "Mara Quill"),
    article("c", None),
)


def test_an_article_and_its_statements_stand_under_its_outlet_its_authors_and_its_day() -> None:
    pages = made(archive(*THREE))
    for name in ("outlets/harbor-post", "authors/mara-quill", "authors/tom-ashby", "days/2016/03/14"):
        assert {"articles/a", "statements/a0000"} <= targets(pages[f"{name}.md"]), name
    assert "articles/b" not in targets(pages["outlets/harbor-post.md"]) | targets(pages["authors/tom-ashby.md"])
    assert {"articles/b", "statements/b0000"} <= targets(pages["days/2016/03/14.md"])


def test_every_link_between_these_pages_leads_to_a_page() -> None:
    pages = made(archive(*THREE, *(article(f"d{n}", f"2015-{n:02}-0{n % 9 + 1}", "Harbor Post") for n in range(1, 13))))
    ours = {name: page for name, page in pages.items() if name.split("/")[0] in ("outlets", "authors", "days")}
    there = {page.name.removesuffix("/index") for page in pages.values()}
    found = set()
    for page in ours.values():
        found |= {one for one in targets(page) if one.split("/")[0] in ("outlets", "authors", "days")}
    assert found <= there
    assert {"days", "days/2015", "days/2016/03", "days/2015/07/08", "outlets/harbor-post"} <= found


def test_the_day_is_the_one_that_the_article_states_whatever_its_time_zone() -> None:
    pages = made(archive(*THREE))
    assert [name for name in pages if re.fullmatch(r"days/\d+/\d+/\d+\.md", name)] == ["days/2016/03/14.md"]


def test_what_is_not_stated_is_said_and_stands_in_no_list() -> None:
    pages = made(archive(*THREE))
    for name, word in (("outlets", "outlet"), ("authors", "author"), ("days", "day")):
        assert f"1 article states no {word}" in pages[f"{name}/index.md"].body
    ours = [page for name, page in pages.items() if name.split("/")[0] in ("outlets", "authors", "days")]
    assert not any("articles/c" in targets(page) for page in ours)
    assert all("states no" not in page.body for page in made(archive(THREE[0])).values())


def test_an_archive_of_nothing_has_its_three_indexes() -> None:
    pages = made(Archive())
    assert {"outlets/index.md", "authors/index.md", "days/index.md"} <= pages.keys()
    assert all("None yet." in pages[f"{name}/index.md"].body for name in ("outlets", "authors", "days"))


def test_a_calendar_has_each_day_in_its_week_with_the_number_of_its_statements() -> None:
    body = made(archive(*THREE, statements=3))["days/2016/03.md"].body
    assert "March: 2 articles, 6 statements" in body
    weeks = [re.sub("<[^>]*>", " ", week).split() for week in re.findall("<tr><td>.*?</tr>", body)]
    assert weeks[0] == ["1", "2", "3", "4", "5", "6"]  # a Tuesday
    assert weeks[2] == ["14", "6", "statements", "15", "16", "17", "18", "19", "20"]
    assert sum(int(word) for week in weeks for word in week[:1]) == 1 + 7 + 14 + 21 + 28


def test_months_lead_to_where_they_begin_in_a_list_of_several_pages() -> None:
    months = [article(f"m{number}", f"2016-0{number}-01", "Harbor Post") for number in range(1, 7)]
    pages = made(archive(*months, statements=40))
    first = pages["outlets/harbor-post.md"].body
    found = {month: address for address, month in re.findall(r'<li><a href="([^"]*)#(2016-\d\d)">', first)}
    assert len(found) == 6
    for month, address in found.items():
        page = pages[f"outlets/{address.strip('./') or 'harbor-post'}.md"]
        assert f'<h2 id="{month}">' in page.body


def test_an_outlet_of_one_month_needs_no_list_of_months() -> None:
    assert 'class="letters' not in made(archive(*THREE[:2]))["outlets/harbor-post.md"].body


def test_an_article_in_which_nothing_is_said_is_listed_all_the_same() -> None:
    body = made(archive(*THREE, statements=0))["outlets/harbor-post.md"].body
    assert "About a" in body
    assert "1 article, 0 statements." in body
    assert "Nothing in this article was found to be a statement." in body


def test_names_that_an_article_gives_are_text_on_every_page() -> None:
    hostile = ("<b>Post</b> & [x](javascript:y)", "{{ 6*7 }} `code`")
    pages = made(archive(article("a", "2016-03-14", *hostile)))
    for name, page in pages.items():
        if name.split("/")[0] in ("outlets", "authors", "days"):
            assert "<b>Post" not in text_of(page)


def test_one_article_that_changes_touches_its_own_lists_and_the_counts_alone() -> None:
    many = [
        article(f"x{n}", f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}", f"Outlet {n % 5}", f"Author {n % 7}")
        for n in range(80)
    ]
    before = archive(*many, statements=3)
    changed = [replace(one, words=("It snows",)) if one.article.slug == "x7" else one for one in before.statements]
    keys = {job.name: job.key for job in listings(before)}
    now = {job.name: job.key for job in listings(replace(before, statements=tuple(changed)))}
    touched = {name for name in now if now[name] != keys[name] and name.split("/")[0] in ("outlets", "authors", "days")}
    assert touched <= {"days/2016/08/08.md", "outlets/outlet-2.md", "authors/author-0.md"}
    assert len(touched) == 3
