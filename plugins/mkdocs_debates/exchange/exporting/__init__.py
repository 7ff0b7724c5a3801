"""Debates for other programs: a module for each format, each with ``write(site, debate_id)``, which gives `Exported`.

Each says in ``CARRIES`` which :data:`~mkdocs_debates.exchange.exporting.carried.FEATURES` of a debate its format has
room for; what it has none for is counted and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from mkdocs_debates.pages.site import Site

FORMATS: Final = {
    "json": "all of it, for programs that know this format",
    "argdown": "an argument map as text",
    "aif": "a graph of the Argument Interchange Format, as JSON",
    "dot": "a drawing for Graphviz",
    "graphml": "a graph for tools that analyse networks",
    "markdown": "one text to read",
    "csv": "a table, a row for each entry",
}
"""What each format is, by its name."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A debate in another format, and in words what of it the format could not carry."""

    text: str
    lost: tuple[str, ...] = ()


class Writer(Protocol):
    """The module of a format."""

    CARRIES: frozenset[str]

    def write(self, site: Site, debate_id: str) -> Exported:
        """A debate of ``site`` in the format."""


def writer_of(form: str) -> Writer:
    """The module of a format; it is loaded only now."""
    return cast("Writer", import_module(f"{__name__}.to_{form}"))
