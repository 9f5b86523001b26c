"""What the reading stage makes of a folder of seeds."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord.reading.read
from onrecord.model.article import Article, FaultsError, Person, Reading, Topic
from onrecord.reading.read import read, read_body
from onrecord.reading.strict_yaml import load
from onrecord.store.cache import Store


def folder(path: Path, **files: str | bytes) -> Path:
    """Write files; in their names here, two underscores stand for the dot."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / name.replace("__", ".")).write_bytes(data)
    return path


def problems(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def only(reading: Reading) -> Article:
    assert problems(reading) == []
    (article,) = reading.articles
    return article


def refused_beside_a_good_one(path: Path, **files: str | bytes) -> str:
    """Read the files beside a sound article, which must come through, and give the one problem."""
    reading = read(folder(path, good__txt="Fine.", **files))
    assert [article.slug for article in reading.articles] == ["good"]
    (problem,) = problems(reading)
    return problem


def test_a_text_file_is_an_article_with_its_name_its_path_and_its_digest(tmp_path: Path) -> None:
    article = only(read(folder(tmp_path, storm__txt="Rain fell.\n")))
    assert (article.name, article.slug, article.path) == ("storm", "storm", "seeds/storm.txt")
    assert article.text == "Rain fell.\n"
    assert article.sha256 == hashlib.sha256(b"Rain fell.\n").hexdigest()


def test_articles_come_in_the_order_of_their_slugs(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, b__md="B", a__txt="A", c__txt="C"))
    assert [article.slug for article in reading.articles] == ["a", "b", "c"]


def test_the_folder_may_be_shown_under_another_name(tmp_path: Path) -> None:
    assert only(read(folder(tmp_path, a__txt="A"), shown_as="news")).path == "news/a.txt"


def test_line_ends_of_two_characters_stay_two(tmp_path: Path) -> None:
    assert only(read(folder(tmp_path, a__txt=b"One.\r\nTwo.\rThree.\n"))).text == "One.\r\nTwo.\rThree.\n"


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert only(read(folder(tmp_path, a__txt=b"\xef\xbb\xbfOne."))).text == "One."


def test_odd_code_points_are_text(tmp_path: Path) -> None:
    odd = "\u202eabc\u0000".replace("\u0000", "\u0007\u2028\ufeff\U0010ffff")
    assert only(read(folder(tmp_path, a__txt=odd))).text == odd


def test_front_matter_gives_metadata_and_leaves_the_body(tmp_path: Path) -> None:
    article = only(read(folder(tmp_path, a__md="---\ntitle: Rain\nauthors: [Ann Poe, Bo Li]\n---\n\nIt fell.\n")))
    assert article.text == "\nIt fell.\n"
    assert article.metadata.title == "Rain"
    assert article.metadata.authors == ("Ann Poe", "Bo Li")
    assert article.first_line == 5


def test_front_matter_works_after_a_byte_order_mark_and_with_crlf(tmp_path: Path) -> None:
    article = only(read(folder(tmp_path, a__md=b"\xef\xbb\xbf---\r\ntitle: Rain\r\n---\r\nIt\r\nfell.")))
    assert (article.text, article.metadata.title, article.first_line) == ("It\r\nfell.", "Rain", 4)


def test_empty_front_matter_is_no_metadata(tmp_path: Path) -> None:
    article = only(read(folder(tmp_path, a__md="---\n---\nIt fell.")))
    assert (article.text, article.metadata.title) == ("It fell.", None)


def test_a_text_file_has_no_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: Rain\n---\nIt fell."
    assert only(read(folder(tmp_path, a__txt=text))).text == text


def test_a_rule_further_down_is_text(tmp_path: Path) -> None:
    text = "It fell.\n\n---\n\nIt stopped.\n---\n"
    assert only(read(folder(tmp_path, a__md=text))).text == text


def test_front_matter_and_sidecar_complete_each_other(tmp_path: Path) -> None:
    article = only(read(folder(tmp_path, a__md="---\ntitle: Rain\n---\nIt fell.", a__yml="outlet: The Cloud\n")))
    assert (article.metadata.title, article.metadata.outlet) == ("Rain", "The Cloud")


