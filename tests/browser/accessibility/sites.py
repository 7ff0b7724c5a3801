"""A site of the pages that the project's own site has none of: a preview, a broken debate, threads, numbered lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.repositories import new_repository
from tests.sites.building import MATERIAL, build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BEFORE: Final = """\
title: Should the city close its centre to cars?
language: en
positions:
  close-it: {title: Close it}
  keep-it: {title: Keep it open}
cruxes:
  trade:
    question: Do the shops lose?
    answers:
      lose: {label: They lose, supports: keep-it}
      gain: {label: They gain, supports: close-it}
people:
  ann: {name: Ann}
claims:
  shops-gain:
    by: ann
    text: More people go on foot, and who goes on foot stops at a window.
    supports: close-it
    cruxes: [trade.gain]
    replies:
      not-all:
        relation: opposes
        text: Not the furniture shops.
  noise:
    text: It is loud.
    supports: close-it
"""
AFTER: Final = BEFORE.replace("stops at a window", "*stops* at many a window").replace(
    "  noise:\n",
    "  air:\n    by: ann\n    text: The air is bad.\n    supports: close-it\n"
    "    replies:\n      buses: {relation: asks, text: And the buses?}\n  noise:\n    status: withdrawn\n",
)
LONG: Final = (
    "title: Should the trams run all night?\npositions:\n  run: {title: Let them run}\npeople:\n"
    + "".join(f"  person-{number}: {{about: {'Rides at night. ' * 20}}}\n" for number in range(40))
    + "claims:\n"
    + "".join(
        f"  claim-{number}:\n    text: {'People get home. ' * 9}\n    supports: run\n    by: person-{number % 2}\n"
        for number in range(60)
    )
    + "  thread:\n    text: It costs too much.\n    opposes: run\n    replies:\n"
    + "".join(
        f"      reply-{number}:\n        relation: opposes\n        text: {'It need not. ' * 12}\n"
        for number in range(40)
    )
)
BROKEN: Final = "title: Broken\npositions:\n  yes:\n    titel: Yes\nclaims:\n  one: {text: One., supports: no-such}\n"
PALETTE: Final[list[Mapping[str, str]]] = [
    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
    for name, scheme in (("light", "default"), ("dark", "slate"))
]
THEME: Final[Mapping[str, object]] = {**MATERIAL, "features": ["navigation.instant"], "palette": PALETTE}
OPTIONS: Final[Mapping[str, object]] = {
    "compare_with": "HEAD",
    "on_error": "show",
    "page_bytes": 20_000,
    "search": "pagefind",
}


def build_rare_pages(folder: Path, site_url: str) -> Path:
    """Build the site from a repository at ``folder``, which must not be there yet; where its pages are."""
    root = new_repository(folder, cars=BEFORE, trams=LONG)
    debates = {"debates/cars.yaml": AFTER, "debates/broken.yaml": BROKEN}
    return build_site(root, debates, OPTIONS, site_url=site_url, theme=THEME).folder
