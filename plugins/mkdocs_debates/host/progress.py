"""What a long build is doing: a bar where somebody watches, a line for each step in a log."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

LONG: Final = 2.0
"""Seconds after which a build says what it is doing."""

_REDRAWN: Final = 0.1
_BAR: Final = 24


@dataclass
class Progress:
    """Tells of one build. A quick one is not told of.

    ``tell`` takes a line for a log; ``terminal`` is where a bar is drawn instead, None where there is none.
    """

    tell: Callable[[str], None]
    terminal: TextIO | None = None
    clock: Callable[[], float] = time.monotonic
    _begin: float = field(init=False)
    _drawn: float = field(default=float("-inf"), init=False)
    _words: str = field(default="", init=False)
    _told: str = field(default="", init=False)
    _total: int = field(default=0, init=False)
    _done: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """The build begins now."""
        self._begin = self.clock()

    def step(self, words: str, total: int) -> None:
        """Begin a step, such as "Writing pages", of so many parts."""
        self._words, self._total, self._done = words, total, 0
        self._show()

    def advance(self) -> None:
        """One more part of the step is done."""
        self._done += 1
        self._show()

    def finish(self) -> None:
        """Take the bar away."""
        if self.terminal is not None and self._drawn > self._begin:
            self.terminal.write("\r\x1b[K")
            self.terminal.flush()

    def _show(self) -> None:
        now = self.clock()
        if now - self._begin < LONG:
            return
        if self.terminal is None:
            if self._words != self._told:
                self._told = self._words
                self.tell(f"{self._words} ({self._total:,})")
        elif now - self._drawn >= _REDRAWN:
            self._drawn = now
            self.terminal.write(f"\r\x1b[K{self._line()[: shutil.get_terminal_size().columns - 1]}")
            self.terminal.flush()

    def _line(self) -> str:
        filled = _BAR * self._done // max(1, self._total)
        return f"{self._words} [{'#' * filled}{'.' * (_BAR - filled)}] {self._done:,} of {self._total:,}"
