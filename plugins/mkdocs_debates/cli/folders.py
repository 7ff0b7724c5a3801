"""Which folder of debates a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

DEFAULT: Final = Path("debates")

source_option = click.option(
    "--source",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT,
    show_default=True,
    help="The folder of debates.",
)


def default_folder() -> Path:
    """The folder "debates". Wrong use where there is none."""
    if not DEFAULT.is_dir():
        raise click.UsageError('there is no folder "debates" here; name the folder that holds the debates')
    return DEFAULT


def folder_of(path: Path) -> Path:
    """The folder of debates that ``path`` lies in: above a debate's own folder, which holds ``debate.yaml``.

    In the folder "debates" that is the file of a debate which is called so.
    """
    folder = path if path.is_dir() else path.parent
    default = DEFAULT.resolve()
    for candidate in (folder, *folder.parents):
        if candidate.resolve() != default and (candidate / "debate.yaml").exists():
            return candidate.parent
    return folder
