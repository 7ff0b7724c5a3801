"""Debates from elsewhere: what another program wrote becomes a debate and a list of what to look at.

A module for each format. Nothing that stands in a file is lost without a remark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.model import Debate

ORIGIN: Final = "x-origin"
"""The key under which an imported entry keeps how its source calls it, so that it is known again at the next import."""

LEFT_OUT: Final = "x-left-out"
"""The key under which a debate keeps how its source calls claims that an editor deleted and that are to stay out."""

SETTLED: Final = "x-settled"
"""The key under which a debate keeps how its source calls entries of which nothing more is to be told."""

WHOLE: Final = ""
"""What a remark about the debate itself is about, in place of an entry."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor should know of an import, at a ``place`` in the source: a line, or how the source calls it.

    Something is ``lost`` for which the format of debates has no room, ``guessed`` where the source does not say it
    plainly, or ``open`` where it is left to the editor.

    ``about`` is how the source calls the entries that it concerns, or :data:`WHOLE`; it is empty where the remark
    concerns what became no entry. What is open of an entry is ``settled_by`` what that function finds in it; without
    one it is said once. Where ``among`` is not "", the place counts the entries: "2 of 5 comments" among "5 comments".
    """

    kind: Literal["lost", "guessed", "open"]
    place: str
    message: str
    about: tuple[str, ...] = field(default=(), compare=False)
    settled_by: Callable[[Any], bool] | None = field(default=None, compare=False)
    among: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """A debate made of what another program wrote, each entry with :data:`ORIGIN` among its extensions."""

    debate: Debate
    remarks: tuple[Remark, ...] = ()


class NotReadableError(ValueError):
    """A file is not of the format that it was taken for; the message says what was expected and what is there."""
