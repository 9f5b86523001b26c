"""Pages of our own making with known texts: ten layouts that news sites have, three articles in each."""

# ruff: noqa: E501 - markup and sentences read better whole

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

OUTLET = "The Example Post"


@dataclass(frozen=True, slots=True)
class Story:
    """An article: what it states, and its paragraphs; one that begins with ``> `` is a quotation set apart, with its source after `` | ``."""

    title: str
    author: str
    day: str
    deck: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Its part of the address."""
        return self.title.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page: its bytes, the story on it, and the paragraphs that are to come of it."""

    layout: str
    story: Story
    data: bytes
    paragraphs: tuple[str, ...]


STORIES = (
    Story(
        "Old bridge closes for the winter",
        "Ada Lund",
        "2024-03-01",
        "Cracks were found in two piers, and nobody knows yet what the repair will cost.",
        (
            "MILLBROOK — The council closed the old bridge over the river on Friday, after engineers found cracks in two of its piers.",
            "“We have tested every bolt, and we do not trust all of them,” said the engineer Clara Moen. “It will take until spring.”",
            "It was a quiet evening.",
            "> No one should have to fear for a bridge on the way to school | Dora Falk, parent",
            "The mayor, Boris Vale, called it “a sad day for the town” and promised a ferry that would run from Monday on, at no charge.",
            "Why it took so long",
            "The last inspection was in 2019. Its report, which the council has kept to itself since, speaks of “water where no water should be”.",
            "“I read it on the day it came,” said Emil Roth, who then led the works department. “I put it into a drawer, as I was told.”",
            "Asked by whom, he said: “You may guess.”",
            "Shops on the far bank fear for their trade. “Nobody will come by boat to buy a lamp,” said Greta Holm, who sells them.",
            "The bridge was built in 1911 and has been closed only twice since then, both times after floods in the spring.",
            "A meeting is set for Tuesday.",
        ),
    ),
    Story(
        "Port to dredge its harbor in June",
        "Ivo Brandt",
        "2024-04-17",
        "The largest ships have had to wait for high water since the storm of last year.",
        (
            "The port authority will dredge the harbor in June, its director said on Wednesday, a year later than was planned.",
            "“The sand does not wait for our budget,” said the director, Jana Kerr.",
            "Ships with a draft of more than nine meters have had to wait for high water since a storm moved the bar in the mouth of the river.",
            "> We lose a day a week, and a day is forty thousand | Karl Ames, shipowner",
            "Fishers are against it. “They will put the mud where we fish,” said Lena Moss of the cooperative. “They did so the last time.”",
            "What becomes of the mud",
            "The authority says that the mud is clean. Samples were taken at eleven places in February, and their analysis is public.",
            "“Clean is a word for soap,” said the biologist Milo Stern, who has read the analysis. “There is lead in four of the eleven.”",
            "Ms. Kerr said that the values were “within what the law allows, and far within it”.",
            "Work is to begin on June 3.",
        ),
    ),
    Story(
        "Library keeps its night hours",
        "Nora Quill",
        "2024-05-08",
        "Students had slept in the reading room in protest for a week.",
        (
            "The city library will stay open until midnight, the board decided on Wednesday, after a week in which students slept in its reading room.",
            "“I have not seen so many people read here at two in the morning,” said the librarian, Otto Penn, “and I should like to see it again.”",
            "The board had wanted to close at eight from June on, to save 90,000 a year. It will now take the money from the fund for new shelves.",
            "“Books can stand on the floor. People cannot,” said the chair of the board, Pia Rask.",
            "> This is the only warm room that I can afford | a student who did not want to be named",
            "What the students want next",
            "They have asked for a seat on the board. Ms. Rask said that she would “think about it, with pleasure and without haste”.",
            "Not all are glad. “Who pays for the guards?” asked Rolf Tarn of the taxpayers’ league. He put the cost at 40,000 a year.",
            "The students went home at noon.",
        ),
    ),
)
NAVIGATION = "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>'
    for name in ("Home", "Town", "Region", "Sports", "Opinion", "Weather")
)
RELATED = (
    "Ferry to run every half hour from Monday, says the mayor",
    "Ten pictures of the flood that nobody has forgotten",
    "Why the lamps on River Street are out again this week",
)
NEWSLETTER = (
    "Get the news of the town each morning. Sign up for our newsletter and never miss a story that matters to you."
)
COMMENTS = (
    "I think that the whole thing should be blown up and built anew, at once and by somebody else.",
    "“Well said,” as my grandfather used to say, and he knew every stone of this town by its name.",
)
CAPTION = "The place in question, seen from the tower of the town hall on a clear day in January. Photo: Boris Stahl/Example Post"
PROMO = "The Example Post lives from its readers. Support independent journalism in your town with a small gift."
FOOTER = "© 2024 Example Press Ltd. All rights reserved. Reproduction in whole or in part needs our consent in writing."
BIO = "Ada Lund has written about roads and rivers for the Post since 2011. She lives by the river with two dogs."


