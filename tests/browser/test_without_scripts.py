"""Without scripts everything can be read, folds fold, and links lead where they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .flagship import POSITION, debate, deepest_reply, home_of, permalink_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .serving import Site
    from .watching import OpenPage

    Address = Callable[[Site, str], str]

DEEPEST = deepest_reply()
TEXT_ALONE = """text => {
  const copy = text.cloneNode(true);
  for (const added of copy.querySelectorAll(".debate-passage-link, .debate-beside")) added.remove();
  return copy.textContent;
}"""


def test_every_claim_is_on_the_page_of_its_home(open_page: OpenPage, flagship_site: Site) -> None:
    homes = {claim: home_of(flagship_site, claim).partition("#")[0] for claim in debate().debate.claims}
    for home in set(homes.values()):
        page = open_page(home, javascript=False)
        for claim in (claim for claim, its_home in homes.items() if its_home == home):
            shown = page.locator(f"[id='{claim}'] > .debate-text").evaluate(TEXT_ALONE)
            assert shown.split() == debate().prose[claim, ("text",)].text.split()


def test_chains_fold_by_themselves(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=False)
    expect(page.get_by_role("button", name="Expand all")).to_have_count(0)
    expect(page.get_by_role("button", name="Collapse all")).to_have_count(0)
    chain = page.locator("details.debate-replies").first
    summary, reply = chain.locator("> summary"), chain.locator(".debate-claim").first
    expect(reply).to_be_visible()
    summary.click()
    expect(reply).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(reply).to_be_visible()


@pytest.mark.parametrize("address", [home_of, permalink_of])
def test_deep_link_opens_by_itself(open_page: OpenPage, flagship_site: Site, address: Address) -> None:
    page = open_page(address(flagship_site, DEEPEST), javascript=False)
    page.wait_for_url(home_of(flagship_site, DEEPEST))
    claim = page.locator(f"[id='{DEEPEST}']")
    expect(claim).to_be_visible()
    expect(claim).to_be_in_viewport()
