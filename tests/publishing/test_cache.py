"""The cache gives back what it got, keeps nothing by halves, and does without its folder."""

from __future__ import annotations

import os
import signal
import time
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


def test_what_a_process_did_not_finish_goes_with_it(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def pieces() -> Iterator[bytes]:
        yield b"data"
        os.write(writing, b".")
        time.sleep(60)

    child = os.fork()
    if child == 0:
        Cache(tmp_path).put("key", pieces())
    os.read(reading, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(tmp_path.iterdir())) == 1
    Cache(tmp_path).forget_unfinished(child + 1)
    assert len(list(tmp_path.iterdir())) == 1
    Cache(tmp_path).forget_unfinished(child)
    assert list(tmp_path.iterdir()) == []
    Cache(None).forget_unfinished(child)


def test_what_another_build_is_at_stays_and_what_was_abandoned_goes(tmp_path: Path) -> None:
    for name, age in ((".1-new", 0), (".2-old", 4_000)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    Cache(tmp_path).forget_unused()
    assert [file.name for file in tmp_path.iterdir()] == [".1-new"]


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
