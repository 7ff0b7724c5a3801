"""The cache gives back what it got, keeps nothing by halves, and does without its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.publishing.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_what_was_put_is_there(tmp_path: Path) -> None:
    assert Cache(tmp_path / "a").get("key") is None
    assert Cache(tmp_path / "a").put("key", [b"data"])
    assert Cache(tmp_path / "a").get("key") == b"data"
    assert Cache(tmp_path / "a").has("key")


def test_parts_are_read_of_what_was_put_also_when_it_is_gone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a")
    assert cache.open("key") is None
    assert Cache(None).open("key") is None
    cache.put("key", (b"one ", b"two"))
    stored = cache.open("key")
    assert stored is not None
    (tmp_path / "a" / "key").unlink()
    assert stored.size == 7
    assert [stored.read(4, 3), stored.read(0, 3), stored.read(5, 9), stored.read(9, 1)] == [b"two", b"one", b"wo", b""]
    with pytest.raises(OSError, match="Invalid argument"):
        stored.read(-1, 1)


def test_it_is_closed_with_its_reader(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", [b"data"])
    stored = cache.open("key")
    assert stored is not None
    file = stored._file
    del stored
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)


def test_what_is_not_made_to_its_end_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"data"
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        Cache(tmp_path).put("key", pieces())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    assert not cache.put("key", [b"data"])
    assert cache.get("key") is None
    cache.forget_unused()


def test_what_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", no_space)
    assert not Cache(tmp_path).put("key", [b"data"])
    assert list(tmp_path.iterdir()) == []


def test_as_much_of_what_was_not_used_stays_as_was_used(tmp_path: Path) -> None:
    for number in range(6):
        Cache(tmp_path).put(f"old-{number}", [b""])
        os.utime(tmp_path / f"old-{number}", (number, number))
    cache = Cache(tmp_path)
    cache.put("new", [b""])
    cache.get("old-0")
    cache.forget_unused()
    assert {file.name for file in tmp_path.iterdir()} == {"new", "old-0", "old-5", "old-4"}


def test_what_a_process_left_unfinished_goes(tmp_path: Path) -> None:
    (tmp_path / ".half").write_bytes(b"")
    cache = Cache(tmp_path)
    cache.put("new", [b""])
    cache.forget_unused()
    assert [file.name for file in tmp_path.iterdir()] == ["new"]