def is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph stands as a heading."""
    return paragraph[-1] not in ".”?" and not paragraph.startswith("> ")


def expected(story: Story) -> tuple[str, ...]:
    """The paragraphs that are to come of the story."""
    found: list[str] = []
    for one in story.paragraphs:
        if one.startswith("> "):
            said, _, source = one[2:].partition(" | ")
            found += [f"“{said}”", f"— {source}"]
        else:
            found.append(one)
    return tuple(found)


def body(
    story: Story, *, block: str = "p", heading: str = "h2", quotation: str = "blockquote", between: Sequence[str] = ()
) -> list[str]:
    """The paragraphs as elements, with what stands ``between`` them put after every third."""
    found = []
    others = iter(between)
    for number, one in enumerate(story.paragraphs, start=1):
        if one.startswith("> "):
            said, _, source = one[2:].partition(" | ")
            found.append(
                f"<blockquote><p>{escape(said)}</p><footer>{escape(source)}</footer></blockquote>"
                if quotation == "blockquote"
                else f"<{block}><q>{escape(said)}</q></{block}><{block}>— {escape(source)}</{block}>"
            )
        elif is_heading(one):
            found.append(f"<{heading}>{escape(one)}</{heading}>")
        else:
            found.append(f"<{block}>{escape(one, quote=False)}</{block}>")
        if number % 3 == 0:
            found.append(next(others, ""))
    return found


def head(story: Story, *, structured: bool = True, charset: str = "utf-8") -> str:
    """The head of a page."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{story.day}T08:30:00+01:00",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": OUTLET},
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if structured else ""
    metas = f'<meta property="og:title" content="{story.title}"><meta property="og:site_name" content="{OUTLET}"><meta property="article:published_time" content="{story.day}T08:30:00+01:00"><meta name="author" content="{story.author}"><meta property="og:description" content="{story.deck}">'
    return f'<meta charset="{charset}"><title>{story.title} | {OUTLET}</title><link rel="canonical" href="https://example.org/{story.slug}">{metas}{script}<style>p {{ margin: 0 }}</style>'


def page(story: Story, inside: str, **more: object) -> str:
    """The whole page."""
    return f'<!DOCTYPE html><html lang="en"><head>{head(story, **more)}</head><body>{inside}</body></html>'  # type: ignore[arg-type]


def links(name: str = "related") -> str:
    """A box of links to other stories."""
    return (
        f'<div class="{name}"><h3>Related stories</h3><ul>'
        + "".join(f'<li><a href="/x{n}">{one}</a></li>' for n, one in enumerate(RELATED))
        + "</ul></div>"
    )


def figure() -> str:
    """A picture with its caption."""
    return f'<figure class="photo"><img src="x.jpg" alt="A picture"><figcaption>{CAPTION}</figcaption></figure>'


def comments() -> str:
    """What readers say."""
    return (
        '<section id="comments"><h2>Comments</h2>'
        + "".join(f'<div class="comment"><b>reader{n}</b><p>{one}</p></div>' for n, one in enumerate(COMMENTS))
        + "</section>"
    )


