"""The same debates give the same bytes, whatever is around the build."""

from __future__ import annotations

import gzip
import sys
from typing import TYPE_CHECKING

import pytest

from tests.promises.same_bytes import OTHERS, compare
from tests.sites.test_cached_builds import OTHER
from tests.sites.test_plugin import BIKES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="umask, locales and processes as POSIX has them")
def test_one_input_gives_one_output(tmp_path: Path) -> None:
    debates = {"bikes.yaml": BIKES, "streets.yaml": OTHER, "istanbul.yml": "title: İSTANBUL ı\ntags: [I, ı, i]\n"}
    assert compare(tmp_path, debates, OTHERS[:1]) == {OTHERS[0].name: [], "warm cache": []}
    site = tmp_path / "first/site"
    sitemap, packed = (site / "sitemap.xml").read_bytes(), (site / "sitemap.xml.gz").read_bytes()
    assert b"<lastmod>2001-09-09</lastmod>" in sitemap
    assert gzip.decompress(packed) == sitemap
    assert int.from_bytes(packed[4:8], "little") // 86400 == 1_000_000_000 // 86400
