"""The flagship debate as tests address it: its page types, its deepest reply, and where a claim is at home."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs_debates.project import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.checks.subject import Subject

    from .serving import Site

ROOT: Final = Path(__file__).parents[2]
DEBATE: Final = "debates/ai-lab-jobs/"
POSITION: Final = f"{DEBATE}positions/stay-out/"
CRUX: Final = f"{DEBATE}cruxes/value-drift/"
PAGES: Final[Mapping[str, str]] = {
    "all debates": "debates/",
    "debate": DEBATE,
    "position": POSITION,
    "crux": CRUX,
    "stand": f"{DEBATE}stand/",
    "map": f"{DEBATE}map/",
    "timeline": f"{DEBATE}timeline/",
    "dossier": f"{DEBATE}dossier/",
    "settled crux": "debates/childbed-fever/cruxes/chlorine/",
    "people": f"{DEBATE}people/",
    "links": f"{DEBATE}links/",
    "open": f"{DEBATE}open/",
    "claims": f"{DEBATE}claims/",
    "cruxes": "debates/cruxes/",
}
"""An address of each type of page."""


@cache
def debate() -> Subject:
    """The flagship debate as read, with its graph and its converted prose."""
    return load(ROOT / "debates").debates["ai-lab-jobs"]


def deepest_reply() -> str:
    """The id of the claim with the most claims above it: six at least."""
    depths = debate().graph.depths
    deepest = max(depths, key=lambda claim: depths[claim])
    assert depths[deepest] >= 6, "the flagship debate has lost its sixth level of replies"
    return deepest


def home_of(site: Site, claim: str) -> str:
    """The address of ``claim`` at home, with its anchor."""
    addresses = json.loads((site.folder / "debates/permalinks.json").read_text(encoding="utf-8"))
    return site.url(addresses[f"ai-lab-jobs/{claim}"])


def permalink_of(site: Site, claim: str) -> str:
    """The address of the page of ``claim`` itself, which leads home."""
    return site.url(f"{DEBATE}claims/{claim}/")
