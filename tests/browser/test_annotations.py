"""Passages lead to the notes and the replies about them, and back, in the margin and in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .flagship import POSITION
from .looking import wait_until_scripts_ran

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

CLAIM = "no-path-to-impact"
NOTE = f"#{CLAIM}_note_1"
REPLY = "insights-lying-around"


def test_notes_stand_in_the_margin_of_a_wide_screen(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=(1600, 900))
    text = page.locator(f"[id='{CLAIM}'] .debate-noted > p").first.bounding_box()
    note = page.locator(NOTE).bounding_box()
    assert text
    assert note
    assert note["x"] >= text["x"] + text["width"]
    assert note["y"] < text["y"] + text["height"]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_opens_in_place_on_a_phone(open_page: OpenPage, flagship_site: Site, javascript: bool) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=(320, 700), javascript=javascript)
    if javascript:
        wait_until_scripts_ran(page)
    note = page.locator(NOTE)
    expect(note).to_be_hidden()
    link = page.locator(f"a.debate-passage-link[href$='{NOTE}']")
    link.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    note.locator(".debate-note-head a").click()
    expect(page.locator(f"{NOTE}_passage + mark")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_passage_leads_to_the_reply_about_it_and_back(
    open_page: OpenPage, flagship_site: Site, javascript: bool
) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=javascript)
    if javascript:
        wait_until_scripts_ran(page)
    page.locator(f"[id='{CLAIM}'] > .debate-text a.debate-passage-link[href$='#{REPLY}']").click()
    reply = page.locator(f"[id='{REPLY}']")
    expect(reply).to_be_in_viewport()
    reply.locator("> .debate-quote a").click()
    expect(page.locator(f"[id='{REPLY}_taken_1'] ~ mark").first).to_be_in_viewport()


def test_without_styles_notes_are_read_after_their_paragraph(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    page.evaluate("for (const sheet of document.querySelectorAll('link[rel=stylesheet], style')) sheet.remove()")
    words = page.locator(f"[id='{CLAIM}'] > .debate-text").inner_text()
    assert 0 < words.index("our player") < words.index("Anthropic, seen as")
