"""On paper nothing is folded and nothing is a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .accessibility.inspecting import SETTLED, violations
from .flagship import CRUX, POSITION
from .looking import folds, wait_until_scripts_ran

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

UNSEEN = """() => [...document.querySelectorAll(".debate-claim")].filter(claim =>
  !claim.checkVisibility({ contentVisibilityAuto: true }) || claim.getBoundingClientRect().height < 10
).map(({ id }) => id)"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", [POSITION, CRUX])
def test_paper_shows_every_claim_and_no_controls(
    open_page: OpenPage, flagship_site: Site, path: str, javascript: bool
) -> None:
    page = open_page(flagship_site.url(path), javascript=javascript)
    page.emulate_media(media="print")
    assert page.locator(".debate-claim").count() > 20
    assert page.evaluate(UNSEEN) == []
    for controls in (".debate-toolbar", ".debate-actions", ".debate-crumbs", ".debate-contents", ".debate-map-outline"):
        assert page.locator(controls).count() > 0
        expect(page.locator(controls).filter(visible=True)).to_have_count(0)


def test_what_was_dark_on_the_screen_can_be_read_on_paper(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), dark=True)
    page.emulate_media(media="print")
    page.evaluate(SETTLED)
    assert [each for each in violations(page) if each.startswith("color-contrast")] == []


def test_printing_leaves_the_folds_as_they_were(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    before = folds(page)
    page.evaluate(
        "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll("
        "'details.debate-replies:not([open])').length; })"
    )
    page.pdf()
    assert page.evaluate("window.printed") == 0
    assert folds(page) == before