def classic(story: Story) -> str:
    """An article element with all that belongs to it."""
    inner = "".join(body(story, between=(figure(), links(), f'<aside class="newsletter"><p>{NEWSLETTER}</p></aside>')))
    return page(
        story,
        f"<header><nav><ul>{NAVIGATION}</ul></nav></header><main><article><header><h1>{story.title}</h1><p class='standfirst'>{story.deck}</p><p class='byline'>By <a href='/a'>{story.author}</a></p><time datetime='{story.day}'>{story.day}</time></header>{inner}<p class='bio'>{BIO}</p></article></main>{comments()}<footer><p>{FOOTER}</p></footer>",
    )


def hashed(story: Story) -> str:
    """Divisions with names that say nothing, and boxes between the paragraphs."""
    box = '<div class="css-8atqhb"><div class="css-1a2b3c"><a href="/x">' + RELATED[0] + "</a></div></div>"
    inner = "".join(
        body(
            story,
            between=(
                box,
                '<div class="css-ad99"><span>Advertisement</span></div>',
                f'<figure class="css-q1"><img src="x"><figcaption class="css-w2">{CAPTION}</figcaption></figure>',
            ),
        )
    )
    return page(
        story,
        f'<div class="css-root"><div class="css-nav"><ul>{NAVIGATION}</ul></div><div class="css-main"><div class="css-head"><h1 class="css-h">{story.title}</h1></div><div class="css-body">{inner}</div></div><div class="css-foot">{links("css-more")}<p>{FOOTER}</p></div></div>',
    )


def table(story: Story) -> str:
    """The layout of the nineties: tables, and line breaks in place of paragraphs."""
    lines = [
        f"<b>{escape(one)}</b>" if is_heading(one) and not one.startswith("—") else escape(one, quote=False)
        for one in expected(story)
    ]
    return page(
        story,
        f"<table width='100%'><tr><td width='160' valign='top'><ul>{NAVIGATION}</ul></td><td><h1>{story.title}</h1><font face='Times'>{'<br><br>'.join(lines)}</font></td><td width='160'>{links('right')}</td></tr><tr><td colspan='3'>{FOOTER}</td></tr></table>",
        structured=False,
    )


def wordpress(story: Story) -> str:
    """What most blogs and small papers have."""
    inner = "".join(
        body(
            story,
            between=(
                f'<figure class="wp-block-image"><img src="x"><figcaption class="wp-element-caption">{CAPTION}</figcaption></figure>',
            ),
        )
    )
    share = '<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="/t">Click to share on X</a></li><li><a href="/f">Click to share on Facebook</a></li></ul></div>'
    return page(
        story,
        f'<div id="page"><header class="site-header"><nav>{NAVIGATION}</nav></header><div id="content" class="site-content has-sidebar"><main class="site-main"><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{story.title}</h1><div class="entry-meta">By {story.author} on {story.day}</div></header><div class="entry-content">{inner}{share}<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p><a href="/r">{RELATED[1]}</a></p></div></div><footer class="entry-footer">Posted in <a href="/c">Town</a></footer></article>{comments()}</main><aside class="widget-area"><section class="widget"><h2>Recent posts</h2><ul><li><a href="/p">{RELATED[2]}</a></li></ul></section><section class="widget"><p>{PROMO}</p></section></aside></div><footer class="site-footer">{FOOTER}</footer></div>',
    )


def sections(story: Story) -> str:
    """A body in several sections with advertisements between them."""
    parts = body(story)
    third = len(parts) // 3 + 1
    pieces = ["".join(parts[at : at + third]) for at in range(0, len(parts), third)]
    between = f'<div class="ad-slot"><p>Advertisement</p></div><div class="inline-promo"><p>{PROMO}</p></div>'
    inner = between.join(f'<div class="body-section"><div class="text">{piece}</div></div>' for piece in pieces)
    return page(
        story,
        f"<nav>{NAVIGATION}</nav><div class='story'><h1>{story.title}</h1><h2 class='deck'>{story.deck}</h2>{figure()}{inner}</div>{links('most-read')}<footer>{FOOTER}</footer>",
    )


