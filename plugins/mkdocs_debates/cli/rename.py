"""``debates rename``."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_debates.cli.folders import source_option
from mkdocs_debates.cli.writing import write
from mkdocs_debates.editing.adding import EditError
from mkdocs_debates.editing.renaming import rename
from mkdocs_debates.reports.escaping import escaped


@click.command("rename")
@click.argument("debate")
@click.argument("old")
@click.argument("new")
@source_option
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The folder of the site's own pages, which may name the id as well.",
)
def command(debate: str, old: str, new: str, folder: Path, docs: Path) -> None:
    """Change an id everywhere it is named, and keep the old one working.

    OLD and NEW are ids of the debate DEBATE, or crux.answer for an answer. The old id is added to the entry's
    `formerly`, so that links to it go on working. No other byte of any file changes.
    """
    try:
        done = rename(folder, docs, debate, old, new)
    except EditError as error:
        raise click.UsageError(escaped(str(error))) from None
    write(done.contents, within=(folder, docs))
    for file, number in done.places.items():
        click.echo(f"{file.as_posix()}: {number} {'place' if number == 1 else 'places'}")
    if "." in old:
        click.echo("An answer has no former ids: links to its old place now lead to its crux's page.", err=True)
