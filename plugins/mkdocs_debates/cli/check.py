"""``debates check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_debates.cli.folders import default_folder, folder_of
from mkdocs_debates.project import load
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.project import Project


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--strict", is_flag=True, help="Let warnings fail the check as errors do.")
def command(paths: tuple[Path, ...], strict: bool) -> None:
    """Find every problem of every debate in one run.

    PATH is a folder of debates, or a file or folder within one, of which then only the problems are shown; left
    out, it is the folder "debates".
    """
    loaded = [(path, load(folder_of(path))) for path in paths or (default_folder(),)]
    problems = [problem for path, project in loaded for problem in _problems_below(path, project)]
    if problems:
        click.echo(render_problems(problems), nl=False)
    else:
        count = len({debate for _, project in loaded for debate in project.debates})
        click.echo(f"No problems in {count} {'debate' if count == 1 else 'debates'}.", err=True)
    failing = {"error", "warning"} if strict else {"error"}
    sys.exit(any(problem.severity in failing for problem in problems))


def _problems_below(path: Path, project: Project) -> list[Problem]:
    """The problems of a file or folder that was named; all of them for the whole folder of debates."""
    if not project.debates and not project.problems:
        raise click.UsageError(f'no debate in "{project.folder}"; name the folder that holds the debates')
    shown = path.as_posix()
    if project.folder == path:
        return list(project.problems)
    return [each for each in project.problems if each.span.path == shown or each.span.path.startswith(f"{shown}/")]