def divided(story: Story) -> str:
    """Paragraphs that are divisions."""
    inner = "".join(body(story, block="div", between=(f'<div class="pullquote">{story.paragraphs[1]}</div>',)))
    return page(
        story,
        f"<div class='top'><ul>{NAVIGATION}</ul></div><div class='article-page'><h1>{story.title}</h1><div class='meta'>{story.author} | {story.day}</div><div class='article-body'>{inner}</div><div class='tags'><a href='/t1'>Town</a> <a href='/t2'>River</a></div><div class='author-bio'><p>{BIO}</p></div></div><div class='footer'>{FOOTER}</div>",
        structured=False,
    )


def broken_lines(story: Story) -> str:
    """One block whose paragraphs are parted by single line breaks."""
    return page(
        story,
        f"<nav><ul>{NAVIGATION}</ul></nav><article><h1>{story.title}</h1><div class='content'>{'<br>'.join(escape(one, quote=False) for one in expected(story))}</div></article><div class='related'>{links()}</div><footer>{FOOTER}</footer>",
    )


def inline(story: Story) -> str:
    """Quotations as elements without marks, links and stress in the text."""
    inner = "".join(
        body(
            story,
            quotation="q",
            between=(
                f'<div data-component="newsletter-signup"><p>{NEWSLETTER}</p></div>',
                f'<p class="read-more"><a href="/m">Read more: {RELATED[0]}</a></p>',
            ),
        )
    )
    inner = inner.replace(" said ", " <em>said</em> ").replace("on Wednesday", '<a href="/w">on Wednesday</a>')
    return page(
        story,
        f"<header><nav><ul>{NAVIGATION}</ul></nav></header><main><h1>{story.title}</h1><section class='story-body'>{inner}</section><section class='recommended'><h2>You may also like</h2>{links('cards')}</section></main><footer>{FOOTER}</footer>",
    )


def windows(story: Story) -> str:
    """A page in windows-1252 that says it was ISO 8859-1."""
    return page(
        story,
        f"<div id='nav'>{NAVIGATION}</div><div id='story'><h1>{story.title}</h1><p class='byline'>By {story.author}</p>{''.join(body(story, heading='h3'))}<p>{PROMO}</p></div><div id='sidebar'>{links('popular')}</div><div id='footer'>{FOOTER}</div>",
        charset="iso-8859-1",
    )


def single_file(story: Story) -> str:
    """What an extension of a browser saves as one file, with styles and pictures in it."""
    style = "<style>" + ".a{color:red}" * 3000 + "</style>"
    picture = f'<img src="data:image/png;base64,{"A" * 60_000}">'
    inner = "".join(
        body(story, between=(f"<figure>{picture}<figcaption>{CAPTION}</figcaption></figure>", links("teaser-list")))
    )
    whole = page(
        story,
        f"{style}<div class='header'><ul>{NAVIGATION}</ul></div><div class='c-article'><div class='c-article__head'><h1>{story.title}</h1><p class='c-article__deck'>{story.deck}</p></div><div class='c-article__content'>{inner}</div><div class='c-article__share'><button>Share</button><a href='/s'>Copy the link</a></div></div><div class='cookie-banner'><p>We and our 412 partners use cookies to make this page better for you. You can change your mind at any time.</p></div><div class='c-footer'>{FOOTER}</div>",
    )
    return whole.replace(
        "<html", f"<!--\n Page saved with SingleFile \n url: https://example.org/{story.slug} \n--><html", 1
    )


LAYOUTS: tuple[Callable[[Story], str], ...] = (
    classic,
    hashed,
    table,
    wordpress,
    sections,
    divided,
    broken_lines,
    inline,
    windows,
    single_file,
)


def samples() -> Iterator[Sample]:
    """Every story in every layout."""
    for layout in LAYOUTS:
        for story in STORIES:
            data = layout(story).encode("windows-1252" if layout is windows else "utf-8", errors="xmlcharrefreplace")
            yield Sample(layout.__name__, story, data, expected(story))
