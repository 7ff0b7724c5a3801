"""What a reader sees of a claim, and what holds of every page of debates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import TimeoutError as PatienceLost

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE: Final = 5_000
SETTLING: Final = 250
"""Milliseconds after which nothing of its own accord scrolls or folds any more."""

_STATE = """id => {
  const claim = document.getElementById(id);
  if (!claim) return "not on the page";
  for (let fold = claim.closest("details"); fold; fold = fold.parentElement.closest("details"))
    if (!fold.open) return "below a closed fold";
  if (!claim.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return "not visible";
  const { top, height } = claim.getBoundingClientRect();
  if (height === 0) return "without height";
  const covered = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  if (top < covered - 1) return `above the view: starts at ${top}, the header ends at ${covered}`;
  return top < innerHeight ? "shown" : `below the view: starts at ${top} of ${innerHeight}`;
}"""

_OUTSIDE = """() => {
  const clipped = element => {
    for (let box = element.parentElement; box && !box.matches(".debate"); box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const width = document.documentElement.clientWidth;
  const outside = [...document.querySelectorAll(".debate, .debate *")].filter(element => {
    const { left, right, width: own } = element.getBoundingClientRect();
    return own > 0 && (left < -0.5 || right > width + 0.5) && !element.matches(".debate-hidden") && !clipped(element);
  });
  return outside.map(element => {
    const { left, right } = element.getBoundingClientRect();
    return `${element.localName}.${element.className} from ${left} to ${right}: ${element.textContent.slice(0, 60)}`;
  });
}"""


def assert_shown(page: Page, claim: str) -> None:
    """Wait until ``claim`` starts below the header and within the view with every fold above it open, and stays so."""
    try:
        page.wait_for_function(f"id => ({_STATE})(id) === 'shown'", arg=claim, timeout=PATIENCE)
    except PatienceLost:
        assert page.evaluate(_STATE, claim) == "shown"
    page.wait_for_timeout(SETTLING)
    state = page.evaluate(_STATE, claim)
    assert state == "shown", state


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways, and nothing of the debate ends outside, where no one could see it."""
    sizes: dict[str, Any] = page.evaluate("({ content: document.scrollingElement.scrollWidth, window: innerWidth })")
    assert sizes["content"] <= sizes["window"], page.evaluate(_OUTSIDE)
    assert page.evaluate(_OUTSIDE) == []


def folds(page: Page) -> list[bool]:
    """Of each chain of replies on the page, in order, whether it is open."""
    states: list[bool] = page.eval_on_selector_all("details.debate-replies", "folds => folds.map(fold => fold.open)")
    return states


def open_everything(page: Page) -> None:
    """Open all that folds inside the debate, chains of replies and others."""
    page.eval_on_selector_all(".debate details", "folds => { for (const fold of folds) fold.open = true; }")


def leave(page: Page) -> None:
    """End the session of a page that may still load something, which is cut off then: that it says so is no fault."""
    page.evaluate("console.error = () => {}")
    page.context.close()


def wait_until_scripts_ran(page: Page) -> None:
    """Wait until the page with chains of replies offers its buttons, which it does once its scripts listen."""
    page.locator(".debate-fold").first.wait_for(state="visible", timeout=PATIENCE)
