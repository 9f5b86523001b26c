"""Files are written whole or not at all, and found wherever they stand below a folder."""

import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.files import files_below, replace_file, write_file

NAMES = st.sampled_from(["a", "b", ".c", "d.md", "é", "f g"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize("sync", [False, True])
def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path, *, sync: bool) -> None:
    path = tmp_path / "new" / "page.md"
    for data in (b"one", b"", b"x" * 1_000_000):
        replace_file(path, data, sync=sync)
        assert path.read_bytes() == data
    assert files_below(tmp_path) == ["new/page.md"]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            replace_file(path, b"after" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"before"
    assert files_below(tmp_path) == ["page.md"]


@given(st.sets(PATHS))
def test_every_file_below_a_folder_is_found_once_in_order(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    wanted = sorted(path for path in paths if not any(other.startswith(f"{path}/") for other in paths))
    for path in wanted:
        write_file(folder / path, path.encode())
    assert files_below(folder) == wanted
    assert files_below(str(folder), but={"a", "é"}) == [
        path for path in wanted if path.partition("/")[0] not in ("a", "é") or "/" not in path
    ]


def test_links_to_folders_are_followed_where_that_is_asked_for_and_circles_end(tmp_path: Path) -> None:
    write_file(tmp_path / "elsewhere" / "inside", b"")
    top = tmp_path / "top"
    write_file(top / "own", b"")
    (top / "to-file").symlink_to(tmp_path / "elsewhere" / "inside")
    (top / "to-nothing").symlink_to(tmp_path / "nothing")
    (top / "to-folder").symlink_to(tmp_path / "elsewhere")
    (top / "to-itself").symlink_to(top / "to-itself")
    plain = ["own", "to-file", "to-itself", "to-nothing"]
    assert files_below(top) == plain
    assert files_below(top, follow_links=True) == sorted([*plain, "to-folder/inside"])
    (top / "circle").symlink_to(top)
    assert set(plain) < {*files_below(top, follow_links=True)}


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert files_below(tmp_path / "nothing") == []
