from __future__ import annotations

from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Crux, Person, Position
from mkdocs_debates.permalinks import Address, addresses_of, permalinks_of, redirects_of, redirects_of_embeds
from tests.building import claim, debate


def test_a_claim_is_at_home_with_what_its_root_bears_on_first() -> None:
    graph = graph_of(
        debate(
            claim("root", opposes=("no",), cruxes=("why.a",)),
            claim("reply", "root", supports=("yes",)),
            claim("on-crux", cruxes=("why.b",)),
            claim("on-answer", supports=("why.b", "yes")),
            claim("against-claim", opposes=("root",)),
        )
    )
    addresses = addresses_of(graph, {})
    assert addresses["root"] == Address("d/positions/no/", "root")
    assert addresses["reply"] == Address("d/positions/no/", "reply")
    assert addresses["on-crux"] == Address("d/cruxes/why/", "on-crux")
    assert addresses["on-answer"] == Address("d/cruxes/why/", "on-answer")
    assert addresses["against-claim"] == Address("d/", "against-claim")
    assert addresses["why.a"] == Address("d/cruxes/why/", "answer_a")
    assert addresses["ann"] == Address("d/people/", "ann")


def test_a_branch_that_moved_takes_its_replies_along() -> None:
    graph = graph_of(debate(claim("root"), claim("reply", "root"), claim("below", "reply")))
    addresses = addresses_of(graph, {"reply": "d/threads/reply/"})
    assert addresses["root"].page == "d/"
    assert addresses["below"] == Address("d/threads/reply/", "below")


def test_former_ids_lead_on_from_every_kind_of_page() -> None:
    subject = debate(claim("now", formerly=("old", "elsewhere/older")))
    addresses = addresses_of(graph_of(subject), {})
    pages = {redirect.page: redirect.target for redirect in redirects_of(subject, addresses)}
    target = Address("d/", "now")
    assert pages == {
        "d/positions/": Address("d/", "_positions"),
        "d/cruxes/": Address("d/", "_cruxes"),
        "d/claims/now/": target,
        "d/positions/old/": target,
        "d/cruxes/old/": target,
        "d/claims/old/": target,
        "elsewhere/positions/older/": target,
        "elsewhere/cruxes/older/": target,
        "elsewhere/claims/older/": target,
    }
    assert dict(permalinks_of(subject, addresses))["elsewhere/older"] == target


def test_a_debate_renamed_as_a_whole_keeps_every_address() -> None:
    subject = debate(claim("now"), formerly=("old-debate",))
    addresses = addresses_of(graph_of(subject), {})
    pages = {redirect.page: redirect.target for redirect in redirects_of(subject, addresses)}
    assert pages["old-debate/"] == Address("d/")
    assert pages["old-debate/positions/yes/"] == Address("d/positions/yes/")
    assert pages["old-debate/claims/now/"] == Address("d/", "now")
    assert dict(permalinks_of(subject, addresses))["old-debate/why"] == Address("d/cruxes/why/")


def test_without_claim_pages_only_former_ids_get_pages() -> None:
    subject = debate(claim("now"))
    addresses = addresses_of(graph_of(subject), {})
    pages = [redirect.page for redirect in redirects_of(subject, addresses, claim_pages=False)]
    assert pages == ["d/positions/", "d/cruxes/"]


def test_every_id_has_a_permalink() -> None:
    subject = debate(claim("now"))
    keys = {key for key, _ in permalinks_of(subject, addresses_of(graph_of(subject), {}))}
    assert keys == {"d", "d/ann", "d/yes", "d/no", "d/why", "d/now"}
    assert {Person, Position, Crux} == {type(each) for _, each in subject.entries() if each.id != "now"}


def test_a_claim_renamed_in_a_debate_that_was_renamed_keeps_the_address_between() -> None:
    subject = debate(claim("now", formerly=("old",)), formerly=("old-debate",))
    addresses = addresses_of(graph_of(subject), {})
    pages = {redirect.page: redirect.target for redirect in redirects_of(subject, addresses)}
    assert pages["old-debate/claims/old/"] == Address("d/", "now")
    assert dict(permalinks_of(subject, addresses))["old-debate/old"] == Address("d/", "now")


def test_frames_of_a_crux_go_on_working_under_former_ids() -> None:
    answers = debate().cruxes["why"].answers
    crux = Crux(id="why", question="Why?", answers=answers, formerly=("how", "elsewhere/wherefore"))
    subject = debate(cruxes={"why": crux}, formerly=("old-debate",))
    pages = {redirect.page: redirect.target for redirect in redirects_of_embeds(subject)}
    target = Address("d/embed/why/")
    assert pages == {
        "d/embed/": Address("d/", "_cruxes"),
        "d/embed/how/": target,
        "old-debate/embed/how/": target,
        "elsewhere/embed/wherefore/": target,
        "old-debate/embed/why/": target,
    }
