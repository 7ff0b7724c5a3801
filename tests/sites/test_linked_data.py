"""What pages say to programs, read by a library that knows the terms of schema.org, and by tests of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SDO
from rdflib.term import URIRef

from mkdocs_debates.project import load
from tests.linked_data import linked_data_in, things_in
from tests.site_walk import resolved, walk_site

from .building import build_site
from .test_plugin import BIKES

ROOT: Final = Path(__file__).parents[2]
BASE: Final = "https://example.org/"
NASTY: Final = "</script><script>alert(1)</script><!-- & ]]>"
TERMS: Final = frozenset(map(str, dir(SDO)))
CRUX: Final = "debates/bikes/cruxes/trade/index.html"
POSITION: Final = "debates/bikes/positions/close-it/index.html"


# The library's own reader of JSON-LD uses what the library gives up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flagship")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def described(site: Path) -> dict[str, dict[str, Any]]:
    """What each page of debates says, by its path: one element each, but none on a page that leads elsewhere."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(site.glob("debates/**/index.html")):
        html = file.read_text(encoding="utf-8")
        data = linked_data_in(html)
        assert len(data) == ("noindex" not in html), file
        found |= {file.relative_to(site).as_posix(): each for each in data}
    return found


def graph_of_page(path: str, data: dict[str, Any]) -> Graph:
    """The triples of a page, without asking anybody for the context."""
    assert data["@context"] == "https://schema.org"
    graph = Graph()
    local = json.dumps({**data, "@context": {"@vocab": str(SDO)}})
    return graph.parse(data=local, format="json-ld", publicID=urljoin(BASE, path.removesuffix("index.html")))


def test_every_term_is_one_of_schema_org(described: dict[str, dict[str, Any]]) -> None:
    kinds: Counter[str] = Counter()
    for path, data in described.items():
        graph = graph_of_page(path, data)
        assert len(graph) > 2, path
        assert [term for term in graph.predicates() if term != RDF.type and f"{term}" not in TERMS] == [], path
        assert [kind for kind in graph.objects(predicate=RDF.type) if f"{kind}" not in TERMS] == [], path
        kinds.update(str(kind).removeprefix(str(SDO)) for kind in graph.objects(predicate=RDF.type))
    assert set(kinds) == {
        "Answer", "Claim", "CollectionPage", "Comment", "Conversation", "CreativeWork", "DiscussionForumPosting",
        "Person", "Question", "WebPage", "WebSite",
    }  # fmt: skip


def test_every_name_is_an_address_of_the_site(site: Path, described: dict[str, dict[str, Any]]) -> None:
    pages = walk_site(site)
    names = 0
    for path, data in described.items():
        for thing in things_in(data):
            if "@id" in thing:
                place, _, anchor = thing["@id"].partition("#")
                target = resolved(path, place)
                assert target in pages, (path, thing)
                assert not anchor or anchor in pages[target].ids, (path, thing)
                names += 1
    assert names > 500


def test_each_claim_is_described_once_as_the_debate_has_it(site: Path, described: dict[str, dict[str, Any]]) -> None:
    graph = Graph()
    for path, data in described.items():
        graph += graph_of_page(path, data)
    addresses = json.loads((site / "debates/permalinks.json").read_text(encoding="utf-8"))
    for debate_id, subject in load(ROOT / "debates").debates.items():
        terms = {claim: URIRef(f"{BASE}{addresses[f'{debate_id}/{claim}']}") for claim in subject.debate.claims}
        for claim in subject.debate.claims.values():
            term, parent = terms[claim.id], subject.graph.parents.get(claim.id)
            kind = SDO.Comment if parent else SDO.DiscussionForumPosting
            assert list(graph.objects(term, RDF.type)) == [kind]
            people = {str(graph.value(each, SDO.name)) for each in graph.objects(term, SDO.author)}
            assert people == {subject.debate.people[person].title for person in claim.by}
            assert [str(each) for each in graph.objects(term, SDO.datePublished)] == [claim.date] * bool(claim.date)
            if parent:
                said = set(graph.objects(term, SDO.parentItem)) or set(graph.subjects(SDO.comment, term))
                assert said == {terms[parent]}
            words = graph.value(term, SDO.name if claim.title else SDO.text)
            assert str(words) == subject.title(claim.id)


