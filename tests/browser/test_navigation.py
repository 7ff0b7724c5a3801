"""With instant navigation a page changes without being loaded; all goes on working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from .flagship import CRUX, DEBATE, POSITION
from .looking import assert_shown, folds, wait_until_scripts_ran

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

MARK: Final = "marked by the first page"


def assert_same_document(page: Page) -> None:
    assert page.evaluate("window.mark") == MARK, "the page was loaded anew"


@pytest.fixture
def crux_page(open_page: OpenPage, flagship_site: Site) -> Page:
    """A crux reached from the home page through the debate's."""
    page = open_page(flagship_site.url())
    page.wait_for_load_state("networkidle")
    page.evaluate("mark => { window.mark = mark; }", MARK)
    for link, path in (("Read the debate", DEBATE), (None, CRUX)):
        target = page.get_by_role("link", name=link) if link else page.locator(".debate a[href$='value-drift/']").first
        target.click()
        page.wait_for_url(flagship_site.url(path))
    wait_until_scripts_ran(page)
    assert_same_document(page)
    return page


def test_folding_works_on_a_page_that_was_not_loaded(crux_page: Page) -> None:
    crux_page.get_by_role("button", name="Collapse all").click()
    assert not any(folds(crux_page))
    crux_page.get_by_role("button", name="Expand all").click()
    assert all(folds(crux_page))
    assert_same_document(crux_page)


def test_deep_links_work_on_a_page_that_was_not_loaded(crux_page: Page) -> None:
    crux_page.get_by_role("button", name="Collapse all").click()
    link = crux_page.locator(".debate-line[data-here] .debate-line-title").last
    link.click()
    assert_shown(crux_page, (link.get_attribute("href") or "").partition("#")[2])
    assert_same_document(crux_page)


def test_what_a_reader_opened_stays_open_after_the_first_link_within_the_page(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    page.get_by_role("button", name="Expand all").click()
    page.locator("details.debate-replies > summary").first.click()
    chosen = folds(page)
    assert chosen.count(False) == 1
    page.evaluate("document.querySelector('.debate').dataset.mark = ''")
    page.locator("a[href$='#claims_against']").filter(visible=True).first.click()
    expect(page.locator(".debate[data-scripts]:not([data-mark])")).to_be_visible()
    assert folds(page) == chosen


def test_what_a_reader_opened_is_open_on_the_way_back(crux_page: Page, flagship_site: Site) -> None:
    crux_page.get_by_role("button", name="Collapse all").click()
    crux_page.locator("details.debate-replies > summary").first.click()
    chosen = folds(crux_page)
    crux_page.locator(".debate-crumbs a").last.click()
    crux_page.wait_for_url(flagship_site.url(DEBATE))
    crux_page.go_back()
    crux_page.wait_for_url(flagship_site.url(CRUX))
    wait_until_scripts_ran(crux_page)
    assert folds(crux_page) == chosen
    assert_same_document(crux_page)


def test_copying_works_on_a_page_that_was_not_loaded(crux_page: Page) -> None:
    crux_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    crux_page.locator(".debate-permalink").first.click()
    expect(crux_page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert_same_document(crux_page)


def test_back_leads_to_the_page_before(crux_page: Page, flagship_site: Site) -> None:
    title = crux_page.locator("h1").inner_text()
    crux_page.go_back()
    crux_page.wait_for_url(flagship_site.url(DEBATE))
    expect(crux_page.locator("h1")).not_to_have_text(title)
    crux_page.go_forward()
    crux_page.wait_for_url(flagship_site.url(CRUX))
    expect(crux_page.locator("h1")).to_have_text(title)
    crux_page.get_by_role("button", name="Expand all").click()
    assert all(folds(crux_page))
    assert_same_document(crux_page)


def test_back_from_a_deep_link_leads_to_where_it_was_followed(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(CRUX))
    wait_until_scripts_ran(page)
    page.locator(".debate-line[data-here] .debate-line-title").first.click()
    assert "#" in page.url
    page.go_back()
    page.wait_for_url(flagship_site.url(CRUX))
    expect(page.locator(".debate-target")).to_have_count(0)
