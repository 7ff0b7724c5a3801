"""Files written by a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mkdocs_debates.editing.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all; wrong use where that cannot be done."""
    try:
        write_files(contents)
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}; nothing is left half-written") from None
