"""Problems as text for a terminal: each with the line of the file and its place marked."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.reports.escaping import JOINERS, escaped
from mkdocs_debates.reports.problems.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_debates.diagnostics import Problem

_DEFAULT_WIDTH: Final = 120
_LEAST_WIDTH: Final = 20
_INDENT: Final = "  "
# Without the bar, a line of a file that starts with ``::error`` would be a command to GitHub's runner.
_GUTTER: Final = "  | "
_TAB: Final = "    "
_CUT: Final = "…"
_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me"})


def render_problems(problems: Sequence[Problem], *, width: int | None = None) -> str:
    """The problems one after the other and a line that counts them; nothing where there are none.

    ``width`` is how many columns a line of a file may take; longer ones are cut around the place. Whatever a file
    holds, the report holds no control characters other than line ends.
    """
    if not problems:
        return ""
    room = max(width or _DEFAULT_WIDTH, _LEAST_WIDTH) - len(_GUTTER)
    lines = [line for problem in problems for line in _problem(problem, room)]
    return "\n".join([*lines, counted(problems), ""])


def _problem(problem: Problem, room: int) -> Iterator[str]:
    words = "; ".join(filter(None, (problem.message, problem.hint)))
    yield f"{escaped(str(problem.span))}: {problem.severity} {problem.rule}: {escaped(words)}"
    if problem.excerpt.strip():
        line, mark = _marked(problem.excerpt, problem.span.column - 1, problem.span.length, room)
        yield f"{_GUTTER}{line}"
        yield f"{_GUTTER}{mark}"
    for related in problem.related:
        yield f"{_INDENT}{escaped(str(related.span))}: {escaped(related.message)}"


class _Window(NamedTuple):
    before: str
    place: str
    after: str


def _marked(excerpt: str, start: int, length: int, room: int) -> tuple[str, str]:
    """The line as shown, and a line with ``^`` below the place."""
    # Nothing further away than the room can be shown, and a line may be millions of characters long.
    before = _for_terminal(excerpt[max(0, start - room) : start])
    place = _for_terminal(excerpt[start : start + min(length, room)])
    after = _for_terminal(excerpt[start + min(length, room) : start + min(length, room) + room])
    whole = start <= room and len(excerpt) <= start + length + room
    window = _Window(before.lstrip() if start <= room else before, place, after.rstrip())
    if not whole or _columns("".join(window)) > room:
        window = _cut(window, start > room, room)
    mark = " " * _columns(window.before) + "^" * max(1, _columns(window.place))
    return "".join(window), mark


def _cut(window: _Window, is_cut_before: bool, room: int) -> _Window:
    """The window narrowed to the room: the place first, then what is before it, then what is after."""
    place = _first_columns(window.place, room - 2)
    left = room - 2 - _columns(place)
    before = window.before
    if is_cut_before or _columns(before) > left // 2:
        before = _CUT + _first_columns(before[::-1], max(0, left // 2 - 1))[::-1]
    after = window.after if place == window.place else ""
    rest = room - _columns(before) - _columns(place)
    if _columns(after) > rest or place != window.place:
        after = _first_columns(after, max(0, rest - 1)) + _CUT
    return _Window(before, place, after)


def _for_terminal(text: str) -> str:
    return escaped(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_width_of, text))


def _width_of(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _first_columns(text: str, columns: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _width_of(character)
        if used > columns:
            return text[:index]
    return text
