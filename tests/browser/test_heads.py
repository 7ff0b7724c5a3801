"""What a page's head says stays true when a click exchanges the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .flagship import DEBATE, POSITION

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

SAID: Final = """() => ({
  data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(
    each => JSON.parse(each.text)["@graph"][0].name),
  titles: [...document.querySelectorAll('meta[property="og:title"]')].map(each => each.content),
  addresses: [...document.querySelectorAll('link[rel="canonical"]')].map(each => each.href),
})"""


def test_a_head_describes_the_page_that_is_shown_after_instant_navigation(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.evaluate("window.same = true")
    page.locator(f"a[href$='{POSITION.removeprefix(DEBATE)}']").first.click()
    page.wait_for_url(flagship_site.url(POSITION))
    page.get_by_role("heading", level=1, name="Stay out of the labs").wait_for()
    assert page.evaluate("window.same")
    assert page.evaluate(SAID) == {
        "data": ["Stay out of the labs"],
        "titles": ["Stay out of the labs"],
        "addresses": [flagship_site.url(POSITION)],
    }
