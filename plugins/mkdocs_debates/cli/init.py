"""``debates init``."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_debates.cli.writing import one_line, write
from mkdocs_debates.editing.starting import existing, site_files


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="Debates of our street", show_default=True, help="What the site is called.")
def command(folder: Path, title: str) -> None:
    """Start a new site in DIR, with a first debate, the workflows for GitHub and a README.

    Nothing that is there is overwritten.
    """
    files = site_files(one_line(title))
    there = existing(folder, files)
    if there:
        raise click.UsageError(f"{folder} has {', '.join(there[:5])} already; name a new folder")
    write({folder / path: content for path, content in files.items()})
    click.echo(f"A new site stands in {folder}. To see it:\n", err=True)
    click.echo(f"  cd {folder}\n  mkdocs serve\n", err=True)
    click.echo(
        "Then replace debates/sundays.yaml by a debate of your own: `debates new debate ID --title TITLE`.", err=True
    )
