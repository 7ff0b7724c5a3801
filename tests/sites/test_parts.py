"""Parts of a site, each built by itself, make the whole when they are copied over each other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from mkdocs_debates.host.parts import ONLY
from tests.sites.building import build_site
from tests.sites.test_cached_builds import FILES, SETTINGS, contents

if TYPE_CHECKING:
    from pathlib import Path

THIRD = """\
title: A third
formerly: [an-old-one]
positions: {yes: {title: "Yes", summary: "![](chart.png) and [](crux:bikes/trade)"}}
"""
SITE = FILES | {
    "debates/third.yaml": THIRD,
    "debates/chart.png": "no image, but a file",
    "docs/page.md": "# A page\n\nSee [](claim:bikes/not-all) and [there](debates/bikes/index.md#bikes).\n",
}


@pytest.mark.parametrize("search", ["site", "pagefind"])
def test_parts_make_the_whole(tmp_path: Path, search: str) -> None:
    whole = contents(build_site(tmp_path / "whole", SITE, {"search": search}, **SETTINGS).folder)
    joined = tmp_path / "joined"
    held: list[set[str]] = []
    for number, only in enumerate((["bikes"], ["third", "streets"], ["_shared"])):
        part = build_site(tmp_path / str(number), SITE, {"only": only, "search": search}, **SETTINGS)
        assert part.log == ()
        held.append(set(contents(part.folder)))
        shutil.copytree(part.folder, joined, dirs_exist_ok=True)
    assert contents(joined) == whole
    assert {path.split("/")[1] for path in held[0]} == {"bikes"}
    assert {path.split("/")[1] for path in held[1]} == {"third", "streets", "an-old-one"}
    assert "debates/bikes/index.html" not in held[2]
    assert {"index.html", "debates/index.html", "debates/cruxes/index.html", "debates/permalinks.json"} <= held[2]


def test_a_part_may_be_named_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONLY, "bikes, streets")
    built = contents(build_site(tmp_path, SITE).folder)
    assert {path.split("/")[1] for path in built} == {"bikes", "streets"}


def test_a_part_of_what_is_not_there_is_an_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, SITE, {"only": ["bike"]})
    assert '"only" names "bike", and no debate is called so; did you mean "bikes"?' in caplog.text
