"""Addresses of what stands elsewhere now: of claims' own pages on a site without them, and of lists that went on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.promises.generations import SECOND
from tests.sites.building import build_site

from .looking import assert_shown
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


MANY = (
    "title: Many\npositions:\n  yes: {title: Yes}\npeople:\n"
    + "".join(f"  person-{number}: {{about: {'word ' * 60}}}\n" for number in range(60))
    + "claims:\n"
    + "".join(f"  claim-{number}: {{text: Said., supports: yes, formerly: old-{number}}}\n" for number in range(60))
)


@pytest.fixture(scope="module", params=[True, False], ids=["with claim pages", "without claim pages"])
def numbered(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("many")
    options = {"claim_pages": request.param, "page_bytes": 20_000, "map": False}
    with served(folder / "site", "/sub/") as base:
        built = build_site(folder, {"debates/many.yaml": MANY}, options, site_url=base)
        yield Site(built.folder, base)


@pytest.mark.parametrize(
    ("address", "shown", "place"),
    [
        ("positions/yes/#claim-59", "claim-59", r"/positions/yes/\d+/#claim-59$"),
        ("positions/yes/#old-59", "claim-59", r"/positions/yes/\d+/#claim-59$"),
        ("claims/#claim-59", "claim-59", r"/positions/yes/\d+/#claim-59$"),
        ("people/#person-59", "person-59", r"/people/\d+/#person-59$"),
    ],
)
def test_an_anchor_that_a_page_has_no_more_leads_to_where_it_went(
    open_page: OpenPage, numbered: Site, address: str, shown: str, place: str
) -> None:
    page = open_page(numbered.url(f"debates/many/{address}"))
    page.wait_for_url(re.compile(place))
    assert_shown(page, shown)


def test_an_anchor_that_stays_and_one_that_never_was_lead_nowhere(open_page: OpenPage, numbered: Site) -> None:
    for anchor in ("claim-0", "claim-600"):
        page = open_page(numbered.url(f"debates/many/positions/yes/#{anchor}"))
        page.wait_for_load_state("networkidle")
        assert page.url == numbered.url(f"debates/many/positions/yes/#{anchor}")


def test_the_line_of_a_claim_that_went_to_another_debate_leads_there(open_page: OpenPage, tmp_path: Path) -> None:
    debates = {f"debates/{name}": text for name, text in SECOND.items()}
    with served(tmp_path / "site", "/sub/") as base:
        build_site(tmp_path, debates, {"claim_pages": False}, site_url=base)
        page = open_page(f"{base}debates/bikes/claims/#buses")
        page.wait_for_url(f"{base}debates/streets/#more-buses")
        assert_shown(page, "more-buses")
        page = open_page(f"{base}debates/bikes/claims/#trade")
        page.wait_for_url(f"{base}debates/bikes/cruxes/shops/")
        page.wait_for_load_state("networkidle")
