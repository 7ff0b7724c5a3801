"""What can be referred to, as an inventory of Sphinx (version 2), which other sites of Sphinx and MkDocs read.

There is no document of the format; it is what Sphinx reads and writes, described at
https://sphobjinv.readthedocs.io/en/stable/syntax.html. Each entry is a label, since roles of a domain of our own would
be known nowhere else.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

INVENTORY: Final = "objects.inv"
"""The name under which a site publishes it."""

_ROLE: Final = "std:label"
_NOT_IN_ITS_SEARCH: Final = -1
"""The priority that Sphinx gives labels."""
_LEVEL: Final = 4
"""Of compression: a twentieth larger than at the usual 6, in a third of the time, for which a build waits."""


def lines_of(entries: Iterable[tuple[str, str, str]]) -> str:
    """A part of the file: names without white space, each with its address from the folder of the file, and a title."""
    return "".join(f"{name} {_ROLE} {_NOT_IN_ITS_SEARCH} {url} {_on_one_line(title)}\n" for name, url, title in entries)


def as_inventory(project: str, parts: Iterable[str]) -> bytes:
    """The file of a ``project``, made of its parts."""
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {_on_one_line(project)}\n"
        "# Version: \n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    return head.encode() + zlib.compress("".join(parts).encode(), _LEVEL)


def _on_one_line(text: str) -> str:
    """``text`` without what any reader takes for the end of a line; "-", which stands for the name, for no text."""
    return " ".join(text.split()) or "-"
