"""Whatever happens to an archive between two builds: the second leaves what a clean build of the same inputs would."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord.build.render_pages
import onrecord.build.swap
from incremental.archive import Archive
from incremental.builds import SITE_URL, build, differences, preview, twin
from publishing.project import make_project


def archive(root: Path, seed: int) -> Archive:
    some = Archive(make_project(root), random.Random(seed))  # noqa: S311 - not for secrets
    for _ in range(4):
        some.add()
    some.name_topics()
    some.describe()
    return some


@pytest.mark.parametrize(
    ("rounds", "seed", "site_url", "spare_from"),
    [
        (6, 1, "", 10**9),
        (6, 2, SITE_URL, 1),
        pytest.param(100, 3, SITE_URL, 10**9, marks=pytest.mark.slow),
        pytest.param(100, 4, "", 1, marks=pytest.mark.slow),
        pytest.param(100, 5, SITE_URL, 1, marks=pytest.mark.slow),
    ],
)
def test_a_build_after_others_leaves_what_a_clean_build_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, seed: int, site_url: str, spare_from: int
) -> None:
    monkeypatch.setenv("SITE_URL", site_url)
    monkeypatch.setattr(onrecord.build.swap, "SPARE_FROM", spare_from)
    monkeypatch.setattr(onrecord.build.render_pages, "_QUICK", 1)  # with two workers, even of a few pages
    some = archive(tmp_path / "project", seed)
    for number in range(rounds):
        clean, before = twin(some.project, tmp_path / "clean"), some.project.bytes_of("site")
        left, wanted = build(some.project, workers=2 if number % 5 == 4 else 1), build(clean)
        if not wanted.site:  # nothing can be published as things are
            wanted = replace(wanted, site=before)
        elif "stray_file" in some.told:  # where nothing else changed, it stays until something does
            strays = {path: data for path, data in left.site.items() if path.endswith("stray.html")}
            wanted = replace(wanted, site={**wanted.site, **strays})
        assert differences(left, wanted) == [], f"round {number}: {some.told}"
        some.happen()


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_a_preview_shows_what_a_clean_build_would(tmp_path: Path, rounds: int) -> None:
    some = archive(tmp_path / "project", rounds)
    # Where somebody deletes the cache while a preview runs, what is gone from the site is not known any more.
    some.spared = ("lose_cache", "stray_file", "replace_page")
    for number in range(rounds):
        clean = twin(some.project, tmp_path / "clean")
        assert differences(preview(some.project), build(clean)) == [], f"round {number}: {some.told}"
        some.happen()


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_with_the_full_text_index_a_build_after_others_leaves_what_a_clean_build_would(
    tmp_path: Path, rounds: int
) -> None:
    some = archive(tmp_path / "project", rounds)
    some.spared = ("lose_site", "lose_cache", "replace_page", "stray_file", "remove")
    for number in range(rounds):
        clean = twin(some.project, tmp_path / "clean")
        left, wanted = (replace(one, site=dict(one.site)) for one in (build(some.project), build(clean)))
        assert differences(left, wanted) == [], f"round {number}: {some.told}"
        some.happen()
