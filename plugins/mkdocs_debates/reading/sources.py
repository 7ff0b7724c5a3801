"""A file's text, and where in it a character stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from mkdocs_debates.diagnostics import Problem, Related, Severity, Span
from mkdocs_debates.rules import RULES

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Source:
    """The text of one file.

    ``name`` is its path below the folder of debates, ``shown_as`` its path as problems give it. Places are offsets
    into ``text``, so that lines are counted only for the places that somebody asks for.
    """

    def __init__(self, name: str, shown_as: str, text: str) -> None:
        self.name = name
        self.shown_as = shown_as
        self.text = text
        self._lines: dict[int, str] = {}
        """Those that were asked for: a line may be as long as its file, and hold a thousand problems."""

    @cached_property
    def _line_starts(self) -> array[int]:
        """Where each line starts, and last the end of the text as if it ended a line."""
        if "\r" in self.text:
            return array("i", [0, *(end.end() for end in _LINE_END.finditer(self.text)), len(self.text)])
        lengths = map(len, self.text.split("\n"))
        return array("i", accumulate(map((1).__add__, lengths), initial=0))

    def line_at(self, offset: int) -> int:
        """The line of the character at ``offset``, from 1."""
        return bisect_right(self._line_starts, offset, hi=len(self._line_starts) - 1)

    def line(self, number: int) -> str:
        """The line ``number`` (from 1) without its line end."""
        line = self._lines.get(number)
        if line is None:
            start, end = self._line_starts[number - 1 : number + 1]
            line = self._lines[number] = self.text[start:end].rstrip("\r\n")
        return line

    def span(self, start: int, end: int | None = None) -> Span:
        """The place from ``start`` to ``end``, or to the end of its line where that comes first."""
        line = self.line_at(start)
        column = start - self._line_starts[line - 1]
        room = len(self.line(line).rstrip()) - column
        length = room if end is None else min(end - start, room)
        return Span(self.shown_as, line, column + 1, max(length, 1))

    def problem(
        self,
        rule: str,
        span: Span,
        message: str,
        *,
        hint: str = "",
        related: tuple[Related, ...] = (),
    ) -> Problem:
        """A problem at ``span``, with the severity of its rule and the line of the file."""
        severity: Severity = RULES[rule].severity
        return Problem(rule, span, message, severity, hint, related, self.line(span.line))


class Stretch(NamedTuple):
    """Some characters of a file's text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.source.text[self.start : self.end]


def shortened(text: str, limit: int = 60) -> str:
    """``text`` for a message: on one line, cut when it is long."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def quoted(text: str) -> str:
    """``text`` in quotes, for a message."""
    return f'"{shortened(text)}"'
