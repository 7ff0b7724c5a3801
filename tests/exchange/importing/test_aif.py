"""AIF becomes a debate."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.editing.whole import yaml_of
from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.aif import read
from tests.exchange.importing.judging import (
    Relations,
    assert_linear,
    assert_valid,
    depth_of,
    edges_of,
    relations_of,
    said,
    sample,
)


def aif(nodes: str, edges: str = "", **more: Any) -> str:
    """A graph as JSON. A line of ``nodes`` gives type, id and text, one of ``edges`` the ids on a path."""
    found = [line.split(maxsplit=2) for line in nodes.strip().splitlines()]
    data = {
        "nodes": [
            {"nodeID": node, "type": kind, "text": (text or [kind])[0], "timestamp": "2020-01-01 00:00:00"}
            for kind, node, *text in found
        ],
        "edges": [
            {"edgeID": f"{line}-{number}", "fromID": source, "toID": target}
            for line in edges.strip().splitlines()
            for number, (source, target) in enumerate(zip(line.split(), line.split()[1:], strict=False))
        ],
        **more,
    }
    return json.dumps(data)


DIALOGUE = aif(
    """
    L   l1 Ada : The bridge should go.
    L   l2 Ben Example : Why so? It stands.
    L   l3 Ada : It costs *too* much.
    I   1  The bridge should go.
    I   2  The bridge stands.
    I   3  It costs *too* much.
    I   4  Its costs were counted twice.
    YA  y1 Asserting
    YA  y2 Challenging
    YA  y3 Asserting
    YA  y4 Arguing
    TA  t1 Default Transition
    RA  r1 Default Inference
    CA  c1 Default Conflict
    CA  c2 Default Conflict
    """,
    """
    l1 y1 1
    l2 y2 2
    l3 y3 3
    l1 t1 l2
    t1 y4 r1
    3 r1 1
    2 c1 1
    4 c2 r1
    """,
)


def test_nodes_become_claims_and_schemes_relations() -> None:
    debate = assert_valid(read(DIALOGUE))
    assert edges_of(debate) == {("3", "supports", "1"), ("2", "opposes", "1"), ("4", "undercuts", "3")}
    assert list(debate.claims) == ["bridge-go", "bridge-stands", "costs-too-much", "costs-counted-twice"]
    assert debate.claims["costs-too-much"].text == r"It costs \*too\* much."


def test_locutions_tell_who_said_what_and_how() -> None:
    debate = read(DIALOGUE).debate
    assert {each.id: each.name for each in debate.people.values()} == {"ada": "Ada", "ben-example": "Ben Example"}
    assert {claim.id: claim.by for claim in debate.claims.values()} == {
        "bridge-go": ("ada",),
        "bridge-stands": ("ben-example",),
        "costs-too-much": ("ada",),
        "costs-counted-twice": (),
    }
    assert debate.claims["bridge-stands"].extensions == {"x-origin": "2", "x-locution": ["Why so? It stands."]}


def test_what_a_debate_has_no_place_for_is_said() -> None:
    imported = read(DIALOGUE)
    assert said(imported, "guessed") == [
        'node 2: taken for a claim of Ben Example, who did not assert it: the source has "challenging"'
    ]
    assert said(imported, "lost") == [
        "nodes: how 1 claim was said is kept under x-locution, which no page shows",
        "nodes: in which order things were said, the transitions: 1",
        "nodes: who drew inferences and saw conflicts, the illocutions that lead there: Arguing (1)",
        "nodes: when the nodes were made, which is not when something was said",
    ]
    assert said(imported, "open") == [
        "nodes: AIF has no title: give the debate one",
        "nodes: AIF has no positions: make one of each answer to the debate's question",
    ]


def test_claims_that_make_an_inference_together_support_each_by_itself() -> None:
    imported = read(aif("I a A\nI b B\nI c C\nRA r\n", "a r c\nb r"))
    assert edges_of(assert_valid(imported)) == {("a", "supports", "c"), ("b", "supports", "c")}
    assert "node r: 2 claims make RA together; here each does by itself" in said(imported, "lost")


def test_the_graph_may_stand_below_aif_with_numbers_and_names() -> None:
    inner = json.loads(aif("I 1 A\nL 2 Hm: A\nYA 3 Asserting\n", "2 3 1"))
    for node in inner["nodes"]:
        node["nodeID"] = int(node["nodeID"])
    inner["locutions"] = [{"nodeID": 2, "personID": 7}]
    inner["participants"] = [{"participantID": 7, "firstname": "Ada", "surname": "Example"}]
    debate = assert_valid(read(json.dumps({"AIF": inner, "text": {"txt": ""}, "OVA": {}})))
    assert [each.name for each in debate.people.values()] == ["Ada Example"]
    inner["participants"] = []
    assert [each.name for each in assert_valid(read(json.dumps(inner))).people.values()] == ["Hm"]
    inner["nodes"][1]["text"] = "A"
    assert [each.name for each in assert_valid(read(json.dumps(inner))).people.values()] == ["Person 7"]


@pytest.mark.parametrize(
    ("nodes", "edges", "kind", "remark"),
    [
        (
            "I a A\nI b B\nMA m Default Rephrase",
            "a m b",
            "guessed",
            'node m: "Default Rephrase" is taken to say "clari',
        ),
        ("I a A\nI b B\nPA p", "a p b", "guessed", 'node p: PA is taken to say "comments"'),
        ("I a A\nI b B\nRA r Expert Opinion", "a r b", "lost", 'node r: "Expert Opinion": which scheme it is'),
        ("I a A\nRA r", "a r", "lost", "node r: RA leads to no claim"),
        ("I a A\nCA c", "c a", "lost", "node c: CA leads from no claim"),
        ("I a A\nI b B\nI c C\nRA r\nRA s", "a r b\nc s r", "lost", "node s: RA bears on RA, and not on a claim"),
        ("I a A\nL l Ada : Hello", "", "lost", 'node l: words that became no claim: "Ada : Hello"'),
        ("I a A\nX x What", "", "lost", 'node x: a node of the type "X": What'),
        ("I a A\nI a B", "", "lost", 'node a: node number 2 has the id "a" of another'),
        ("I a A", "a z", "lost", 'edge a z-0: it leads from "a" to "z", and one is not there'),
        ("I a A\nRA r", "a r a", "lost", 'node r: "a" supports "a", and nothing bears on itself'),
        ("I a A\nI b B\nRA r\nCA c", "a r b\na c b", "lost", 'node c: "a" opposes "b", and it supports it already'),
        ("I a A\nI b B\nI c C\nMA m\nMA n", "a m b\na n c", "lost", 'node n: "a" clarifies "c", which only a reply'),
        ("I a A\nI b B\nMA m\nMA n", "a m b\nb n a", "lost", 'node m: "a" clarifies "b", which only a reply'),
    ],
)
def test_what_does_not_map_is_said(nodes: str, edges: str, kind: str, remark: str) -> None:
    imported = read(aif(nodes, edges))
    assert_valid(imported)
    assert any(each.startswith(remark) for each in said(imported, kind)), imported.remarks


def test_a_conflict_with_a_conflict_undercuts_what_makes_it() -> None:
    debate = assert_valid(read(aif("I a A\nI b B\nI c C\nCA x\nCA y\n", "a x b\nc y x")))
    assert edges_of(debate) == {("a", "opposes", "b"), ("c", "undercuts", "a")}


def test_a_conflict_with_a_step_of_many_premises_undercuts_twenty() -> None:
    nodes = "I z Z\nI u U\nRA r\nCA c\n" + "".join(f"I {n} Text {n}\n" for n in range(30))
    imported = read(aif(nodes, "r z\nu c r\n" + "".join(f"{n} r\n" for n in range(30))))
    assert relations_of(assert_valid(imported)) == Relations(30, 0, 20)
    assert "node r: 30 claims make RA; the first 20 count" in said(imported, "lost")


def test_claims_that_bear_on_each_other_in_a_circle_are_kept() -> None:
    debate = assert_valid(read(aif("I a A\nI b B\nCA x\nCA y\n", "a x b\nb y a")))
    assert edges_of(debate) == {("a", "opposes", "b"), ("b", "opposes", "a")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "AIF is expected as JSON"),
        ("[A]: a", "AIF is expected as JSON"),
        ("[" * 100_000, "AIF is expected as JSON"),
        ("9" * 5000, "AIF is expected as JSON"),
        ("[]", 'its nodes in a list "nodes"'),
        ('{"AIF": []}', 'its nodes in a list "nodes"'),
        ('{"nodes": {}}', 'its nodes in a list "nodes"'),
        ('{"nodes": [{"nodeID": "1", "type": "L", "text": "a"}]}', 'no node has the type "I"'),
    ],
)
def test_what_is_no_aif_is_refused_with_what_was_expected(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


KINDS = st.sampled_from(["I", "I", "RA", "CA", "MA", "PA", "YA", "TA", "L", "X", None, 3])
IDS = st.one_of(st.integers(0, 6), st.integers(0, 6).map(str), st.none())
TEXTS = st.one_of(st.text(max_size=8), st.sampled_from(["A : b", ":", "[x](claim:y)", "# a"]), st.none())
NODES = st.lists(st.one_of(st.fixed_dictionaries({"nodeID": IDS, "type": KINDS, "text": TEXTS}), st.none()), max_size=9)
EDGES = st.lists(st.fixed_dictionaries({"fromID": IDS, "toID": IDS}), max_size=12)
JSON = st.recursive(st.none() | st.booleans() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3))


@given(NODES, EDGES, st.lists(st.fixed_dictionaries({"nodeID": IDS, "personID": IDS}), max_size=3))
def test_any_graph_is_a_debate_or_is_refused(nodes: list[Any], edges: list[Any], locutions: list[Any]) -> None:
    with suppress(NotReadableError):
        assert_valid(read(json.dumps({"nodes": nodes, "edges": edges, "locutions": locutions})))


def test_a_half_of_a_character_is_written_as_another() -> None:
    node = {"nodeID": "\ud800", "type": "I", "text": "It costs too \udfff much"}
    imported = read(json.dumps({"nodes": [node], "edges": []}))
    assert "It costs too ? much" in yaml_of(imported.debate)


@given(st.one_of(st.text(), st.dictionaries(st.sampled_from(["nodes", "edges", "AIF"]), JSON).map(json.dumps)))
def test_any_text_is_a_debate_or_is_refused(text: str) -> None:
    with suppress(NotReadableError):
        read(text)


@pytest.mark.parametrize("hub", ["a", "b"])
def test_the_work_grows_as_the_graph_does(hub: str) -> None:
    def graph(size: int) -> str:
        nodes = "I a A\nI b B\nRA ra\nCA ca\n" + "".join(f"I i{n} Again.\nRA r{n}\n" for n in range(size))
        edges = "ra a\nb ca ra\n" + "".join(f"i{n} r{n} {hub}\ni{n} ra\nr{n} i{n}\n" for n in range(size))
        return aif(nodes, edges)

    texts = {size: graph(size) for size in (2, 400, 800)}
    assert_linear(lambda size: read(texts[size]))


@pytest.mark.parametrize(
    ("kinds", "path"),
    [
        ("I L", "{1}{n} y\ny {0}{n}"),
        ("I I", "{0}{n} r\nr {1}{n}"),
        ("I CA", "{0}{n} r\nr k\n{1}{n} r\nj {1}{n}"),
    ],
)
def test_many_around_one_node_make_no_more_work_each(kinds: str, path: str) -> None:
    first, second = kinds.split()

    def graph(size: int) -> str:
        nodes = "I j J\nI k K\nRA r\nYA y Asserting\n"
        nodes += "".join(f"{first} a{n} A{n}\n{second} b{n} Ada : B{n}\n" for n in range(size))
        return aif(nodes, "\n".join(path.format("a", "b", n=n) for n in range(size)))

    texts = {size: graph(size) for size in (2, 200, 400)}
    assert_linear(lambda size: read(texts[size]), size=200)


def test_a_radio_dialogue_holds_what_its_source_holds() -> None:
    source = sample("aif-6064.json")
    data = json.loads(source)
    kinds = {node["nodeID"]: node["type"] for node in data["nodes"]}
    texts = {node["nodeID"]: node["text"] for node in data["nodes"] if node["type"] == "I"}
    debate = assert_valid(read(source))
    assert {each.extensions["x-origin"]: each.text for each in debate.claims.values()} == texts
    steps = {node for node, kind in kinds.items() if kind == "RA"}
    inferences = {
        (premise["fromID"], "supports", conclusion["toID"])
        for premise in data["edges"]
        for conclusion in data["edges"]
        if premise["toID"] == conclusion["fromID"] in steps
        and kinds[premise["fromID"]] == kinds[conclusion["toID"]] == "I"
    }
    assert edges_of(debate) == inferences
    assert relations_of(debate) == Relations(5, 0, 0)
    assert len(texts) == 9
    assert depth_of(debate) == 2
    assert {each.name for each in debate.people.values()} == {"CL", "NL"}
