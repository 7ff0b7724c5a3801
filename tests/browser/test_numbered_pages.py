"""Pages on which a list goes on: they are read, stepped through and filtered as the first one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.sites.building import build_site

from .accessibility.inspecting import SETTLED
from .looking import PATIENCE, assert_fits, assert_shown
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .watching import OpenPage

PAGES = ("positions/yes/2/", "people/2/", "claims/2/")
MANY = (
    "title: Should the trams run all night?\npositions:\n  yes: {title: Let them run}\npeople:\n"
    + "".join(f"  person-{number}: {{about: {'Rides at night. ' * 20}}}\n" for number in range(40))
    + "claims:\n"
    + "".join(
        f"  claim-{number}: {{text: {'People get home. ' * 9}, supports: yes, by: person-{number % 2}}}\n"
        for number in range(80)
    )
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("trams")
    with served(folder / "site", "/sub/") as base:
        options = {"page_bytes": 20_000, "map": False}
        built = build_site(folder, {"debates/trams.yaml": MANY}, options, site_url=base)
        yield Site(built.folder, base)


def test_keys_step_through_a_numbered_page(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/trams/positions/yes/2/"))
    page.get_by_role("button", name="Keys").wait_for(timeout=PATIENCE)
    ids = page.locator(".debate-claim").evaluate_all("claims => claims.map(({ id }) => id)")
    assert len(ids) > 3
    page.keyboard.press("j")
    page.wait_for_function("location.hash")
    first = ids.index(page.evaluate("location.hash").removeprefix("#"))  # the first below the middle of the window
    for claim in ids[first + 1 : first + 3]:
        page.keyboard.press("j")
        assert_shown(page, claim)
        expect(page.locator(f"[id='{claim}']")).to_be_focused()


def test_a_numbered_page_is_filtered(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/trams/positions/yes/2/?by=person-1"))
    claims = page.locator(".debate-claim")
    expect(page.locator(".debate-claim[data-by=person-0]:visible")).to_have_count(0, timeout=PATIENCE)
    assert claims.locator("visible=true").count() > 1
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".debate-claim:visible")).to_have_count(claims.count())


def test_one_comes_to_the_next_page_and_back(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/trams/positions/yes/"))
    page.get_by_role("link", name="more, on page 2").click()
    page.wait_for_url(site.url("debates/trams/positions/yes/2/*"))
    expect(page.get_by_text("Page 2 of")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Previous", exact=True).click()
    page.wait_for_url(site.url("debates/trams/positions/yes/"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("viewport", "dark"), [((320, 700), True), ((1600, 900), False)], ids=["narrow dark", "wide light"]
)
def test_a_numbered_page_fits(
    open_page: OpenPage, site: Site, path: str, viewport: tuple[int, int], dark: bool
) -> None:
    page = open_page(site.url(f"debates/trams/{path}"), viewport=viewport, dark=dark)
    page.evaluate(SETTLED)
    assert_fits(page)
