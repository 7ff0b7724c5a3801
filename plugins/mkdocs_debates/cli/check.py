"""``debates check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mkdocs_debates.cli.folders import default_folder, folder_of
from mkdocs_debates.diagnostics import in_order
from mkdocs_debates.project import load
from mkdocs_debates.reports.problems.data import render_json, render_sarif
from mkdocs_debates.reports.problems.github import render_for_github
from mkdocs_debates.reports.problems.summary import render_summary
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.project import Project

_RENDERERS: Final[dict[str, Callable[[Sequence[Problem]], str]]] = {
    "text": render_problems,
    "github": render_for_github,
    "json": render_json,
    "sarif": render_sarif,
}


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_RENDERERS)),
    default="text",
    show_default=True,
    help="How problems are told: for people, as annotations of a pull request, or for programs.",
)
@click.option("--against", metavar="REF", help="Find permalinks that are lost since this commit, branch or tag.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check as errors do.")
def command(paths: tuple[Path, ...], form: str, against: str | None, strict: bool) -> None:
    """Find every problem of every debate in one run.

    PATH is a folder of debates, or a file or folder within one, of which then only the problems are shown; left
    out, it is the folder "debates".
    """
    chosen = paths or (default_folder(),)
    projects = {folder: load(folder) for folder in dict.fromkeys(map(folder_of, chosen))}
    found = {folder: _all_problems(project, against) for folder, project in projects.items()}
    problems = in_order(
        problem for path in chosen for problem in _below(path, projects[folder_of(path)], found[folder_of(path)])
    )
    click.echo(_RENDERERS[form](problems), nl=False)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(render_summary(problems))
    if not problems:
        count = len({debate for project in projects.values() for debate in project.debates})
        click.echo(f"No problems in {count} {'debate' if count == 1 else 'debates'}.", err=True)
    failing = {"error", "warning"} if strict else {"error"}
    sys.exit(int(any(problem.severity in failing for problem in problems)))


def _all_problems(project: Project, against: str | None) -> list[Problem]:
    if against is None:
        return list(project.problems)
    from mkdocs_debates.comparing import compare, permalink_problems
    from mkdocs_debates.versions import VersionError, load_where_parted

    try:
        before = load_where_parted(project.folder, against).project.debates
    except VersionError as error:
        raise click.UsageError(str(error)) from None
    difference = compare(before, project.debates)
    return [*project.problems, *permalink_problems(difference, before, project.debates, project.shown_as)]


def _below(path: Path, project: Project, problems: list[Problem]) -> list[Problem]:
    """The problems of a file or folder that was named; all of them for the whole folder of debates."""
    if not project.debates and not problems:
        raise click.UsageError(f'no debate in "{project.folder}"; name the folder that holds the debates')
    shown = path.as_posix()
    if project.folder == path:
        return problems
    return [each for each in problems if each.span.path == shown or each.span.path.startswith(f"{shown}/")]
