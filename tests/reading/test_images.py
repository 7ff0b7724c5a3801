"""The sizes of images, from files that tell the truth, lie, or break off."""

from __future__ import annotations

import os
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.reading.images import MOST_BYTES, image_size, size_in

if TYPE_CHECKING:
    from pathlib import Path


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def jpeg(width: int, height: int, orientation: int = 1, ahead: bytes = b"") -> bytes:
    tag = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + tag + b"\0" * 4
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\1\x22\0\2\x11\1\3\x11\1"
    return b"\xff\xd8" + _segment(0xE1, exif) + ahead + _segment(0xC0, frame) + b"\xff\xd9"


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def webp(width: int, height: int) -> bytes:
    chunk = b"VP8X" + struct.pack("<II", 10, 0) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload) + 8) + kind + payload


def avif(width: int, height: int, *more: bytes, meta: bytes = b"") -> bytes:
    properties = box(b"ispe", struct.pack(">III", 0, width, height)) + b"".join(more)
    associations = bytes((1 + len(more), *range(1, 2 + len(more))))
    ipma = box(b"ipma", struct.pack(">IIH", 0, 1, 1) + associations)
    parts = box(b"pitm", struct.pack(">IH", 0, 1)) + meta + box(b"iprp", box(b"ipco", properties) + ipma)
    return box(b"ftyp", b"avif\0\0\0\0avifmif1") + box(b"meta", b"\0" * 4 + parts)


@pytest.mark.parametrize(
    "made",
    [png(320, 200), gif(320, 200), jpeg(320, 200), webp(320, 200), avif(320, 200)],
    ids=["png", "gif", "jpeg", "webp", "avif"],
)
def test_each_format_tells_its_size(made: bytes) -> None:
    assert size_in(made) == (320, 200)


def test_a_photograph_that_was_turned_is_as_high_as_it_is_shown() -> None:
    assert size_in(jpeg(320, 200, orientation=6)) == (200, 320)
    assert size_in(avif(320, 200, box(b"irot", b"\1"))) is None


def test_a_size_behind_previews_and_profiles_is_found() -> None:
    assert size_in(jpeg(320, 200, ahead=_segment(0xE2, b"\0" * 60_000) * 8)) == (320, 200)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        png(320, 200)[:20],
        png(0, 200),
        png(4_000_000_000, 4_000_000_000),
        gif(0xFFFF, 1),
        jpeg(320, 200)[:40],
        b"\xff\xd8" + b"\xff" * 1000,
        b"RIFF\0\0\0\0WEBPnone" + b"\0" * 40,
        box(b"ftyp", b"avif\0\0\0\0"),
        b"BM" + b"\1" * 60,
        b"P6 320 200 255 ",
        b"<svg width='320' height='200'/>",
        b"II*\0" + b"\1" * 60,
        b"<script>alert(1)</script>",
    ],
    ids=repr,
)
def test_what_is_broken_or_no_such_image_has_no_size(broken: bytes) -> None:
    assert size_in(broken) is None


@pytest.mark.parametrize("made", [png(9, 9), gif(9, 9), jpeg(9, 9), webp(9, 9), avif(9, 9)], ids=len)
@given(data=st.data())
def test_any_change_gives_a_size_or_none(made: bytes, data: st.DataObject) -> None:
    changed = bytearray(made)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    size = size_in(bytes(changed[: data.draw(st.integers(0, len(changed)))]))
    assert size is None or min(size) > 0


def test_tables_without_end_take_no_time() -> None:
    # 30,000 items with 65,535 extents of no bytes each.
    items = struct.pack(">IBBH", 0, 0, 0, 30_000) + struct.pack(">HHH", 1, 0, 65_535) * 30_000
    started = time.perf_counter()
    assert size_in(avif(320, 200, meta=box(b"iloc", items))) == (320, 200)
    size_in(b"\xff\xd8" + b"\0" * MOST_BYTES)
    assert time.perf_counter() - started < 2


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "huge.png"
    file.write_bytes(png(320, 200))
    os.truncate(file, 4_000_000_000)
    assert image_size(tmp_path, file) == (320, 200)


def test_a_file_that_cannot_be_opened_has_no_size(tmp_path: Path) -> None:
    assert image_size(tmp_path, tmp_path) is None
    assert image_size(tmp_path, tmp_path / "none.png") is None
