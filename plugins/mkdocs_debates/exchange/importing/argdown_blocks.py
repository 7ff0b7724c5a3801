"""Argdown's text to its elements: statements and arguments with what stands indented below them, and what is between.

The language's own documentation says what these are: https://argdown.org/syntax/. This is a reader of lines with a
stack for their indentation, so that its time and its depth are bounded by the length of the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT: Final = re.compile(r"<!--|/\*|(?<!\S)//")
_ENDS: Final = {"<!--": "-->", "/*": "*/", "//": "\n"}
_REMOVED: Final = "\x00"
"""Stands where a comment stood, so that a line that held nothing else is no blank line. No text holds it."""

_FRONT_MATTER: Final = re.compile(r"={3,}[ \t]*")
_HEADING: Final = re.compile(r"#+[ \t]+")
_RELATION: Final = re.compile(r"(?P<symbol>><|\+>|->|_>|<\+|<-|<_|\+|-|_)(?=[\s\[<]|$)")
_NUMBERED: Final = re.compile(r"\(\d+\)(?=\s|$|\[)[ \t]*")
_ITEM: Final = re.compile(r"(?:\*|\d+\.)[ \t]+")
_INFERENCE: Final = re.compile(r"-{2,}")


@dataclass(slots=True)
class Element:
    """A statement or an argument as it stands at one place: its lines without symbols, and its relations.

    ``line`` is where it begins, from 1.
    """

    line: int
    lines: list[str]
    relations: list[Relation] = field(default_factory=list)


@dataclass(slots=True)
class Relation:
    """What stands indented below an element, with the symbol before it; ``flush`` where it is not indented."""

    symbol: str
    element: Element
    flush: bool = False


@dataclass(slots=True)
class Inference:
    """The line between premises and a conclusion: the words on it, and what stands indented below."""

    line: int
    lines: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """Premises and conclusions, each after its inference, in their order."""

    line: int
    parts: list[Element | Inference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words."""

    line: int
    text: str


Block = Element | Structure | Heading


@dataclass(slots=True)
class Text:
    """A text taken apart: its front matter as it stands, its blocks, and the lines on which comments began."""

    front_matter: str = ""
    blocks: list[Block] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)


def blocks_of(text: str) -> Text:
    """``text``, which has plain line ends and no control characters, taken apart."""
    front_matter, body, first = _front_matter(text)
    without, comments = _without_comments(body, first)
    result = Text(front_matter, comments=comments)
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate([*without.split("\n"), ""], first):
        visible = line.replace(_REMOVED, "").rstrip()
        if visible.strip():
            paragraph.append((number, visible))
        elif _REMOVED not in line and paragraph:
            result.blocks += _Paragraph().read(paragraph)
            paragraph = []
    return result


