"""The filter of a page with claims: by person, relation and crux, kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.sites.building import build_site

from .accessibility.inspecting import SETTLED, violations
from .flagship import CRUX, DEBATE, POSITION, debate, deepest_reply
from .looking import assert_fits, assert_shown, folds, wait_until_scripts_ran
from .serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

FEVER = "debates/childbed-fever/positions/decomposed-matter/"
BY = "pause-advocate"
REPLIES = [(number, "ann" if number % 2 else "bob") for number in range(9)]
MANY = """\
title: D
people: {ann: {name: Ann}, bob: {name: Bob}}
positions: {agree: {title: Agree}}
claims:
""" + "".join(
    f"  c-{thread}:\n    by: ann\n    text: A claim.\n    supports: [agree]\n    replies:\n"
    + "".join(f"      r-{thread}-{one}: {{by: {by}, relation: opposes, text: No.}}\n" for one, by in REPLIES)
    for thread in range(40)
)
SHOWN = "claims => claims.filter(claim => claim.checkVisibility()).map(({ id }) => id)"


def filtered(open_page: OpenPage, site: Site, address: str, **options: Any) -> Page:
    page = open_page(site.url(address), **options)
    expect(page.locator("[data-filtered] .debate-filter[open]")).to_be_visible()
    return page


def open_filter(page: Page) -> None:
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Person").locator("option").nth(1).wait_for(state="attached")


def shown(page: Page) -> set[str]:
    ids: list[str] = page.locator(".debate-claim").evaluate_all(SHOWN)
    return set(ids)


def matching(page: Page, selector: str) -> set[str]:
    ids: list[str] = page.locator(f".debate-claim{selector}").evaluate_all("claims => claims.map(({ id }) => id)")
    return set(ids)


def with_ancestors(page: Page, claims: set[str]) -> set[str]:
    graph = debate().graph
    on_page = matching(page, "")
    return claims | {above for claim in claims for above in graph.ancestors(claim)} & on_page


def test_the_address_shows_a_persons_claims_below_what_they_reply_to(open_page: OpenPage, flagship_site: Site) -> None:
    page = filtered(open_page, flagship_site, f"{POSITION}?by={BY}")
    theirs = matching(page, f"[data-by~='{BY}']")
    total = page.locator(".debate-claim").count()
    assert 1 < len(theirs) < total
    assert shown(page) == with_ancestors(page, theirs)
    expect(page.locator(".debate-filtered")).to_contain_text(f"{len(theirs)} of {total} claims match")
    expect(page.get_by_label("Person")).to_have_value(BY)


def test_several_choices_narrow_and_the_address_follows(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(f"{POSITION}?other=1#claims_for"))
    open_filter(page)
    page.get_by_label("Person").select_option(BY)
    page.get_by_label("Relation").select_option("undercuts")
    assert page.url.endswith(f"?other=1&by={BY}&relation=undercuts#claims_for")
    chosen = matching(page, f"[data-by~='{BY}'][data-relation='undercuts']")
    assert chosen
    assert shown(page) == with_ancestors(page, chosen)
    page.reload()
    expect(page.get_by_label("Relation")).to_have_value("undercuts")
    assert shown(page) == with_ancestors(page, chosen)


@pytest.mark.parametrize("path", [POSITION, FEVER])
def test_only_what_the_page_holds_is_offered(open_page: OpenPage, flagship_site: Site, path: str) -> None:
    page = open_page(flagship_site.url(path))
    open_filter(page)
    for label, attribute in (("Person", "by"), ("Relation", "relation"), ("Crux", "cruxes")):
        held = page.locator(".debate-claim").evaluate_all(
            "(claims, name) => claims.flatMap(({ dataset }) => (dataset[name] ?? '').split(' ').filter(Boolean))",
            attribute,
        )
        options = page.get_by_label(label).locator("option:not([value=''])")
        values = options.evaluate_all("options => options.map(({ value }) => value)")
        assert sorted(values) == sorted(set(held))
    names = page.get_by_label("Person").locator("option").all_inner_texts()
    assert names[1:] == sorted(names[1:], key=str.casefold)


def test_the_crux_of_its_own_page_is_named_too(open_page: OpenPage, flagship_site: Site) -> None:
    page = filtered(open_page, flagship_site, f"{CRUX}?crux=value-drift")
    chosen = page.get_by_label("Crux").locator("option:checked")
    expect(chosen).to_have_text(debate().title("value-drift"))
    assert shown(page) == with_ancestors(page, matching(page, "[data-cruxes~='value-drift']"))


def test_what_is_only_context_is_quiet(open_page: OpenPage, flagship_site: Site) -> None:
    page = filtered(open_page, flagship_site, f"{POSITION}?by=philosopher")
    colour = "text => getComputedStyle(text).color"
    text = page.locator(".debate-claim[data-match] > .debate-text").first
    above = page.locator(".debate-claim:not([data-match]) > .debate-text").first
    expect(above).to_be_visible()
    assert text.evaluate(colour) != above.evaluate(colour)
    expect(page.locator(".debate-filtered")).to_contain_text("1 of")
    expect(page.locator(".debate-filtered")).to_contain_text("claims matches")


def test_show_all_takes_the_filter_away_and_folds_again(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    wait_until_scripts_ran(page)
    page.get_by_role("button", name="Collapse all").click()
    before = shown(page)
    open_filter(page)
    page.get_by_label("Person").select_option(BY)
    assert any(folds(page))
    page.locator(".debate-filtered").get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    assert shown(page) == before
    assert page.url.endswith(POSITION)
    expect(page.locator(".debate-filter > summary")).to_be_focused()
    expect(page.locator(".debate-filtered [role=status]")).to_have_text("")
    expect(page.locator(".debate-filtered").get_by_role("button", name="Show all")).to_have_count(0)


@pytest.mark.parametrize("query", ["?by=nobody", '?relation=&crux="]', "?by=constructor"])
def test_unknown_values_are_ignored(open_page: OpenPage, flagship_site: Site, query: str) -> None:
    page = open_page(flagship_site.url(f"{POSITION}{query}"))
    page.get_by_label("Person").locator("option").nth(1).wait_for(state="attached")
    expect(page.locator("[data-filtered]")).to_have_count(0)
    expect(page.get_by_label("Person")).to_have_value("")


def test_a_claim_that_the_address_names_is_shown_beside_the_matches(open_page: OpenPage, flagship_site: Site) -> None:
    deepest = deepest_reply()
    page = filtered(open_page, flagship_site, f"{POSITION}?by=newcomer#{deepest}")
    assert_shown(page, deepest)
    expect(page.locator(f"[id='{deepest}']")).to_be_focused()


def test_a_link_to_a_hidden_claim_shows_it(open_page: OpenPage, flagship_site: Site) -> None:
    page = filtered(open_page, flagship_site, f"{POSITION}?by=philosopher")
    other = sorted(matching(page, "") - shown(page))[0]
    page.evaluate("id => { location.hash = id; }", other)
    assert_shown(page, other)


def test_by_keyboard_after_instant_navigation(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = 1")
    page.locator(".debate a[href$='stay-out/']").first.click()
    page.wait_for_url("**/stay-out/")
    wait_until_scripts_ran(page)
    assert page.evaluate("window.mark") == 1
    page.locator(".debate-filter > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Relation").locator("option").nth(1).wait_for(state="attached")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Relation")).to_be_focused()
    page.keyboard.type("asks")
    expect(page.get_by_label("Relation")).to_have_value("asks")
    expect(page.locator(".debate-filtered")).to_contain_text("match")
    assert page.url.endswith("?relation=asks")


@pytest.mark.parametrize(("path", "person"), [(POSITION, BY), (FEVER, "semmelweis")], ids=["labs", "fever"])
@pytest.mark.parametrize(
    ("viewport", "dark"), [((320, 700), True), ((1600, 900), False)], ids=["narrow dark", "wide light"]
)
def test_the_open_filter_fits_and_an_inspection_finds_nothing(
    open_page: OpenPage, flagship_site: Site, path: str, person: str, viewport: tuple[int, int], dark: bool
) -> None:
    page = filtered(open_page, flagship_site, f"{path}?by={person}", viewport=viewport, dark=dark)
    assert_fits(page)
    page.evaluate(SETTLED)
    assert violations(page, ".debate-toolbar") == []


def test_the_script_is_loaded_only_for_a_filter(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    loaded = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('filtering.js'))"
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(loaded)
    open_filter(page)
    assert page.evaluate(loaded)


def test_without_scripts_or_claims_there_is_no_filter(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION), javascript=False)
    expect(page.locator(".debate-filter")).to_be_hidden()
    expect(page.get_by_role("button", name="Keys")).to_have_count(0)


@pytest.fixture(scope="module")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with four hundred claims."""
    folder = tmp_path_factory.mktemp("long")
    with served(folder / "site", "/sub/") as base:
        build_site(folder, {"debates/d.yaml": MANY}, {"page_bytes": 5_000_000}, site_url=base)
        yield f"{base}debates/d/positions/agree/"


def test_four_hundred_claims_are_filtered(long_page: str, open_page: OpenPage) -> None:
    page = open_page(long_page)
    assert page.locator(".debate-claim").count() == 400
    open_filter(page)
    page.get_by_label("Person").select_option("bob")
    roots = {f"c-{thread}" for thread in range(40)}
    assert shown(page) == roots | matching(page, "[data-by~='bob']")
    expect(page.locator(".debate-filtered")).to_contain_text("200 of 400 claims match")


def test_the_claim_that_was_read_goes_with_a_filter_that_it_does_not_match(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = open_page(flagship_site.url(POSITION))
    open_filter(page)
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator(".debate-target")).to_have_count(1)
    page.get_by_label("Person").select_option("philosopher")
    assert shown(page) == with_ancestors(page, matching(page, "[data-by~='philosopher']"))