def test_a_crux_is_a_question_with_its_answers(described: dict[str, dict[str, Any]]) -> None:
    (question, *_) = described["debates/childbed-fever/cruxes/chlorine/index.html"]["@graph"]
    assert question["@type"] == "Question"
    assert question["name"] == "Does washing in chlorinated lime stop the deaths?"
    assert question["acceptedAnswer"] == {
        "@type": "Answer", "@id": "#answer_stops-them", "text": "Yes, nearly all of them",
    }  # fmt: skip
    assert question["suggestedAnswer"]["text"] == "No, the epidemic had passed by itself"
    assert question["isPartOf"]["@id"] == "../../"


def test_a_debate_names_its_positions_and_cruxes(described: dict[str, dict[str, Any]]) -> None:
    (conversation, *_) = described["debates/ai-lab-jobs/index.html"]["@graph"]
    subject = load(ROOT / "debates").debates["ai-lab-jobs"]
    assert conversation["commentCount"] == len(subject.debate.claims)
    assert [part["name"] for part in conversation["hasPart"]] == [
        each.title for section in (subject.debate.positions, subject.debate.cruxes) for each in section.values()
    ]
    assert conversation["license"]["@type"] == "CreativeWork"


def test_pages_hardly_grow(site: Path, described: dict[str, dict[str, Any]]) -> None:
    whole = {path: (site / path).stat().st_size for path in described}
    own = {
        path: len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        for path, data in described.items()
    }
    assert sum(own.values()) < 0.02 * sum(whole.values())
    assert {path: own[path] / whole[path] for path in own if own[path] > 0.07 * whole[path]} == {}


def test_no_words_can_end_the_element(tmp_path: Path) -> None:
    quoted = json.dumps(NASTY)
    nasty = BIKES.replace("name: Ann", f"name: {quoted}").replace("title: Shops thrive", f"title: {quoted}")
    nasty = nasty.replace("title: Close it", f"title: {quoted}").replace(
        "question: Does trade suffer?", f"question: {quoted}"
    )
    built = build_site(
        tmp_path, {"debates/bikes.yaml": nasty.replace("summary: Who may drive in.", f"summary: {quoted}")}
    )
    html = built.read(POSITION)
    element = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set("<>&") & set(element)
    (data,) = linked_data_in(html)
    assert [thing["name"] for thing in things_in(data) if thing.get("@type") in ("Person", "Claim")] == [NASTY] * 2
    (crux,) = linked_data_in(built.read(CRUX))
    assert crux["@graph"][0]["name"] == NASTY


def test_what_was_removed_says_nothing(tmp_path: Path) -> None:
    removed = BIKES.replace("    title: Shops thrive\n", "    title: Shops thrive\n    status: removed\n")
    (data,) = linked_data_in(build_site(tmp_path, {"debates/bikes.yaml": removed}).read(POSITION))
    (posting,) = [thing for thing in things_in(data) if thing.get("@type") == "DiscussionForumPosting"]
    assert posting["creativeWorkStatus"] == "removed"
    assert "author" not in posting
    assert "Shops thrive" not in json.dumps(data)


def test_without_an_address_of_the_site_names_are_relative_all_the_same(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, site_url="", use_directory_urls=False)
    (data,) = linked_data_in(built.read(CRUX))
    assert data["@graph"][0]["@id"] == "index.html"
    assert "url" not in data["@graph"][0]
    assert data["@graph"][1]["@id"] == "../../positions/close-it/index.html#shops-thrive"
