"""Files written into a folder that is shared: only one's own are changed and removed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.generators import writing
from mkdocs_debates.generators.stamp import STAMP, Stamp, stamp_in
from mkdocs_debates.generators.writing import RefusedError, Written, write_below

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"debates/a/index.md": b"a", "debates/b/index.md": b"b", "assets/x.css": b"c"}


def _there(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != STAMP)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_files_are_written_once_and_left_alone_then(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    assert write_below(folder, FILES, "first") == Written(3, 0, ())
    assert _there(folder) == FILES
    times = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    assert write_below(folder, FILES, "first") == Written(0, 0, ())
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()} == times
    assert stamp_in(folder) == Stamp.of("first", FILES)


def test_what_is_wanted_no_more_goes_with_its_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/own.md").write_bytes(b"mine")
    write_below(tmp_path, FILES, "first")
    assert write_below(tmp_path, {"debates/a/index.md": b"new"}, "second") == Written(1, 2, ())
    assert _there(tmp_path) == {"debates/own.md": b"mine", "debates/a/index.md": b"new"}
    assert not (tmp_path / "debates/b").exists()
    assert not (tmp_path / "assets").exists()


def test_what_somebody_edited_is_not_removed(tmp_path: Path) -> None:
    write_below(tmp_path, FILES, "first")
    (tmp_path / "debates/b/index.md").write_bytes(b"edited")
    assert write_below(tmp_path, {}, "second") == Written(0, 2, ("debates/b/index.md",))
    assert _there(tmp_path) == {"debates/b/index.md": b"edited"}


def test_nothing_is_written_where_a_file_would_be_overwritten(tmp_path: Path) -> None:
    (tmp_path / "debates/a").mkdir(parents=True)
    (tmp_path / "debates/a/index.md").write_bytes(b"mine")
    with pytest.raises(RefusedError, match=r"would be overwritten: debates/a/index\.md$"):
        write_below(tmp_path, FILES, "first")
    assert _there(tmp_path) == {"debates/a/index.md": b"mine"}
    assert stamp_in(tmp_path) is None


def test_a_file_that_is_there_as_it_should_be_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/x.css").write_bytes(b"c")
    assert write_below(tmp_path, FILES, "first").written == 2


@pytest.mark.parametrize("link", ["debates", "debates/a", "debates/a/index.md", STAMP])
def test_nothing_is_written_or_removed_behind_a_link(tmp_path: Path, link: str) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "docs"
    write_below(elsewhere, FILES, "first")
    (folder / link).parent.mkdir(parents=True)
    (folder / link).symlink_to(elsewhere / link)
    before = {file: file.read_bytes() for file in elsewhere.rglob("*") if file.is_file()}
    for contents in (FILES, {}):
        if link != STAMP:
            (folder / STAMP).write_bytes(Stamp.of("first", FILES).as_bytes())
        with pytest.raises(RefusedError, match=f"there as a link, or as something else .*: {link}"):
            write_below(folder, contents, "second")
    assert {file: file.read_bytes() for file in elsewhere.rglob("*") if file.is_file()} == before


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "real")
    write_below(tmp_path / "docs", FILES, "first")
    assert _there(tmp_path / "real") == FILES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_something_that_is_no_file_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    os.mkfifo(tmp_path / "assets/x.css")
    with pytest.raises(RefusedError, match=r"assets/x\.css"):
        write_below(tmp_path, FILES, "first")


@pytest.mark.parametrize(
    "path", ["../victim", "/etc/victim", "a/../../victim", "..\\victim", "C:victim", "a\0b", ".", ""]
)
def test_a_stamp_names_no_files_outside(tmp_path: Path, path: str) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "docs"
    victim.write_bytes(b"x")
    folder.mkdir()
    (folder / STAMP).write_bytes(Stamp.of("first", {path: b"x"}).as_bytes())
    assert write_below(folder, {"a.md": b"a"}, "second") == Written(1, 0, ())
    assert victim.read_bytes() == b"x"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff", b"[]", b"{}", b"null", b'{"version": 2, "made_from": "", "files": {}}', b"[" * 100_000,
        b'{"version": 1, "made_from": "x", "files": []}', b'{"version": 1, "files": {}}',
    ],
)  # fmt: skip
def test_a_stamp_that_is_none_counts_as_missing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / STAMP).write_bytes(data)
    assert stamp_in(tmp_path) is None


def test_an_interrupted_run_is_known_and_the_next_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_below(tmp_path, {"old.md": b"old"}, "first")

    def interrupt(folder: Path, path: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(writing, "_remove_empty", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_below(tmp_path, FILES, "second")
    stamp = stamp_in(tmp_path)
    assert stamp is not None
    assert stamp.made_from == ""
    assert write_below(tmp_path, FILES | {"assets/x.css": b"newer"}, "third") == Written(1, 0, ())
    assert _there(tmp_path) == FILES | {"assets/x.css": b"newer"}


def test_the_stamp_tells_what_changed_since(tmp_path: Path) -> None:
    write_below(tmp_path, FILES, "first")
    stamp = stamp_in(tmp_path)
    assert stamp is not None
    assert list(stamp.changed(tmp_path)) == []
    (tmp_path / "assets/x.css").write_bytes(b"edited")
    (tmp_path / "debates/a/index.md").unlink()
    assert sorted(stamp.changed(tmp_path)) == ["assets/x.css", "debates/a/index.md"]
    assert list(json.loads((tmp_path / STAMP).read_text())["files"]) == sorted(FILES)
