"""With ``search: pagefind`` a page of its own finds what is said in debates, and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from mkdocs_debates.searching import Entry, write_indexes, write_parts
from tests.sites.building import MATERIAL, build_site

from .accessibility.inspecting import violations
from .looking import assert_fits, assert_shown
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from .watching import OpenPage

HOSTILE: Final = "<img src=x onerror=alert(1)> ends the zebra & more"
BIKES: Final = f"""\
title: Should the city close its centre to cars?
language: en
positions:
  close-it: {{title: Close it}}
claims:
  shops-thrive:
    title: Shops thrive
    text: More people go on foot, and crossings for zebras stay.
    supports: close-it
    replies:
      hostile:
        relation: opposes
        title: "{HOSTILE}"
        text: |
          Nothing of `<script>alert("zebra")</script>` runs.
"""
HEBREW: Final = "title: האם לסגור את הרחוב?\nlanguage: he\nclaims:\n  yes-then:\n    text: כן, לסגור את zebra מיד.\n"
PALETTE: Final = [
    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
    for name, scheme in (("light", "default"), ("dark", "slate"))
]
RESULTS: Final = ".debate-search li"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("searched")
    many = "".join(f"  c-{number}:\n    text: Claim {number} of a quagga. {'Words. ' * 400}\n" for number in range(25))
    debates = {"bikes": BIKES, "street": HEBREW, "many": f"title: Many\nlanguage: en\nclaims:\n{many}"}
    with served(folder / "site", "/sub/") as base:
        built = build_site(
            folder,
            {f"debates/{name}.yaml": text for name, text in debates.items()},
            {"search": "pagefind"},
            site_url=base,
            theme={**MATERIAL, "features": ["navigation.instant"], "palette": PALETTE},
        )
        # A part that was built apart and copied beside.
        apart = Entry("debates/bikes/#_summary", "Apart", "An okapi and a quagga.", "en", "Elsewhere", "debate")
        write_indexes(built.folder / "debates/_search", "apart", [apart])
        write_parts(built.folder / "debates/_search", ["all", "apart"])
        yield Site(built.folder, base)


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Words to look for").fill(words)
    page.get_by_role("status").filter(has_text="Results").wait_for()


def test_words_lead_to_the_claim_that_holds_them(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/"))
    field = page.get_by_label("Words to look for")
    expect(field).to_be_visible()  # what is hidden takes no focus, and it is until the script is there
    field.focus()
    page.keyboard.type("foot crossing")
    expect(page.locator(RESULTS)).to_have_count(1)
    result = page.locator(RESULTS)
    expect(result).to_contain_text("Claim · Should the city close its centre to cars?")
    expect(result.locator("mark")).to_have_text(["foot,", "crossings"])
    expect(page.get_by_role("status").first).to_have_text("Results, the best first: 1.")
    page.keyboard.press("Tab")
    expect(result.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(site.url("debates/bikes/positions/close-it/#shops-thrive"))
    assert_shown(page, "shops-thrive")
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(1)


def test_words_of_strangers_stay_text(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=nothing+zebra"))
    result = page.locator(RESULTS).filter(has_text="<img src=x")
    expect(result.locator("a")).to_have_text(HOSTILE)
    expect(result).to_contain_text("<script>alert(")
    assert page.locator(".debate-search :is(img, script, b)").count() == 0


def test_a_link_to_results_does_not_open_the_search_box_over_them(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=zebra"))
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator("#__search")).not_to_be_checked()


def test_nothing_found_is_said(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=xylophone"))
    expect(page.get_by_role("status").first).to_have_text("No debate holds these words.")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_more_results_come_when_asked_for(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=quagga"))
    expect(page.locator(RESULTS)).to_have_count(10)
    page.get_by_role("button", name="More results").press("Enter")
    expect(page.locator(RESULTS)).to_have_count(20)
    expect(page.locator(RESULTS).nth(10).locator("a")).to_be_focused()


def test_debates_of_several_languages_are_searched_together(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=zebra"), viewport=(320, 640))
    hebrew = page.locator(f"{RESULTS}[lang=he]")
    expect(hebrew).to_have_count(1)
    expect(page.locator(f"{RESULTS}[lang=en]").first).to_be_visible()
    assert hebrew.evaluate("item => getComputedStyle(item).direction") == "rtl"
    assert_fits(page)


def test_parts_that_were_built_apart_are_searched_together(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/?words=okapi"))
    expect(page.locator(RESULTS)).to_contain_text(["Debate · Elsewhere"])
    look_for(page, "quagga")
    expect(page.locator(RESULTS).filter(has_text="Elsewhere")).to_have_count(1)
    expect(page.locator(RESULTS).filter(has_text="Many")).to_have_count(9)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_inspection_finds_nothing(open_page: OpenPage, site: Site, dark: bool) -> None:
    page = open_page(site.url("debates/search/"), dark=dark)
    look_for(page, "quagga")
    expect(page.locator(RESULTS)).to_have_count(10)
    assert violations(page) == []


def test_the_sites_own_search_leads_there(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/bikes/"))
    page.evaluate("window.sameDocument = true")
    page.locator(".md-search__input").click()
    page.keyboard.type("quagga")
    offered = page.locator("[data-md-component=search-result] > a")
    expect(offered).to_have_text("Search the debates: quagga")
    page.keyboard.press("ArrowDown")
    expect(offered).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS)).to_have_count(10)
    assert page.url == site.url("debates/search/?words=quagga")
    assert page.evaluate("window.sameDocument")


def test_without_scripts_the_page_says_so(open_page: OpenPage, site: Site) -> None:
    page = open_page(site.url("debates/search/"), javascript=False)
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    expect(page.get_by_label("Words to look for")).to_be_hidden()
    page.locator(".debate-search a").click()
    page.wait_for_url(site.url("debates/"))
