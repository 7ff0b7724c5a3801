"""One claim alone, with what it answers and its direct replies: by a click, by the keyboard and by an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as PatienceLost
from playwright.sync_api import expect

from .accessibility.inspecting import SETTLED, violations
from .flagship import DEBATE, POSITION, deepest_reply
from .looking import PATIENCE, SETTLING, assert_fits, assert_shown, wait_until_scripts_ran

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .serving import Site
    from .watching import OpenPage

CLAIM = "drift-underrated"
PARENT = "many-stayed-true"
ROOT = "no-path-to-impact"
FEVER_PAGE = "debates/childbed-fever/positions/decomposed-matter/"

SHOWN = """() => [...document.querySelectorAll(".debate-claim")].filter(claim =>
  claim.firstElementChild.checkVisibility({ contentVisibilityAuto: false })
).map(claim => claim.id)"""
EXPECTED = """id => {
  const claim = document.getElementById(id);
  const parent = each => each.parentElement.closest(".debate-claim");
  const above = [];
  for (let each = parent(claim); each; each = parent(each)) above.unshift(each.id);
  const replies = claim.querySelectorAll(":scope > details > ol > li > .debate-claim");
  return [...above, id, ...[...replies].map(reply => reply.id)];
}"""


def bar(page: Page) -> Locator:
    return page.locator(".debate-focus-bar").first


def assert_alone(page: Page, claim: str) -> None:
    expect(bar(page)).to_be_visible()
    expect(page.locator(f"[id='{claim}']")).to_have_attribute("data-focused", "claim")
    try:
        page.wait_for_function(f"id => String(({SHOWN})()) === String(({EXPECTED})(id))", arg=claim, timeout=PATIENCE)
    except PatienceLost:
        assert page.evaluate(SHOWN) == page.evaluate(EXPECTED, claim)


def focus_link(page: Page, claim: str) -> Locator:
    return page.locator(f"[id='{claim}'] > header .debate-focus")


@pytest.mark.parametrize("viewport", [(1600, 900), (320, 640)])
def test_a_click_shows_a_claim_alone_and_back_shows_all(
    open_page: OpenPage, flagship_site: Site, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=viewport)
    wait_until_scripts_ran(page)
    page.get_by_role("button", name="Expand all").click()
    before = page.evaluate(SHOWN)
    focus_link(page, CLAIM).click()
    assert_alone(page, CLAIM)
    assert page.url == flagship_site.url(f"{POSITION}?focus={CLAIM}")
    expect(page.locator(f"[id='{CLAIM}']")).to_be_focused()
    expect(page.locator(f"[id='{CLAIM}'] > header")).to_be_in_viewport()
    expect(page.locator(".debate h2:visible")).to_have_count(1)
    assert_fits(page)
    focus_link(page, PARENT).click()
    assert_alone(page, PARENT)
    page.go_back()
    assert_alone(page, CLAIM)
    page.go_back()
    expect(bar(page)).to_be_hidden()
    page.get_by_role("button", name="Expand all").click()
    assert page.evaluate(SHOWN) == before
    page.go_forward()
    assert_alone(page, CLAIM)


@pytest.mark.parametrize("path", [POSITION, FEVER_PAGE])
def test_the_keyboard_goes_in_and_out(open_page: OpenPage, flagship_site: Site, path: str) -> None:
    page = open_page(flagship_site.url(path))
    wait_until_scripts_ran(page)
    link = page.locator(".debate-focus").filter(visible=True).nth(1)
    claim = (link.get_attribute("href") or "").partition("=")[2]
    link.focus()
    page.keyboard.press("Enter")
    assert_alone(page, claim)
    bar(page).get_by_role("link", name="Show all").focus()
    page.keyboard.press("Enter")
    expect(bar(page)).to_be_hidden()
    expect(page.locator(f"[id='{claim}']")).to_be_focused()
    expect(page.locator(f"[id='{claim}'] > header")).to_be_in_viewport()
    assert page.url.rstrip("?") == flagship_site.url(path)


def test_an_address_with_a_focus_can_be_shared(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={deepest_reply()}"))
    assert_alone(page, deepest_reply())
    expect(page.locator(f"[id='{deepest_reply()}'] > header")).to_be_in_viewport()


def test_an_unknown_id_shows_all(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus=nobody-said-this"))
    wait_until_scripts_ran(page)
    page.wait_for_load_state("networkidle")
    expect(bar(page)).to_be_hidden()
    expect(page.locator(".debate h2").first).to_be_visible()


def test_a_link_to_what_is_hidden_shows_all_of_the_page(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={ROOT}"))
    assert_alone(page, ROOT)
    reply = deepest_reply()
    page.evaluate("id => { location.hash = id; }", reply)
    assert_shown(page, reply)
    page = open_page(flagship_site.url(f"{POSITION}?focus={CLAIM}#_map"))
    expect(page.locator("[id='_map']")).to_be_in_viewport()
    expect(bar(page)).to_be_hidden()


def test_what_the_claim_answers_may_be_named_beside_it(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={CLAIM}#{PARENT}"))
    assert_shown(page, PARENT)
    expect(bar(page)).to_be_visible()


def test_a_reply_that_the_address_names_is_opened(open_page: OpenPage, flagship_site: Site) -> None:
    reply = deepest_reply()
    page = open_page(flagship_site.url(f"{POSITION}?focus={ROOT}#{reply}"))
    assert_shown(page, reply)
    expect(bar(page)).to_be_visible()


def test_paper_shows_the_claim_alone(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={CLAIM}"))
    assert_alone(page, CLAIM)
    page.emulate_media(media="print")
    page.eval_on_selector_all("details", "folds => { for (const fold of folds) fold.open = true; }")
    assert_alone(page, CLAIM)
    expect(bar(page).get_by_role("link")).to_be_hidden()


def test_a_claim_is_shown_alone_on_a_page_that_was_not_loaded(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = true")
    page.locator(f".debate a[href$='{POSITION.removeprefix(DEBATE)}']").first.click()
    page.wait_for_url(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    focus_link(page, ROOT).click()
    assert_alone(page, ROOT)
    page.locator(".debate-crumbs a").last.click()
    page.wait_for_url(flagship_site.url(DEBATE))
    page.go_back()
    assert_alone(page, ROOT)
    bar(page).get_by_role("link", name="Show all").click()
    expect(bar(page)).to_be_hidden()
    assert page.evaluate("window.mark")


def test_without_scripts_nothing_is_offered(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=False)
    expect(page.locator(".debate-focus").filter(visible=True)).to_have_count(0)
    expect(bar(page)).to_be_hidden()


def test_the_module_is_loaded_once_it_is_asked_for(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    loaded = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('focusing.js'))"
    assert not page.evaluate(loaded)
    focus_link(page, ROOT).click()
    assert_alone(page, ROOT)
    assert page.evaluate(loaded)


@pytest.mark.parametrize(("dark", "viewport"), [(False, (1600, 900)), (True, (320, 640))])
def test_inspection_of_a_claim_alone_finds_nothing(
    open_page: OpenPage, flagship_site: Site, dark: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={CLAIM}"), dark=dark, viewport=viewport)
    assert_alone(page, CLAIM)
    page.evaluate(SETTLED)
    assert violations(page) == []


def test_a_filter_waits_while_one_claim_is_shown(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?by=pause-advocate"))
    expect(page.locator("[data-filtered]")).to_be_visible()
    filtered = page.locator(".debate-claim:visible").count()
    page.locator("[id='no-path-to-impact'] > header .debate-focus").click()
    expect(page.locator("[data-focused='claim']")).to_have_count(1)
    assert "by=pause-advocate" in page.url
    assert "focus=no-path-to-impact" in page.url
    page.locator("[id='no-path-to-impact'] > .debate-replies > summary").focus()
    expect(page.locator("[id='insights-lying-around']")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("[data-filtered]:not([data-focused])")).to_be_visible()
    expect(page.locator(".debate-claim:visible")).to_have_count(filtered)
    assert page.url.endswith("?by=pause-advocate")


def test_nothing_covers_the_way_out(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus={ROOT}"))
    assert_alone(page, ROOT)
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 400")
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(SETTLING)
    covering = """link => {
      const { x, y, width, height } = link.getBoundingClientRect();
      const points = [[x + 1, y + 1], [x + width - 1, y + height - 1], [x + width / 2, y + height / 2]];
      const hits = points.map(point => document.elementFromPoint(...point));
      return hits.filter(hit => hit !== link).map(hit => hit.outerHTML);
    }"""
    assert bar(page).get_by_role("link").evaluate(covering) == []
    bar(page).get_by_role("link").click()
    expect(bar(page)).to_be_hidden()


def test_steps_within_what_is_shown_leave_it_shown(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?focus=insights-lying-around"))
    expect(page.locator("[data-focused='claim']")).to_have_count(1)
    expect(page.locator(".debate-stepping:not([hidden])")).to_have_count(1)
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"[?]focus=insights-lying-around#no-path-to-impact$"))
    page.locator("h1").click()
    expect(page.locator("[data-focused='claim']")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-focused='claim']")).to_have_count(1)
