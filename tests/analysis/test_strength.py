from __future__ import annotations

from mkdocs_debates.analysis import standings_of, strongest
from mkdocs_debates.graph import graph_of
from tests.building import claim, debate


def ranked(*claims: str, **replies: str) -> tuple[str, ...]:
    """The claims by strength, all for one answer; ``replies`` are to the claims named, by relation."""
    made = [claim(each, supports=("why.a",)) for each in claims]
    below = [claim(f"that-{relation}", to, relation) for relation, to in replies.items()]
    graph = graph_of(debate(*made, *below))
    return strongest(graph, standings_of(graph), claims)


def test_what_was_conceded_comes_before_what_stands_before_what_is_answered() -> None:
    assert ranked("answered", "stands", "granted", opposes="answered", concedes="granted") == (
        "granted", "stands", "answered",
    )  # fmt: skip


def test_among_equals_what_more_claims_support_comes_first_and_else_the_order_stays() -> None:
    assert ranked("one", "two", "three", supports="two") == ("two", "one", "three")


def test_a_withdrawn_supporter_does_not_count() -> None:
    graph = graph_of(
        debate(
            claim("one", supports=("why.a",)),
            claim("two", supports=("why.a",)),
            claim("gone", "two", "supports", status="withdrawn"),
        )
    )
    assert strongest(graph, standings_of(graph), ("one", "two")) == ("one", "two")


def test_what_has_no_standing_is_left_out() -> None:
    graph = graph_of(debate(claim("gone", supports=("why.a",), status="withdrawn"), claim("one", supports=("why.a",))))
    assert strongest(graph, standings_of(graph), ("gone", "one")) == ("one",)
