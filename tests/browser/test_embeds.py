"""A crux in a frame: how it looks by itself, and what its links do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from .accessibility.inspecting import violations
from .flagship import CRUX, DEBATE

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

EMBEDS: Final = {
    "open": f"{DEBATE}embed/value-drift/",
    "resolved": "debates/childbed-fever/embed/chlorine/",
    "four answers": "debates/childbed-fever/embed/only-from-corpses/",
}


@pytest.mark.parametrize("viewport", [(320, 480), (700, 480)], ids=["narrow", "wide"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", EMBEDS.values(), ids=EMBEDS)
def test_inspection_finds_nothing_and_all_fits(
    open_page: OpenPage, flagship_site: Site, path: str, dark: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(path), dark=dark, viewport=viewport)
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport[0]
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == ("rgb(30, 33, 41)" if dark else "rgb(255, 255, 255)")


def test_answers_stand_side_by_side_where_there_is_room(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(EMBEDS["open"]), viewport=(700, 480))
    tops = "answers => answers.map(answer => answer.getBoundingClientRect().top)"
    assert len(set(page.eval_on_selector_all("ul > li", tops))) == 1
    page.set_viewport_size({"width": 320, "height": 480})
    assert len(set(page.eval_on_selector_all("ul > li", tops))) == 2


def test_what_is_offered_shows_the_crux_in_a_frame_whose_links_leave_it(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(CRUX))
    page.locator("details.debate-cite > summary").click()
    written = page.locator("[data-form='frame']").inner_text()
    page.goto(flagship_site.url("404.html"))
    page.evaluate("written => { document.body.innerHTML = written; }", written)
    inside = page.frame_locator("iframe")
    question = inside.get_by_role("heading", level=1)
    expect(question).to_have_text("How many safety-minded hires keep their values inside a lab?")
    assert page.locator("iframe").get_attribute("title") == question.text_content()
    inside.get_by_role("link", name="The whole crux").click()
    page.wait_for_url(flagship_site.url(CRUX))


def test_citing_a_claim_offers_no_frame(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(CRUX))
    page.locator("article.debate-claim .debate-cite-claim").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-form='frame']")).to_have_count(0)
    expect(dialog.locator("[data-form='bibtex']")).to_have_count(1)
