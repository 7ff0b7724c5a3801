"""Problems as workflow commands, which GitHub shows beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from mkdocs_debates.reports.escaping import escaped
from mkdocs_debates.reports.problems.counting import counted
from mkdocs_debates.reports.problems.text import render_problems
from mkdocs_debates.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_debates.diagnostics import Problem, Severity

MOST_OF_A_LEVEL: Final = 10
"""Annotations of a level that GitHub shows for one step; it drops the others silently."""

_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "notice"}
_RANKS: Final = {slug: rank for rank, slug in enumerate(RULES)}


def render_for_github(problems: Sequence[Problem]) -> str:
    """Annotations of the most important problems of each level, then all of them, folded, as text for the log.

    The rules that stand first in the catalogue come first, since what they find hides what others would find; each
    rule is heard once before one is heard again.
    """
    if not problems:
        return ""
    lines = [_annotation(problem) for problem in _chosen(problems)]
    log = render_problems(problems).rstrip("\n")
    return "\n".join([*lines, f"::group::{counted(problems)}", log, "::endgroup::", ""])


def _chosen(problems: Iterable[Problem]) -> Iterator[Problem]:
    by_level: defaultdict[Severity, list[tuple[int, int, Problem]]] = defaultdict(list)
    heard: Counter[str] = Counter()
    for problem in problems:
        by_level[problem.severity].append((heard[problem.rule], _RANKS[problem.rule], problem))
        heard[problem.rule] += 1
    for level in _LEVELS:
        for _, _, problem in sorted(by_level[level], key=lambda ranked: ranked[:2])[:MOST_OF_A_LEVEL]:
            yield problem


def _annotation(problem: Problem) -> str:
    span = problem.span
    properties = {
        "file": span.path,
        "line": span.line,
        "endLine": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": problem.rule,
    }
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    words = "; ".join(filter(None, (problem.message, problem.hint)))
    related = "".join(f"\n{each.span}: {each.message}" for each in problem.related)
    message = "%0A".join(_data(escaped(line)) for line in f"{words}{related}".split("\n"))
    return f"::{_LEVELS[problem.severity]} {given}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")
