"""The dossier reads on a screen without scripts, and on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .flagship import DEBATE, debate
from .looking import assert_fits

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

DOSSIER = f"{DEBATE}dossier/"

CUT = """([selector]) => [...document.querySelectorAll(selector)].filter(each =>
  getComputedStyle(each).breakAfter !== "avoid").map(each => each.textContent)"""


def test_every_claim_is_there_without_scripts(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DOSSIER), javascript=False)
    expect(page.locator(".debate-numbered").filter(visible=True)).to_have_count(len(debate().graph.order))
    assert page.locator(".debate details:not(.debate-contents)").count() == 0
    page.locator("[href='#claim_one-in-ten']").first.click()
    expect(page.locator("#claim_one-in-ten")).to_be_in_viewport()


def test_a_debate_leads_to_its_dossier(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.get_by_role("link", name="Dossier, to print").click()
    page.wait_for_url(flagship_site.url(DOSSIER))
    expect(page.get_by_role("heading", level=1)).to_have_text(debate().debate.title)


def test_on_paper_it_is_black_on_white_and_headings_stay_with_their_texts(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(DOSSIER), dark=True)
    page.emulate_media(media="print")
    expect(page.locator(".debate")).to_have_css("color", "rgb(0, 0, 0)")
    assert page.evaluate(CUT, [".debate :is(h1, h2, h3, h4, h5, h6)"]) == []
    for controls in (".debate-crumbs", ".debate-neighbours", ".md-header", ".md-sidebar"):
        expect(page.locator(controls).filter(visible=True)).to_have_count(0)
    address = "a[href='https://lu.ma/vo3354ab']"
    expect(page.locator(address)).to_have_text("https://lu.ma/vo3354ab")
    outside = page.locator(".debate-text a[rel]")
    for number in range(outside.count()):
        link = outside.nth(number)
        after = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert link.get_attribute("href") in after


def test_it_wastes_no_paper(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DOSSIER))
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf()))
    assert 8 <= pages <= 16


@pytest.mark.parametrize(("dark", "viewport"), [(False, (1600, 900)), (True, (320, 640))])
def test_it_fits_every_screen(open_page: OpenPage, flagship_site: Site, dark: bool, viewport: tuple[int, int]) -> None:
    page = open_page(flagship_site.url(DOSSIER), dark=dark, viewport=viewport)
    assert_fits(page)
