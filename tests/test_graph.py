from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.graph import cycles, graph_of
from tests.building import claim, debate


def test_replies_written_in_place_come_before_those_that_name_their_parent() -> None:
    graph = graph_of(debate(claim("root"), claim("nested", "root"), claim("other"), claim("named", "root")))
    assert graph.roots == ("root", "other")
    assert graph.children["root"] == ("nested", "named")
    assert graph.order == ("root", "nested", "named", "other")


def test_depths_descendants_and_ancestors_follow_the_chain() -> None:
    graph = graph_of(debate(claim("a"), claim("b", "a"), claim("c", "b"), claim("d", "a")))
    assert graph.depths == {"a": 0, "b": 1, "c": 2, "d": 1}
    assert graph.descendants == {"a": 3, "b": 1, "c": 0, "d": 0}
    assert tuple(graph.ancestors("c")) == ("b", "a")
    assert tuple(graph.branch("a")) == ("a", "b", "c", "d")


def test_topmost_leaves_out_what_stands_below_another() -> None:
    graph = graph_of(debate(claim("a"), claim("b", "a"), claim("c", "b"), claim("d")))
    assert graph.topmost(["c", "a", "d"]) == ("a", "d")


def test_a_crux_named_with_an_answer_is_an_argument_for_that_answer() -> None:
    graph = graph_of(
        debate(claim("x", cruxes=("why.a",)), claim("y", supports=("why.a",)), claim("z", cruxes=("why",)))
    )
    assert graph.supporting["why.a"] == ("x", "y")
    assert graph.touching["why"] == ("x", "y", "z")


def test_claims_in_a_loop_become_roots_and_nothing_hangs() -> None:
    looping = debate(claim("a", "b"), claim("b", "a"), claim("c", "a"))
    assert graph_of(looping).loops == (("a", "b"),)
    graph = graph_of(looping)
    assert graph.roots == ("a", "b")
    assert graph.children == {"a": ("c",)}


@pytest.mark.parametrize(
    ("edges", "loops"),
    [
        ({"a": ("a",)}, [("a",)]),
        ({"a": ("b",), "b": ("c",), "c": ("b",)}, [("b", "c")]),
        ({"a": ("b", "c"), "b": ("c",), "c": ()}, []),
        ({"a": ("b",), "b": ("a", "c"), "c": ("b",)}, [("a", "b"), ("b", "c")]),
    ],
)
def test_cycles_finds_each_loop_on_the_walk(edges: dict[str, tuple[str, ...]], loops: list[tuple[str, ...]]) -> None:
    assert list(cycles(edges)) == loops


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4).map(tuple)))
def test_cycles_agrees_with_reachability(edges: dict[str, tuple[str, ...]]) -> None:
    def reaches_itself(start: str) -> bool:
        seen: set[str] = set()
        waiting = list(edges.get(start, ()))
        while waiting:
            node = waiting.pop()
            if node == start:
                return True
            if node not in seen:
                seen.add(node)
                waiting.extend(edges.get(node, ()))
        return False

    found = list(cycles(edges))
    assert bool(found) == any(map(reaches_itself, edges))
    for loop in found:
        for here, following in zip(loop, (*loop[1:], loop[0]), strict=True):
            assert following in edges[here]
