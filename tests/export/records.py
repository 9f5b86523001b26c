"""Records to export, plain and hostile."""

from hypothesis import strategies as st

from onrecord.model.attribution import Kind
from onrecord.model.page import StatementPage
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.pages.front_matter import typed_page

SITE = Site("On the Record", "https://example.org/record/")
NO_ADDRESS = Site("On the Record")
HOSTILE = (
    'A "b" | c = {{d}} [e](javascript:f) <script>&amp; \\textbf{g} 50% #1 $x_y^z ~ é 😀 '
    "\u202e‮abc --> ]]> ''i'' <!-- j \x7f\u2028k"
)


def record(**changes: object) -> Record:
    given: dict[str, object] = {
        "id": "4ctmy4ys5g",
        "kind": "direct",
        "words": ["“It is safe,”", "“We have tested every bolt.”"],
        "prefixes": ["said so. ", ", she said. "],
        "suffixes": [" she said.", "\n"],
        "content": [[10, 23], [34, 62]],
        "source": [[24, 27]],
        "cue": [[28, 32]],
        "source_words": "she",
        "speaker": "Ada Lund",
        "basis": "pronoun",
        "rule": "cue-after",
        "version": "0.2.0",
        "topics": ["Bridges"],
        "article": "bridge",
        "article_title": "The bridge opens",
        "outlet": "The Example Post",
        "authors": ["Boris Vale", "The Staff of the Example Post, Inc."],
        "published": "2024-02-29",
        "language": "en",
        "rights": "© The Example Post",
        "url": "https://news.example.org/bridge?a=1",
        "archived": "https://archive.example.org/1/bridge",
        "seed": "seeds/bridge.txt",
        "sha256": "ab" * 32,
    }
    read = typed_page("statements/x.md", {key: value for key, value in (given | changes).items() if value is not None})
    assert isinstance(read, StatementPage)
    return read.record


BARE = record(
    id="0barebare0",
    speaker=None, outlet=None, authors=None, published=None, language=None, rights=None, url=None, archived=None,
    source_words=None, basis="unresolved", topics=None, title_from_opening=True,
)  # fmt: skip
LOUD = record(
    id="0loudloud0", words=[HOSTILE], content=[[0, 9]], prefixes=[""], suffixes=[""], speaker=HOSTILE, outlet=HOSTILE,
    article_title=HOSTILE, authors=[HOSTILE], topics=[HOSTILE], source_words=HOSTILE,
)  # fmt: skip
KINDS = [record(kind=str(kind), id=f"{number:010}") for number, kind in enumerate(Kind)]
hostile_text = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.just(HOSTILE)
).filter(lambda text: bool(text.strip()))
