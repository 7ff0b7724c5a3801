"""Problems as JSON, in a shape of our own and as SARIF.

SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from mkdocs_debates import __version__
from mkdocs_debates.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_debates.diagnostics import Problem, Severity, Span

VERSION: Final = 1
"""Raised when a name goes or means something else; names that are added do not raise it."""

_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "note"}


def render_json(problems: Sequence[Problem]) -> str:
    """The problems as an object with ``version`` and ``problems``, each with its rule, place and words."""
    return _dumped({"version": VERSION, "problems": [_problem(each) for each in problems]})


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        **_place(problem.span),
        "related": [{"message": each.message, **_place(each.span)} for each in problem.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column, "length": span.length}


def render_sarif(problems: Sequence[Problem]) -> str:
    """The problems as a SARIF log of one run, with the rules that they break."""
    broken = sorted({problem.rule for problem in problems})
    driver = {
        "name": "debates",
        "version": __version__,
        "informationUri": "https://github.com/mkdocs-debates/mkdocs-debates",
        "rules": [_rule(slug) for slug in broken],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, broken.index(problem.rule)) for problem in problems],
    }
    return _dumped({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(slug: str) -> dict[str, Any]:
    rule = RULES[slug]
    return {
        "id": slug,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n\n".join(f"{heading}:\n\n{example}" for heading, example in rule.examples)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, rule_index: int) -> dict[str, Any]:
    words = "; ".join(filter(None, (problem.message, problem.hint)))
    related = [
        {"id": number, "message": {"text": each.message}, **_location(each.span)}
        for number, each in enumerate(problem.related)
    ]
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[problem.severity],
        "message": {"text": words},
        "locations": [_location(problem.span)],
        **({"relatedLocations": related} if related else {}),
    }


def _location(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line,
        "endColumn": span.column + span.length,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": quote(span.path, errors="replace")}, "region": region}}


def _dumped(value: dict[str, Any]) -> str:
    # ASCII only, so that nothing in a file steers the terminal that shows it.
    return json.dumps(value, indent=2) + "\n"
