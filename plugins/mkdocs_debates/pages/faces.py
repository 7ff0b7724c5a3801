"""What the site says of a debate where it does not look into it: in lists of debates, in links, in heads of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.model import Debate


class Face(NamedTuple):
    """A debate from outside. ``updated`` is a date or ""; the last three count its parts."""

    title: str
    language: str
    status: str
    updated: str
    positions: int
    cruxes: int
    claims: int


def face_of(debate: Debate) -> Face:
    """The face of a debate."""
    return Face(
        debate.title,
        debate.language,
        debate.status,
        updated(debate),
        len(debate.positions),
        len(debate.cruxes),
        len(debate.claims),
    )


def updated(debate: Debate) -> str:
    """When a debate last changed: ``updated``, else the newest date in it, else ""."""
    return debate.updated or max(_dates(debate), default="")


def _dates(debate: Debate) -> Iterator[str]:
    for claim in debate.claims.values():
        yield claim.date or ""
    for shift in debate.shifts:
        yield shift.date or ""
    for crux in debate.cruxes.values():
        yield (crux.resolution.date if crux.resolution else None) or ""
    yield debate.started or ""
