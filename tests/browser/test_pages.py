"""What holds of every type of page: it works quietly, keeps to its own origin, and has its headings in order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from .flagship import PAGES

if TYPE_CHECKING:
    from .serving import Site
    from .watching import OpenPage

TYPES = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@TYPES
def test_page_is_quiet_and_its_headings_are_in_order(open_page: OpenPage, flagship_site: Site, path: str) -> None:
    """That it logs nothing and asks nothing of another origin, `open_page` sees to."""
    page = open_page(flagship_site.url(path))
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    levels: list[int] = page.eval_on_selector_all(
        ".debate :is(h1, h2, h3, h4, h5, h6)", "headings => headings.map(({ localName }) => Number(localName[1]))"
    )
    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []
