"""Argumend's graph of an argument becomes a debate."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.argumend import read
from mkdocs_debates.exchange.importing.placing import place
from mkdocs_debates.model import Citation
from mkdocs_debates.project import load
from mkdocs_debates.prose import convert
from tests.docs.examples import DOCS, examples_of
from tests.exchange.importing.judging import (
    Relations,
    assert_linear,
    assert_valid,
    edges_of,
    relations_of,
    said,
    sample,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_debates.model import Debate

BRIDGE = next(each.text for each in examples_of(DOCS / "importing-formats.md") if each.title == "bridge-graph.json")
SOURCE = {"title": "Report", "url": "https://e.org/r", "kind": "peer-reviewed", "author": "A. Writer"}
_SUPPORT = ("supports", "premise_of", "concludes", "depends_on")


def graph(nodes: str, edges: str = "", fields: Mapping[str, dict[str, Any]] = MappingProxyType({})) -> str:
    """A graph as JSON: a line of ``nodes`` gives type, id and statement, one of ``edges`` from, type, to and polarity.

    ``fields`` are further ones, by the id of the node that has them.
    """
    data = {
        "topicId": "t",
        "nodes": [
            {"type": kind, "id": node, "statement": " ".join(words) or node, **fields.get(node, {})}
            for kind, node, *words in map(str.split, nodes.strip().splitlines())
        ],
        "edges": [
            {"id": str(number), "from": start, "type": kind, "to": end, **dict(zip(["polarity"], more, strict=False))}
            for number, (start, kind, end, *more) in enumerate(map(str.split, edges.strip().splitlines()), 1)
        ],
    }
    return json.dumps(data)


def assert_carried(text: str) -> Debate:
    """The debate of a graph: as many nodes, supports, attacks and undercuts as there, and all texts."""
    debate = assert_valid(read(text))
    data = json.loads(text)
    nodes = [node for node in data["nodes"] if node["type"] != "question"]
    kinds = Counter(edge["type"] for edge in data["edges"])
    polarities = Counter(edge.get("polarity") for edge in data["edges"])
    assert len(debate.claims) == sum(node["type"] != "position" for node in nodes)
    assert len(debate.positions) == sum(node["type"] == "position" for node in nodes)
    assert relations_of(debate) == Relations(
        sum(kinds[each] for each in _SUPPORT) + polarities["supporting"],
        kinds["opposes"] + 2 * kinds["contradicts"] + polarities["challenging"],
        kinds["undercuts"] + kinds["limits_scope"],
    )
    shown = {each.extensions["x-origin"]: each.text for each in debate.claims.values()}
    shown |= {each.extensions["x-origin"]: f"{each.title}\n\n{each.summary}" for each in debate.positions.values()}
    for node in nodes:
        words = " ".join(" ".join(convert(shown[node["id"]]).blocks).split())
        for name in ("label", "warrant", "finding", "relevance", "steelmanBasis"):
            assert " ".join(node.get(name, "").split()) in words
        if node["type"] in ("claim", "position"):
            assert node["statement"] in words
    assert {each.title for each in debate.links.values()} == {
        node["source"]["title"] for node in nodes if "source" in node
    }
    return debate


def test_a_graph_is_carried_with_all_that_it_argues() -> None:
    debate = assert_carried(BRIDGE)
    assert edges_of(debate) == {
        ("e-report", "supports", "c-dear"),
        ("c-dear", "supports", "i-cost"),
        ("i-cost", "supports", "c-replace"),
        ("c-last", "undercuts", "i-cost"),
        ("c-twice", "undercuts", "e-report"),
        ("c-replace", "supports", "p-go"),
    }
    assert said(read(BRIDGE), "open") == [
        "nodes: who holds the positions is kept under x-constituency: name people in held_by"
    ]


@pytest.mark.parametrize("name", ["argument-graph-capitalism.json"])
def test_a_real_graph_is_carried_with_all_that_it_argues(name: str) -> None:
    debate = assert_carried(sample(name))
    assert (len(debate.claims), len(debate.positions), len(debate.links)) == (76, 4, 30)
    assert relations_of(debate) == Relations(84, 18, 8)
    assert debate.title == "Can market capitalism survive advanced AI in recognizable form?"


def test_positions_stand_by_their_rank_with_their_best_case() -> None:
    rank: dict[str, dict[str, Any]] = {
        "a": {"displayRank": 2},
        "b": {"displayRank": 1, "label": "B!", "steelmanBasis": "Best.", "summary": "In short?"},
    }
    debate = assert_valid(read(graph("position a A\nposition c C\nposition b B b.", fields=rank)))
    assert [(each.title, each.summary) for each in debate.positions.values()] == [
        ("B!", "In short?\n\nB b.\n\nBest."),
        ("A", ""),
        ("C", ""),
    ]


def test_texts_are_shown_as_they_are() -> None:
    debate = assert_valid(read(graph("question q Is *it*?\nclaim c *a* [b](javascript:c)\nposition p # P")))
    assert debate.title == "Is *it*?"
    (claim,) = debate.claims.values()
    assert claim.text == r"\*a\* \[b\](javascript:c)"


def test_a_title_alone_is_shown_as_it_is_too() -> None:
    imported = read(graph("claim a", fields={"a": {"statement": "", "summary": "[x](claim:y)"}}))
    (claim,) = assert_valid(imported).claims.values()
    assert (claim.title, claim.text) == ("[x](claim:y)", r"\[x\](claim:y)")


def test_an_inference_that_repeats_its_warrant_says_it_once() -> None:
    warrants = {"i": {"warrant": "All do."}, "j": {"warrant": "Some do."}}
    debate = read(graph("inference i Inference: all do.\ninference j Inference: A few do.", fields=warrants)).debate
    assert [each.text for each in debate.claims.values()] == ["All do.", "A few do.\n\nSome do."]


def test_a_summary_is_a_title_unless_it_asks() -> None:
    imported = read(
        graph("claim a A a.\nclaim b B b.", fields={"a": {"summary": "In short"}, "b": {"summary": "Is it so?"}})
    )
    first, second = assert_valid(imported).claims.values()
    assert (first.title, first.extensions) == ("In short", {"x-origin": "a"})
    assert (second.title, second.extensions) == ("", {"x-origin": "b", "x-question": "Is it so?"})
    assert "nodes: questions on which positions part are kept under x-question: make cruxes of them" in said(
        imported, "open"
    )


def test_evidence_cites_its_source_and_two_may_share_it() -> None:
    more = {"source": {**SOURCE, "publishedAt": "2026-02-31", "institution": "I", "verifiedAt": "2026-03-01T10:00:00Z"}}
    imported = read(
        graph("question q\nevidence a A\nevidence b B\nevidence c C", fields={"a": more, "b": {"source": SOURCE}})
    )
    debate = assert_valid(imported)
    (link,) = debate.links.values()
    assert (link.id, link.url, link.kind, link.authors) == ("report", SOURCE["url"], "paper", ("A. Writer",))
    assert (link.published, link.accessed) == (None, "2026-03-01")
    assert link.extensions == {"x-origin": SOURCE["url"], "x-kind": "peer-reviewed", "x-institution": "I"}
    assert [each.links for each in debate.claims.values()] == [
        (Citation(link="report"),),
        (Citation(link="report"),),
        (),
    ]
    assert 'node a: "2026-02-31" in publishedAt is no date' in said(imported, "lost")
    assert said(imported, "open") == ["node c: this is evidence, and names no source"]


def test_a_source_without_an_address_that_may_stand_has_none() -> None:
    sources = {
        "a": {"source": {"title": "T", "url": "javascript:x"}},
        "b": {"source": {**SOURCE, "title": "Other"}},
        "c": {"source": SOURCE},
    }
    imported = read(graph("evidence a A\nevidence b B\nevidence c C", fields=sources))
    assert [(each.title, each.url) for each in assert_valid(imported).links.values()] == [
        ("T", None),
        ("Other", SOURCE["url"]),
    ]
    assert any(
        each.startswith('node a: the address of its source "javascript:x" starts') for each in said(imported, "lost")
    )
    assert said(imported, "guessed") == [
        'node c: its source "Report" has the address of "Other", and is taken for the same'
    ]


def test_what_edges_say_beyond_relations_is_kept() -> None:
    data = json.loads(graph("position p P\nclaim a A\nclaim b B", "p depends_on a\na contradicts b\nb supports p"))
    data["edges"][2]["note"] = "Why."
    imported = read(json.dumps(data))
    debate = assert_valid(imported)
    assert edges_of(debate) == {
        ("a", "supports", "p"),
        ("a", "opposes", "b"),
        ("b", "opposes", "a"),
        ("b", "supports", "p"),
    }
    assert debate.positions["p"].extensions["x-edges"] == [{"type": "depends_on", "to": "a"}]
    assert debate.claims["b"].extensions["x-edges"] == [{"type": "supports", "to": "p", "note": "Why."}]
    assert said(imported, "guessed") == [
        "edges: what something depends on is taken to support it: 1 of the type depends_on"
    ]


@pytest.mark.parametrize(
    ("nodes", "edges", "kind", "remark"),
    [
        (
            "claim a\nclaim b",
            "a supports z",
            "lost",
            'edge 1: it leads from "a" to "z", and "z" is nothing that is argued',
        ),
        (
            "question q\nclaim a",
            "a supports q",
            "lost",
            'edge 1: it leads from "a" to "q", and "q" is nothing that is argued',
        ),
        (
            "claim a\nclaim b",
            "a likes b",
            "open",
            'edge 1: "a" likes "b", which says nothing here: choose its relation',
        ),
        ("claim a\nclaim b", "a evidences b maybe", "open", 'edge 1: "a" evidences maybe "b", which says nothing here'),
        (
            "claim a\nclaim b",
            "a supersedes b",
            "guessed",
            'edges: what supersedes something is taken to say "comments"',
        ),
        ("claim a\nclaim a", "", "lost", 'node a: node number 2 has the id "a" of another'),
        ("claim a\nidea b So.", "", "lost", 'node b: a node of the type "idea": So.'),
        ("question q\nquestion r R?\nclaim a", "", "lost", 'node r: a second question: "R?"'),
        ("claim a", "", "open", "nodes: no node is a question: give the debate a title"),
        (
            "position p\nclaim a",
            "a undercuts p",
            "guessed",
            'edge 1: "a" undercuts the position "p"; it is taken to oppose',
        ),
    ],
)
def test_what_does_not_map_is_said(nodes: str, edges: str, kind: str, remark: str) -> None:
    imported = read(graph(nodes, edges))
    assert_valid(imported)
    assert any(each.startswith(remark) for each in said(imported, kind)), imported.remarks


def test_what_is_superseded_is_withdrawn() -> None:
    imported = read(graph("claim a\nclaim b", fields={"a": {"status": "superseded"}, "b": {"status": "contested"}}))
    assert [each.status for each in assert_valid(imported).claims.values()] == ["withdrawn", None]
    assert said(imported, "guessed") == ["node a: it is superseded, which is taken for withdrawn"]


def test_what_no_page_shows_and_what_is_left_out_is_counted() -> None:
    fields = {
        "implicit": True,
        "weight": {"directness": 7, "<b>": "x", "deep": {"er": "y"}},
        "createdAt": "2026",
        "mood": "y",
    }
    imported = read(graph("claim a", fields={"a": fields}))
    (claim,) = assert_valid(imported).claims.values()
    assert claim.extensions == {"x-origin": "a", "x-implicit": "true", "x-weight": {"directness": "7"}}
    assert said(imported, "lost") == [
        "nodes: kept under keys that no page shows: x-implicit (1), x-weight (1)",
        "nodes: when the nodes were made, which is not when something was said",
        "nodes: what has no place in a debate: parts of weight (1), mood (1)",
    ]


def test_what_stands_where_a_debate_has_no_place_is_said() -> None:
    data = json.loads(graph("question q Is it?\nposition p P\nclaim a\nevidence e", "a supports p"))
    data |= {"modelVersion": "3", "author": "Ada"}
    data["nodes"][0] |= {"provenance": {"origin": "curator"}, "mood": "y"}
    data["nodes"][1] |= {"attributedTo": ["Ada"], "source": SOURCE}
    data["nodes"][2]["warrant"] = "W"
    data["nodes"][3]["source"] = {"title": "T", "isbn": "1"}
    data["edges"][0] |= {"strength": "9", "polarity": "supporting"}
    imported = read(json.dumps(data))
    debate = assert_valid(imported)
    assert debate.extensions == {"x-origin": "t", "x-provenance": {"origin": "curator"}}
    assert [each.title for each in debate.links.values()] == ["T"]
    assert debate.claims["a"].extensions["x-edges"] == [{"type": "supports", "polarity": "supporting", "to": "p"}]
    lost = said(imported, "lost")[-1].removeprefix("nodes: what has no place in a debate: ")
    fields = "edge.strength attributedTo source warrant graph.author question.mood source.isbn"
    assert set(lost.split(", ")) == {f"{name} (1)" for name in fields.split()}
    assert said(imported, "guessed") == ['the graph: the modelVersion is "3", and read as if it were 2']


def test_a_graph_that_has_grown_adds_what_is_new(tmp_path: Path) -> None:
    first = graph("position p Run them\nclaim a Buses are late.", "a opposes p")
    grown = graph("position p Run them\nclaim b Not all.\nclaim a Buses are slow.", "a opposes p\nb opposes a")
    for text in (first, grown, grown):
        placed = place(tmp_path, read(text), "argumend")
        for file, content in placed.contents.items():
            file.write_bytes(content)
    assert placed.contents == {}
    claims = load(tmp_path).debates["argument-map"].debate.claims
    assert {each.id: (each.text, each.reply_to) for each in claims.values()} == {
        "buses-late": ("Buses are late.", None),
        "not-all": ("Not all.", "buses-late"),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is no JSON: expecting value at line 1, column 1"),
        ('{"nodes": [}', "this is no JSON: expecting value at line 1, column 12"),
        ('{"nodes": [], "nodes": []}', 'the name "nodes" stands twice in one place'),
        ("[" * 100_000, "nested deeper than 100 levels"),
        ("[]", 'a list of "nodes" and a list of "edges"'),
        ('{"nodes": {}}', 'a list of "nodes" and a list of "edges"'),
        ('{"nodes": [{"id": "q", "type": "question"}, 3]}', "so there is no claim in it"),
    ],
)
def test_what_is_no_graph_is_refused_with_what_was_expected(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


IDS = st.sampled_from(["a", "b", "c", "\ud800", "", None, 3])
TEXTS = st.one_of(
    st.text(max_size=6), st.sampled_from(["[x](claim:y)", "# a", "ftp://b"]), st.none(), st.lists(st.none())
)
TYPES = st.sampled_from(["claim", "claim", "position", "inference", "evidence", "question", "x", None])
NODES = st.fixed_dictionaries(
    {"id": IDS, "type": TYPES},
    optional={
        "statement": TEXTS, "label": TEXTS, "summary": TEXTS, "warrant": TEXTS, "status": TEXTS,
        "attributedTo": st.lists(TEXTS, max_size=2), "tags": TEXTS,
        "weight": st.dictionaries(TEXTS.map(str), TEXTS, max_size=2),
        "source": st.fixed_dictionaries({"title": TEXTS, "url": TEXTS, "publishedAt": TEXTS, "interest": TEXTS}),
    },
)  # fmt: skip
EDGES = st.fixed_dictionaries({
    "from": IDS, "to": IDS, "note": TEXTS, "polarity": st.sampled_from(["supporting", "qualifying", None]),
    "type": st.sampled_from([*_SUPPORT, "opposes", "contradicts", "undercuts", "evidences", "qualifies", "x", None]),
})  # fmt: skip


@settings(max_examples=20)
@given(st.lists(NODES, max_size=6), st.lists(EDGES, max_size=9))
def test_any_graph_is_a_debate_or_is_refused(nodes: list[Any], edges: list[Any]) -> None:
    with suppress(NotReadableError):
        assert_valid(read(json.dumps({"topicId": "t", "nodes": nodes, "edges": edges})))


def test_the_work_grows_as_the_graph_does() -> None:
    def hub(size: int) -> str:
        nodes = "position p P\nclaim h H\n" + "".join(f"evidence e{n} Again.\n" for n in range(size))
        edges = "".join(f"e{n} qualifies h\nh limits_scope e{n}\np depends_on e{n}\n" for n in range(size))
        return graph(nodes, edges, {f"e{n}": {"source": SOURCE} for n in range(size)})

    texts = {size: hub(size) for size in (2, 100, 200)}
    assert_linear(lambda size: read(texts[size]), 100)
