"""``debates schema``."""

from __future__ import annotations

import json

import click

from mkdocs_debates.schema import debate_schema, part_schema


@click.command("schema")
@click.option("--part", is_flag=True, help="The schema of a further file in a debate's folder.")
def command(part: bool) -> None:
    """Print the JSON Schema of the format."""
    click.echo(json.dumps(part_schema() if part else debate_schema(), indent=2, ensure_ascii=False))
