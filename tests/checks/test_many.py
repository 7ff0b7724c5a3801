"""A debate has more problems than anyone reads: the first are listed, and one that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
