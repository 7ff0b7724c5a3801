"""Whatever the debate, other programs find each of its nodes and edges in what is exported."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import fromstring

import networkx
import pydot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_debates.exchange.exporting import to_aif, to_csv, to_dot, to_graphml
from tests.exchange.exporting.sites import (
    FULL,
    Data,
    Edge,
    answers_in,
    claims_in,
    edges_in,
    nodes_in,
    own_site,
    site_with,
)
from tests.random_debates import debates

ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf")), min_size=1).filter(
    str.strip
)

of_pydot = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # it calls pyparsing by old names


# --- DOT ----------------------------------------------------------------------------------------------------------


def in_dot(text: str) -> tuple[set[str], set[Edge]]:
    graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    (graph,) = graphs
    nodes = {bare(each.get_name()) for each in graph.get_nodes()} - {"node", "edge", "graph"}
    edges = {
        (bare(each.get_source()), bare(each.get("label")), bare(each.get_destination())) for each in graph.get_edges()
    }
    return nodes, edges


def bare(quoted: object) -> str:
    return str(quoted).strip('"')


@of_pydot
@settings(max_examples=8)  # it is slow
@given(debates())
def test_a_drawing_holds_every_node_and_edge(debate: Data) -> None:
    nodes, edges = in_dot(to_dot.write(site_with(debate), "d").text)
    assert nodes == nodes_in(debate)
    assert edges == edges_in(debate)


@of_pydot
def test_a_drawing_of_everything() -> None:
    assert in_dot(to_dot.write(site_with(FULL), "d").text) == (nodes_in(FULL), edges_in(FULL))


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
@pytest.mark.parametrize(
    "title", ["Plain", '"q" \\N \\', "a\\", "<b> & &lt; &amp;", "{x|y}", "]; }", "שלום 🙂", "n\\l"]
)
def test_graphviz_shows_a_title_as_it_is(title: str) -> None:
    text = to_dot.write(site_with({"title": title, "claims": {"a": {"title": title, "text": "T"}}}), "d").text
    drawn = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=True)
    assert drawn.stderr == b""
    shown = ["".join(each.itertext()) for each in fromstring(drawn.stdout).iter("{http://www.w3.org/2000/svg}text")]
    assert shown == [title, title]


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_graphviz_draws_the_debates_of_this_repository() -> None:
    site = own_site()
    for debate_id in site.subjects:
        text = to_dot.write(site, debate_id).text
        drawn = json.loads(
            subprocess.run(["dot", "-Tjson0"], input=text, capture_output=True, check=True, text=True).stdout
        )
        assert (
            len(drawn["objects"]) == sum(line.count(" [label=") and " -> " not in line for line in text.split("\n")) - 1
        )
        assert len(drawn["edges"]) == text.count(" -> ")


# --- GraphML ------------------------------------------------------------------------------------------------------


def in_graphml(text: str) -> Any:
    return networkx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


@settings(max_examples=60)
@given(debates())
def test_a_graph_holds_every_node_and_edge(debate: Data) -> None:
    graph = in_graphml(to_graphml.write(site_with(debate), "d").text)
    assert set(graph.nodes) == nodes_in(debate)
    found = [(source, data["relation"], target) for source, target, data in graph.edges(data=True)]
    assert len(found) == len(set(found))
    assert set(found) == edges_in(debate)


def test_a_graph_of_everything_has_its_attributes() -> None:
    graph = in_graphml(to_graphml.write(site_with(FULL), "d").text)
    assert graph.is_directed()
    assert graph.graph["title"] == "The question?"
    root = graph.nodes["root"]
    assert root["credence"] == 61.0
    assert root == root | {"label": "Root-title", "kind": "claim", "by": "Ann Author", "date": "2024-05-06"}
    assert root["url"] == "https://e.org/s/debates/d/positions/yes/#root"
    assert graph.nodes["why.a"]["kind"] == "answer"
    assert graph.nodes["gone"]["status"] == "removed"


@given(ANY_TEXT)
def test_a_text_comes_back_from_a_graph(text: str) -> None:
    site = site_with({"title": "T", "claims": {"a": {"title": text, "text": text}}})
    graph = in_graphml(to_graphml.write(site, "d").text)
    assert graph.nodes["a"]["label"].strip() == text.strip()
    assert graph.nodes["a"]["text"] == text.strip()


# --- CSV ----------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def in_csv(text: str) -> tuple[set[str], set[Edge]]:
    found: set[Edge] = set()
    nodes: set[str] = set()
    for row in rows(text):
        if row["kind"] in ("person", "source"):
            continue
        nodes.add(row["id"])
        if row["reply_to"]:
            found.add((row["id"], row["relation"], row["reply_to"]))
        for relation in ("supports", "opposes", "undercuts"):
            found |= {(row["id"], relation, target) for target in row[relation].split()}
        found |= {(row["id"], "supports" if "." in crux else "bears on", crux) for crux in row["cruxes"].split()}
        found |= {(claim, "raises", row["id"]) for claim in row["raised_in"].split()}
        found |= {(row["id"], "hangs on", needed) for needed in row["depends_on"].split()}
        found |= {(row["steelman"], "best case for", row["id"])} if row["steelman"] else set()
        if row["kind"] == "answer":
            found.add((row["id"], "answer to", row["id"].partition(".")[0]))
    return nodes, found


@settings(max_examples=60)
@given(debates())
def test_a_table_holds_every_node_and_edge(debate: Data) -> None:
    assert in_csv(to_csv.write(site_with(debate), "d").text) == (nodes_in(debate), edges_in(debate))


def test_a_table_of_everything() -> None:
    text = to_csv.write(site_with(FULL), "d").text
    assert in_csv(text) == (nodes_in(FULL), edges_in(FULL))
    by_id = {row["id"]: row for row in rows(text)}
    assert by_id["root"]["links"] == "src page 7 Cited-words"
    assert by_id["ann"]["role"] == "Role-words"
    assert by_id["src"]["authors"] == "A. Writer"


@given(st.one_of(ANY_TEXT, st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "'x", '"', 'a,"b"', "＝1", "a;b", "-\n-"])))
def test_a_text_comes_back_from_a_table_and_is_no_formula(text: str) -> None:
    debate = {"title": "T", "claims": {"a": {"title": text, "text": text}}}
    (row,) = rows(to_csv.write(site_with(debate), "d").text)
    for cell in (row["title"], row["text"]):
        assert cell[:1] not in tuple("=+-@\t\r＝＋－＠") or not cell
    assert row["text"].removeprefix("'") == text.strip()


def test_the_lines_of_a_table_end_as_the_standard_says() -> None:
    text = to_csv.write(site_with({"title": "T", "claims": {"a": {"text": "One\n\ntwo"}}}), "d").text
    assert text.split("\r\n")[1].split(",")[:4] == ["claim", "", "a", "One"] or '"One\n\ntwo"' in text
    assert text.endswith("\r\n")


# --- AIF ----------------------------------------------------------------------------------------------------------


def in_aif(text: str) -> tuple[set[str], set[Edge], set[Edge]]:
    """The statements, the steps between them, and the replies."""
    data = json.loads(text)
    kinds = {node["nodeID"]: node["type"] for node in data["nodes"]}
    assert len(kinds) == len(data["nodes"])
    words = {node["nodeID"]: node["text"] for node in data["nodes"]}
    into: defaultdict[str, list[str]] = defaultdict(list)
    out: defaultdict[str, list[str]] = defaultdict(list)
    assert len({edge["edgeID"] for edge in data["edges"]}) == len(data["edges"])
    for edge in data["edges"]:
        assert {edge["fromID"], edge["toID"]} <= kinds.keys()
        out[edge["fromID"]].append(edge["toID"])
        into[edge["toID"]].append(edge["fromID"])
    said = {
        locution: out[asserting][0] for locution in kinds for asserting in out[locution] if kinds[asserting] == "YA"
    }
    steps: set[Edge] = set()
    replies: set[Edge] = set()
    for node, kind in kinds.items():
        if kind == "TA":
            replies.add((said[out[node][0]], words[node], said[into[node][0]]))
        elif kind in ("RA", "CA", "MA"):
            (source,) = (each for each in into[node] if kinds[each] == "I")
            for target in out[node]:
                undercut = kinds[target] in ("RA", "CA")
                steps.add((source, "CA on a step" if undercut else kind, into[target][0] if undercut else target))
    return {node for node, kind in kinds.items() if kind == "I"}, steps, replies


KINDS = {"supports": "RA", "opposes": "CA", "qualifies": "MA", "clarifies": "MA"}


def expected_in_aif(debate: Data) -> tuple[set[str], set[Edge], set[Edge]]:
    nodes = {*debate["positions"], *answers_in(debate), *(claim_id for claim_id, _, _ in claims_in(debate))}
    edges = {edge for edge in edges_in(debate) if edge[2] in nodes}
    arguing = {source for source, relation, _ in edges if relation in ("supports", "opposes")}
    steps = {(source, KINDS[relation], target) for source, relation, target in edges if relation in KINDS}
    steps |= {
        (source, "CA on a step" if target in arguing else "CA", target)
        for source, relation, target in edges
        if relation == "undercuts"
    }
    replies = {(claim_id, claim["relation"], parent) for claim_id, parent, claim in claims_in(debate) if parent}
    return nodes, steps, replies


@settings(max_examples=60)
@given(debates())
def test_an_aif_graph_holds_every_statement_step_and_reply(debate: Data) -> None:
    assert in_aif(to_aif.write(site_with(debate), "d").text) == expected_in_aif(debate)


def test_an_aif_graph_of_everything() -> None:
    text = to_aif.write(site_with(FULL), "d").text
    assert in_aif(text) == expected_in_aif(FULL)
    data = json.loads(text)
    words = {node["nodeID"]: node["text"] for node in data["nodes"]}
    assert words["root"] == "Root-title\n\nQuoted words, here, so."
    assert words["why.a"] == "Crux-question? A-label"
    assert words["root:said"] == "Ann Author : Root-title"
    assert words["other:said"] == "Other."
    assert {"nodeID": "root:said", "personID": "ann"} in data["locutions"]
    assert data["participants"][0] == {"participantID": "ann", "firstname": "", "surname": "Ann Author"}


def test_many_undercuts_of_a_claim_with_many_steps_make_no_flood() -> None:
    positions = {f"p{number}": {"title": "P"} for number in range(400)}
    replies = {f"r{number}": {"relation": "undercuts", "text": "T"} for number in range(400)}
    claims = {"a": {"text": "A.", "supports": [*positions], "replies": replies}}
    text = to_aif.write(site_with({"title": "T", "positions": positions, "claims": claims}), "d").text
    assert len(json.loads(text)["edges"]) < 10 * 800


def test_arguebuf_finds_the_same_in_an_aif_graph() -> None:
    arguebuf = pytest.importorskip("arguebuf", reason="arguebuf is not installed")
    site = own_site()
    for debate_id in site.subjects:
        text = to_aif.write(site, debate_id).text
        nodes, _, _ = in_aif(text)
        kinds = [node["type"] for node in json.loads(text)["nodes"]]
        graph = arguebuf.load.aif(json.loads(text))
        assert set(graph.atom_nodes) == nodes
        schemes = [type(each.scheme).__name__ for each in graph.scheme_nodes.values()]
        for kind, name in (("RA", "Support"), ("CA", "Attack"), ("MA", "Rephrase")):
            assert schemes.count(name) == kinds.count(kind)
