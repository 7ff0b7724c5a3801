"""What an automatic inspection (axe) finds on a page, whichever browser shows it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final, Protocol

_AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_OPTIONS: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
SETTLED: Final = "Promise.allSettled(document.getAnimations().map(animation => animation.finished)).then(() => true)"
"""Holds once nothing moves any more."""
OPENED: Final = "for (const fold of document.querySelectorAll('.debate details')) fold.open = true;"
"""A script that opens all that folds inside a debate."""

_INSPECTED: Final = """axe.run(document.querySelector(%s) ?? document, %s).then(found =>
  found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)))"""
LOST: Final = """(() => {
  const width = document.documentElement.clientWidth;
  const inside = box => {
    for (; box && box !== document.body; box = box.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return false;
    return true;
  };
  const found = [];
  const scrolled = document.scrollingElement.scrollWidth;
  if (scrolled > innerWidth) found.push(`scrolls to ${scrolled}`);
  for (const each of document.querySelectorAll(".debate, .debate *, body:not(:has(.md-content)) *")) {
    if (each.matches(".debate-hidden, .debate-hidden *, script, style") || !each.checkVisibility()) continue;
    const { left, right, width: own } = each.getBoundingClientRect();
    const name = `${each.localName}.${each.getAttribute("class") ?? ""}`;
    if (own > 0 && (left < -1 || right > width + 1) && inside(each.parentElement))
      found.push(`${name} from ${left} to ${right} of ${width}: ${each.textContent.trim().slice(0, 60)}`);
    const style = getComputedStyle(each);
    const cut = each.clientHeight > 0 ? each.scrollHeight - each.clientHeight : 0;
    if (/hidden|clip/.test(style.overflow) && style.clipPath === "none" && cut > 2 && !(each instanceof SVGElement))
      found.push(`${name} cuts ${cut} of: ${each.textContent.trim().slice(0, 60)}`);
  }
  return found;
})()"""
"""What of a page ends where nobody can see it: beyond the window's sides, or cut by a box that does not scroll."""
MOVING: Final = """[...document.querySelectorAll("html, .debate, .debate *")].flatMap(each =>
  ["", "::before", "::after"].flatMap(part => {
    const style = getComputedStyle(each, part);
    const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
    const moves = times.some(time => parseFloat(time) > 0.01) || style.scrollBehavior === "smooth";
    return moves ? [`${each.localName}.${each.getAttribute("class")}${part}`] : [];
  }))"""
"""What would move or scroll smoothly."""
SPACED: Final = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } "
    "p { margin-block-end: 2em !important; }"
)
"""The widest spacing of text at which nothing may be lost (WCAG 2.2, 1.4.12)."""


class Shown(Protocol):
    """A page that a browser shows."""

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""


def violations(page: Shown, within: str = ".debate, .md-content") -> list[str]:
    """What is wrong with a page, a line each: with its debate or text, or with all where no theme is around it.

    ``within`` selects a part of the page, for what opens on pages that are inspected as they are anyway.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(f"(() => {{ {_AXE}\n }})()")
    found: list[str] = page.evaluate(_INSPECTED % (json.dumps(within), json.dumps(_OPTIONS)))
    return found