@pytest.mark.parametrize("name", ["Über uns", "v1.2 final", "статья", "記事", "مقال", "con", "index", "a" * 200, "-x"])
def test_names_of_any_script_give_a_safe_address(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.txt").write_text("Fine.", encoding="utf-8")
    article = only(read(tmp_path))
    assert article.name == name
    assert article.slug.isascii()
    assert set(article.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_sidecar_is_found_whichever_way_its_name_writes_an_accent(tmp_path: Path) -> None:
    (tmp_path / "caf\u00e9.txt").write_text("Fine.", encoding="utf-8")
    (tmp_path / "cafe\u0301.yml").write_text("title: Coffee", encoding="utf-8")
    assert only(read(tmp_path)).metadata.title == "Coffee"


def test_an_article_of_one_word_or_of_marks_only_is_an_article(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, one__txt="Rain", marks__txt="“”\"'"))
    assert [article.text for article in reading.articles] == ["“”\"'", "Rain"]


def test_hidden_files_and_notes_about_the_folder_are_passed_over(tmp_path: Path) -> None:
    files = {
        "README__md": "Put articles here.",
        "__gitkeep": "",
        "a__txt~": "old",
        "LICENSE": "ours",
        "__a__txt__swp": "",
    }
    assert read(folder(tmp_path, **files)) == Reading(articles=())


def test_reserved_names_are_neither_sidecars_nor_strays(tmp_path: Path) -> None:
    (tmp_path / "corrections").mkdir()
    people = (Person(name="Ann", shown="Ann"),)
    assert read(folder(tmp_path, people__yml="- name: Ann", registry__jsonl="{}")) == Reading(
        articles=(), people=people
    )


def test_a_list_of_people_at_fault_is_refused_and_those_of_the_last_good_build_are_kept(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, people__yml="- nome: Ann"))
    assert reading.people is None
    assert [(one.path, one.line) for one in reading.problems] == [("seeds/people.yml", 1)]


def test_an_empty_folder_has_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path) == Reading(articles=())


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems(read(tmp_path / "none"))
    assert problem == (
        "seeds: cannot be read as the folder of articles (No such file or directory); create it, or name another"
    )


@pytest.mark.parametrize("content", ["", " \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str | bytes) -> None:
    assert refused_beside_a_good_one(tmp_path, bad__txt=content) == (
        "seeds/bad.txt:1: is empty: it holds no text; add the article's text, or remove the file"
    )


def test_front_matter_without_a_body_is_refused_as_empty(tmp_path: Path) -> None:
    assert "is empty" in refused_beside_a_good_one(tmp_path, bad__md="---\ntitle: Rain\n---\n")


def test_bytes_that_are_not_utf_8_are_named_with_their_place(tmp_path: Path) -> None:
    assert refused_beside_a_good_one(tmp_path, bad__txt=b"One\r\ncaf\xe9 two") == (
        "seeds/bad.txt:2: is not UTF-8: byte 8 is 0xE9; save it as UTF-8"
    )


def test_an_encoded_surrogate_is_not_utf_8(tmp_path: Path) -> None:
    assert "byte 1 is 0xED" in refused_beside_a_good_one(tmp_path, bad__txt=b"a\xed\xa0\x80")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf_16_and_utf_32_are_recognized_by_their_mark(tmp_path: Path, encoding: str) -> None:
    problem = refused_beside_a_good_one(tmp_path, bad__txt="Rain".encode(encoding))
    assert problem.endswith(f"is {encoding.upper()}, not UTF-8 (byte 0 is 0xFF); save it as UTF-8")


def test_nul_bytes_are_named_with_their_place(tmp_path: Path) -> None:
    assert refused_beside_a_good_one(tmp_path, bad__txt=b"One\ntwo\0") == (
        "seeds/bad.txt:2: holds a NUL: byte 7 is 0x00; save it as plain text in UTF-8"
    )


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, big__txt="x" * 11, fits__txt="x" * 10), max_bytes=10)
    assert [article.slug for article in reading.articles] == ["fits"]
    assert problems(reading) == [
        "seeds/big.txt:1: is larger than the 10 bytes allowed; split it, or raise the limit",
    ]


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(2**40)  # sparse: reading it would take for ever
    (problem,) = problems(read(tmp_path))
    assert "larger than" in problem


def test_of_two_seeds_with_one_name_neither_is_read(tmp_path: Path) -> None:
    reading = read(
        folder(tmp_path, storm__txt="Rain.", storm__md="Hail.", good__txt="Fine.", storm__yml="title: Storm")
    )
    assert [article.slug for article in reading.articles] == ["good"]
    assert reading.refused == {"storm"}
    assert problems(reading) == ["seeds/storm.txt:1: has the same name as seeds/storm.md; rename one of them"]


