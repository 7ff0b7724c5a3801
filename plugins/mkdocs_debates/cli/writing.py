"""Files written by a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mkdocs_debates.editing.writing import write_files
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS, name_of_character

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def one_line(title: str) -> str:
    """A title that was given, on one line; wrong use where no file could hold it."""
    refused = REFUSED_CHARACTERS.search(title)
    if refused:
        raise click.UsageError(f"the title holds the character {name_of_character(refused[0])}; leave it out")
    return " ".join(title.split())


def write(contents: Mapping[Path, bytes], within: Iterable[Path] = ()) -> None:
    """Write files, each whole or not at all, and none out of the folders ``within``, where these are given.

    Wrong use where that cannot be done.
    """
    try:
        write_files(contents, within=within)
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}; nothing is left half-written") from None
