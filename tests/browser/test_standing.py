"""Where do you stand? The answers in the address, what follows from them, and the comparison with someone else's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mkdocs_debates.analysis import balances, crux_matrix, flips, leading, next_crux

from .flagship import DEBATE, debate

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .serving import Site
    from .watching import OpenPage

STAND = f"{DEBATE}stand/"
ROUNDS = 60

FOLLOW = """async ([module, cases]) => {
  const { follow, read } = await import(module);
  const explorer = document.querySelector(".debate-explorer");
  const cruxes = read(explorer);
  const positions = [...explorer.querySelectorAll("[data-position]")].map(row => row.dataset.position);
  return cases.map(stances => {
    const { tally, favoured, flips, next } = follow(cruxes, positions, new Map(Object.entries(stances)));
    return {
      balances: Object.fromEntries([...tally].map(([id, { supports, opposes }]) => [id, supports - opposes])),
      favoured: favoured.toSorted(),
      flips: flips.map(({ crux, answer, then }) => [crux.id, answer, then.toSorted()]).toSorted(),
      next: next?.id ?? null,
    };
  });
}"""


def stand(open_page: OpenPage, site: Site, query: str = "", **options: Any) -> Page:
    page = open_page(site.url(f"{STAND}{query}"), **options)
    expect(page.locator(".debate-explorer")).to_be_visible()
    return page


def answer(page: Page, crux: str, choice: str) -> None:
    page.locator(f"input[name='{crux}'][value='{choice}']").check()


def test_the_script_counts_as_the_analysis_does(open_page: OpenPage, flagship_site: Site) -> None:
    chance = random.Random(4)
    ours = debate().debate
    cases = [
        {crux.id: chance.choice(list(crux.answers)) for crux in ours.cruxes.values() if chance.random() < share}
        for share in (0, *(chance.random() for _ in range(ROUNDS)))
    ]
    page = stand(open_page, flagship_site)
    found = page.evaluate(FOLLOW, [flagship_site.url("assets/debates/standing.js"), cases])
    for stances, counted in zip(cases, found, strict=True):
        balance = balances(ours, stances)
        assert counted == {
            "balances": balance,
            "favoured": sorted(leading(balance)),
            "flips": sorted([flip.crux, flip.answer, sorted(flip.leading)] for flip in flips(ours, stances)),
            "next": next_crux(ours, stances, crux_matrix(ours)),
        }


@pytest.mark.parametrize("viewport", [(1600, 900), (320, 700)])
def test_an_answer_is_counted_at_once_and_kept_in_the_address(
    open_page: OpenPage, flagship_site: Site, viewport: tuple[int, int]
) -> None:
    page = stand(open_page, flagship_site, viewport=viewport)
    expect(page.locator(".debate-favoured")).to_contain_text("no position yet")
    page.locator("input[name='value-drift'][value='keep']").focus()
    page.keyboard.press("Space")
    expect(page.locator(".debate-favoured")).to_contain_text("Work inside on safety")
    expect(page.locator("[data-position='work-inside']")).to_have_attribute("data-favoured", "")
    expect(page.locator(".debate-flips li").first).to_contain_text("they would favour Stay out of the labs")
    assert page.url.endswith("?value-drift=keep")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".debate-favoured")).to_contain_text("Stay out of the labs")
    page.reload()
    expect(page.locator("input[name='value-drift'][value='drift']")).to_be_checked()
    page.get_by_role("button", name="Start again").click()
    assert page.url.endswith("/stand/")


def test_a_link_with_answers_is_compared_with_ones_own(open_page: OpenPage, flagship_site: Site) -> None:
    page = stand(open_page, flagship_site, "?value-drift=drift&ally-or-danger=danger&nonsense=1")
    page.get_by_role("button", name="Answer for yourself").click()
    expect(page.locator(".debate-favoured")).to_contain_text("no position yet")
    answer(page, "value-drift", "keep")
    expect(page.locator(".debate-difference")).to_have_text("You and this link differ on one crux:")
    expect(page.locator(".debate-differences li")).to_contain_text("you: A good many; the link: Hardly any")
    answer(page, "ally-or-danger", "ally")
    expect(page.locator(".debate-difference")).to_have_text("You and this link differ on 2 cruxes:")
    page.reload()
    expect(page.locator(".debate-difference")).to_have_text("You and this link differ on 2 cruxes:")
    answer(page, "value-drift", "drift")
    answer(page, "ally-or-danger", "danger")
    expect(page.locator(".debate-difference")).to_contain_text("agree")


def test_a_pasted_link_is_compared(open_page: OpenPage, flagship_site: Site) -> None:
    page = stand(open_page, flagship_site, "?value-drift=keep")
    page.get_by_label("Compare with a link").fill(flagship_site.url(f"{STAND}?value-drift=drift"))
    expect(page.locator(".debate-differences li")).to_have_count(1)


def test_what_comes_next_is_a_crux_that_is_open(open_page: OpenPage, flagship_site: Site) -> None:
    page = stand(open_page, flagship_site)
    expected = next_crux(debate().debate, {}, crux_matrix(debate().debate))
    assert expected
    expect(page.locator(".debate-next-crux a")).to_have_text(debate().title(expected))


def test_without_scripts_the_matrix_says_the_same(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(STAND), javascript=False)
    expect(page.locator(".debate-explorer")).to_be_hidden()
    expect(page.get_by_text("Answering needs scripts")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=debate().title("value-drift"))
    expect(row.get_by_role("cell").first).to_contain_text("Hardly any")


def test_the_page_answers_after_instant_navigation(open_page: OpenPage, flagship_site: Site) -> None:
    page = open_page(flagship_site.url(DEBATE))
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Where do you stand?").first.click()
    page.wait_for_url("**/stand/")
    expect(page.locator(".debate-explorer")).to_be_visible()
    answer(page, "value-drift", "keep")
    expect(page.locator(".debate-favoured")).to_contain_text("Work inside on safety")


def test_answers_of_ones_own_are_no_link_that_came(open_page: OpenPage, flagship_site: Site) -> None:
    page = stand(open_page, flagship_site)
    answer(page, "value-drift", "keep")
    page.reload()
    expect(page.locator("input[name='value-drift'][value='keep']")).to_be_checked()
    expect(page.locator(".debate-their-answers")).to_be_hidden()
    stranger = stand(open_page, flagship_site, "?value-drift=keep")
    stranger.get_by_role("button", name="Answer for yourself").press("Enter")
    expect(stranger.locator("fieldset input").first).to_be_focused()
    expect(stranger.locator(".debate-difference")).to_have_text("No crux is answered by both you and this link.")


def test_level_positions_are_said_to_be_level(open_page: OpenPage, flagship_site: Site) -> None:
    page = stand(open_page, flagship_site, "?value-drift=keep&insider-influence=little-say&insights-at-hand=enough")
    expect(page.locator(".debate-favoured")).to_contain_text("favour equally")
    expect(page.get_by_text("Several positions are level.")).to_be_visible()
    expect(page.get_by_text("No single answer would move you to another position")).to_be_hidden()
