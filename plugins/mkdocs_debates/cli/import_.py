"""``debates import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_debates.cli.folders import source_option
from mkdocs_debates.cli.writing import one_line, write
from mkdocs_debates.exchange.importing import ORIGIN, SETTLED, NotReadableError
from mkdocs_debates.exchange.importing.formats import FORMATS, MOST_BYTES, read
from mkdocs_debates.exchange.importing.placing import PlacingError, place
from mkdocs_debates.exchange.importing.report import as_markdown, as_text
from mkdocs_debates.project import load
from mkdocs_debates.reports.escaping import escaped
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from typing import BinaryIO


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--from", "form", type=click.Choice(list(FORMATS)), required=True, help="The format of the file.")
@click.option("--id", "debate_id", default="", metavar="ID", help="The id of the debate; left out, words of its title.")
@click.option("--title", default="", help="Its title, instead of the one in the file.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as Markdown, too.")
@source_option
def command(file: BinaryIO, form: str, debate_id: str, title: str, report: Path | None, folder: Path) -> None:
    """Bring a debate in from another format.

    FILE becomes a debate of its own; "-" reads the input. If it was imported before, what is new in it is added to the
    debate that it became, and nothing there changes. What was lost, guessed or left open is told.
    """
    try:
        imported = read(file.read(MOST_BYTES + 1), form)
        placed = place(folder, imported, form, debate_id=debate_id, title=one_line(title))
    except (NotReadableError, PlacingError) as error:
        raise click.UsageError(escaped(str(error))) from None
    contents = dict(placed.contents)
    if report is not None:
        contents[report] = as_markdown(placed.debate_id, placed.remarks).encode("utf-8")
    write(contents, within=[folder, *([report.parent] if report else [])])
    for written in placed.contents:
        click.echo(written.as_posix())
    if not placed.contents:
        click.echo(f'Nothing is new since the debate "{placed.debate_id}" was imported.', err=True)
    click.echo(as_text(placed.remarks), nl=False, err=True)
    if placed.was_there and any(each.kind == "open" for each in placed.remarks):
        hint = f"What is to stay as it is can be named under {SETTLED}, by its {ORIGIN}; then it is told no more."
        click.echo(hint, err=True)
    problems = load(folder).problems_of.get(placed.debate_id, ())
    told = [each for each in problems if each.severity != "advice"]
    click.echo(render_problems(told), nl=False, err=True)
    sys.exit(int(any(each.severity == "error" for each in told)))
