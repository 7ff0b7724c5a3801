"""Problems for programs."""

from __future__ import annotations

import json

from mkdocs_debates.diagnostics import Problem, Related, Span
from mkdocs_debates.reports.problems.data import render_json, render_sarif
from mkdocs_debates.rules import RULES

PROBLEM = Problem(
    rule="duplicate-id",
    span=Span("debates/a b.yaml", 41, 3, 5),
    message='"pause" is taken',
    hint="choose another",
    related=(Related(Span("debates/a b.yaml", 7, 3), "the first one"),),
)
ADVICE = Problem("unused-link", Span("debates/s.yaml"), "\x1b[31mé", "advice")


def test_json() -> None:
    assert json.loads(render_json([PROBLEM])) == {
        "version": 1,
        "problems": [
            {
                "rule": "duplicate-id",
                "severity": "error",
                "message": '"pause" is taken',
                "hint": "choose another",
                "path": "debates/a b.yaml",
                "line": 41,
                "column": 3,
                "length": 5,
                "related": [
                    {"message": "the first one", "path": "debates/a b.yaml", "line": 7, "column": 3, "length": 1}
                ],
            }
        ],
    }


def test_no_problems_are_an_empty_list() -> None:
    assert json.loads(render_json([]))["problems"] == []
    assert json.loads(render_sarif([]))["runs"][0]["results"] == []


def test_sarif() -> None:
    log = json.loads(render_sarif([PROBLEM, ADVICE]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["duplicate-id", "unused-link"]
    assert rules[0]["shortDescription"]["text"] == RULES["duplicate-id"].summary
    first, second = run["results"]
    assert (first["ruleId"], first["level"], first["message"]["text"]) == (
        "duplicate-id",
        "error",
        '"pause" is taken; choose another',
    )
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "debates/a%20b.yaml"
    assert place["region"] == {"startLine": 41, "startColumn": 3, "endLine": 41, "endColumn": 8}
    assert first["relatedLocations"][0]["message"]["text"] == "the first one"
    assert (second["level"], rules[second["ruleIndex"]]["id"]) == ("note", "unused-link")


def test_nothing_steers_a_terminal() -> None:
    for report in (render_json([ADVICE]), render_sarif([ADVICE])):
        assert report.isascii()
        assert report.replace("\n", "").isprintable()
