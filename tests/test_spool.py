"""What is put away comes back, also in a copy of the process, and where the disk is full."""

from __future__ import annotations

import errno
import os
import tempfile
from typing import Any

import pytest

from mkdocs_debates.spool import Spool

pytestmark = pytest.mark.skipif(not hasattr(os, "pread"), reason="used only where processes are copied")

DATA = [b"one", b"", b"\x00" * 100_000, "Größe".encode()]


def test_it_gives_back_what_was_put_there() -> None:
    spool = Spool()
    places = [spool.put(each) for each in DATA]
    assert [spool.read(place) for place in reversed(places)] == DATA[::-1]
    assert b"one" not in places


def test_a_copy_of_the_process_reads_it() -> None:
    spool = Spool()
    place = spool.put(b"one")
    child = os.fork()
    if child == 0:
        os._exit(spool.read(place) != b"one")
    assert os.waitpid(child, 0)[1] == 0


def test_where_the_disk_is_full_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    spool = Spool()
    first = spool.put(b"one")
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        second = spool.put(b"two")
        patch.setattr(os, "pwrite", lambda *_: 1)  # no room for more than a byte
        third = spool.put(b"three")
    fourth = spool.put(b"four")
    assert [*map(spool.read, (first, second, third, fourth))] == [b"one", b"two", b"three", b"four"]


def test_without_a_place_for_the_file_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_place(*_: Any) -> Any:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_place)
    spool = Spool()
    assert spool.read(spool.put(b"one")) == b"one"


def test_where_the_system_cannot_read_at_a_place_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Spool, "works", False)
    monkeypatch.delattr(os, "pread")
    monkeypatch.delattr(os, "pwrite")
    spool = Spool()
    assert spool.read(spool.put(b"one")) == b"one"


def test_the_file_is_closed_with_it() -> None:
    spool = Spool()
    file = spool._file
    del spool
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)
