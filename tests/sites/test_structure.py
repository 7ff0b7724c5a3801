"""What the structure of a debate tells, on its pages: matrix, explorer, standing, timeline, feeds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """\
title: D
people:
  ann: {name: Ann}
positions:
  in: {title: Go in}
  out: {title: Stay out}
cruxes:
  drift:
    question: Do they drift?
    answers:
      keep: {label: They keep, supports: [in]}
      drift: {label: They drift, supports: [out], opposes: [in]}
    views:
      - {by: ann, answer: keep, credence: 80%}
    resolution: {answer: drift, date: 2025-03}
claims:
  first:
    by: ann
    date: 2025-01-02
    text: The first one.
    supports: [in]
    replies:
      objection: {date: 2025-02, relation: opposes, text: It is not so., quotes: first one}
shifts:
  - {by: ann, date: 2025-02, from: in, to: out}
"""


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_the_matrix_names_what_each_position_rests_on(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    page = words(built.read("debates/d/index.html"))
    assert "Do they drift? resolved double crux Go in They keep Stay out They drift" in page
    assert "Where do you stand?" in page


def test_without_the_explorer_the_matrix_stays(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE}, {"explorer": False})
    assert not (built.folder / "debates/d/stand").exists()
    page = words(built.read("debates/d/index.html"))
    assert "double crux" in page
    assert "Where do you stand?" not in page


def test_a_debate_with_one_position_has_neither(tmp_path: Path) -> None:
    one = DEBATE.replace("  out: {title: Stay out}\n", "").replace(", supports: [out]", "")
    one = one.replace("to: out", "to: drift.drift").replace("from: in, ", "")
    built = build_site(tmp_path, {"debates/d.yaml": one})
    assert not (built.folder / "debates/d/stand").exists()
    assert "Where the positions part" not in built.read("debates/d/index.html")


def test_a_debate_with_very_many_positions_has_neither(tmp_path: Path) -> None:
    more = "".join(f"  p-{number}: {{title: P}}\n" for number in range(20))
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE.replace("positions:\n", f"positions:\n{more}")})
    assert not (built.folder / "debates/d/stand").exists()


def test_a_crux_draws_who_is_how_sure(tmp_path: Path) -> None:
    page = build_site(tmp_path, {"debates/d.yaml": DEBATE}).read("debates/d/cruxes/drift/index.html")
    assert '<svg x="80.0%"' in page
    assert "Ann They keep 80%" in words(page)


def test_a_persons_answers_favour_a_position(tmp_path: Path) -> None:
    page = words(build_site(tmp_path, {"debates/d.yaml": DEBATE}).read("debates/d/people/index.html"))
    assert "these answers favour Go in would move with Do they drift? They drift (to Stay out )" in page


def test_claims_say_how_they_stand(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    page = words(built.read("debates/d/positions/in/index.html"))
    assert "answered by It is not so" in page
    assert "unanswered : no objection" in page
    assert "unanswered 1 answered 1" in words(built.read("debates/d/open/index.html"))
    assert "Of 2 claims that argue: unanswered 1 answered 1" in words(built.read("debates/d/index.html"))


def test_the_timeline_tells_what_happened_the_newest_first(tmp_path: Path) -> None:
    page = words(build_site(tmp_path, {"debates/d.yaml": DEBATE}).read("debates/d/timeline/index.html"))
    story = [
        "March 2025 settled Do they drift? They drift",
        "February 2025 changed mind Ann from Go in to Stay out",
        "2 January 2025 The first one",
    ]
    places = [page.index(each) for each in story]
    assert places == sorted(places)


def test_feeds_tell_what_is_new(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    titles = [
        "Resolved: Do they drift? They drift",
        "It is not so",
        "Ann moved from “Go in” to “Stay out”",
        "The first one",
    ]
    for folder in ("debates/d/", "debates/"):
        data = json.loads(built.read(f"{folder}feed.json"))
        assert sorted(item["title"].rstrip(".") for item in data["items"]) == sorted(titles)
        atom = fromstring(built.read(f"{folder}feed.xml"))
        assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == len(titles)
    urls = {item["url"] for item in data["items"]}
    assert "https://example.org/sub/debates/d/positions/in/#objection" in urls
    head = built.read("debates/d/positions/in/index.html").partition("</head>")[0]
    assert '<link rel="alternate feed" type="application/atom+xml" title="Atom" href="../../feed.xml">' in head
    assert "feed.xml" not in built.read("index.html")


def test_without_an_address_or_a_wish_there_are_no_feeds(tmp_path: Path) -> None:
    for name, options, settings in (("a", {"feeds": False}, {}), ("b", {}, {"site_url": ""})):
        built = build_site(tmp_path / name, {"debates/d.yaml": DEBATE}, options, **settings)
        assert not (built.folder / "debates/d/feed.xml").exists()
        assert "feed.xml" not in built.read("debates/d/timeline/index.html")


def test_notes_are_numbered_by_where_their_passages_stand(tmp_path: Path) -> None:
    noted = DEBATE.replace(
        "    supports: [in]\n    replies",
        "    supports: [in]\n    notes:\n      - {passage: one, text: Later.}\n"
        "      - {passage: The first, text: Sooner.}\n    replies",
    )
    page = words(build_site(tmp_path, {"debates/d.yaml": noted}).read("debates/d/positions/in/index.html"))
    assert "1 The first Sooner." in page
    assert "2 one Later." in page
