"""``debates check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mkdocs_debates.cli.folders import default_folder, folder_of
from mkdocs_debates.diagnostics import in_order
from mkdocs_debates.project import Checked, check_folder, load
from mkdocs_debates.reports.problems.data import render_json, render_sarif
from mkdocs_debates.reports.problems.github import render_for_github
from mkdocs_debates.reports.problems.summary import render_summary
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs_debates.diagnostics import Problem

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
    found = {folder: _checked(folder, against) for folder in dict.fromkeys(map(folder_of, chosen))}
    problems = in_order(problem for path in chosen for problem in _below(path, found[folder_of(path)]))
    click.echo(_RENDERERS[form](problems), nl=False)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(render_summary(problems))
    if not problems:
        count = len({debate for checked in found.values() for debate in checked.debates})
        click.echo(f"No problems in {count} {'debate' if count == 1 else 'debates'}.", err=True)
    failing = {"error", "warning"} if strict else {"error"}
    sys.exit(int(any(problem.severity in failing for problem in problems)))


def _checked(folder: Path, against: str | None) -> Checked:
    if against is None:
        return check_folder(folder)
    from mkdocs_debates.comparing import compare, permalink_problems
    from mkdocs_debates.versions import VersionError, load_where_parted

    project = load(folder)
    try:
        before = load_where_parted(folder, against).project.debates
    except VersionError as error:
        raise click.UsageError(str(error)) from None
    lost = permalink_problems(compare(before, project.debates), before, project.debates, project.shown_as)
    return Checked(tuple(project.debates), (*project.problems, *lost))


def _below(path: Path, checked: Checked) -> Iterable[Problem]:
    """The problems of a file or folder that was named; all of them for the whole folder of debates."""
    folder = folder_of(path)
    if not checked.debates and not checked.problems:
        raise click.UsageError(f'no debate in "{folder}"; name the folder that holds the debates')
    shown = path.as_posix()
    if folder == path:
        return checked.problems
    return (each for each in checked.problems if each.span.path == shown or each.span.path.startswith(f"{shown}/"))
