"""What a map draws: the edges of a debate, what lies near an entry, and what folds where a drawing is full."""

from __future__ import annotations

from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Answer, Claim, Crux, Debate, Position
from mkdocs_debates.pages.networks import MOST_MAIN, MOST_NEAR, MOST_NODES, Edge, branch, map_pages, network_of, whole
from tests.building import claim, debate


def small() -> Debate:
    drift = {
        "keep": Answer(id="keep", label="K", supports=("yes",)),
        "go": Answer(id="go", label="G", supports=("no",), opposes=("yes",)),
    }
    other = {"a": Answer(id="a", label="A"), "b": Answer(id="b", label="B")}
    return debate(
        claim("root", supports=("yes",), opposes=("drift.go",), cruxes=("other.a",)),
        claim("reply", "root", "opposes", supports=("no",), undercuts=("lone",)),
        claim("lone"),
        cruxes={
            "drift": Crux(id="drift", question="Q?", answers=drift, depends_on=("other",)),
            "other": Crux(id="other", question="O?", answers=other),
        },
    )


def broad(count: int) -> Debate:
    """A root that has ``count`` direct replies, each with a reply of its own."""
    replies: list[Claim] = []
    for number in range(count):
        replies.append(claim(f"r-{number}", "root", "opposes"))
        replies.append(claim(f"s-{number}", f"r-{number}", "supports"))
    return debate(claim("root", supports=("yes",)), *replies)


def test_every_relation_is_an_edge_and_the_first_one_places_its_source() -> None:
    network = network_of(graph_of(small()))
    assert list(network.among(["yes", "no", "drift", "other", "root", "reply", "lone"])) == [
        Edge("drift", "yes", "decides on", True),
        Edge("drift", "no", "decides on", True),
        Edge("drift", "other", "hangs on", False),
        Edge("root", "yes", "supports", True),
        Edge("root", "drift", "bears on", False),
        Edge("root", "other", "bears on", False),
        Edge("reply", "root", "opposes", True),
        Edge("reply", "no", "supports", False),
        Edge("reply", "lone", "undercuts", False),
    ]


def test_where_the_parent_is_not_drawn_another_edge_places_a_claim() -> None:
    network = network_of(graph_of(small()))
    assert list(network.among(["no", "reply", "lone"])) == [
        Edge("reply", "no", "supports", True),
        Edge("reply", "lone", "undercuts", False),
    ]


def test_near_is_what_two_steps_reach() -> None:
    network = network_of(graph_of(small()))
    assert network.near("lone") == (("lone", "reply", "root", "no"), 0)
    nodes, hidden = network_of(graph_of(broad(MOST_NEAR))).near("root")
    assert len(nodes) == MOST_NEAR
    # The root, its position, the crux that decides on it, and all replies.
    assert len(nodes) + hidden == 3 + 2 * MOST_NEAR


def test_what_does_not_fit_folds_and_has_a_map_of_its_own() -> None:
    graph = graph_of(broad(MOST_NODES))
    part = whole(graph)
    assert len(part.nodes) == MOST_NODES
    # Beside two positions, a crux and the root there is room for four replies less than there are.
    assert part.folded["root"] == 8
    pages = map_pages(graph)
    assert len(pages) == len(set(pages))
    drawn = set(part.nodes).union(*(branch(graph, each).nodes for each in pages))
    # What is left for the list of all claims: the direct reply that one drawing cannot hold, and what is below it.
    assert set(graph.order) - drawn == {f"{kind}-{MOST_NODES - 1}" for kind in "rs"}


def test_a_thread_of_two_thousand_claims_is_drawn_whole_over_its_maps() -> None:
    claims = [claim("c-0", supports=("yes",))]
    claims += [claim(f"c-{number}", f"c-{(number - 1) // 3}", "opposes") for number in range(1, 2000)]
    graph = graph_of(debate(*claims))
    pages = map_pages(graph)
    drawn = set(whole(graph).nodes).union(*(branch(graph, each).nodes for each in pages))
    assert drawn >= set(graph.order)
    assert max(len(branch(graph, each).nodes) for each in pages) <= MOST_NODES


def test_a_drawing_has_no_more_main_edges_than_a_layout_can_take() -> None:
    positions = {f"p-{number}": Position(id=f"p-{number}", title="P") for number in range(20)}
    answers = {"a": Answer(id="a", label="A", supports=tuple(positions)), "b": Answer(id="b", label="B")}
    cruxes = {f"c-{number}": Crux(id=f"c-{number}", question="?", answers=answers) for number in range(20)}
    edges = list(network_of(graph_of(debate(positions=positions, cruxes=cruxes))).among([*positions, *cruxes]))
    assert len(edges) == 400
    assert sum(edge.main for edge in edges) == MOST_MAIN


def test_a_small_debate_folds_nothing() -> None:
    graph = graph_of(small())
    assert whole(graph).folded == {}
    assert map_pages(graph) == ()
