"""The argument map in a browser: zoom, focus, links, a phone, paper, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .flagship import CRUX, DEBATE, debate
from .looking import assert_fits

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

MAPS = (f"{DEBATE}map/", "debates/childbed-fever/map/")


def width(page: Page) -> float:
    found = page.locator(".debate-map svg").first.bounding_box()
    assert found
    return found["width"]


@pytest.mark.parametrize("path", MAPS)
@pytest.mark.parametrize("viewport", [(1600, 900), (320, 700)])
def test_it_zooms_and_fits(open_page: OpenPage, flagship_site: Site, path: str, viewport: tuple[int, int]) -> None:
    page = open_page(flagship_site.url(path), viewport=viewport)
    page.get_by_role("button", name="Fit").click()
    view = page.locator(".debate-map-view").bounding_box()
    assert view
    assert width(page) <= view["width"]
    fitted = width(page)
    page.get_by_role("button", name="Zoom in").press("Enter")
    assert width(page) > fitted
    page.get_by_role("button", name="Zoom out").press("Space")
    assert width(page) == pytest.approx(fitted, abs=1)
    assert_fits(page)


def test_a_focus_leaves_what_is_near(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(MAPS[0]), viewport=(1600, 900))
    expect(page.get_by_role("button", name="Fit")).to_be_visible()
    page.locator(".debate-map-node > a").last.focus()
    lit = page.locator(".debate-map-edge[data-lit]")
    assert lit.count() > 0
    page.get_by_role("button", name="Focus on this").click()
    faint = page.locator(".debate-map-node[data-faint]")
    assert 0 < faint.count() < len(debate().debate.claims)
    page.get_by_role("button", name="Show all").click()
    expect(faint).to_have_count(0)


def test_a_pointer_chooses_the_box_on_which_it_rests(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(MAPS[0]), viewport=(1600, 900))
    expect(page.get_by_role("button", name="Fit")).to_be_visible()
    page.get_by_role("button", name="Fit").click()
    box = page.locator(".debate-map-node[data-node='20'] rect").first
    box.hover()
    expect(page.locator(".debate-map-node[data-chosen]")).to_have_attribute("data-node", "20")
    button = page.get_by_role("button", name="Focus on this").bounding_box()
    assert button
    page.mouse.move(button["x"] + 5, button["y"] + 5, steps=40)
    expect(page.locator(".debate-map-node[data-chosen]")).to_have_attribute("data-node", "20")


def test_boxes_lead_to_what_they_name(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    node = page.locator(".debate-map-node[data-kind='crux'] a").first
    title = node.locator("title").text_content()
    node.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cruxes/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(title or "")


def test_the_part_around_a_crux_marks_it(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(CRUX))
    expect(page.locator(".debate-map-node[data-focus] title")).to_have_text(debate().title("value-drift"))


def test_it_works_after_instant_navigation(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="The whole map").click()
    page.wait_for_url("**/map/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Map")
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    before = width(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("before => document.querySelector('.debate-map svg').clientWidth > before", arg=before)


def test_without_scripts_it_scrolls_and_has_no_buttons(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(MAPS[0]), javascript=False, viewport=(320, 700))
    expect(page.locator(".debate-map-tools")).to_have_count(0)
    expect(page.locator(".debate-map-node").first).to_be_visible()
    assert_fits(page)


def test_the_words_say_what_the_arrows_do(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(MAPS[0]), javascript=False)
    page.locator(".debate-map-outline summary").click()
    words = page.locator(".debate-map-outline li")
    assert words.count() == page.locator(".debate-map-node").count()
    arrows = page.locator(".debate-map-edge").count()
    assert page.locator(".debate-map-outline li a").count() == words.count() + arrows


def test_a_page_without_a_map_loads_nothing_of_it(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url("debates/cruxes/"))
    page.wait_for_load_state("networkidle")
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not [name for name in loaded if "/map." in name]
    assert [name for name in loaded if "/debates.js" in name]