def _front_matter(text: str) -> tuple[str, str, int]:
    """What stands between the first two lines of ``===``, the text after it, and the number of its first line."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _FRONT_MATTER.fullmatch(lines[start]):
        return "", text, 1
    for number in range(start + 1, len(lines)):
        if _FRONT_MATTER.fullmatch(lines[number]):
            return "\n".join(lines[start + 1 : number]), "\n".join(lines[number + 1 :]), number + 2
    return "", text, 1


def _without_comments(text: str, first: int) -> tuple[str, list[int]]:
    """``text`` with a mark on each line for a comment on it, and the lines on which comments began."""
    parts: list[str] = []
    began: list[int] = []
    endless: set[str] = set()
    position, line = 0, first
    for found in _COMMENT.finditer(text):
        if found.start() < position or found[0] in endless:
            continue
        end = text.find(_ENDS[found[0]], found.end())
        if end < 0 and found[0] != "//":
            endless.add(found[0])
            continue
        end = len(text) if end < 0 else end + (0 if found[0] == "//" else len(_ENDS[found[0]]))
        before = text[position : found.start()]
        comment = text[found.start() : end]
        line += before.count("\n")
        began.append(line)
        line += comment.count("\n")
        parts += before, _REMOVED, f"\n{_REMOVED}" * comment.count("\n")
        position = end
    return "".join([*parts, text[position:]]), began


class _Paragraph:
    """The lines between two blank ones."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._stack: list[tuple[int, Element | Inference]] = []
        """What a line can stand indented below, the innermost last, each with its indentation."""
        self._structure: Structure | None = None
        self._open: list[str] = []
        """The lines of what was last begun."""
        self._rule: Inference | None = None
        """An inference whose second line of hyphens is awaited."""

    def read(self, lines: list[tuple[int, str]]) -> list[Block]:
        """The blocks of the lines, each with its number."""
        if _HEADING.match(lines[0][1]):
            return list(_headings(lines))
        for number, line in lines:
            self._add(number, line)
        return self._blocks

    def _add(self, number: int, line: str) -> None:
        words = line.lstrip()
        indent = len(line) - len(words)
        if self._structure and _INFERENCE.match(words):
            self._add_hyphens(number, indent, words)
        elif self._rule:
            self._rule.lines.append(words)
        elif found := _RELATION.match(words) if self._stack else None:
            self._add_relation(number, indent, found["symbol"], words[found.end() :].lstrip())
        elif found := _NUMBERED.match(words) if self._may_reconstruct() else None:
            self._add_part(number, indent, words[found.end() :])
        elif found := _ITEM.match(words):
            self._add_block(number, indent, words[found.end() :])
        elif self._stack:
            self._open.append(words)
        else:
            self._add_block(number, indent, words)

    def _may_reconstruct(self) -> bool:
        """Whether premises can stand here: at the start, among others, or right below the argument that they make."""
        return bool(self._structure or not self._blocks or (self._open and self._open[0].startswith("<")))

    def _begin(self, indent: int, element: Element | Inference) -> None:
        self._stack.append((indent, element))
        self._open = element.lines

    def _add_block(self, number: int, indent: int, words: str) -> None:
        element = Element(number, [words])
        self._blocks.append(element)
        self._structure = None
        self._stack.clear()
        self._begin(indent, element)

    def _add_part(self, number: int, indent: int, words: str) -> None:
        if self._structure is None:
            self._structure = Structure(number)
            self._blocks.append(self._structure)
        element = Element(number, [words])
        self._structure.parts.append(element)
        self._stack.clear()
        self._begin(indent, element)

    def _add_hyphens(self, number: int, indent: int, words: str) -> None:
        """``----`` alone, or ``--``, the rule on lines of its own or on the same, and ``--`` again."""
        assert self._structure
        hyphens = _INFERENCE.match(words)
        assert hyphens
        rest = words[hyphens.end() :].rstrip()
        if self._rule:
            self._rule = None
            return
        inference = Inference(number)
        self._structure.parts.append(inference)
        self._stack.clear()
        self._begin(indent, inference)
        rule = rest.rstrip("-").strip()
        if rule:
            inference.lines.append(rule)
        if len(hyphens[0]) < 4 and not rest.endswith("--"):
            self._rule = inference

    def _add_relation(self, number: int, indent: int, symbol: str, words: str) -> None:
        while len(self._stack) > 1 and self._stack[-1][0] >= indent:
            self._stack.pop()
        above_indent, above = self._stack[-1]
        element = Element(number, [words])
        above.relations.append(Relation(symbol, element, flush=indent <= above_indent))
        self._begin(indent, element)


def _headings(lines: list[tuple[int, str]]) -> Iterator[Heading]:
    """Each heading of the lines; its words go on to the next one."""
    begun: list[str] = []
    start = 0
    for number, line in lines:
        found = _HEADING.match(line)
        if found:
            if begun:
                yield Heading(start, " ".join(begun))
            begun, start = [], number
        begun.append(line[found.end() if found else 0 :].strip())
    yield Heading(start, " ".join(begun))
