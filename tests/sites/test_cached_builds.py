"""A site is the same, byte by byte, whether it is built anew, from the cache or in several processes."""

from __future__ import annotations

import re
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_debates import plugin, project
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.publishing import press, printing
from mkdocs_debates.publishing.cache import CACHE_FOLDER
from mkdocs_debates.spool import Spool
from tests.reading.test_images import png
from tests.sites.building import MATERIAL, build_site
from tests.sites.test_plugin import BIKES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_debates.reading import DebateFolder

OTHER = """\
title: What are streets for?
claims:
  for-people:
    title: Streets are for people
    text: "As [they](claim:bikes/shops-thrive) say, and [](crux:bikes/trade)."
"""
FILES = {"debates/bikes.yaml": BIKES, "debates/streets.yaml": OTHER}
SETTINGS: dict[str, Any] = {
    "repo_url": "https://github.com/a/b",
    "edit_uri": "edit/main/docs/",
    "theme": {**MATERIAL, "features": ["content.action.edit"]},
}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): re.sub(rb"<lastmod>[^<]*", b"", file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file() and file.name != "sitemap.xml.gz"
    }


def build(folder: Path, files: Mapping[str, str] = FILES) -> dict[str, bytes]:
    return contents(build_site(folder, files, **SETTINGS).folder)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The debates that are printed in this process from here on."""
    found: list[str] = []
    printing_of = printing.printing_of

    def note(site, debate_id, renderer):  # type: ignore[no-untyped-def]
        found.append(debate_id)
        return printing_of(site, debate_id, renderer)

    monkeypatch.setattr(press, "printing_of", note)
    return found


def test_cold_cached_and_shared_builds_are_the_same(
    tmp_path: Path, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = build(tmp_path)
    assert printed == ["bikes", "streets"]
    cached = build(tmp_path)
    assert printed == ["bikes", "streets"]
    shutil.rmtree(tmp_path / CACHE_FOLDER)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, "2")
    shared = build(tmp_path)
    assert len(printed) <= 3  # at most one of the two here, the other elsewhere
    assert cold == cached == shared


@pytest.mark.parametrize("search", ["site", "pagefind"])
def test_builds_of_packed_debates_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, search: str) -> None:
    def build_again() -> dict[str, bytes]:
        return contents(build_site(tmp_path, files, {"search": search}, **SETTINGS).folder)

    pictures = "title: Pictures\nsummary: '![A chart](chart.png)'\nclaims:\n  seen: {text: '![It](chart.png) shows.'}\n"
    files = FILES | {"debates/pictures.yaml": pictures, "debates/drafted.yaml": "title: Not yet\nstatus: draft\n"}
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/chart.png").write_bytes(png(32, 20))

    def held(debates: DebateFolder, *_: object) -> tuple[project.Project, dict[str, object]]:
        return project.load(debates.folder, shown_as=debates.shown_as), {}

    with monkeypatch.context() as patch:
        patch.setattr(plugin, "load_packed", held)
        at_hand = build_again()
    assert {"debates/pictures/media/chart.png", "debates/streets/index.html"} <= at_hand.keys()
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, "2")
    monkeypatch.setattr(project, "FEW", 1)
    spools: list[Spool] = []

    def spool() -> Spool:
        spools.append(Spool())
        return spools[-1]

    monkeypatch.setattr(project, "Spool", spool)
    cached = build_again()
    shutil.rmtree(tmp_path / CACHE_FOLDER)
    assert at_hand == cached == build_again()
    assert len(spools) == 4  # one for each process of each build


def test_lines_are_not_kept(tmp_path: Path, printed: list[str]) -> None:
    before = build(tmp_path)
    page = "debates/bikes/positions/close-it/index.html"
    assert b"debates/bikes.yaml#L15" in before[page]
    moved = build(tmp_path, FILES | {"debates/bikes.yaml": f"# A comment\n\n{BIKES}"})
    assert printed == ["bikes", "streets"]
    assert b"debates/bikes.yaml#L17" in moved[page]
    assert b"debates/bikes.yaml#L15" not in moved[page]
    assert not any(b"#L" in file.read_bytes() for file in (tmp_path / CACHE_FOLDER).iterdir())


def test_a_debate_that_shows_another_follows_it(tmp_path: Path, printed: list[str]) -> None:
    build(tmp_path)
    changed = FILES | {"debates/bikes.yaml": BIKES.replace("Does trade suffer?", "Do shops suffer?")}
    built = build(tmp_path, changed)
    assert printed == ["bikes", "streets", "bikes", "streets"]
    assert b"Do shops suffer?" in built["debates/streets/index.html"]
    assert built == build(tmp_path / "anew", changed)


def test_a_debate_that_another_names_follows_it(tmp_path: Path) -> None:
    build(tmp_path)
    changed = FILES | {"debates/streets.yaml": OTHER.replace("Streets are for people", "Streets belong to all")}
    built = build(tmp_path, changed)
    assert b"Streets belong to all" in built["debates/bikes/cruxes/trade/index.html"]
    assert built == build(tmp_path / "anew", changed)


def test_a_debate_that_names_one_in_another_language_says_so(tmp_path: Path) -> None:
    build(tmp_path)
    changed = FILES | {"debates/streets.yaml": f"{OTHER}language: ar\n"}
    built = build(tmp_path, changed)
    assert b'lang="ar" dir="rtl"' in built["debates/bikes/cruxes/trade/index.html"]
    assert built == build(tmp_path / "anew", changed)


def test_only_what_changed_is_printed(tmp_path: Path, printed: list[str]) -> None:
    build(tmp_path)
    changed = FILES | {"debates/bikes.yaml": BIKES.replace("More people on foot.", "More people by bike.")}
    built = build(tmp_path, changed)
    assert printed == ["bikes", "streets", "bikes"]
    assert built == build(tmp_path / "anew", changed)


def test_a_reference_that_leads_nowhere_any_more_is_found_from_the_cache(tmp_path: Path) -> None:
    build(tmp_path)
    gone = BIKES.replace("shops-thrive:", "shops-live:")
    with pytest.raises(SystemExit):
        build(tmp_path, FILES | {"debates/bikes.yaml": gone})


def test_a_template_of_the_site_counts(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "overrides")}
    template = '{% extends "original/debates/crux.html" %}{% block lead %}WORDS{% endblock %}'
    for words in ("First words", "Other words"):
        files = FILES | {"overrides/debates/crux.html": template.replace("WORDS", words)}
        built = contents(build_site(tmp_path, files, theme=theme).folder)
        assert words.encode() in built["debates/bikes/cruxes/trade/index.html"]


def test_what_somebody_spoilt_in_the_cache_is_printed_again(tmp_path: Path, printed: list[str]) -> None:
    cold = build(tmp_path)
    for file in (tmp_path / CACHE_FOLDER).iterdir():
        file.write_bytes(file.read_bytes()[:-10])
    assert build(tmp_path) == cold
    assert printed == ["bikes", "streets"] * 2
    assert build(tmp_path) == cold
    assert printed == ["bikes", "streets"] * 2
