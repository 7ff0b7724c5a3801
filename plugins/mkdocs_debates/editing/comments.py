"""Comments and blank lines of a file, each with what it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK: Final = ""
"""Stands for a blank line among comments."""

_MODELINE: Final = "# yaml-language-server:"
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*")
# What may stand before the first word of a line and leaves a comment without anything to its left.
_ONLY_DASHES: Final = re.compile(r"[ \t]*(?:[-?][ \t]+)*")


@dataclass(slots=True)
class _Anchor:
    """Something that a comment can belong to: a key or an item, and the bracketed value it stands in, if any."""

    node: Node
    value: Node
    column: int
    container: Mapping | Sequence
    parent: _Anchor | None


@dataclass(slots=True)
class Comments:
    """Comments by the node that they belong to, a key or an item of a list.

    ``above`` are the lines before it and ``beside`` those at the end of its line; ``below`` are at the end of a
    mapping or a list, after all that is in it. ``head`` is at the start of the file, ``foot`` at its end.
    """

    head: list[str] = field(default_factory=list)
    above: defaultdict[Node, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: defaultdict[Node, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[Node, list[str]] = field(default_factory=lambda: defaultdict(list))
    foot: list[str] = field(default_factory=list)

    def within(self, node: Node) -> bool:
        """Whether a comment stands somewhere in a mapping or a list."""
        if self.below.get(node):
            return True
        if isinstance(node, Mapping):
            return any(self._at(key) or self.within(value) for key, value in node.pairs.values())
        return isinstance(node, Sequence) and any(self._at(item) or self.within(item) for item in node.items)

    def _at(self, node: Node) -> bool:
        return bool(self.beside.get(node)) or any(line != BLANK for line in self.above.get(node, ()))


def comments_of(text: str, root: Node | None) -> Comments:
    """The comments and the blank lines of a text, whose lines end in ``\\n``, and whose nodes start at ``root``."""
    return _Collector(text, root).collect()


def comment_texts(text: str, root: Node | None) -> list[str]:
    """All comments of a text, sorted."""
    return sorted(text[start:end].rstrip() for start, end in _comments(text, _scalars(root)))


class _Collector:
    def __init__(self, text: str, root: Node | None) -> None:
        self._text = text
        self._root = root
        self._anchors = list(_anchors(text, root, None)) if root else []
        self._starts = [anchor.node.start for anchor in self._anchors]
        self._found = Comments()

    def collect(self) -> Comments:
        scalars = _scalars(self._root)
        for start, text in self._lines(scalars):
            self._put(start, text)
        self._take_head()
        return self._found

    def _lines(self, scalars: list[Scalar]) -> Iterator[tuple[int, str]]:
        """Comments and blank lines outside of values, each with its place."""
        text = self._text
        inside = _Spans(text, scalars)
        found = [(start, text[start:end].rstrip()) for start, end in _comments(text, scalars)]
        blanks = [
            (line.start(), BLANK)
            for line in re.finditer(r"^[ \t]*\n", text, re.MULTILINE)
            if not inside.covers(line.start())
        ]
        yield from sorted([*found, *blanks])

    def _put(self, start: int, comment: str) -> None:
        line_start = self._text.rfind("\n", 0, start) + 1
        before = self._text[line_start:start]
        index = bisect_right(self._starts, start)
        if comment == BLANK or _ONLY_DASHES.fullmatch(before):
            self._put_on_its_line(start, index, len(before), comment)
        elif index:
            self._found.beside[self._owner(self._anchors[index - 1], start).node].append(comment)
        else:
            self._found.above[self._anchors[0].node].append(comment)  # after the bracket that opens all

    def _put_on_its_line(self, start: int, index: int, column: int, comment: str) -> None:
        following = self._anchors[index] if index < len(self._anchors) else None
        previous = self._anchors[index - 1] if index else None
        if comment != BLANK and previous is not None and (following is None or column > following.column):
            block = self._block_at(previous, following, column)
            if block is not None:
                self._take_blanks(following, self._found.below[block])
                self._found.below[block].append(comment)
                return
        if following is None and not (previous and self._is_before_value(previous, start)):
            self._add(self._found.foot, comment)
        elif previous is not None and self._is_before_value(previous, start):
            self._found.above[previous.node] += [comment] if comment else []
        elif following is not None:
            self._add(self._found.above[following.node], comment)

    def _is_before_value(self, anchor: _Anchor, offset: int) -> bool:
        """Whether a place is between a key and a value that has no lines of its own."""
        in_lines = not isinstance(anchor.value, Scalar) and self._text[anchor.value.start] not in "{["
        return anchor.value.start > offset and not in_lines

    def _block_at(self, anchor: _Anchor | None, following: _Anchor | None, column: int) -> Node | None:
        """The innermost block that ends here and whose entries do not stand further right than ``column``."""
        while anchor is not None:
            ended = following is None or following.node.start >= anchor.container.end
            is_block = self._text[anchor.container.start] not in "{["
            if ended and is_block and anchor.parent is not None and anchor.column <= column:
                return anchor.container
            anchor = anchor.parent
        return None

    def _take_blanks(self, following: _Anchor | None, into: list[str]) -> None:
        """A blank line before a comment goes where the comment goes."""
        waiting = self._found.above[following.node] if following else self._found.foot
        if waiting == [BLANK]:
            waiting.clear()
            self._add(into, BLANK)

    def _add(self, lines: list[str], comment: str) -> None:
        if comment != BLANK or not lines or lines[-1] != BLANK:
            lines.append(comment)

    def _owner(self, anchor: _Anchor, offset: int) -> _Anchor:
        """The anchor, or the one around the brackets it stands in, where they close before ``offset``."""
        owner = anchor
        outer: _Anchor | None = anchor
        while outer is not None:
            if self._text[outer.container.start] in "{[" and outer.container.end <= offset and outer.parent:
                owner = outer.parent
            outer = outer.parent
        return owner

    def _take_head(self) -> None:
        """What stands above the first key and apart from it is about the file, and so is a modeline."""
        first = self._anchors[0].node if self._anchors else None
        lines = self._found.above.pop(first, []) if first else self._found.foot
        last_blank = max((index for index, line in enumerate(lines) if line == BLANK), default=-1)
        modeline = max((index for index, line in enumerate(lines) if line.startswith(_MODELINE)), default=-1)
        cut = max(last_blank, modeline) + 1
        self._found.head += lines[:cut]
        if first is None:
            self._found.foot = lines[cut:]
        elif lines[cut:]:
            self._found.above[first] = lines[cut:]


class _Spans:
    """The stretches of a text that values of several lines take."""

    def __init__(self, text: str, scalars: list[Scalar]) -> None:
        self._starts = [scalar.start for scalar in scalars]
        self._ends = [_end_of_scalar(text, scalar) for scalar in scalars]

    def covers(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _anchors(text: str, node: Node, parent: _Anchor | None) -> Iterator[_Anchor]:
    """The keys and items below a node, in their order in the text."""
    children: list[tuple[Node, Node]] = []
    if isinstance(node, Mapping):
        children = [(key, value) for key, value in node.pairs.values()]
    elif isinstance(node, Sequence):
        children = [(item, item) for item in node.items]
    for child, value in children:
        column = child.start - (text.rfind("\n", 0, child.start) + 1)
        if isinstance(node, Sequence) and text[node.start] == "-":
            column = node.start - (text.rfind("\n", 0, node.start) + 1)
        anchor = _Anchor(child, value, column, node, parent)  # type: ignore[arg-type]  # a scalar has no children
        yield anchor
        yield from _anchors(text, value, anchor)


def _scalars(node: Node | None) -> list[Scalar]:
    """All keys and values below a node, in their order in the text; left-out ones do not come."""
    found: list[Scalar] = []
    waiting: list[Node] = [node] if node else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            found += [each] if each.end > each.start else []
        elif isinstance(each, Mapping):
            waiting += [part for pair in each.pairs.values() for part in pair]
        else:
            waiting += each.items
    return sorted(found, key=lambda scalar: scalar.start)


def _comments(text: str, scalars: list[Scalar]) -> Iterator[tuple[int, int]]:
    """Where comments start and end: outside of values, and in the first line of blocks."""
    position = 0
    for scalar in scalars:
        yield from _comments_between(text, position, scalar.start)
        position = scalar.end
        if text[scalar.start] in "|>":
            header = _HEADER.match(text, scalar.start)
            line_end = text.find("\n", scalar.start)
            line_end = len(text) if line_end < 0 else line_end
            if header and text[header.end() : header.end() + 1] == "#":
                yield header.end(), line_end
            position = max(_end_of_scalar(text, scalar), line_end)
    yield from _comments_between(text, position, len(text))


def _comments_between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((found.start(), found.end()) for found in _COMMENT.finditer(text, start, end))


def _end_of_scalar(text: str, scalar: Scalar) -> int:
    """The end of a value; blank lines after a block belong to it only where it keeps them."""
    if text[scalar.start] not in "|>":
        return scalar.end
    header = _HEADER.match(text, scalar.start)
    if header and "+" in header[0]:
        return scalar.end
    if text[scalar.start] == ">":
        return scalar.start + len(text[scalar.start : scalar.end].rstrip()) + 1
    # Each line of a literal block is a line of its value.
    lines = text[scalar.start : scalar.end].split("\n")[: 1 + len(scalar.value.removesuffix("\n").split("\n"))]
    return scalar.start + len("\n".join(lines)) + 1
