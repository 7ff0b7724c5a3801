"""How to cite a page or a claim: in the page without scripts, in a dialog with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from mkdocs_debates.pages.citing import bibtex, markdown, plain
from tests.pages.test_citing import NASTY

from .accessibility.inspecting import violations
from .flagship import DEBATE, POSITION, deepest_reply, home_of, permalink_of
from .looking import assert_fits, assert_shown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .serving import Site
    from .watching import OpenPage

ESCAPE: Final = """async ([module, texts]) => {
  const { ESCAPES } = await import(module);
  return Object.fromEntries(Object.entries(ESCAPES).map(([form, escape]) => [form, texts.map(escape)]));
}"""


def ask(page: Page, claim: str) -> Locator:
    """Ask how to cite a claim; the dialog that tells."""
    button = page.locator(f"[id='{claim}'] > header .debate-cite-claim")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite")
    expect(dialog).to_be_visible()
    return dialog


def form(of: Locator, kind: str) -> str:
    return of.locator(f"[data-form='{kind}']").inner_text()


def test_the_script_escapes_as_the_build_does(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    found = page.evaluate(ESCAPE, [flagship_site.url("assets/debates/citing.js"), list(NASTY)])
    assert found == {
        "text": list(map(plain, NASTY)),
        "markdown": list(map(markdown, NASTY)),
        "bibtex": list(map(bibtex, NASTY)),
    }


def test_a_claim_is_cited_in_a_dialog(open_page: OpenPage, flagship_site: Site) -> None:
    reply = deepest_reply()
    page = open_page(home_of(flagship_site, reply))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert_shown(page, reply)
    title = plain(page.locator(f"[id='{reply}_title']").text_content() or "")
    by = page.locator(f"[id='{reply}'] > header .debate-by a").text_content() or ""
    dialog = ask(page, reply)
    url = permalink_of(flagship_site, reply)
    assert form(dialog, "text").startswith(f"{by}: “{title}”, in “Should people who worry about AI risk take jobs at ")
    assert form(dialog, "text").endswith(url)
    assert f"[{markdown(title)}](<{url}>)" in form(dialog, "markdown")
    entry = form(dialog, "bibtex").splitlines()
    assert entry[:3] == [
        f"@misc{{ai-lab-jobs:{reply},",
        f"  author = {{{bibtex(by)}}},",
        f"  title = {{{bibtex(title)}}},",
    ]
    assert entry[-2:] == [f"  url = {{{url}}},", "}"]
    dialog.get_by_role("button", name="Copy").nth(2).click()
    expect(dialog.get_by_role("status").nth(2)).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == form(dialog, "bibtex")
    assert violations(page, "dialog[open]") == []
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("dialog.debate-cite")).to_have_count(0)
    expect(page.locator(f"[id='{reply}'] > header .debate-cite-claim")).to_be_focused()


def test_what_a_claim_lacks_is_left_out_and_comes_back_for_the_next(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    first, second = (page.locator(".debate-claim").nth(n).get_attribute("id") or "" for n in (0, 1))
    said = page.locator(f"[id='{first}'] > header :is(.debate-by, time)")
    said.evaluate_all("said => { for (const each of said) each.remove(); }")
    dialog = ask(page, first)
    assert form(dialog, "text").startswith("“")
    assert not {"author", "year", "date"} & {line.split()[0] for line in form(dialog, "bibtex").splitlines()}
    page.keyboard.press("Escape")
    assert "\n  author = {{" in form(ask(page, second), "bibtex")


def test_a_title_that_is_markup_stays_a_title(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    claim = page.locator(".debate-claim").first.get_attribute("id") or ""
    evil = "<img src=x onerror=alert(1)>}, url = {https://example.org}\n@misc{x"
    page.evaluate("([id, title]) => { document.getElementById(`${id}_title`).textContent = title; }", [claim, evil])
    dialog = ask(page, claim)
    assert dialog.locator("img").count() == 0
    assert f"  title = {{{bibtex(evil)}}}," in form(dialog, "bibtex").splitlines()


def test_a_click_works_after_instant_navigation(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.evaluate("window.same = true")
    page.locator(f"a[href$='{POSITION.removeprefix(DEBATE)}']").first.click()
    page.wait_for_url(flagship_site.url(POSITION))
    claim = page.locator(".debate-claim").first.get_attribute("id") or ""
    assert form(ask(page, claim), "text").endswith(permalink_of(flagship_site, claim))
    assert page.evaluate("window.same")


def test_the_module_comes_with_the_first_click(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    loaded = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('citing.js'))"
    page.wait_for_timeout(500)
    assert not page.evaluate(loaded)
    page.locator("details.debate-cite > summary").click()
    page.wait_for_function(loaded)
    assert form(page.locator("details.debate-cite"), "text").endswith(flagship_site.url(POSITION))


def test_an_address_that_the_build_did_not_know_is_filled_in(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?a=b#c"))
    block = page.locator("details.debate-cite")
    block.evaluate(
        "block => { for (const url of block.querySelectorAll('[data-cite=url]')) {"
        " url.textContent = ''; url.parentElement.hidden = true; } }"
    )
    block.locator("summary").click()
    expect(block.locator("[data-form='text']")).to_contain_text(flagship_site.url(POSITION))
    assert f"  url = {{{flagship_site.url(POSITION)}}}," in form(block, "bibtex")


def test_without_scripts_the_page_is_cited_and_nothing_idle_shows(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=False)
    block = page.locator("details.debate-cite")
    block.locator("summary").click()
    assert form(block, "text").startswith("“Stay out of the labs”, in “")
    expect(page.locator("button[data-cites]").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("viewport", [(320, 640), (1600, 900)])
def test_the_dialog_fits(open_page: OpenPage, flagship_site: Site, viewport: tuple[int, int]) -> None:
    page = open_page(flagship_site.url(POSITION), viewport=viewport)
    dialog = ask(page, page.locator(".debate-claim").first.get_attribute("id") or "")
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport[0]
    assert box["y"] + box["height"] <= viewport[1]
    assert_fits(page)
