"""Chains of replies open and close: all at once, for a deep link, and for the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .flagship import CRUX, DEBATE, POSITION, deepest_reply, home_of, permalink_of
from .looking import assert_shown, folds, wait_until_scripts_ran

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

    Address = Callable[[Site, str], str]

DEEPEST = deepest_reply()


def collapse_all(page: Page) -> None:
    page.get_by_role("button", name="Collapse all").click()
    assert not any(folds(page))


@pytest.mark.parametrize("address", [home_of, permalink_of])
@pytest.mark.parametrize("viewport", [(1280, 800), (360, 740)])
def test_deep_link_opens_every_fold_above_its_claim(
    open_page: OpenPage, flagship_site: Site, address: Address, viewport: tuple[int, int]
) -> None:
    page = open_page(address(flagship_site, DEEPEST), viewport=viewport)
    page.wait_for_url(home_of(flagship_site, DEEPEST))
    assert_shown(page, DEEPEST)
    claim = page.locator(f"[id='{DEEPEST}']")
    expect(claim).to_contain_class("debate-target")
    expect(claim).to_be_focused()


def test_link_on_another_page_leads_to_the_opened_claim(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{DEBATE}claims/"))
    page.locator(f".debate a[href$='#{DEEPEST}']").first.click()
    page.wait_for_url(home_of(flagship_site, DEEPEST))
    assert_shown(page, DEEPEST)


def test_changed_hash_leads_to_the_opened_claim(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    collapse_all(page)
    page.evaluate("id => { location.hash = id; }", DEEPEST)
    assert_shown(page, DEEPEST)


def test_same_link_again_opens_what_was_collapsed(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(CRUX))
    wait_until_scripts_ran(page)
    line = page.locator(".debate-line[data-here]").filter(has=page.locator(".debate-line-title")).last
    link = line.locator(".debate-line-title")
    claim = (link.get_attribute("href") or "").partition("#")[2]
    assert page.evaluate("id => !!document.getElementById(id).closest('details.debate-replies')", claim)
    for _ in range(2):
        collapse_all(page)
        link.click()
        assert page.url.endswith(f"#{claim}")
        assert_shown(page, claim)


def test_all_chains_open_and_close_at_once(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    assert set(folds(page)) == {True, False}
    page.get_by_role("button", name="Expand all").click()
    assert all(folds(page))
    expect(page.locator(f"[id='{DEEPEST}']")).to_be_visible()
    collapse_all(page)
    expect(page.locator(f"[id='{DEEPEST}']")).to_be_hidden()


def test_keyboard_reaches_and_toggles_a_chain(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    page.get_by_role("button", name="Expand all").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Collapse all")).to_be_focused()
    focused = page.locator("summary:focus")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.debate-replies > summary')"):
            break
    expect(focused).to_have_count(1)
    outline = "style => [style.outlineStyle, parseFloat(style.outlineWidth)]"
    style, width = focused.evaluate(f"summary => ({outline})(getComputedStyle(summary))")
    assert style != "none"
    assert width >= 2
    was_open = focused.evaluate("summary => summary.parentElement.open")
    for expected in (not was_open, was_open):
        page.keyboard.press("Enter")
        assert focused.evaluate("summary => summary.parentElement.open") is expected
