"""``debates export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_debates.cli.folders import source_option
from mkdocs_debates.cli.writing import write
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.exchange.exporting import FORMATS, writer_of
from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import load
from mkdocs_debates.reports.escaping import escaped
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from mkdocs_debates.exchange.exporting import Exported
    from mkdocs_debates.project import Project


@click.command("export")
@click.argument("debate")
@click.option("--to", "form", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it to a file instead of standard output.",
)
@source_option
@click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The site's mkdocs.yml: with its site_url, what is exported links to the site.",
)
def command(debate: str, form: str, out: Path | None, folder: Path, config_file: Path | None) -> None:
    """Write the debate DEBATE in another format, and say what of it that format cannot carry.

    Removed claims are exported without their words, and a debate with errors is not exported.
    """
    project = load(folder)
    _check(project, debate, folder)
    exported = _exported(project, debate, form, _options(config_file))
    if out is None:
        click.echo(exported.text.encode(), nl=False)
    else:
        write({out: exported.text.encode()})
        click.echo(out.as_posix())
    _report(exported, form)


def _check(project: Project, debate: str, folder: Path) -> None:
    """End with wrong use where there is no such debate, and with its problems where it has errors."""
    if debate not in project.debates:
        known = ", ".join(sorted(project.debates)) or "none"
        hint = did_you_mean(debate, project.debates) or f"there are {known}"
        raise click.UsageError(escaped(f'there is no debate "{debate}" in {folder.as_posix()}; {hint}'))
    if debate in project.broken:
        errors = [each for each in project.problems_of[debate] if each.severity == "error"]
        click.echo(render_problems(errors), err=True, nl=False)
        sys.exit(1)


def _exported(project: Project, debate: str, form: str, options: Options) -> Exported:
    # Backlinks are not exported, so nobody need look for the references of all debates.
    references = dict.fromkeys(project.debates, ())
    site = site_of(project.debates, project.broken, options, references=references)
    return writer_of(form).write(site, debate)


def _options(config_file: Path | None) -> Options:
    if config_file is None:
        return Options()
    # MkDocs is loaded only where a site's configuration is asked for.
    from mkdocs_debates.settings import settings_in

    try:
        return settings_in(config_file).options
    except ValueError as error:
        raise click.UsageError(escaped(str(error))) from None


def _report(exported: Exported, form: str) -> None:
    if exported.lost:
        click.echo(f"Not in {form}:", err=True)
        for words in exported.lost:
            click.echo(f"  {words}", err=True)
