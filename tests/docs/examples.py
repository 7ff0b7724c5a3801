"""The examples of a documentation page: its fenced blocks, in order."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"

_FENCE: Final = re.compile(
    r"^(?P<indent> *)```(?P<about>[^`\n]*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_TITLE: Final = re.compile(r'title="([^"]*)"')
_HIGHLIGHTED: Final = re.compile(r'hl_lines="([^"]*)"')


@dataclass(frozen=True)
class Example:
    """A fenced block: its language, its title or "", the lines it highlights, its text, and its line on the page."""

    language: str
    title: str
    highlighted: frozenset[int]
    text: str
    line: int


def examples_of(page: Path) -> Iterator[Example]:
    """The fenced blocks of ``page``."""
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        about = fence["about"]
        title, highlighted = _TITLE.search(about), _HIGHLIGHTED.search(about)
        yield Example(
            language=about.partition(" ")[0],
            title=title[1] if title else "",
            highlighted=frozenset(_lines(highlighted[1])) if highlighted else frozenset(),
            text=textwrap.dedent(fence["body"]),
            line=text.count("\n", 0, fence.start()) + 1,
        )


def _lines(ranges: str) -> Iterator[int]:
    for each in ranges.split():
        first, _, last = each.partition("-")
        yield from range(int(first), int(last or first) + 1)
