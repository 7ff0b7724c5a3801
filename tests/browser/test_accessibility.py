"""What an automatic inspection finds on each type of page: nothing, in light and dark, on a desktop and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from .flagship import PAGES
from .looking import open_everything

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

OPTIONS: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
SETTLED: Final = "Promise.all(document.getAnimations().map(animation => animation.finished))"


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context=".debate", options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['html'][:200]} {node['failureSummary']}" for each in found for node in each["nodes"]]


# An inspection takes seconds; these two have each colour scheme and each width.
@pytest.mark.parametrize(
    ("dark", "viewport"), [(False, (1280, 800)), (True, (360, 740))], ids=["light desktop", "dark phone"]
)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_inspection_finds_nothing(
    open_page: OpenPage, flagship_site: Site, path: str, dark: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(flagship_site.url(path), dark=dark, viewport=viewport)
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    assert scheme == ("slate" if dark else "default")
    open_everything(page)
    page.evaluate(SETTLED)
    assert violations(page) == []
