"""Problems in content are values: what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "advice"]


MAX_PROBLEMS: Final = 1000
"""Those of one debate that are listed."""
TOO_MANY: Final = f"this debate has more than {MAX_PROBLEMS:,} problems"
TOO_MANY_HINT: Final = "mend those above; the others are listed then"


class Span(NamedTuple):
    """A stretch of one line of a file. ``line`` and ``column`` count from 1, ``length`` in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Related(NamedTuple):
    """Another place that a problem concerns."""

    span: Span
    message: str


class Problem(NamedTuple):
    """One thing wrong with a file. ``excerpt`` is the source line of ``span``, without its line end."""

    rule: str
    span: Span
    message: str
    severity: Severity = "error"
    hint: str = ""
    related: tuple[Related, ...] = ()
    excerpt: str = ""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by place, then by rule, each once."""
    return sorted(dict.fromkeys(problems), key=attrgetter("span", "rule", "message"))


_NEAR: Final = 0.65
"""How much of two words is the same, for one to be meant where the other stands: "true" is no "cruxes", 0.6."""
_MOST_COMPARED: Final = 200
"""Names with which a word is compared letter by letter."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean "x"?`` for the nearest known word, or nothing where none is near."""
    word, names = word[:100], list(known)
    if len(names) > _MOST_COMPARED:
        # Comparing takes long, and a slip is in one place, so that one end of the word is right.
        ends = (word[:3], word[-3:])
        names = [name for name in names if name[:3] == ends[0] or name[-3:] == ends[1]][:_MOST_COMPARED]
    nearest = difflib.get_close_matches(word, names, n=1, cutoff=_NEAR)
    return f'did you mean "{nearest[0]}"?' if nearest else ""
