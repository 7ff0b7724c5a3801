"""A site built in parts, each by a run of its own, which are joined by copying them over each other."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

SHARED: Final = "_shared"
"""What names the part that holds all but the pages of debates. No debate can be called so."""

ONLY: Final = "DEBATES_ONLY"
"""The environment's variable that names parts, with commas between, where the site's settings do not."""


class Part(NamedTuple):
    """What a build is to write: pages of ``debates``, all where that is None, and with ``shared`` what is of none."""

    debates: frozenset[str] | None = None
    shared: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to another build."""
        return self.debates is None

    def holds(self, debate_id: str) -> bool:
        """Whether the pages of a debate are written."""
        return self.debates is None or debate_id in self.debates


def part_of(only: Sequence[str], debates: Collection[str]) -> Part:
    """The part that ``only`` names, the whole where it names none. Raises ``ValueError`` for what is no debate."""
    names = [name.strip() for name in only if name.strip()]
    for name in names:
        if name not in debates and name != SHARED:
            hint = did_you_mean(name, debates) or f"there are {', '.join(sorted(debates)) or 'none'}"
            raise ValueError(f'"only" names "{name}", and no debate is called so; {hint}')
    if not names:
        return Part()
    return Part(frozenset(names) - {SHARED}, SHARED in names)


def leave_only(site: Path, wanted: Collection[str]) -> None:
    """Delete every file below ``site`` but ``wanted``, paths from there, and every folder that is empty then."""
    begin = len(f"{site}/")
    for parent, _, names in os.walk(str(site), topdown=False):
        for name in names:
            if f"{parent}/{name}"[begin:].replace(os.sep, "/") not in wanted:
                os.unlink(f"{parent}/{name}")
        if len(parent) > begin:
            with contextlib.suppress(OSError):  # it holds something
                os.rmdir(parent)
