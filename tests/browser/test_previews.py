"""A link shows what it leads to: to the pointer, the keyboard and a finger, and nothing of that hinders reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .accessibility.inspecting import SETTLED, violations
from .flagship import CRUX, DEBATE, POSITION
from .looking import assert_fits, wait_until_scripts_ran

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .serving import Site
    from .watching import OpenPage

FEVER = "debates/childbed-fever/"
PAUSE = 600
"""Milliseconds after which a preview would be there, or gone."""

BOXES = """link => {
  const preview = document.querySelector(".debate-preview").getBoundingClientRect();
  const own = link.getBoundingClientRect();
  return {
    covers: preview.top < own.bottom - 1 && preview.bottom > own.top + 1,
    inside: preview.left >= 0 && preview.right <= document.documentElement.clientWidth,
  };
}"""


def preview(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def assert_beside(link: Locator) -> None:
    assert link.evaluate(BOXES) == {"covers": False, "inside": True}


def link_to(page: Page, end: str) -> Locator:
    found = page.locator(f".debate a[href$='{end}']:not(.debate-contents a, .debate-crumbs a)")
    return found.filter(visible=True).first


@pytest.mark.parametrize("viewport", [(1600, 900), (320, 640)])
@pytest.mark.parametrize(
    ("path", "end", "words"),
    [
        (POSITION, "#one-in-ten", ["Pause advocate", "undercuts", "Perhaps one insider in ten", "do not come free"]),
        (POSITION, "cruxes/value-drift/", ["How many safety-minded hires", "A good many", "Work inside on safety"]),
        (CRUX, "#pause-advocate", ["Pause advocate", "directs a US group"]),
        (f"{DEBATE}people/", "stay-out/#drift-underrated", ["Nobody here knows", "opposes"]),
        (f"{DEBATE}positions/pause-first/", "links/#pauseai-us", ["PauseAI US", "organisation", "pauseai-us.org"]),
        (FEVER, "cruxes/both-clinics/", ["against"]),
    ],
    ids=["claim here", "crux", "person", "claim elsewhere", "source", "crux of the other debate"],
)
def test_a_hovered_link_shows_what_it_leads_to(
    open_page: OpenPage, flagship_site: Site, path: str, end: str, words: list[str], viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(path), viewport=viewport)
    page.wait_for_load_state("networkidle")
    page.eval_on_selector_all(".debate details", "folds => { for (const fold of folds) fold.open = true; }")
    link = link_to(page, end)
    link.hover()
    for word in words:
        expect(preview(page)).to_contain_text(word)
    expect(link).to_have_attribute("aria-describedby", "_preview")
    assert preview(page).locator("a, button, details, article, h1, h2, h3, h4, [id]").count() == 0
    assert_beside(link)
    assert_fits(page)


def test_a_preview_stays_while_it_or_its_link_is_hovered(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    link = link_to(page, "cruxes/value-drift/")
    link.hover()
    preview(page).hover()
    page.wait_for_timeout(PAUSE)
    expect(preview(page)).to_be_visible()
    page.locator("h1").hover()
    expect(preview(page)).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None


def test_escape_dismisses_a_preview_until_its_link_is_left(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    link_to(page, "cruxes/value-drift/").hover()
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    page.wait_for_timeout(PAUSE)
    expect(preview(page)).to_have_count(0)
    page.locator("h1").hover()
    page.wait_for_timeout(PAUSE)
    link_to(page, "cruxes/value-drift/").hover()
    expect(preview(page)).to_be_visible()


def test_a_preview_follows_the_keyboard_and_takes_no_focus(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    link = page.locator(".debate-steelman a")
    page.locator(".debate-side a").last.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(preview(page)).to_contain_text("Perhaps one insider in ten")
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(preview(page)).to_contain_text("How many safety-minded hires")
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)


def test_a_long_press_shows_a_preview_and_a_tap_elsewhere_takes_it_away(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=(320, 640))
    wait_until_scripts_ran(page)
    link = page.locator(".debate-turns a").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    finger = page.context.new_cdp_session(page)
    point = {"x": box["x"] + 20, "y": box["y"] + 8}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    expect(preview(page)).to_contain_text("How many safety-minded hires")
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(PAUSE)
    expect(preview(page)).to_be_visible()
    assert page.url == flagship_site.url(POSITION)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 4, "y": 80}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(preview(page)).to_have_count(0)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(flagship_site.url(CRUX))


def test_a_box_of_the_map_shows_a_preview_in_place_of_its_title(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{FEVER}map/"))
    page.locator(".debate-map-tools").wait_for()
    box = page.locator(".debate-map-node[data-kind='crux'] a").first
    box.hover()
    expect(preview(page)).to_be_visible()
    assert_beside(box)
    assert box.locator("title").count() == 0
    page.keyboard.press("Escape")
    expect(box.locator("title")).to_have_count(1)


def test_what_the_reader_is_in_already_has_no_preview(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=(800, 800))
    wait_until_scripts_ran(page)
    page.locator(".debate-contents summary").click()
    for link in (".debate-permalink", ".debate-contents li li a", ".debate-crumbs a", "a[href*='note_1']"):
        page.locator(f".debate {link}").first.hover()
        page.wait_for_timeout(PAUSE)
        expect(preview(page)).to_have_count(0)


def test_a_page_that_cannot_be_had_shows_nothing(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')); }")
    link_to(page, "cruxes/value-drift/").hover()
    page.wait_for_timeout(PAUSE)
    expect(preview(page)).to_have_count(0)


def test_a_page_is_asked_for_once(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        link_to(page, "cruxes/value-drift/").hover()
        expect(preview(page)).to_be_visible()
        page.locator("h1").hover()
        expect(preview(page)).to_have_count(0)
    assert asked.count(flagship_site.url(CRUX)) == 1


def test_previews_work_on_a_page_that_was_not_loaded(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = true")
    page.locator(f".debate a[href$='{POSITION.removeprefix(DEBATE)}']").first.click()
    page.wait_for_url(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    link_to(page, "cruxes/value-drift/").hover()
    expect(preview(page)).to_contain_text("How many safety-minded hires")
    assert page.evaluate("window.mark")


@pytest.mark.parametrize(("dark", "viewport"), [(False, (1600, 900)), (True, (320, 640))])
@pytest.mark.parametrize(("path", "end"), [(POSITION, "#one-in-ten"), (FEVER, "cruxes/both-clinics/")])
def test_inspection_of_a_preview_finds_nothing(
    open_page: OpenPage, flagship_site: Site, path: str, end: str, dark: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(path), dark=dark, viewport=viewport)
    page.wait_for_load_state("networkidle")
    link_to(page, end).hover()
    expect(preview(page)).to_be_visible()
    page.evaluate(SETTLED)
    assert violations(page, "[role=tooltip]") == []
