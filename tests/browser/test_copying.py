"""A claim's permanent link is copied with a click, and the page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from .flagship import POSITION, deepest_reply, home_of, permalink_of
from .looking import assert_shown

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage


def test_permalink_is_copied_and_announced(open_page: OpenPage, flagship_site: Site) -> None:
    reply = deepest_reply()
    page = open_page(home_of(flagship_site, reply))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert_shown(page, reply)
    here = page.url
    link = page.locator(f"[id='{reply}'] > header .debate-permalink")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == permalink_of(flagship_site, reply)
    assert page.url == here


def test_permalink_is_followed_where_nothing_can_be_copied(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=False)
    claim = page.locator(".debate-claim").first
    claim.locator(".debate-permalink").first.click()
    page.wait_for_url(home_of(flagship_site, claim.get_attribute("id") or ""))
