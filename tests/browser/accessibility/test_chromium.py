"""Every kind of page in Chromium: inspected in light and dark, wide and narrow, and as readers set it for themselves.

Nothing of a page is lost at 320 pixels, with text of twice the size, with wide spacing, in forced colours or without
scripts, and nothing moves for those who asked that nothing does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.flagship import CRUX
from tests.browser.looking import PATIENCE, leave

from .inspecting import LOST, MOVING, OPENED, SETTLED, SPACED, violations
from .kinds import EVERY_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.browser.serving import Site
    from tests.browser.watching import OpenPage

    from .kinds import Chosen

WIDE: Final = (1280, 800)
NARROW: Final = (320, 700)
SCRIPTS: Final = re.compile(r"<script\b[\s\S]*?</script>|</?noscript>")
FRAME: Final = "<style>.md-header { overflow-x: clip; }</style>"
"""Without scripts the header of the theme, which is not ours, is wider than a narrow window."""
LEAVES: Final = re.compile(r'<meta http-equiv="refresh"[^>]*>')
SPACING: Final = f"""document.head.append(Object.assign(document.createElement("style"),
  {{ id: "spaced", textContent: {SPACED!r} }}))"""
UNSPACING: Final = "document.getElementById('spaced').remove()"


def opened(open_page: OpenPage, chosen: Chosen, **given: Any) -> Page:
    page = open_page(chosen.url, **given)
    page.evaluate(f"() => {{ {OPENED} }}")
    page.evaluate(SETTLED)
    return page


def inspected(page: Page) -> Iterator[str]:
    yield from violations(page)


def lost(page: Page, when: str) -> Iterator[str]:
    yield from (f"{when}: {each}" for each in page.evaluate(LOST))


def spaced(page: Page) -> Iterator[str]:
    page.evaluate(SPACING)
    yield from lost(page, "with wide spacing")
    page.evaluate(UNSPACING)


def enlarged(page: Page) -> Iterator[str]:
    """With the browser's text at twice its size, as its settings have it; pictures and boxes stay as they are."""
    session = page.context.new_cdp_session(page)
    before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function(
        "before => parseFloat(getComputedStyle(document.documentElement).fontSize) > 1.9 * before",
        arg=before,
        timeout=PATIENCE,
    )
    yield from lost(page, "with text of twice the size")
    if EVERY_PAGE:
        yield from inspected(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    page.wait_for_function(
        "before => parseFloat(getComputedStyle(document.documentElement).fontSize) === before",
        arg=before,
        timeout=PATIENCE,
    )
    page.evaluate(SETTLED)  # the theme's header comes back step by step


def forced(page: Page) -> Iterator[str]:
    page.emulate_media(forced_colors="active")
    yield from lost(page, "in forced colours")
    if EVERY_PAGE:
        yield from inspected(page)
    page.emulate_media(forced_colors="none")


def still(page: Page) -> Iterator[str]:
    page.emulate_media(reduced_motion="reduce")
    yield from (f"moves although nothing should: {each}" for each in page.evaluate(MOVING))
    page.emulate_media(reduced_motion="no-preference")


def printed(page: Page) -> Iterator[str]:
    page.emulate_media(media="print")
    page.evaluate(SETTLED)  # colours pass over into those of paper
    # A finger hits nothing on paper.
    yield from (f"on paper: {each}" for each in inspected(page) if not each.startswith("target-size"))
    page.emulate_media(media="screen")


HARMFUL: Final = """<!doctype html><html lang="en"><title>Control</title><style>html { scroll-behavior: smooth; }
#wide { width: 2000px; } #cut { height: 20px; overflow: hidden; font-size: 16px; } a { transition: color 1s; }</style>
<main class="debate"><h1>Control</h1><p id="wide">Wide</p><p id="cut">Cut<br>off</p><img src="data:,"><a href="#">x</a>
</main>"""


def test_what_would_be_wrong_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.set_content(HARMFUL)
    assert any(each.startswith("image-alt") for each in inspected(page))
    complaints = "\n".join(lost(page, "narrow"))
    assert "scrolls to 20" in complaints
    assert "p. from " in complaints
    assert "p. cuts " in complaints
    assert [each.rpartition(" ")[2] for each in still(page)] == ["html.null", "a.null"]
    page.close()


def test_on_a_wide_screen_in_light_colours(open_page: OpenPage, pages: list[Chosen]) -> None:
    found = []
    for chosen in pages:
        page = opened(open_page, chosen, viewport=WIDE)
        looks = [lost(page, "wide"), enlarged(page), forced(page)]
        if EVERY_PAGE or not chosen.rare:
            looks += [still(page), spaced(page), inspected(page)]
        if EVERY_PAGE:
            looks.append(printed(page))
        found += [f"{chosen}: {complaint}" for look in looks for complaint in look]
        leave(page)
    assert found == []


def test_on_a_narrow_screen_in_dark_colours(open_page: OpenPage, small_pages: list[Chosen]) -> None:
    found = []
    for chosen in small_pages:
        page = opened(open_page, chosen, viewport=NARROW, dark=True)
        looks = [lost(page, "narrow"), spaced(page), inspected(page)]
        if EVERY_PAGE:
            looks.append(printed(page))
        found += [f"{chosen}: {complaint}" for look in looks for complaint in look]
        leave(page)
    assert found == []


def test_a_date_that_is_a_link_can_be_hit(open_page: OpenPage, flagship_site: Site) -> None:
    """However short it is: 24 pixels in height suffice, whatever stands close by (WCAG 2.2, 2.5.8)."""
    page = open_page(flagship_site.url(CRUX), viewport=NARROW)
    heights = page.evaluate("[...document.querySelectorAll('.debate-home')].map(each => each.offsetHeight)")
    assert min(heights) >= 24


def test_what_leads_on_by_a_link_where_it_is_not_left(browser: Browser, leading_pages: list[Chosen]) -> None:
    """In light colours alone: axe takes the page of a browser in dark colours, which no style sets, for white."""
    found = []
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for chosen in leading_pages:
        page.set_content(LEAVES.sub("", chosen.file.read_text(encoding="utf-8")))
        assert page.get_by_role("link").count() == 1
        found += [f"{chosen}: {complaint}" for look in (lost(page, "narrow"), inspected(page)) for complaint in look]
    page.close()
    assert found == []


def test_from_a_disk(browser: Browser, small_pages: list[Chosen]) -> None:
    found = []
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for chosen in small_pages[:: 1 if EVERY_PAGE else 8]:
        page.goto(chosen.file.as_uri())
        page.evaluate(f"() => {{ {OPENED} }}")
        page.evaluate(SETTLED)
        found += [
            f"{chosen}: {complaint}" for look in (lost(page, "from a disk"), inspected(page)) for complaint in look
        ]
    page.close()
    assert found == []


@pytest.mark.skipif(not EVERY_PAGE, reason="only in the long run: python -m tests.browser.accessibility")
def test_without_scripts(browser: Browser, pages: list[Chosen]) -> None:
    """As a browser shows pages whose scripts it does not run. The inspection is a script, and needs one that does."""
    found = []
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.route("**/*", without_scripts)
    for chosen in pages:
        page.goto(chosen.url)
        assert page.locator("script").count() == 0
        page.evaluate(f"() => {{ {OPENED} }}")
        page.evaluate(SETTLED)
        found += [f"{chosen}: {complaint}" for look in (lost(page, "bare"), inspected(page)) for complaint in look]
    page.close()
    assert found == []


def without_scripts(route: Route) -> None:
    """Let through a page without its scripts, and with what it has for browsers that run none."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    response = route.fetch()
    route.fulfill(response=response, body=SCRIPTS.sub("", response.text()).replace("</head>", f"{FRAME}</head>", 1))