def test_two_ways_of_writing_an_accent_are_one_name(tmp_path: Path) -> None:
    for name in ("caf\u00e9.txt", "cafe\u0301.txt"):
        (tmp_path / name).write_text("Fine.", encoding="utf-8")
    (problem,) = problems(read(tmp_path))
    assert "has the same name as" in problem


def test_front_matter_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    assert refused_beside_a_good_one(tmp_path, bad__md="---\ntitle: Rain\n\nIt fell.\n") == (
        'seeds/bad.md:1: the front matter that opens here is never closed; add a line "---" after its last key'
    )


def test_a_key_in_both_front_matter_and_sidecar_is_refused(tmp_path: Path) -> None:
    problem = refused_beside_a_good_one(
        tmp_path, bad__md="---\ntitle: Rain\n---\nIt fell.", bad__yml="outlet: The Cloud\ntitle: Rain\n"
    )
    assert problem == "seeds/bad.yml:2: title also stands in the front matter of seeds/bad.md; keep one of them"


def test_an_error_in_front_matter_names_the_line_of_the_file(tmp_path: Path) -> None:
    problem = refused_beside_a_good_one(tmp_path, bad__md="---\r\ntitle: Rain\r\ncolor: blue\r\n---\r\nIt fell.")
    assert problem.startswith('seeds/bad.md:3: unknown key "color"; ')


def test_an_article_with_a_bad_sidecar_is_refused(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, bad__txt="It fell.", bad__yml="titel: Rain"))
    assert not reading.articles
    assert reading.refused == {"bad"}
    assert problems(reading) == ['seeds/bad.yml:1: unknown key "titel"; did you mean "title"?']


def test_faults_of_a_seed_and_of_its_sidecar_are_both_told(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, bad__txt="", bad__yml="title: [Rain]\nurl: rain"))
    assert [problem.split(": ")[0] for problem in problems(reading)] == [
        "seeds/bad.txt:1",
        "seeds/bad.yml:1",
        "seeds/bad.yml:2",
    ]


def test_a_sidecar_without_its_seed_is_refused_with_the_likely_name(tmp_path: Path) -> None:
    assert refused_beside_a_good_one(tmp_path, god__yml="title: Rain") == (
        'seeds/god.yml:1: describes an article that is not there (god.txt or god.md); rename it to "good.yml"'
    )


def test_a_sidecar_named_yaml_holds_its_article_back_until_it_is_renamed(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, bad__txt="It fell.", bad__yaml="title: Rain"))
    assert reading.refused == {"bad"}
    assert problems(reading) == [
        'seeds/bad.yaml:1: metadata is read from files named .yml only; rename it to "bad.yml"',
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Not yours.", encoding="utf-8")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bad.txt").symlink_to("../secret")
    assert refused_beside_a_good_one(seeds) == (
        "seeds/bad.txt:1: leads out of the folder of articles; put a copy of the file there instead"
    )


def test_a_sidecar_that_links_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("title: Not yours", encoding="utf-8")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bad.yml").symlink_to("../secret")
    assert "leads out of the folder" in refused_beside_a_good_one(seeds, bad__txt="It fell.")


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    (folder(tmp_path, a__txt="Fine.") / "b.txt").symlink_to("a.txt")
    assert [article.text for article in read(tmp_path).articles] == ["Fine.", "Fine."]


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").symlink_to("bad.txt")
    assert "cannot be opened" in refused_beside_a_good_one(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "bad.txt")
    assert "is not a regular file" in refused_beside_a_good_one(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, bad__txt="Rain.")
    really_open = Path.open

    def deny(self: Path, *args: object, **kwargs: object) -> object:
        # Tests may run as root, whom permissions do not stop.
        if self.name == "bad.txt" and args == ("rb",):
            raise PermissionError(13, "Permission denied")
        return really_open(self, *args, **kwargs)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setattr(Path, "open", deny)
    assert "cannot be opened (Permission denied)" in refused_beside_a_good_one(tmp_path)


def test_a_subfolder_is_a_problem_that_says_where_articles_lie(tmp_path: Path) -> None:
    (tmp_path / "june").mkdir()
    assert refused_beside_a_good_one(tmp_path) == (
        "seeds/june: is a folder, and articles lie directly in seeds/; move its files there"
    )


