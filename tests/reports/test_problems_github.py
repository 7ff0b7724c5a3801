"""Problems as workflow commands, and as a summary of a run."""

from __future__ import annotations

from markdown_it import MarkdownIt

from mkdocs_debates.diagnostics import Problem, Related, Severity, Span
from mkdocs_debates.reports.problems.github import render_for_github
from mkdocs_debates.reports.problems.summary import render_summary

HOSTILE = "a%0A::error::b\n::set-output name=x::y\r\x1b[31m@someone #1 ``` </details> ##[error]z\u202e"


def _problem(rule: str, severity: Severity = "error", line: int = 1, path: str = "debates/s.yaml") -> Problem:
    return Problem(rule, Span(path, line, 3, 4), "wrong", severity, "mend it", excerpt="  text: x")


def _commands(report: str) -> list[str]:
    return [line for line in report.splitlines() if line.startswith("::")]


def test_a_whole_report() -> None:
    related = (Related(Span("debates/s.yaml", 2, 1), "the first one"),)
    problem = Problem(
        "duplicate-id", Span("debates/s.yaml", 41, 3, 5), "50% taken", "error", "choose", related, "  apple:"
    )
    assert render_for_github([problem]) == (
        "::error file=debates/s.yaml,line=41,endLine=41,col=3,endColumn=8,title=duplicate-id::"
        "50%25 taken; choose%0Adebates/s.yaml:2:1: the first one\n"
        "::group::1 error in 1 file\n"
        "debates/s.yaml:41:3: error duplicate-id: 50% taken; choose\n"
        "  | apple:\n"
        "  | ^^^^^\n"
        "  debates/s.yaml:2:1: the first one\n"
        "1 error in 1 file\n"
        "::endgroup::\n"
    )


def test_nothing_to_report() -> None:
    assert render_for_github([]) == ""
    assert render_summary([]) == "### Debates: no problems\n"


def test_each_severity_has_a_level() -> None:
    problems = [_problem("unused-link", "advice"), _problem("lost-text", "warning"), _problem("bad-value")]
    levels = [command.split()[0] for command in _commands(render_for_github(problems))[:3]]
    assert levels == ["::error", "::warning", "::notice"]


def test_of_many_the_most_important_are_annotated_and_all_are_in_the_log() -> None:
    many = [_problem("unknown-reference", line=line) for line in range(1, 30)]
    report = render_for_github([*many, _problem("yaml-syntax", line=99), _problem("unused-link", "advice")])
    errors = [command for command in _commands(report) if command.startswith("::error")]
    assert len(errors) == 10
    assert "title=yaml-syntax" in errors[0]
    assert [command.split("line=")[1].split(",")[0] for command in errors[1:]] == [str(line) for line in range(1, 10)]
    assert sum(command.startswith("::notice") for command in _commands(report)) == 1
    assert report.count("error unknown-reference: wrong") == 29


def test_one_rule_does_not_crowd_out_the_others() -> None:
    many = [_problem("yaml-syntax", path=f"debates/{number}.yaml") for number in range(20)]
    report = render_for_github([*many, _problem("quote-not-found")])
    assert any("title=quote-not-found" in command for command in _commands(report))


def test_no_word_of_a_file_is_a_command() -> None:
    problem = Problem("bad-value", Span(HOSTILE, 1, 1), HOSTILE, "error", HOSTILE, (), HOSTILE)
    commands = _commands(render_for_github([problem]))
    assert [command.split()[0].split(":")[2] for command in commands] == ["error", "group", "endgroup"]
    name = commands[0].partition("file=")[2].partition(",line=")[0]
    assert ":" not in name
    assert "," not in name
    assert render_for_github([problem]).replace("\n", "").isprintable()


def test_the_summary_is_a_heading_and_one_block_of_code() -> None:
    problem = Problem("bad-value", Span(HOSTILE, 1, 1), HOSTILE, "error", HOSTILE, (), HOSTILE)
    tokens = MarkdownIt().parse(render_summary([problem]))
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close", "fence"]
    assert tokens[1].content == "Debates: 1 error in 1 file"


def test_a_summary_stays_below_what_the_host_takes() -> None:
    problems = [_problem("bad-value", line=line) for line in range(20_000)]
    summary = render_summary(problems)
    assert len(summary.encode()) < 600_000
    assert summary.endswith("… and more: run `debates check`\n```\n")
