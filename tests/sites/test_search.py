"""Which search finds what, by the option ``search``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from mkdocs_debates.searching import program
from tests.site_walk import dead_links, walk_site
from tests.sites.building import build_site
from tests.sites.test_plugin import BIKES

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.searching import Entry
    from tests.sites.building import Built


def found_by_the_site(built: Built) -> set[str]:
    return {each["location"] for each in json.loads(built.read("search/search_index.json"))["docs"]}


def test_the_site_finds_each_claim_once(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES})
    assert "debates/bikes/positions/close-it/#not-all" in found_by_the_site(built)
    assert not (built.folder / "debates/search").exists()
    assert not (built.folder / "debates/_search").exists()
    assert 'rel="search"' not in built.read("index.html")


def test_the_search_of_mkdocs_itself_finds_each_claim_once(tmp_path: Path) -> None:
    files = {"debates/bikes.yaml": BIKES.replace("More people on foot.", "More people on foot & by bike.")}
    built = build_site(tmp_path, files, theme={"name": "mkdocs"})
    entries = json.loads(built.read("search/search_index.json"))["docs"]
    claims = [each for each in entries if each["location"] == "debates/bikes/positions/close-it/#shops-thrive"]
    assert [each["text"] for each in claims] == ["More people on foot & by bike."]
    assert len({each["location"] for each in entries}) == len(entries)


def test_pagefind_finds_what_stands_in_debates_and_the_site_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Entry] = []
    monkeypatch.setattr(
        "mkdocs_debates.host.searches.write_indexes", lambda folder, part, entries: given.extend(entries)
    )
    (tmp_path / "debates/_search").mkdir(parents=True)
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"search": "pagefind"})
    assert found_by_the_site(built) == {"", "debates/search/"}
    title = "Should the city close its centre to cars?"
    assert sorted((each.url, each.title, each.kind) for each in given) == [
        ("debates/bikes/", title, "debate"),
        ("debates/bikes/cruxes/trade/", "Does trade suffer?", "crux"),
        ("debates/bikes/people/#ann", "Ann", "person"),
        ("debates/bikes/positions/close-it/", "Close it", "position"),
        ("debates/bikes/positions/close-it/#not-all", "Not the furniture shops.", "claim"),
        ("debates/bikes/positions/close-it/#shops-thrive", "Shops thrive", "claim"),
        ("debates/bikes/positions/keep-it/", "Keep it open", "position"),
    ]
    assert {(each.language, each.debate) for each in given} == {("en", title)}


def test_with_pagefind_pages_lead_to_the_search(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"search": "pagefind"})
    assert built.log == ()
    pages = walk_site(built.folder)
    assert "debates/search/index.html" in pages
    assert list(dead_links(built.folder, pages)) == []
    assert 'rel="search" type="text/html" title="Search the debates" href="debates/search/"' in built.read("index.html")
    for page, href in (("", "search/"), ("bikes/", "../search/")):
        assert f'<a href="{href}">Search the debates</a>' in built.read(f"debates/{page}index.html")
    assert json.loads(built.read("debates/_search/parts.json")) == ["all"]
    assert (built.folder / "debates/_search/all/en/pagefind.js").is_file()


def test_without_pagefind_the_build_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"search": "pagefind"})
    assert "pip install 'mkdocs-debates[pagefind]'" in caplog.text


CHINESE = """\
title: 市中心应该禁止汽车吗
language: zh
claims:
  shops:
    title: 商店会更加繁荣
    text: 更多的人 walk & 步行来购物。
"""


def test_words_of_chinese_are_marked_where_material_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class InPairs:
        """Stands in for jieba: two characters are a word."""

        @staticmethod
        def cut(text: str) -> list[str]:
            return [text[place : place + 2] for place in range(0, len(text), 2)]

    monkeypatch.setitem(sys.modules, "jieba", InPairs)
    built = build_site(tmp_path, {"debates/street.yaml": CHINESE})
    entries = json.loads(built.read("search/search_index.json"))["docs"]
    claim = next(each for each in entries if each["location"].endswith("#shops"))
    assert claim["title"].split("\u200b") == ["", "商店", "会更", "加繁", "荣", ""]
    assert claim["text"].split("\u200b") == ["", "更多", "的人", " walk &amp; ", "步行", "来购", "物", "。"]


@pytest.mark.parametrize(("name", "warns"), [("pagefind", True), ("pagefind_extended", False)])
def test_a_pagefind_that_finds_no_chinese_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, warns: bool
) -> None:
    linked = tmp_path / name
    linked.symlink_to(program())
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(linked))
    built = build_site(tmp_path, {"debates/street.yaml": CHINESE}, {"search": "pagefind"})
    assert any("pip install pagefind_bin_extended" in each for each in built.log) == warns
