"""The checker of built sites finds each fault that is planted, and nothing in a sound site."""

from pathlib import Path

import pytest

from site_checker import check


def page(body: str = "", *, head: str = "") -> str:
    return f'<!doctype html>\n<html lang="en"><head><title>T</title>{head}</head>\n<body>{body}</body></html>'


def site(path: Path, **files: str) -> Path:
    """Write a site of a home page, a page ``a/`` with the id ``here``, a picture, and the files given.

    In their names here, one underscore stands for the slash and two for the dot.
    """
    sound = {"index__html": page(), "a_index__html": page('<p id="here">'), "pic__svg": "<svg/>", **files}
    for name, text in sound.items():
        file = path / name.replace("__", ".").replace("_", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


SOUND = [
    '<a href="a/">',
    '<a href="a/#here">',
    '<a href="a/index.html?x=1#here">',
    '<a href="./a/#%68ere">',
    '<a href="/a/">',
    '<a href="#top">',
    '<a href="">',
    '<a name="old"></a><a href="#old">',
    '<a href="a/#:~:text=some%20words">',
    '<a href="https://example.org/">',
    '<a href="//example.org/">',
    '<a href="mailto:editor@example.org">',
    '<link rel="canonical" href="https://example.org/">',
    '<link rel="license author" href="https://example.org/">',
    '<img src="pic.svg" srcset="pic.svg 1x, ./pic.svg 2x">',
    '<img src="data:image/png;base64,AA">',
    '<svg><title>Drawn</title><use href="pic.svg#part"/></svg>',
    '<style>/* url(https://example.org/x) */ p { background: url("pic.svg") }</style>',
    '<p style="background: url(pic.svg)">',
    '<meta name="description" content="0; url=https://example.org/">',
    "<script>'<img src=\"https://example.org/x\">'</script>",
]


@pytest.mark.parametrize("body", SOUND)
def test_nothing_is_found_in_a_sound_site(tmp_path: Path, body: str) -> None:
    assert check(site(tmp_path, index__html=page(body))) == []


FAULTY = [
    ('<a href="b/">', "a dead link: b/"),
    ('<a href="a/b.html">', "a dead link: a/b.html"),
    ('<a href="A/">', "a dead link: A/"),
    ('<a href="a">', "no slash at the end: a"),
    ('<a href="#gone">', 'no id "gone" there: #gone'),
    ('<a href="a/#gone">', 'no id "gone" there: a/#gone'),
    ('<a href="a/#Here">', 'no id "Here" there: a/#Here'),
    ('<svg><a xlink:href="b/"></a></svg>', "a dead link: b/"),
    ('<a href="javascript:alert(1)">', "an address that is no place: javascript:alert(1)"),
    ('<a href="http://[">', "no address: http://["),
    ('<img src="gone.png">', "a dead link: gone.png"),
    ('<img srcset="pic.svg 1x, gone.png 2x">', "a dead link: gone.png"),
    ('<link rel="canonical" href="b/">', "a dead link: b/"),
    ('<img src="https://example.org/x.png">', "a load from another host: https://example.org/x.png"),
    ('<img src="//example.org/x.png">', "a load from another host: //example.org/x.png"),
    ('<script src="https://example.org/x.js"></script>', "a load from another host: https://example.org/x.js"),
    ('<iframe src="https://example.org/"></iframe>', "a load from another host: https://example.org/"),
    ('<video poster="https://example.org/x"></video>', "a load from another host: https://example.org/x"),
    ('<object data="https://example.org/x"></object>', "a load from another host: https://example.org/x"),
    ('<form action="https://example.org/x"></form>', "a load from another host: https://example.org/x"),
    ('<a href="a/" ping="https://example.org/x">', "a load from another host: https://example.org/x"),
    ('<link rel="stylesheet" href="https://example.org/x">', "a load from another host: https://example.org/x"),
    ('<link rel="preconnect" href="https://example.org">', "a load from another host: https://example.org"),
    ('<link rel="dns-prefetch" href="//example.org">', "a load from another host: //example.org"),
    (
        '<link rel="alternate stylesheet" href="https://example.org/x">',
        "a load from another host: https://example.org/x",
    ),
    ('<svg><image href="https://example.org/x"/></svg>', "a load from another host: https://example.org/x"),
    ("<p style=\"background: URL( 'https://example.org/x' )\">", "a load from another host: https://example.org/x"),
    ('<style>@import "https://example.org/x";</style>', "a load from another host: https://example.org/x"),
    (
        '<meta http-equiv="Refresh" content="0; url=https://example.org/">',
        "a load from another host: https://example.org/",
    ),
    ('<meta http-equiv="refresh" content="0; URL=\'b/\'">', "a dead link: b/"),
]


@pytest.mark.parametrize(("body", "fault"), FAULTY)
def test_each_planted_fault_is_found_with_its_line(tmp_path: Path, body: str, fault: str) -> None:
    assert check(site(tmp_path, index__html=page(body))) == [f"index.html:3: {fault}"]


def test_an_id_that_stands_twice_is_found(tmp_path: Path) -> None:
    assert check(site(tmp_path, b__html=page('<p id="x"><p id="x"><p id="X">'))) == [
        'b.html: the id "x" stands 2 times'
    ]


@pytest.mark.parametrize("start", ["<html>", '<html lang="">', "<html lang>"])
def test_a_page_without_a_language_is_found(tmp_path: Path, start: str) -> None:
    assert check(site(tmp_path, b__html=f"{start}<title>T</title>")) == ["b.html: no language; <html> needs lang"]


@pytest.mark.parametrize("title", ["", "<title> </title>", "<svg><title>Drawn</title></svg>"])
def test_a_page_without_a_title_is_found(tmp_path: Path, title: str) -> None:
    assert check(site(tmp_path, b__html=f'<html lang="en">{title}</html>')) == ["b.html: no <title>"]


def test_style_sheets_and_manifests_are_read_too(tmp_path: Path) -> None:
    faults = check(
        site(
            tmp_path,
            x__css="@import url(//example.org/y.css); p { background: url(gone.png) }",
            app__webmanifest='{"icons": [{"src": "gone.png"}], "start_url": "/b/"}',
        )
    )
    assert faults == [
        "app.webmanifest:1: a dead link: gone.png",
        "app.webmanifest:1: a dead link: /b/",
        "x.css:1: a load from another host: //example.org/y.css",
        "x.css:1: a dead link: gone.png",
    ]


def test_relative_addresses_are_resolved_from_where_they_stand(tmp_path: Path) -> None:
    assert check(site(tmp_path, b_c_index__html=page('<a href="../../a/#here"><a href="../a/">'))) == [
        "b/c/index.html:3: a dead link: ../a/"
    ]


def test_the_page_for_unknown_addresses_may_hold_no_relative_address(tmp_path: Path) -> None:
    assert check(site(tmp_path, **{"404__html": page('<a href="/a/"><a href="a/">')})) == [
        "404.html:3: a relative address on a page that is shown at any address: a/"
    ]


def test_a_site_below_a_path_keeps_within_it(tmp_path: Path) -> None:
    files = site(tmp_path, b__html=page('<a href="/record/a/"><a href="/a/"><a href="a/">'))
    assert check(files, base="/record/") == ["b.html:3: an address outside the site: /a/"]


def test_full_addresses_of_the_site_itself_are_checked(tmp_path: Path) -> None:
    files = site(tmp_path, b__html=page('<img src="https://example.org/r/pic.svg"><a href="https://example.org/r/c/">'))
    assert check(files, base="https://example.org/r/") == ["b.html:3: a dead link: https://example.org/r/c/"]
