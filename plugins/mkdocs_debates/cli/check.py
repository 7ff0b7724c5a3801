"""``debates check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_debates.project import load
from mkdocs_debates.reports.text import render_problems

if TYPE_CHECKING:
    from mkdocs_debates.diagnostics import Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--strict", is_flag=True, help="Let warnings fail the check as errors do.")
def command(paths: tuple[Path, ...], strict: bool) -> None:
    """Find every problem of every debate in one run.

    PATH is a folder of debates, or a file or folder within one, of which then only the problems are shown; left
    out, it is the folder "debates".
    """
    problems = [problem for path in paths or (Path("debates"),) for problem in _problems_of(path)]
    if problems:
        click.echo(render_problems(problems), nl=False)
    failing = {"error", "warning"} if strict else {"error"}
    sys.exit(any(problem.severity in failing for problem in problems))


def _problems_of(path: Path) -> list[Problem]:
    folder = _debates_folder(path)
    if not folder.is_dir():
        raise click.UsageError(f'there is no folder "{folder}" here; name the folder that holds the debates')
    problems = load(folder).problems
    if folder == path:
        return list(problems)
    shown = path.as_posix()
    return [each for each in problems if each.span.path == shown or each.span.path.startswith(f"{shown}/")]


def _debates_folder(path: Path) -> Path:
    """The folder of debates that ``path`` lies in: above a debate's own folder, which holds ``debate.yaml``."""
    folder = path if path.is_dir() else path.parent
    for candidate in (folder, *folder.parents):
        if (candidate / "debate.yaml").exists():
            return candidate.parent
    return folder
