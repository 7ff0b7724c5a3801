"""The lists of all debates and of all cruxes stay within their size, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import load
from mkdocs_debates.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject

DEBATE = """\
title: Debate {0}
summary: What it is about.
positions: {{yes: {{title: Yes to {0}}}}}
cruxes:
  why: {{question: Why {0}?, answers: {{a: {{label: Because, supports: "yes"}}, b: {{label: Why not}}}}}}
"""
FRAME = 2_000
"""Bytes of a page beside its list."""


@pytest.mark.parametrize(
    ("count", "shown", "left_out"),
    [
        (3, ["Why 2?", "Because", "What it is about.", "Yes to 2"], ["1 crux</p>"]),
        (20, ["Why 19?", "Debate 19"], ["Because", "What it is about.", "Yes to 19", "1 crux</p>"]),
        (45, ["Debate 44", "1 crux</p>"], ["Why 44?", "What it is about."]),
    ],
)
def test_lists_of_many_tell_less_of_each(tmp_path: Path, count: int, shown: list[str], left_out: list[str]) -> None:
    for number in range(count):
        (tmp_path / f"d-{number}.yaml").write_text(DEBATE.format(number), encoding="utf-8")
    renderer, options = Renderer(), Options(page_bytes=10_000)
    site = site_of(load(tmp_path).debates, frozenset(), options)
    pages = {page.path: page for page in pages_of(site, renderer, {})}
    lists = [renderer.page(pages[path].build()) for path in ("", "cruxes/")]
    for words in shown:
        assert words in "".join(lists)
    for words in left_out:
        assert words not in "".join(lists)
    if count == 20:
        assert all(len(page.encode()) < options.page_bytes + FRAME for page in lists)


@pytest.mark.parametrize(("count", "opened_again"), [(3, 0), (20, 5), (45, 5)])
def test_lists_need_not_open_a_debate_once_more(tmp_path: Path, count: int, opened_again: int) -> None:
    for number in range(count):
        (tmp_path / f"d-{number}.yaml").write_text(DEBATE.format(number), encoding="utf-8")
    debates, opened = load(tmp_path).debates, list[str]()

    def open_again(debate_id: str) -> Subject:
        opened.append(debate_id)
        return debates[debate_id]

    site = site_of(Shelf(debates, open_again, room=1), frozenset(), Options(page_bytes=10_000))
    pages = {page.path: page for page in pages_of(site, Renderer(), {})}
    assert sorted(opened) == sorted(debates)
    assert pages[""].build().content
    assert pages["cruxes/"].build().content
    assert len(opened) <= count + opened_again  # those that came while it seemed that there is room for whole cards