def test_a_file_of_another_kind_is_a_problem(tmp_path: Path) -> None:
    assert refused_beside_a_good_one(tmp_path, story__docx="PK") == (
        "seeds/story.docx:1: is not an article; save its text in a .txt or .md file, or move it elsewhere"
    )


def test_a_name_with_a_line_break_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "ba\nd.txt").write_text("Rain.", encoding="utf-8")
    assert refused_beside_a_good_one(tmp_path) == (
        r"seeds/ba\nd.txt:1: has a character in its name that cannot be shown; rename it"
    )


def test_a_name_that_is_not_unicode_is_refused(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("Rain.", encoding="utf-8")
    assert "cannot be shown" in refused_beside_a_good_one(tmp_path)


def test_topics_are_read(tmp_path: Path) -> None:
    assert read(folder(tmp_path, topics__yml="Weather: [rain]")).topics == (Topic(name="Weather", phrases=("rain",)),)


@pytest.mark.parametrize("content", ["Weather: [rain", "Weather: [rain, rain]", b"\xff"])
def test_a_list_of_topics_at_fault_is_refused_and_leaves_the_articles(tmp_path: Path, content: str | bytes) -> None:
    refused_beside_a_good_one(tmp_path, topics__yml=content)
    assert read(tmp_path).topics is None


@pytest.mark.parametrize(("files", "imported"), [({}, "False"), ({"topics__yml": "Weather: [rain]"}, "True")])
def test_pydantic_is_imported_only_where_there_is_yaml(tmp_path: Path, files: dict[str, str], imported: str) -> None:
    folder(tmp_path, a__txt="A", b__md="---\n---\nB", **files)
    code = "import sys, pathlib, onrecord.reading.read as r; r.read(pathlib.Path(sys.argv[1])); "
    code += "import onrecord.drafts.draft, onrecord.reading.correction_files; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == imported


def test_the_body_of_one_file_is_read_wherever_it_lies_or_leads(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder(tmp_path / "elsewhere", a__md="---\ntitle: Rain\n---\nIt fell.")
    (tmp_path / "link.md").symlink_to("elsewhere/a.md")
    assert read_body(tmp_path / "elsewhere" / "a.md") == read_body(tmp_path / "link.md") == "It fell."


def test_a_single_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match="line 1: is not UTF-8: byte 0 is 0xFF"):
        read_body(folder(tmp_path, a__txt=b"\xff") / "a.txt")
    with pytest.raises(FaultsError, match="cannot be opened"):
        read_body(tmp_path / "none.txt")


@settings(deadline=None)
@given(st.text().filter(lambda text: text.strip()))
def test_any_text_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    with tempfile.TemporaryDirectory() as path:
        reading = read(folder(Path(path), a__txt=data, b__md=b"---\ntitle: T\n---\n" + data))
    body = text.removeprefix("\ufeff")
    if "\0" in text or not body.strip():
        assert {problem.path for problem in reading.problems} >= {"seeds/a.txt"}
    else:
        assert [article.text for article in reading.articles] == [body, text]


@settings(deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_are_read_or_refused_in_one_line(seed: bytes, sidecar: bytes, topics: bytes) -> None:
    with tempfile.TemporaryDirectory() as path:
        reading = read(folder(Path(path), a__md=b"---\n" + seed, b__txt="x", b__yml=sidecar, topics__yml=topics))
        again = read(Path(path))
    assert reading == again
    assert {article.slug for article in reading.articles} | reading.refused == {"a", "b"}
    assert all(len(str(problem).splitlines()) == 1 for problem in reading.problems)


def test_yaml_that_did_not_change_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    folder(seeds, a__txt="One.", a__yml="title: T\n", topics__yml="- Bridge\n", people__yml="- name: Ada Lund\n")
    store = Store(tmp_path / "store")
    first = read(seeds, store=store)
    folder(seeds, a__txt="Two.")
    wanted = read(seeds)
    with monkeypatch.context() as patch:
        parse = lambda text, **at: pytest.fail(text) if text else load(text, **at)  # noqa: E731 - a line
        patch.setattr(onrecord.reading.read, "load", parse)
        again = read(seeds, store=store)
    assert again == wanted != first
    folder(seeds, a__yml="title: U\n", topics__yml="- Ferry\n", people__yml="- name: Bo Vale\n")
    assert read(seeds, store=store) == read(seeds) != again
    store.close()
