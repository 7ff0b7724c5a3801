"""A site that gives up the claims' own pages leads their addresses to the list of all claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites.building import build_site

from .looking import assert_shown
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .watching import OpenPage

BIKES = """\
title: Should the city close its centre to cars?
positions:
  close-it: {title: Close it}
claims:
  shops-thrive:
    text: More people on foot.
    supports: close-it
    replies:
      not-all:
        relation: opposes
        text: Not the furniture shops.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("bikes")
    with served(folder / "site", "/sub/") as base:
        built = build_site(folder, {"debates/bikes.yaml": BIKES}, {"claim_pages": False}, site_url=base)
        yield Site(built.folder, base)


@pytest.mark.parametrize("claim", ["shops-thrive", "not-all"])
def test_address_of_a_claims_page_leads_to_its_line(open_page: OpenPage, site: Site, claim: str) -> None:
    page = open_page(site.url(f"debates/bikes/claims/{claim}/"), status=404)
    page.wait_for_url(site.url(f"debates/bikes/claims/#{claim}"))
    assert_shown(page, claim)


def test_other_missing_page_stays_missing(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/bikes/nothing/"), status=404)
    page.wait_for_load_state("networkidle")
    assert page.url == site.url("debates/bikes/nothing/")
