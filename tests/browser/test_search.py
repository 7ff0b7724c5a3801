"""The site's search finds a reply, however deep, and leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from .flagship import debate, deepest_reply, home_of
from .looking import assert_shown

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage


def test_words_of_a_deep_reply_lead_to_it(open_page: OpenPage, flagship_site: Site) -> None:
    reply = deepest_reply()
    words = sorted(re.findall(r"\w+", debate().prose[reply, ("text",)].text), key=len)[-4:]
    page = open_page(flagship_site.url())
    page.locator("[data-md-component='search-query']").first.click()
    page.keyboard.type(" ".join(words))
    result = page.locator(f"a[href$='#{reply}']").first
    expect(result).to_be_visible(timeout=10_000)
    result.click()
    address, _, anchor = home_of(flagship_site, reply).partition("#")
    page.wait_for_url(lambda url: url.startswith(address) and url.endswith(f"#{anchor}"))
    assert_shown(page, reply)


def test_search_finds_each_claim_once(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url("search/search_index.json"))
    locations: list[str] = page.evaluate("JSON.parse(document.body.innerText).docs.map(({ location }) => location)")
    anchors = [location.partition("#")[2] for location in locations if location.startswith("debates/")]
    assert {claim: anchors.count(claim) for claim in debate().debate.claims} == dict.fromkeys(debate().debate.claims, 1)
