"""Debates from elsewhere: what another program wrote becomes a debate and a list of what to look at.

A module for each format. Nothing that stands in a file is lost without a remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from mkdocs_debates.model import Debate

ORIGIN: Final = "x-origin"
"""The key under which an imported entry keeps how its source calls it, so that it is known again at the next import."""

LEFT_OUT: Final = "x-left-out"
"""The key under which a debate keeps how its source calls claims that an editor deleted and that are to stay out."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor should know of an import, at a ``place`` in the source: a line, or how the source calls it.

    Something is ``lost`` for which the format of debates has no room, ``guessed`` where the source does not say it
    plainly, or ``open`` where it is left to the editor.
    """

    kind: Literal["lost", "guessed", "open"]
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A debate made of what another program wrote, each entry with :data:`ORIGIN` among its extensions."""

    debate: Debate
    remarks: tuple[Remark, ...] = ()


class NotReadableError(ValueError):
    """A file is not of the format that it was taken for; the message says what was expected and what is there."""
