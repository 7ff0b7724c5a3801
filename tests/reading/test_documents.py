"""The values that are read, and the places of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates import reading
from mkdocs_debates.model import Citation
from mkdocs_debates.reading import read_folder
from mkdocs_debates.reading.nodes import read_nodes

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.reading import Document
    from mkdocs_debates.reading.nodes import NodeReading
    from mkdocs_debates.reading.sources import Source

DEBATE = """\
# A comment first.
title: Should
  we pause?
summary: |

  First paragraph,
  *still* the first.

license: |
  One
  line
tags: safety
x-own: {deep: [1, {a: }]}
people:
  ann: {name: Ann, url: https://example.org/ann}
  bob:
cruxes:
  time-left:
    question: Is there time?
    answers:
      some: {label: Some}
      none: {label: No time, opposes: [pause, stop]}
    views:
      - {by: ann, answer: none, credence: 97.5 %}
claims:
  late:
    reply_to: first
    relation: opposes
    text: "Quotes \\"within\\" and 日本 and words again, and words again."
    replies:
      later: {relation: asks, text: Why?}
  first:
    by: [ann, , bob]
    text: |
      There are words here, and more
      words below.
    links: paris
    replies:
      reply:
        relation: asks
        text: What?
        replies:
          below-reply: {relation: answers, text: That., links: [paris, {link: rome, quote: no, at: 012}]}
  second: {text: Two.}
shifts:
  - {by: ann, from: pause, to: time-left.none}
""".replace("[ann, , bob]", "\n      - ann\n      -\n      - bob")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "labs.yaml").write_text(DEBATE, encoding="utf-8")
    reading = read_folder(tmp_path, shown_as="debates")
    assert reading.problems == ()
    return reading.documents[0]


def test_values(document: Document) -> None:
    debate = document.debate
    assert (debate.id, debate.title, debate.license, debate.tags) == (
        "labs",
        "Should we pause?",
        "One line",
        ("safety",),
    )
    assert debate.summary == "First paragraph,\n*still* the first."
    assert debate.extensions == {"x-own": {"deep": ["1", {"a": ""}]}}
    assert debate.people["bob"].title == "Bob"
    assert debate.cruxes["time-left"].views[0].credence == 97.5
    assert debate.cruxes["time-left"].answers["none"].opposes == ("pause", "stop")
    assert (debate.shifts[0].origin, debate.shifts[0].to) == ("pause", "time-left.none")
    assert debate.claims["first"].links == (Citation(link="paris"),)
    assert debate.claims["below-reply"].links == (Citation(link="paris"), Citation(link="rome", quote="no", at="012"))


def test_claims_lie_flat_and_those_that_name_their_parent_come_last(document: Document) -> None:
    assert [(claim.id, claim.reply_to) for claim in document.debate.claims.values()] == [
        ("first", None),
        ("reply", "first"),
        ("below-reply", "reply"),
        ("second", None),
        ("late", "first"),
        ("later", "late"),
    ]


def _line(text: str) -> int:
    return DEBATE[: DEBATE.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("entry", "steps", "marked"),
    [
        ("", (), "# A comment first."),
        ("", ("title",), "Should\n"),
        ("", ("tags", 0), "safety"),
        ("", ("shifts", 0, "to"), "time-left.none"),
        ("", ("shifts", 0, "from"), "pause, to"),
        ("", ("nothing",), "# A comment first."),
        ("bob", (), "bob:"),
        ("bob", ("role",), "bob:"),
        ("first", ("by", 1), "bob\n"),
        ("first", ("links", 0, "link"), "paris\n"),
        ("below-reply", ("links", 1, "quote"), "no, at"),
        ("below-reply", ("links", 5), "[paris, {link"),
        ("time-left.none", (), "none: {label: No"),
        ("time-left.none", ("opposes", 1), "stop]"),
        ("time-left.other", (), "time-left:"),
        ("time-left", ("views", 0, "answer"), "none, credence"),
        ("unknown", ("text",), "# A comment first."),
    ],
)
def test_places(document: Document, entry: str, steps: tuple[str | int, ...], marked: str) -> None:
    span = document.span(entry, *steps)
    start = DEBATE.index(marked)
    assert (span.line, span.column) == (_line(marked), start - DEBATE.rfind("\n", 0, start))
    assert span.path == "debates/labs.yaml"


@pytest.mark.parametrize(
    ("entry", "within", "occurrence", "marked"),
    [
        ("first", "words", 0, "words here"),
        ("first", "words", 1, "words below"),
        ("first", "and more words", 0, "and more\n"),
        ("first", "words", 2, "|\n      There"),
        ("late", "words again", 1, 'words again."'),
        ("late", 'Quotes "within"', 0, '"Quotes'),
        ("second", "Two", 0, "Two."),
    ],
)
def test_places_within_a_text(document: Document, entry: str, within: str, occurrence: int, marked: str) -> None:
    span = document.span(entry, "text", within=within, occurrence=occurrence)
    start = DEBATE.index(marked)
    assert (span.line, span.column) == (_line(marked), start - DEBATE.rfind("\n", 0, start))


def test_lines_for_edit_links(document: Document) -> None:
    assert document.line_of("reply") == ("labs.yaml", _line("reply:\n"))
    assert document.line_of("time-left.some") == ("labs.yaml", _line("some: {"))
    assert document.line_of("") == ("labs.yaml", 1)


def test_a_problem_brings_its_severity_and_its_line(document: Document) -> None:
    problem = document.problem("unused-link", "second", "text", message="not cited")
    assert (problem.severity, problem.excerpt) == ("advice", "  second: {text: Two.}")
    assert problem.span.length == len("Two.")


def test_places_skip_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "labs.yaml").write_text("title: T\ntags: [[wrong], right]\n")
    (document,) = read_folder(tmp_path).documents
    assert document.debate.tags == ("right",)
    assert document.span("", "tags", 0).column == len("tags: [[wrong], ") + 1


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("title: T\nclaims: {a: no}\n", True),
        ("title: T\ncalims: {a: {text: A.}}\n", True),
        ("title: T\nzzz: {a: {text: A.}}\n", False),
        ("title: T\nclaims: [a]\n", False),
        ("title: T\nclaims: {a: {text: A.}}\nclaims: {b: {text: A.}}\n", False),
        ("title: T\nstatus: open\nstatus: open\n", True),
        ("title: a: b\n", False),
        ("[]\n", False),
        ("", True),
    ],
)
def test_whether_all_ids_are_known(tmp_path: Path, text: str, readable: bool) -> None:
    (tmp_path / "labs.yaml").write_text(text)
    (document,) = read_folder(tmp_path).documents
    assert document.readable is readable
    assert document.problems


def test_an_entry_that_is_wrong_as_a_whole_is_there_without_fields(tmp_path: Path) -> None:
    (tmp_path / "labs.yaml").write_text("title: T\nclaims: {a: no, b: {text: [x], date: 2025}}\n")
    (document,) = read_folder(tmp_path).documents
    assert list(document.debate.claims) == ["a", "b"]
    assert (document.debate.claims["b"].text, document.debate.claims["b"].date) == ("", "2025")


def test_a_place_within_a_text_is_a_whole_word(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text('title: D\nsummary: "[a](crux:x-y) [b](crux:x)"\n', encoding="utf-8")
    (document,) = read_folder(tmp_path, shown_as="").documents
    assert document.span("", "summary", within="crux:x").column == 29


def test_the_files_are_read_again_for_a_place_that_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "labs.yaml").write_text(DEBATE, encoding="utf-8")
    (document,) = read_folder(tmp_path).documents
    (tmp_path / "labs.yaml").unlink()
    read: list[Source] = []

    def noted(source: Source) -> NodeReading:
        read.append(source)
        return read_nodes(source)

    monkeypatch.setattr(reading, "read_nodes", noted)
    assert document.line_of("reply") == ("labs.yaml", _line("reply:\n"))
    assert document.span("time-left", "answers").line == _line("some: {")
    assert not read
    assert document.span("first", "by", 1).line == _line("bob\n")
    assert document.span("below-reply", "links", 1, "at").line == _line("below-reply: {")
    assert [source.name for source in read] == ["labs.yaml"]


def test_fields_beside_their_claim_are_read_as_its_own(tmp_path: Path) -> None:
    replies = "  replies:\n    two: {relation: opposes, text: Two.}\n"
    (tmp_path / "labs.yaml").write_text(f"title: T\nclaims:\n  one:\n  text: One.\n{replies}", encoding="utf-8")
    reading = read_folder(tmp_path)
    claims = reading.documents[0].debate.claims
    assert len(reading.problems) == 1
    assert (list(claims), claims["one"].text, claims["two"].reply_to) == (["one", "two"], "One.", "one")
    assert reading.documents[0].span("one", "text").line == 4


def test_a_value_with_a_refused_character_is_left_out(tmp_path: Path) -> None:
    text = (
        'title: T\nclaims:\n  one: {text: One., supports: "\\e[31mred", opposes: ["\\e", two]}\n  two: {text: Two.}\n'
    )
    (tmp_path / "labs.yaml").write_text(text, encoding="utf-8")
    one = read_folder(tmp_path).documents[0].debate.claims["one"]
    assert (one.supports, one.opposes) == ((), ("two",))
