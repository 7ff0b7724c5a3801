"""Every kind of page by the Tab key alone: each stop can be seen and is reached, in order, and none holds one fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.looking import leave

from .inspecting import SETTLED
from .kinds import EVERY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.serving import Site
    from tests.browser.watching import OpenPage

    from .kinds import Chosen

STOPS_OF_THE_THEME: Final = 150
"""How many stops the site around a debate may have, at most."""
KINDS_WITH_STOPS_OF_THEIR_OWN: Final = ("changes", "embed", "map", "problems", "search", "stand", "timeline")
NUMBERED: Final = """() => {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex='0'], iframe";
  const shown = each => each.checkVisibility({ visibilityProperty: true }) && !each.disabled;
  const within = document.querySelector(".debate, .md-content") ?? document.body;
  const all = [...within.querySelectorAll(stops)].filter(shown).filter(each => !(each.type === "radio"
    && each !== (within.querySelector(`[type=radio][name="${each.name}"]:checked`) ?? within.querySelector(
      `[type=radio][name="${each.name}"]`))));
  all.forEach((each, number) => { each.dataset.stop = number; });
  window.plain = all.map(looks);
  return all.length;
}"""
"""Numbers what the keyboard must reach, and keeps how each looks without the focus. Of radio buttons one is a stop."""
LOOKS: Final = """window.looks = each => {
  const drawn = part => {
    const style = getComputedStyle(part);
    const outline = style.outlineStyle === "none" ? "none" : `${style.outlineStyle} ${style.outlineWidth}`;
    return [outline, style.boxShadow, style.backgroundColor, style.borderColor, style.textDecoration, style.fill,
      style.stroke, style.strokeWidth].join(";");
  };
  return [each, ...each.querySelectorAll("*")].slice(0, 12).map(drawn).join("|");
};"""
RECORDED: Final = """() => {
  window.stops = [];
  document.addEventListener("focusin", ({ target }) => {
    const number = target.dataset.stop;
    const covered = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const seen = [...target.getClientRects()].some(({ top, bottom }) => bottom > covered && top < innerHeight);
    const words = (target.ariaLabel ?? target.textContent).trim().slice(0, 50);
    window.stops.push({
      number: number === undefined ? -1 : Number(number),
      name: `${target.localName}.${target.getAttribute("class") ?? ""} "${words}"`,
      seen,
      shown: number === undefined || window.looks(target) !== window.plain[number],
    });
  });
  document.activeElement?.blur();
  scrollTo(0, 0);
}"""
"""Notes of each stop, as the focus comes to it, whether it can be seen and looks otherwise than before."""
ENDED: Final = """awaited => {
  const numbers = window.stops.map(({ number }) => number).filter(number => number >= 0);
  return numbers.length >= awaited || new Set(numbers).size < numbers.length;
}"""
STEP: Final = 20


def walked(page: Page, *, backward: bool = False) -> list[str]:
    """What is wrong on the way through all stops of a page."""
    key = "Shift+Tab" if backward else "Tab"
    page.evaluate(f"() => {{ {LOOKS} }}")
    awaited = page.evaluate(NUMBERED)
    page.evaluate(RECORDED)
    for _ in range((awaited + STOPS_OF_THE_THEME) // STEP + 1):
        for _ in range(STEP):
            page.keyboard.press(key)
        if page.evaluate(ENDED, awaited):
            break
    stops = {}
    for stop in page.evaluate("stops"):
        if stop["number"] in stops and stop["number"] >= 0:
            break  # round once
        stops[stop["number"]] = stop
    stops.pop(-1, None)
    reached = list(stops)
    missing = sorted(set(range(awaited)) - set(reached))
    name = "number => document.querySelector(`[data-stop='${number}']`).outerHTML.slice(0, 120)"
    return [
        *(f"not to be seen: {stop['name']}" for stop in stops.values() if not stop["seen"]),
        *(
            f"no sign of the focus: {stop['name']}"
            for number, stop in stops.items()
            if not stop["shown"] and not _differs(page, number, key)
        ),
        *(f"not reached: {page.evaluate(name, number)}" for number in missing),
        *(["out of order"] if reached != sorted(reached, reverse=backward) else []),
    ]


def _differs(page: Page, number: int, key: str) -> bool:
    """Whether a stop looks otherwise with the focus, in a picture: a part of its own, a date's button, may have it."""
    stop, neighbour = (page.locator(f"[data-stop='{each}']") for each in (number, number + (1 if "+" in key else -1)))
    if not neighbour.count():
        return False
    neighbour.focus()
    without = stop.screenshot()
    page.keyboard.press(key)
    return stop.screenshot() != without


@pytest.mark.parametrize("back", [False, True], ids=["forward", "backward in forced colours"])
def test_each_stop_is_reached_and_seen(open_page: OpenPage, small_pages: list[Chosen], back: bool) -> None:
    found = []
    for chosen in small_pages:
        if not EVERY_PAGE and (back or chosen.rare) and chosen.kind not in KINDS_WITH_STOPS_OF_THEIR_OWN:
            continue
        page = open_page(chosen.url)
        page.wait_for_load_state("networkidle")
        page.evaluate(SETTLED)
        if back:
            page.emulate_media(forced_colors="active")
        found += [f"{chosen}: {complaint}" for complaint in walked(page, backward=back)]
        leave(page)
    assert found == []


def test_a_date_is_not_covered_whichever_way_the_focus_comes(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url("debates/childbed-fever/timeline/"), viewport=(900, 500))
    page.locator(".debate-since").wait_for()
    covered = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    for key in ("Tab", "Shift+Tab"):
        page.evaluate(BEHIND_THE_HEADER, key == "Tab")
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        kind, top = page.evaluate("[document.activeElement.type, document.activeElement.getBoundingClientRect().top]")
        assert kind == "date"
        assert top >= covered


BEHIND_THE_HEADER: Final = """forward => {
  const date = document.querySelector(".debate-since input");
  scrollTo({ top: date.getBoundingClientRect().top + scrollY - 8, behavior: "instant" });
  const stops = [...document.querySelectorAll("a[href], summary, .debate-since input")];
  stops[stops.indexOf(date) + (forward ? -1 : 1)].focus({ preventScroll: true });
}"""
"""Puts the date under the header, and the focus on the stop before it or after it."""

HARMFUL: Final = """<!doctype html><style>#bare:focus { outline: none; } #under { position: fixed; top: -99px; }</style>
<main class="debate"><a id="bare" href="#">bare</a> <a id="under" href="#">under</a> <a href="#">good</a>
<a tabindex="-1" href="#">passed over</a></main>"""


def test_what_would_be_wrong_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(HARMFUL)
    complaints = walked(page)
    assert complaints[:2] == ['not to be seen: a. "under"', 'no sign of the focus: a. "bare"']
    assert [each for each in complaints[2:] if "passed over" not in each] == []
    assert len(complaints) == 3
    page.close()
