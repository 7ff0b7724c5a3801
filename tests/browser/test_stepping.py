"""Keys that step through claims, their list, and the switch that turns them off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from .accessibility.inspecting import SETTLED, violations
from .flagship import DEBATE, POSITION
from .looking import PATIENCE, assert_fits, assert_shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

FEVER = "debates/childbed-fever/positions/decomposed-matter/"
IDS = "claims => claims.filter(claim => claim.checkVisibility()).map(({ id }) => id)"


def stepping(open_page: OpenPage, site: Site, address: str = POSITION, **options: Any) -> Page:
    page = open_page(site.url(address), **options)
    page.get_by_role("button", name="Keys").wait_for(timeout=PATIENCE)
    return page


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".debate-claim").evaluate_all(IDS)
    return ids


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def assert_at(page: Page, claim: str) -> None:
    assert_shown(page, claim)
    expect(page.locator(f"[id='{claim}']")).to_be_focused()
    expect(page.locator(".debate-target")).to_have_count(1)
    expect(page.locator(f"[id='{claim}']")).to_contain_class("debate-target")
    assert page.url.endswith(f"#{claim}")


@pytest.mark.parametrize("viewport", [(320, 700), (1600, 900)])
@pytest.mark.parametrize("path", [POSITION, FEVER])
def test_steps_visit_the_claims_that_are_shown(
    open_page: OpenPage, flagship_site: Site, path: str, viewport: tuple[int, int]
) -> None:
    page = stepping(open_page, flagship_site, path, viewport=viewport)
    first, second, third, *_ = shown(page)
    press(page, "j")
    assert_at(page, first)
    press(page, "jj")
    assert_at(page, third)
    press(page, "k")
    assert_at(page, second)
    press(page, "kk")
    assert_at(page, first)


def test_a_walk_meets_every_claim_once_and_ends(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    page.get_by_role("button", name="Collapse all").click()
    page.get_by_role("button", name="Expand all").click()
    page.locator("h1").click()
    page.evaluate("scrollTo(0, 0)")
    every = shown(page)
    assert len(every) == page.locator(".debate-claim").count()
    met = []
    for _ in every:
        press(page, "j")
        met.append(page.evaluate("document.activeElement.id"))
    assert met == every
    press(page, "j")
    assert page.evaluate("document.activeElement.id") == every[-1]


def test_steps_pass_over_what_is_folded_or_filtered(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site, f"{POSITION}?by=philosopher")
    expect(page.locator("[data-filtered]")).to_have_count(1)
    path = shown(page)
    assert len(path) < page.locator(".debate-claim").count()
    for claim in path:
        press(page, "j")
        assert page.evaluate("document.activeElement.id") == claim
    page.get_by_role("button", name="Collapse all").click()
    roots = shown(page)
    press(page, "k")
    assert page.evaluate("document.activeElement.id") == roots[-1]


def test_replies_are_opened_entered_left_and_closed(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    root = shown(page)[0]
    page.get_by_role("button", name="Collapse all").click()
    press(page, "j")
    assert_at(page, root)
    press(page, "r")
    reply = shown(page)[1]
    assert page.evaluate(
        "([one, two]) => document.getElementById(one).contains(document.getElementById(two))", [root, reply]
    )
    assert_at(page, reply)
    press(page, "u")
    assert_at(page, root)
    fold = page.locator(f"[id='{root}'] > details")
    press(page, "o")
    expect(fold).not_to_have_attribute("open", "")
    expect(page.locator(f"[id='{root}']")).to_be_focused()
    press(page, "o")
    expect(fold).to_have_attribute("open", "")
    press(page, "u")
    assert_at(page, root)


def test_steps_start_where_the_address_leads(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(POSITION))
    middle = shown(page)[3]
    page = stepping(open_page, flagship_site, f"{POSITION}#{middle}")
    press(page, "k")
    assert_at(page, shown(page)[2])
    text = page.locator(f"[id='{middle}'] > .debate-text")
    assert text.evaluate("text => getComputedStyle(text).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_step_starts_in_the_middle_of_the_window(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    chosen = shown(page)[4]
    page.locator(f"[id='{chosen}'] > .debate-text").evaluate("text => text.scrollIntoView({ block: 'center' })")
    press(page, "k")
    assert_at(page, shown(page)[3])


def test_the_permanent_link_is_copied(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "jl")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"/claims/{shown(page)[0]}/")


@pytest.mark.parametrize("opening", ["key", "pointer", "button by key"])
def test_the_list_opens_closes_and_gives_the_focus_back(open_page: OpenPage, flagship_site: Site, opening: str) -> None:
    page = stepping(open_page, flagship_site)
    button = page.get_by_role("button", name="Keys")
    press(page, "j")
    before = page.locator(f"[id='{shown(page)[0]}']")
    if opening == "key":
        press(page, "?")
    elif opening == "pointer":
        button.click()
        before = button
    else:
        button.focus()
        page.keyboard.press("Enter")
        before = button
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    press(page, "j?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(before).to_be_focused()


def test_the_switch_turns_the_keys_off_for_the_visit(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("switch").uncheck()
    page.get_by_role("dialog", name="Keys").get_by_role("button", name="Close").click()
    for _ in range(2):
        page.get_by_role("button", name="Keys").wait_for(timeout=PATIENCE)
        press(page, "j?")
        expect(page.locator(".debate-target")).to_have_count(0)
        expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
        page.reload()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("switch")).not_to_be_checked()
    page.get_by_role("switch").check()
    page.keyboard.press("Escape")
    press(page, "j")
    expect(page.locator(".debate-target")).to_have_count(1)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('debate'))") == []


def test_keys_leave_inputs_modifiers_and_the_search_alone(open_page: OpenPage, flagship_site: Site) -> None:
    page = stepping(open_page, flagship_site)
    for chord in ("Control+j", "Alt+j", "Meta+j"):
        page.keyboard.press(chord)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Person").locator("option").nth(1).wait_for(state="attached")
    page.get_by_label("Person").focus()
    press(page, "jl")
    expect(page.locator(".debate-target")).to_have_count(0)
    page.locator(".debate-filter > summary").focus()
    press(page, "s")
    query = page.get_by_role("textbox", name="Search")
    expect(query).to_be_focused()
    press(page, "jok?")
    expect(query).to_have_value("jok?")
    expect(page.locator(".debate-target")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)


def test_steps_work_after_instant_navigation_and_on_no_page_without_claims(
    open_page: OpenPage, flagship_site: Site
) -> None:
    page = stepping(open_page, flagship_site)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = 1")
    page.locator(".debate-crumbs a").last.click()
    page.wait_for_url(f"**/{DEBATE}")
    page.locator(".debate a[href$='claims/']").first.click()
    page.wait_for_url("**/claims/")
    press(page, "j?")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
    page.go_back()
    page.wait_for_url(f"**/{DEBATE}")
    page.locator(".debate a[href$='stay-out/']").first.click()
    page.wait_for_url("**/stay-out/")
    page.get_by_role("button", name="Keys").wait_for(timeout=PATIENCE)
    assert page.evaluate("window.mark") == 1
    press(page, "jj")
    assert_at(page, shown(page)[1])


@pytest.mark.parametrize("path", [POSITION, FEVER], ids=["labs", "fever"])
@pytest.mark.parametrize(
    ("viewport", "dark"), [((320, 700), True), ((1600, 900), False)], ids=["narrow dark", "wide light"]
)
def test_the_open_list_fits_and_an_inspection_finds_nothing(
    open_page: OpenPage, flagship_site: Site, path: str, viewport: tuple[int, int], dark: bool
) -> None:
    page = stepping(open_page, flagship_site, path, viewport=viewport, dark=dark)
    press(page, "?")
    assert_fits(page)
    page.evaluate(SETTLED)
    assert violations(page, ".debate-keys[open]") == []
    box = page.get_by_role("dialog", name="Keys").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport[0]
    assert box["y"] + box["height"] <= viewport[1]
