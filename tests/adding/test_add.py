"""The command: a look, a seed and its sidecar, written once, and never over another."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adding import samples
from onrecord.cli import main
from onrecord.model.article import Original
from onrecord.reading.read import read

NAME = "2024-03-01-bridge-closes-for-the-winter"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "saved.txt"
    path.write_text(samples.html())
    return path


def add(folder: Path, *inputs: str, text: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["add", "--to", str(folder / "seeds"), *inputs], input=text)


def test_a_saved_page_becomes_a_seed_that_is_read_with_its_provenance(page: Path, tmp_path: Path) -> None:
    done = add(tmp_path, str(page))
    assert done.exit_code == 0, done.output
    (line,) = done.stdout.splitlines()
    assert f"{NAME}.txt: {samples.TITLE} · {samples.OUTLET} · {samples.DAY} · 5 paragraphs · 4 quotations" in line
    (article,) = read(tmp_path / "seeds").articles
    assert article.text == "\n\n".join(samples.SENTENCES) + "\n"
    stated = article.metadata
    assert (stated.title, stated.outlet, stated.url) == (samples.TITLE, samples.OUTLET, samples.URL)
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    assert stated.original == Original(name="saved.txt", sha256=digest, media_type="text/html")
    assert "trafilatura 2.3" in (stated.taken_with or "")


def test_a_second_time_nothing_is_written_and_nothing_is_wrong(page: Path, tmp_path: Path) -> None:
    add(tmp_path, str(page))
    before = {path: path.read_bytes() for path in (tmp_path / "seeds").iterdir()}
    done = add(tmp_path, str(page))
    assert (done.exit_code, done.stderr) == (0, "0 added, 1 already there, 0 refused\n")
    assert {path: path.read_bytes() for path in (tmp_path / "seeds").iterdir()} == before


def test_another_text_is_shown_word_by_word_and_put_there_only_on_request(page: Path, tmp_path: Path) -> None:
    add(tmp_path, str(page))
    seed = tmp_path / "seeds" / f"{NAME}.txt"
    page.write_text(samples.html().replace("old bridge", "ancient bridge"))
    done = add(tmp_path, str(page))
    assert done.exit_code == 1
    assert "[-old-] {+ancient+}" in done.stderr
    assert "old bridge" in seed.read_text()
    sidecar = seed.with_suffix(".yml")
    sidecar.write_text(sidecar.read_text() + "context: sentence\n")
    assert add(tmp_path, "--replace", str(page)).exit_code == 0
    assert "ancient bridge" in seed.read_text()
    assert "context: sentence" in sidecar.read_text()


def test_a_dry_run_writes_nothing(page: Path, tmp_path: Path) -> None:
    done = add(tmp_path, "--dry-run", "--show-left-out", str(page))
    assert done.exit_code == 0
    assert "would be added" in done.stdout
    assert "  left out: Comments\n" in done.stdout
    assert not (tmp_path / "seeds").exists()


def test_the_original_is_kept_on_request_only(page: Path, tmp_path: Path) -> None:
    add(tmp_path, str(page))
    assert not (tmp_path / "seeds" / "originals").exists()
    add(tmp_path, "--replace", "--keep", "--to", str(tmp_path / "more"), str(page))
    kept = tmp_path / "more" / "originals" / "saved.txt"
    assert kept.read_bytes() == page.read_bytes()
    assert read(tmp_path / "more").problems == ()


def test_the_standard_input_is_a_file_too(tmp_path: Path) -> None:
    done = add(tmp_path, "-", text=samples.html().encode())
    assert (done.exit_code, (tmp_path / "seeds" / f"{NAME}.txt").exists()) == (0, True)


def test_records_are_chosen_by_their_address_and_limited(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(samples.warc())
    done = add(tmp_path, "--only", "*/ferry", str(tmp_path / "a.warc"))
    assert [path.name for path in (tmp_path / "seeds").glob("*.txt")] == ["2024-03-01-ferry-begins.txt"]
    done = add(tmp_path, "--limit", "1", str(tmp_path / "a.warc"), "--to", str(tmp_path / "more"))
    assert [path.name for path in (tmp_path / "more").glob("*.txt")] == [f"{NAME}.txt"]
    assert done.exit_code == 0


def test_a_folder_gives_its_articles_and_not_what_belongs_to_a_saved_page(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page.html").write_text(samples.html())
    (folder / "page_files" / "advert.html").write_text(samples.html(title="Buy this"))
    (folder / "page_files" / "a.js").write_text("var a;")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = add(tmp_path, str(folder))
    assert (done.exit_code, done.stderr) == (0, "1 added, 0 already there, 0 refused\n")


WARNED = {
    "seems cut off": "\n\n".join(samples.SENTENCES) + "\n\nThe ferry… [+1423 chars]",
    "has a paywall’s words": "\n\n".join(samples.SENTENCES) + "\n\nSubscribe to continue reading.",
    "has 5 words only": "The bridge closed on Friday.",
    "has a paragraph twice": "\n\n".join((*samples.SENTENCES, samples.SENTENCES[0])),
    "garbled": "\n\n".join(samples.SENTENCES).replace("“", "â€œ"),
    "does not seem to be English": "Der Rat hat die alte Brücke am Freitag geschlossen, weil zwei Pfeiler Risse haben. "
    * 9,
}


@pytest.mark.parametrize("warning", WARNED)
def test_what_should_make_somebody_look_is_warned_of(warning: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WARNED[warning])
    done = add(tmp_path, str(tmp_path / "a.txt"))
    assert done.exit_code == 0
    assert f"warning: {warning}" in done.stdout or (warning == "garbled" and 'would be "“We"; --repair' in done.stdout)
    others = [other for other in WARNED if other != warning and f"warning: {other}" in done.stdout]
    assert others == []


def test_garbled_letters_are_repaired_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        b"\xef\xbb\xbf" + "\n\n".join(samples.SENTENCES).encode().decode("cp1252", errors="ignore").encode()
    )
    text = "\n\n".join(samples.SENTENCES).replace("“", "â€œ").replace("”", "â€\x9d").replace("’", "â€™")
    (tmp_path / "a.txt").write_text(text)
    done = add(tmp_path, "--repair", str(tmp_path / "a.txt"))
    assert "warning" not in done.stdout
    assert (tmp_path / "seeds" / "a.txt").read_text() == "\n\n".join(samples.SENTENCES) + "\n"
    assert "garbled" in (tmp_path / "seeds" / "a.yml").read_text()


def test_the_same_text_and_the_same_address_under_another_name_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(samples.html())
    (tmp_path / "b.html").write_text(samples.html(title="Bridge shut", url="https://example.org/b"))
    (tmp_path / "c.html").write_text(samples.html(samples.SENTENCES[:4], title="Bridge is shut"))
    done = add(tmp_path, *(str(tmp_path / f"{name}.html") for name in "abc"))
    assert f"the same text is already there as {tmp_path}/seeds/{NAME}.txt" in done.stdout
    assert f"the same address is already there, of {tmp_path}/seeds/{NAME}.txt" in done.stdout


def test_times_lie_beside_the_seed_by_offset_with_its_digest(tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text(samples.VTT)
    add(tmp_path, str(tmp_path / "talk.vtt"))
    seeds = tmp_path / "seeds"
    text = (seeds / "talk.txt").read_text()
    kept = json.loads((seeds / "times" / "talk.json").read_text())
    assert kept["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert [(text[at:].split(":")[0], second) for at, second in kept["times"]] == [
        ("Ada Lund", 1.0),
        ("Clara Moen", 3607.0),
    ]
    assert read(seeds).problems == ()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://10.0.0.8/",
        "http://169.254.169.254/x",
        "http://0x7f000001/",
    ],
)
def test_nothing_is_fetched_from_a_private_network(address: str, tmp_path: Path) -> None:
    done = add(tmp_path, address)
    assert done.exit_code == 1
    assert "leads into a private network" in done.stderr


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://example.org/a", "https:///a", "https://a:b@example.org/"]
)
def test_only_addresses_of_the_web_are_fetched(address: str, tmp_path: Path) -> None:
    done = add(tmp_path, address)
    assert done.exit_code == 1
    assert "no address of the web" in done.stderr or "holds a name and a password" in done.stderr


def test_what_is_not_there_is_a_line(tmp_path: Path) -> None:
    done = add(tmp_path, str(tmp_path / "no.html"))
    assert (done.exit_code, "there is no such file" in done.stderr) == (1, True)


def test_a_text_with_broken_lines_is_joined_in_its_place_on_request_and_keeps_what_was_said_of_it(
    tmp_path: Path,
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text("\n\n".join(map(samples.wrapped, samples.SENTENCES)))
    (seeds / "bridge.yml").write_text("title: Bridge\ncontext: sentence\n")
    (doubt,) = read(seeds).articles[0].doubts
    assert doubt[0] == 1
    assert doubt[1].endswith("run: onrecord add --replace seeds/bridge.txt")
    assert add(tmp_path, str(seeds / "bridge.txt")).exit_code == 1
    assert add(tmp_path, "--replace", str(seeds / "bridge.txt")).exit_code == 0
    (article,) = read(seeds).articles
    assert article.text == "\n\n".join(samples.SENTENCES) + "\n"
    assert (article.metadata.title, article.metadata.context, article.doubts) == ("Bridge", "sentence", ())


def test_what_lies_among_the_seeds_is_to_be_moved_out(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "x.txt").write_text(samples.html())
    done = add(tmp_path, str(seeds / "x.txt"))
    assert done.exit_code == 0
    assert "x.txt: is what this was taken from; move it out of the folder of seeds" in done.stdout
