"""What follows from a debate alone: on which pages it stands, how its claims stand, what its maps and dossier draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_debates.analysis import standings_of
from mkdocs_debates.pages.networks import network_of
from mkdocs_debates.pages.numbering import edition_of
from mkdocs_debates.pages.paging import paging_of
from mkdocs_debates.permalinks import addresses_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.analysis import Standing
    from mkdocs_debates.graph import Graph
    from mkdocs_debates.pages.networks import Network
    from mkdocs_debates.pages.numbering import Edition
    from mkdocs_debates.pages.paging import Paging
    from mkdocs_debates.permalinks import Address


@dataclass(frozen=True)
class Layout:
    """The layout of a debate over pages of ``page_bytes``, each part worked out when it is first asked for.

    It holds for as long as the debate is the same, so a server keeps it from build to build.
    """

    graph: Graph
    page_bytes: int

    @cached_property
    def paging(self) -> Paging:
        """What stands on pages beside its usual one."""
        return paging_of(self.graph, self.page_bytes)

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        """By entry: where it stands."""
        return addresses_of(self.graph, self.paging.moved)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """By claim: how it stands."""
        return standings_of(self.graph)

    @cached_property
    def network(self) -> Network:
        """The edges that its maps draw."""
        return network_of(self.graph)

    @cached_property
    def edition(self) -> Edition:
        """How its dossier numbers claims, and what stands in which of its parts."""
        return edition_of(self.graph, self.page_bytes)
