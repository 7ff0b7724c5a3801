"""Where positions part: which answers each of them rests on, and which cruxes separate the most of them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.graph import Ids
    from mkdocs_debates.model import Crux, Debate


class Cell(NamedTuple):
    """What a crux is to a position: the answers that it rests on, and those that speak against it."""

    rests_on: Ids
    shaken_by: Ids

    @property
    def turns(self) -> bool:
        """Whether the position turns on the crux at all."""
        return bool(self.rests_on or self.shaken_by)


class Row(NamedTuple):
    """A crux with a cell for each position, in the order of the files.

    ``parted`` are the pairs of positions that the crux separates. ``double`` are those of them for which it is a
    double crux: both rest on an answer, and on none that the other rests on.
    """

    crux: str
    cells: Mapping[str, Cell]
    parted: tuple[tuple[str, str], ...]
    double: tuple[tuple[str, str], ...]


def crux_matrix(debate: Debate) -> tuple[Row, ...]:
    """The cruxes, first those that are open, and of these first what separates the most positions.

    Among equals the one on which more positions turn comes first, then the one that stands first in the files.
    """
    rows = [_row(crux, tuple(debate.positions)) for crux in debate.cruxes.values()]

    def weight(row: Row) -> tuple[bool, int, int]:
        settled = debate.cruxes[row.crux].resolution is not None
        return settled, -len(row.parted), -sum(cell.turns for cell in row.cells.values())

    return tuple(sorted(rows, key=weight))


def parting_of(one: Cell, other: Cell) -> bool:
    """Whether a crux separates two positions: they rest on different answers, or what carries one shakes the other."""
    apart = bool(one.rests_on and other.rests_on) and set(one.rests_on).isdisjoint(other.rests_on)
    shaken = not set(one.rests_on).isdisjoint(other.shaken_by) or not set(other.rests_on).isdisjoint(one.shaken_by)
    return apart or shaken


def _row(crux: Crux, positions: Ids) -> Row:
    cells = {position: _cell(crux, position) for position in positions}
    parted = tuple(pair for pair in combinations(positions, 2) if parting_of(cells[pair[0]], cells[pair[1]]))
    double = tuple(
        (one, other)
        for one, other in parted
        if cells[one].rests_on and cells[other].rests_on and set(cells[one].rests_on).isdisjoint(cells[other].rests_on)
    )
    return Row(crux.id, cells, parted, double)


def _cell(crux: Crux, position: str) -> Cell:
    return Cell(
        rests_on=tuple(answer.id for answer in crux.answers.values() if position in answer.supports),
        shaken_by=tuple(answer.id for answer in crux.answers.values() if position in answer.opposes),
    )
