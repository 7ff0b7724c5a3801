"""Every kind of page in Firefox: inspected, and doing what pages do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.flagship import DEBATE, POSITION, deepest_reply, home_of, permalink_of

from .inspecting import LOST, OPENED, SETTLED, violations
from .kinds import EVERY_PAGE

if TYPE_CHECKING:
    from tests.browser.serving import Site

    from .firefox import Firefox
    from .kinds import Chosen

CLAIMS = "document.querySelectorAll('.debate-claim')"


def wrong(firefox: Firefox, chosen: Chosen) -> list[str]:
    firefox.open(chosen.url)
    firefox.run(OPENED)
    firefox.evaluate(SETTLED)
    return [f"{chosen}: {each}" for each in firefox.evaluate(LOST) + violations(firefox)]


def test_on_a_wide_screen_in_light_colours(light_firefox: Firefox, small_pages: list[Chosen]) -> None:
    found = [each for chosen in small_pages[:: 1 if EVERY_PAGE else 4] for each in wrong(light_firefox, chosen)]
    assert light_firefox.evaluate("matchMedia('(prefers-color-scheme: light)').matches && innerWidth === 1280")
    assert found == []
    assert light_firefox.errors == []


def test_on_a_narrow_screen_in_dark_colours(dark_firefox: Firefox, small_pages: list[Chosen]) -> None:
    chosen_pages = small_pages[0 if EVERY_PAGE else 2 :: 1 if EVERY_PAGE else 4]
    found = [each for chosen in chosen_pages for each in wrong(dark_firefox, chosen)]
    assert dark_firefox.evaluate("matchMedia('(prefers-color-scheme: dark)').matches && innerWidth === 320")
    assert found == []
    assert dark_firefox.errors == []


def test_a_permalink_opens_the_folds_above_its_claim(light_firefox: Firefox, flagship_site: Site) -> None:
    claim = deepest_reply()
    light_firefox.open(permalink_of(flagship_site, claim))
    light_firefox.wait_until(f"location.href === {home_of(flagship_site, claim)!r}")
    light_firefox.wait_until(f"document.getElementById({claim!r})?.checkVisibility()")
    light_firefox.wait_until(
        f"(({{ top }}) => top >= 0 && top < innerHeight)(document.getElementById({claim!r}).getBoundingClientRect())"
    )


def test_a_filter_in_the_address_hides_the_others(light_firefox: Firefox, flagship_site: Site) -> None:
    light_firefox.open(flagship_site.url(f"{POSITION}?by=pause-advocate"))
    light_firefox.wait_until(f"[...{CLAIMS}].some(each => !each.checkVisibility())")
    light_firefox.wait_until(
        f"[...{CLAIMS}].every(each => each.dataset.by !== 'pause-advocate' || each.checkVisibility())"
    )


def test_an_answer_is_given_by_keyboard_and_kept_in_the_address(light_firefox: Firefox, flagship_site: Site) -> None:
    light_firefox.open(flagship_site.url(f"{DEBATE}stand/"))
    light_firefox.wait_until("document.querySelector('.debate input[type=radio]')?.checkVisibility()")
    before = light_firefox.evaluate("location.href")
    light_firefox.run("document.querySelector('.debate input[type=radio]').focus()")
    light_firefox.press("Space")
    light_firefox.wait_until(f"location.href !== {before!r}")


def test_a_chain_folds_by_keyboard(light_firefox: Firefox, flagship_site: Site) -> None:
    light_firefox.open(flagship_site.url(POSITION))
    light_firefox.wait_until("document.querySelector('.debate-fold')?.checkVisibility()")
    light_firefox.run("document.querySelector('details.debate-replies > summary').focus()")
    opened = "document.querySelector('details.debate-replies').open"
    before = light_firefox.evaluate(opened)
    light_firefox.press("Enter")
    light_firefox.wait_until(f"{opened} !== {str(before).lower()}")


def test_paper_holds_what_is_folded(light_firefox: Firefox, flagship_site: Site) -> None:
    light_firefox.open(flagship_site.url(POSITION))
    light_firefox.wait_until("document.querySelector('.debate-fold')?.checkVisibility()")
    light_firefox.run(
        "addEventListener('beforeprint', () => { window.folded = document.querySelectorAll("
        "'details.debate-replies:not([open])').length; })"
    )
    folded = light_firefox.evaluate("document.querySelectorAll('details.debate-replies:not([open])').length")
    assert folded > 0
    assert light_firefox.printed().startswith(b"%PDF")
    assert light_firefox.evaluate("window.folded") == 0
    assert light_firefox.evaluate("document.querySelectorAll('details.debate-replies:not([open])').length") == folded
