"""Words that scripts write, in a language in which each word is marked; and boxes from right to left."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.theme.marked import DEBATE, mark_all, outside_marks

from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from .watching import OpenPage

SETTINGS = """
site_name: "000"
theme: {name: material, custom_dir: overrides, language: LANGUAGE, direction: DIRECTION, font: false}
plugins: [search, debates]
"""

TEXTS = """() => {
  const found = [];
  for (const root of document.querySelectorAll(".debate, body > .debate-copied")) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!walker.currentNode.parentElement.closest("style, pre")) found.push(walker.currentNode.data);
    for (const each of root.querySelectorAll("[title], [aria-label], [placeholder]"))
      found.push(each.title || "", each.ariaLabel ?? "", each.getAttribute("placeholder") ?? "");
  }
  return found;
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site in which each word of the interface is marked."""
    yield from _built(tmp_path_factory.mktemp("marked"), "en", "ltr")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site in Arabic."""
    yield from _built(tmp_path_factory.mktemp("arabic"), "ar", "rtl")


def _built(folder: Path, language: str, direction: str) -> Iterator[Site]:
    mark_all(folder / "overrides")
    for name, text in (
        ("mkdocs.yml", SETTINGS.replace("LANGUAGE", language).replace("DIRECTION", direction)),
        ("docs/index.md", "# 000"),
        ("debates/d.yaml", DEBATE),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    with served(folder / "site", "/") as base:
        yield Site(folder / "site", base)


def assert_marked(page: Page) -> None:
    assert outside_marks(page.evaluate(TEXTS)) == []


def test_scripts_write_no_word_outside_the_catalogues(open_page: OpenPage, built: Site) -> None:
    page = open_page(built.url("debates/d/positions/in/"))
    page.locator(".debate[data-scripts]").wait_for()
    page.locator(".debate-filter > summary").click()
    page.locator("select[name=relation]").select_option("opposes")
    assert "⟦" in page.locator(".debate-filtered [role=status]").inner_text()
    page.locator(".debate-stepping button").click()
    assert_marked(page)
    page.keyboard.press("Escape")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".debate-permalink").first.click()
    page.get_by_text("⟦Copied⟧").first.wait_for()
    assert_marked(page)


def test_so_do_the_explorer_the_map_and_the_timeline(open_page: OpenPage, built: Site) -> None:
    page = open_page(built.url("debates/d/stand/"))
    page.locator(".debate-explorer input[value=yes]").first.check()
    page.locator(".debate-flips li, .debate-favoured a").first.wait_for()
    assert_marked(page)
    page = open_page(built.url("debates/d/map/"))
    page.locator(".debate-map-tools button").first.wait_for()
    assert_marked(page)
    page = open_page(built.url("debates/d/timeline/"))
    page.locator(".debate-since input").fill("2100-01-01")
    page.locator(".debate-since input").dispatch_event("change")
    assert_marked(page)


def test_words_stand_inside_their_boxes_from_right_to_left(open_page: OpenPage, arabic: Site) -> None:
    page = open_page(arabic.url("debates/d/map/"))
    page.locator(".debate-map-tools button").first.wait_for()
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".debate-map-node > a:first-child")].filter((box) => {
          const [rect, text] = ["rect", "text"].map((name) => box.querySelector(name).getBoundingClientRect());
          return text.left < rect.left || text.right > rect.right;
        }).length"""
    )
    assert page.locator(".debate-map-node").count() > 3
    assert outside == 0


@pytest.mark.parametrize("words", ["p.debate-lead", ".debate-no-answers", ".md-nav--primary .md-ellipsis"])
def test_sentences_end_where_their_own_language_has_the_end(open_page: OpenPage, arabic: Site, words: str) -> None:
    page = open_page(arabic.url("debates/d/stand/"))
    style = page.locator(words).first.evaluate("(it) => getComputedStyle(it).unicodeBidi")
    assert style == "plaintext"
