"""Two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_TOKENS: Final = 2_000
"""Matching takes time with the square of the tokens; longer texts are compared by lines."""

Pair = tuple["Sequence[str]", "Sequence[str]"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of text that both versions have, or one of them."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def word_changes(before: str, after: str) -> tuple[Wording, ...]:
    """What was deleted and inserted, in reading order, down to words.

    The parts that are the same and those that were deleted join to ``before``, the same and the inserted to
    ``after``. Texts of thousands of words that differ all over are compared by lines, or given as a whole.
    """
    return tuple(_joined(_pieces(_TOKENS.findall(before), _TOKENS.findall(after), before, after)))


def _pieces(old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[Wording]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner = old[start : len(old) - end], new[start : len(new) - end]
    yield Wording("same", "".join(old[:start]))
    if max(map(len, inner)) > _MOST_TOKENS:
        yield from _by_lines("".join(inner[0]), "".join(inner[1]))
    else:
        yield from _matched(*inner)
    yield Wording("same", "".join(old[len(old) - end :]))


def _by_lines(before: str, after: str) -> Iterator[Wording]:
    old, new = _LINES.findall(before), _LINES.findall(after)
    if max(len(old), len(new)) > _MOST_TOKENS:
        yield from (Wording("deleted", before), Wording("inserted", after))
    else:
        yield from _matched(old, new)


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Wording]:
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        # White space between two changed words is no island worth standing on.
        if tag == "equal" and not (gone.isspace() and "\n" not in gone):
            yield Wording("same", gone)
        else:
            yield Wording("deleted", gone)
            yield Wording("inserted", come)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens the two have in common at their start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))


def _joined(pieces: Iterable[Wording]) -> Iterator[Wording]:
    """Stretches of one kind in one piece, what was deleted before what was inserted in its place."""
    deleted: list[str] = []
    inserted: list[str] = []
    same: list[str] = []
    for piece in pieces:
        if piece.kind == "same" and piece.text:
            yield from _changed(deleted, inserted)
            deleted, inserted = [], []
            same.append(piece.text)
        elif piece.text:
            yield from _as_piece("same", same)
            same = []
            (deleted if piece.kind == "deleted" else inserted).append(piece.text)
    yield from _as_piece("same", same)
    yield from _changed(deleted, inserted)


def _changed(deleted: list[str], inserted: list[str]) -> Iterator[Wording]:
    yield from _as_piece("deleted", deleted)
    yield from _as_piece("inserted", inserted)


def _as_piece(kind: Literal["same", "deleted", "inserted"], texts: list[str]) -> Iterator[Wording]:
    if texts:
        yield Wording(kind, "".join(texts))
