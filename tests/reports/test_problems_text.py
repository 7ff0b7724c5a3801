"""Problems as text for a terminal."""

from __future__ import annotations

import pytest

from mkdocs_debates.diagnostics import Problem, Related, Severity, Span
from mkdocs_debates.reports.problems.text import render_problems


def _problem(excerpt: str, column: int, length: int = 1, severity: Severity = "error", path: str = "d.yaml") -> Problem:
    return Problem("bad-value", Span(path, 3, column, length), "wrong", severity, excerpt=excerpt)


def _marked(excerpt: str, column: int, length: int, width: int = 60) -> list[str]:
    return render_problems([_problem(excerpt, column, length)], width=width).splitlines()[1:3]


def test_a_whole_report() -> None:
    problem = Problem(
        rule="duplicate-id",
        span=Span("debates/labs.yaml", 41, 3, 5),
        message='"pause" is taken',
        hint="choose another",
        related=(Related(Span("debates/labs.yaml", 7, 3), "the first one"),),
        excerpt="  pause:",
    )
    assert render_problems([problem]) == (
        'debates/labs.yaml:41:3: error duplicate-id: "pause" is taken; choose another\n'
        "  | pause:\n"
        "  | ^^^^^\n"
        "  debates/labs.yaml:7:3: the first one\n"
        "1 error in 1 file\n"
    )


def test_nothing_to_report() -> None:
    assert render_problems([]) == ""


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        (["error"], "1 error in 1 file"),
        (["error", "error", "warning"], "2 errors and 1 warning in 1 file"),
        (["warning", "warning", "advice", "error"], "1 error, 2 warnings and 1 piece of advice in 1 file"),
        (["advice", "advice"], "2 pieces of advice in 1 file"),
    ],
)
def test_the_last_line_counts(severities: list[Severity], summary: str) -> None:
    problems = [_problem("x", 1, severity=severity) for severity in severities]
    assert render_problems(problems).splitlines()[-1] == summary


def test_files_are_counted_once() -> None:
    problems = [_problem("x", 1), _problem("y", 1), _problem("z", 1, path="e.yaml")]
    assert render_problems(problems).splitlines()[-1] == "3 errors in 2 files"


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "expected"),
    [
        ("title: opne", 8, 4, ["  | title: opne", "  |        ^^^^"]),
        ("title: 日本 x", 8, 2, ["  | title: 日本 x", "  |        ^^^^"]),
        ("a: e\u0301x", 6, 1, ["  | a: e\u0301x", "  |     ^"]),
        ("a:\tb", 4, 1, ["  | a:    b", "  |       ^"]),
        ("\ta: b", 1, 1, ["  |     a: b", "  | ^^^^"]),
        ("a: \x1b[31mb", 9, 1, ["  | a: \\x1b[31mb", "  |            ^"]),
        ("a: \u202eb", 4, 1, ["  | a: \\u202eb", "  |    ^^^^^^"]),
        ("a: b", 5, 1, ["  | a: b", "  |     ^"]),
        ("::error::x", 3, 5, ["  | ::error::x", "  |   ^^^^^"]),
        ("##[error]x", 10, 1, ["  | #\\x23[error]x", "  |             ^"]),
    ],
)
def test_the_place_is_marked(excerpt: str, column: int, length: int, expected: list[str]) -> None:
    assert _marked(excerpt, column, length) == expected


@pytest.mark.parametrize(
    ("excerpt", "column", "length"),
    [
        ("x" * 500 + "HERE" + "y" * 500, 501, 4),
        ("HERE" + "y" * 500, 1, 4),
        ("x" * 500 + "HERE", 501, 4),
        ("日" * 500 + "HERE" + "本" * 500, 501, 4),
        ("HERE" * 200, 1, 800),
        ("x" * 5_000_000 + "HERE", 5_000_001, 4),
    ],
)
def test_a_long_line_is_cut_around_the_place(excerpt: str, column: int, length: int) -> None:
    line, mark = _marked(excerpt, column, length)
    assert "HERE" in line
    assert "…" in line
    assert len(line) <= 60
    assert len(mark) <= 60
    if line.isascii() or "日" not in line:
        assert line[mark.index("^") :].startswith("HERE")


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\x1b[2Jb", "a\u2028b", "a\u202eb", "a\x07b", "a\ud800b"])
def test_no_message_breaks_out_of_its_line(text: str) -> None:
    problem = Problem("bad-value", Span(text), text, hint=text, related=(Related(Span(text), text),), excerpt=text)
    report = render_problems([problem])
    assert all(line.isprintable() for line in report.split("\n"))
    assert len(report.split("\n")) == 6
    assert report.encode()
