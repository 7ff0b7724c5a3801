"""The timeline in a browser: "new since" by date, kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .looking import assert_fits

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

TIMELINES = ("debates/ai-lab-jobs/timeline/", "debates/childbed-fever/timeline/")
SINCE = {TIMELINES[0]: "2025-02-15", TIMELINES[1]: "1848-01-01"}


@pytest.mark.parametrize("path", TIMELINES)
@pytest.mark.parametrize("viewport", [(1600, 900), (320, 700)])
def test_new_since_hides_what_is_older(
    open_page: OpenPage, flagship_site: Site, path: str, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(path), viewport=viewport)
    since = page.get_by_label("New since")
    items = page.locator(".debate-timeline > [data-date]")
    dates = items.evaluate_all("items => items.map(item => item.dataset.date)")
    since.fill(SINCE[path])
    since.dispatch_event("change")
    shown = items.evaluate_all("items => items.filter(item => !item.hidden).map(item => item.dataset.date)")
    assert shown == [date for date in dates if date and date >= SINCE[path][: len(date)]]
    assert page.url.endswith(f"?since={SINCE[path]}")
    page.reload()
    expect(since).to_have_value(SINCE[path])
    since.fill("2100-01-01")
    since.dispatch_event("change")
    expect(page.get_by_text("Nothing since then.")).to_be_visible()
    assert_fits(page)


def test_without_scripts_all_is_there(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(TIMELINES[1]), javascript=False)
    expect(page.get_by_label("New since")).to_be_hidden()
    expect(page.locator(".debate-event[data-event=shift]").first).to_be_visible()
    expect(page.locator(".debate-event[data-event=resolution]").first).to_be_visible()


def test_it_works_after_instant_navigation(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url("debates/childbed-fever/"))
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline/")
    expect(page.get_by_label("New since")).to_be_visible()
