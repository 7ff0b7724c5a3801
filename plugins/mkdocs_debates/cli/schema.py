"""``debates schema``."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_debates.cli.writing import write
from mkdocs_debates.editing.starting import PART_SCHEMA, SCHEMA, schema_files


@click.command("schema")
@click.option("--part", is_flag=True, help="The schema of a further file in a debate's folder.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write both schemas into a folder, under the names that the first lines of debates give.",
)
def command(part: bool, out: Path | None) -> None:
    """Print the JSON Schema of the format."""
    files = schema_files()
    if out:
        write({out / name: content for name, content in files.items()})
    else:
        click.echo(files[PART_SCHEMA if part else SCHEMA].decode(), nl=False)
