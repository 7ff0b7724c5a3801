"""A debate has more problems than anyone reads: the first are listed, and one that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.checks.prose import MAX_PASSAGES
from mkdocs_debates.diagnostics import MAX_PROBLEMS
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.diagnostics import Problem


def _problems(folder: Path, claims: list[str]) -> tuple[Problem, ...]:
    lines = "".join(f"  c{number}: {{text: A., {claim}}}\n" for number, claim in enumerate(claims))
    text = f"title: Should we pause?\npositions:\n  pause: {{title: Pause}}\nclaims:\n{lines}"
    (folder / "labs.yaml").write_text(text, encoding="utf-8")
    return load(folder).problems


ON_NOTHING = "links: []"
TO_NOBODY = "by: nobody"
TWICE = "supports: pause, opposes: pause"


@pytest.mark.parametrize("claim", [ON_NOTHING, TO_NOBODY])
def test_as_many_as_are_listed_are_listed(tmp_path: Path, claim: str) -> None:
    of_position = 1 if claim == ON_NOTHING else 0  # for which no claim argues
    problems = _problems(tmp_path, [claim] * (MAX_PROBLEMS - of_position))
    assert len(problems) == MAX_PROBLEMS
    assert "too-large" not in {problem.rule for problem in problems}


@pytest.mark.parametrize(
    ("claims", "severity"),
    [
        ([ON_NOTHING] * 2 * MAX_PROBLEMS, "advice"),
        ([TO_NOBODY] * 2 * MAX_PROBLEMS, "error"),
        ([TO_NOBODY, *[TWICE] * 2 * MAX_PROBLEMS], "error"),
    ],
)
def test_of_more_than_are_listed_one_says_so(tmp_path: Path, claims: list[str], severity: str) -> None:
    problems = _problems(tmp_path, claims)
    assert len(problems) == MAX_PROBLEMS + 1
    (told,) = (problem for problem in problems if problem.rule == "too-large")
    assert told.severity == severity
    assert "more than 1,000 problems" in told.message
    assert told.span.line > MAX_PROBLEMS
    assert told.excerpt


def test_what_reading_found_is_counted_too(tmp_path: Path) -> None:
    lost = "title: T #lost"
    problems = _problems(tmp_path, [f"by: nobody\n  , {lost}\n  "] * MAX_PROBLEMS)
    assert {problem.rule for problem in problems} >= {"too-large", "lost-text"}
    assert len(problems) == MAX_PROBLEMS + 1


def test_a_long_loop_is_told_by_its_ends(tmp_path: Path) -> None:
    cruxes = "".join(
        f"  c{each}: {{question: Q, depends_on: [c{(each + 1) % 50}], answers: {{a: {{label: A}}, b: {{label: B}}}}}}\n"
        for each in range(50)
    )
    (tmp_path / "labs.yaml").write_text(f"title: T\ncruxes:\n{cruxes}", encoding="utf-8")
    (loop,) = (problem for problem in load(tmp_path).problems if problem.rule == "reference-cycle")
    assert loop.message.startswith('this crux hangs on itself: "c0" depends on "c1" depends on')
    assert loop.message.endswith('depends on "c49" depends on "c0"')
    assert "… (50 in all) …" in loop.message
    assert len(loop.message) < 300


def test_of_many_loops_as_many_are_told_as_of_anything(tmp_path: Path) -> None:
    cruxes = "".join(
        f"  c{each}: {{question: Q, depends_on: [c0, c{each + 1}], answers: {{a: {{label: A}}, b: {{label: B}}}}}}\n"
        for each in range(3_000)
    )
    (tmp_path / "labs.yaml").write_text(f"title: T\ncruxes:\n{cruxes}", encoding="utf-8")
    problems = load(tmp_path).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert sum(len(problem.message) for problem in problems) < 300 * len(problems)


@pytest.mark.parametrize("field", ["quotes", "notes"])
def test_a_claim_with_very_many_passages_is_refused(tmp_path: Path, field: str) -> None:
    item = "words" if field == "quotes" else "{kind: context, text: T, passage: words}"
    items = ", ".join([item] * (MAX_PASSAGES + 1))
    text = (
        "title: T\nclaims:\n  a: {text: Some words.}\n"
        f"  b: {{text: Some words., reply_to: a, relation: asks, {field}: [{items}]}}\n"
    )
    (tmp_path / "labs.yaml").write_text(text, encoding="utf-8")
    (problem,) = (each for each in load(tmp_path).problems if each.severity == "error")
    assert problem.rule == "too-large"
    assert problem.message == f"this claim has 1,001 {field}, 1,000 is the limit"
    assert problem.span.line == 4


def test_both_sides_of_very_many_are_told_apart(tmp_path: Path) -> None:
    supported = ", ".join(f"p{each}" for each in range(5_000))
    positions = "".join(f"  p{each}: {{title: P}}\n" for each in range(5_001))
    claims = f"  a: {{text: A., supports: [{supported}], opposes: [p5000, {', '.join(['p5000'] * 5_000)}, p7]}}\n"
    (tmp_path / "labs.yaml").write_text(f"title: T\npositions:\n{positions}claims:\n{claims}", encoding="utf-8")
    (problem,) = (each for each in load(tmp_path).problems if each.severity == "error")
    assert problem.message == '"supports" and "opposes" both name "p7"'
