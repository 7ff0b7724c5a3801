"""One canonical layout of the files of debates. What they say, and their comments, stay.

The text is written anew from the nodes that the reader makes, with the characters of each value as they stood. It is
read again, and compared, before anybody gets it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.comments import BLANK, Comments, comment_texts, comments_of
from mkdocs_debates.editing.yaml_text import STEP, block_lines
from mkdocs_debates.model import REPLIES, Claim, Debate
from mkdocs_debates.reading.decoding import CONFLICT_MARKS, decode
from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence, read_nodes
from mkdocs_debates.reading.sources import Source
from mkdocs_debates.shapes import Keyed, ListOf, Prose, Record, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.shapes import Entry, Shape

WIDTH: Final = 120
"""Columns up to which a list or fields between brackets stay on one line."""


class LayoutError(Exception):
    """A file cannot be laid out without changing what it says. It is a fault of the program, not of the file."""


def laid_out(data: bytes, name: str, shown_as: str) -> bytes | list[Problem]:
    """A file in the canonical layout, or the problems that keep it from being read as YAML.

    Raises :class:`LayoutError` where the result does not say the same as the file.
    """
    source, problems = decode(data, name, shown_as)
    if problems:
        return problems
    has_crlf = "\r\n" in source.text and "\n" not in source.text.replace("\r\n", "")
    plain = Source(name, shown_as, re.sub(r"\r\n?", "\n", source.text))
    nodes = read_nodes(plain)
    if nodes.problems:
        return nodes.problems
    if nodes.root is not None and not _children(nodes.root):
        return data  # a text alone, or empty brackets: there is nothing to lay out
    text = _Writer(plain.text, comments_of(plain.text, nodes.root)).document(nodes.root)
    _verify(plain, nodes.root, Source(name, shown_as, text))
    return (text.replace("\n", "\r\n") if has_crlf else text).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a node is by the format: the fields of an entry, entries by their ids, or items of a list."""

    entry: type[Entry] | None = None
    values: type[Entry] | None = None
    is_prose: bool = False

    def of_field(self, name: str) -> _Kind:
        """What stands in a field."""
        if self.values is not None:
            return _Kind(entry=self.values)
        if self.entry is None:
            return _NOTHING
        spec = REPLIES if self.entry is Claim and name == REPLIES.name else fields_of(self.entry).get(name)
        return _kind_of(spec.shape) if spec else _NOTHING

    def ordered(self, names: list[str]) -> list[str]:
        """The names of fields in canonical order; ids stay as they are."""
        if self.entry is None:
            return names
        known = list(fields_of(self.entry))
        last = len(known) + 1
        ranks = {name: rank for rank, name in enumerate(known)} | {REPLIES.name: last}
        return sorted(names, key=lambda name: ranks.get(name, last - 1))


_NOTHING: Final = _Kind()


def _kind_of(shape: Shape) -> _Kind:
    match shape:
        case Keyed(entry=entry):
            return _Kind(values=entry)
        case Record(entry=entry) | ListOf(item=Record(entry=entry)):
            return _Kind(entry=entry)
    return _Kind(is_prose=isinstance(shape, Prose))


class _Writer:
    """Writes nodes as lines."""

    def __init__(self, text: str, comments: Comments) -> None:
        self._text = text
        self._comments = comments

    def document(self, root: Node | None) -> str:
        """The whole text."""
        lines = list(self._comments.head)
        if isinstance(root, Mapping | Sequence) and self._is_block(root, "", 0):
            lines += self._collection(root, _Kind(entry=Debate), "")
        elif root is not None:
            lines.append(self._flow(root, _Kind(entry=Debate)))
        return _tidied([*lines, *self._comments.foot])

    # --- Mappings and lists ---------------------------------------------------------------------------------------

    def _collection(self, node: Mapping | Sequence, kind: _Kind, indent: str) -> list[str]:
        """The lines of a mapping or a list in block form. Blank lines at its start are left out."""
        lines: list[str] = []
        parts = self._pairs(node, kind, indent) if isinstance(node, Mapping) else self._items(node, kind, indent)
        for part in parts:
            if lines or part[:1] != [BLANK]:
                lines += part
            else:
                lines += part[1:]
        return [*lines, *self._at(self._comments.below.get(node, []), indent)]

    def _pairs(self, node: Mapping, kind: _Kind, indent: str) -> Iterator[list[str]]:
        for name in kind.ordered(list(node.pairs)):
            key, value = node.pairs[name]
            beside, above = self._around(key)
            lead = f"{self._key(key)}:"
            yield [*self._at(above, indent), *self._value(lead, value, kind.of_field(name), indent, beside)]

    def _items(self, node: Sequence, kind: _Kind, indent: str) -> Iterator[list[str]]:
        for item in node.items:
            beside, comments = self._around(item)
            above = self._at(comments, indent)
            if isinstance(item, Mapping | Sequence) and self._is_block(item, f"{indent}- ", 0):
                yield [*above, *self._item(item, kind, indent, beside)]
            else:
                yield [*above, *self._value("-", item, kind, indent, beside)]

    def _item(self, item: Mapping | Sequence, kind: _Kind, indent: str, beside: str) -> Iterator[str]:
        """An item of several lines: the dash stands before the first, and comments above that go above the dash."""
        lines = self._collection(item, kind, indent + STEP)
        first = next(index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        yield from (f"{indent}{line.strip()}" for line in [*lines[:first], beside] if line)
        yield f"{indent}- {lines[first][len(indent) + len(STEP) :]}"
        yield from lines[first + 1 :]

    def _around(self, anchor: Node) -> tuple[str, list[str]]:
        """The comment at the end of a line, and those above it; a second one at its end finds its place there."""
        first, *others = self._comments.beside.get(anchor) or [""]
        return first, [*self._comments.above.get(anchor, []), *others]

    def _at(self, comments: list[str], indent: str) -> list[str]:
        return [f"{indent}{comment}" if comment else BLANK for comment in comments]

    # --- Values ---------------------------------------------------------------------------------------------------

    def _value(self, lead: str, node: Node, kind: _Kind, indent: str, beside: str) -> list[str]:
        """A key or a dash with its value. ``lead`` is what comes first on the line."""
        note = f"  {beside}" if beside else ""
        start = f"{indent}{lead}"
        if isinstance(node, Scalar):
            return self._scalar(start, node, kind, indent, note)
        if not self._is_block(node, start, len(note)):
            return [f"{start} {self._flow(node, kind)}{note}"]
        return [f"{start}{note}", *self._collection(node, kind, indent + STEP)]

    def _is_block(self, node: Mapping | Sequence, start: str, room: int) -> bool:
        """Whether a mapping or a list gets lines of its own."""
        if not _children(node):
            return False
        if self._text[node.start] not in "{[" or self._comments.within(node) or self._has_long_text(node):
            return True
        return len(start) + 1 + len(self._flow(node, _NOTHING)) + room > WIDTH

    def _has_long_text(self, node: Node) -> bool:
        if isinstance(node, Scalar):
            return "\n" in self._text[node.start : node.end]
        return any(map(self._has_long_text, _children(node)))

    def _flow(self, node: Node, kind: _Kind) -> str:
        match node:
            case Scalar():
                return self._text[node.start : node.end]
            case Sequence():
                return f"[{', '.join(self._flow(item, kind) for item in node.items)}]"
        pairs = []
        for name in kind.ordered(list(node.pairs)):
            key, value = node.pairs[name]
            pairs.append(f"{self._key(key)}: {self._flow(value, kind.of_field(name))}")
        return f"{{{', '.join(pairs)}}}"

    def _key(self, key: Scalar) -> str:
        """A key as it stands, or in quotes: where nothing stands, or several lines, or what looks like half a merge."""
        written = self._text[key.start : key.end]
        stays = written and written[0] not in "|>" and "\n" not in written and not written.startswith(CONFLICT_MARKS)
        return written if stays else _quoted(key.value)

    def _scalar(self, start: str, node: Scalar, kind: _Kind, indent: str, note: str) -> list[str]:
        written = self._text[node.start : node.end]
        inner = indent + STEP
        if node.left_out:
            return [f"{start}{note}"]
        if written[0] in "|>" and not _is_seen_to_its_end(node.value, folded=written[0] == ">"):
            return [f"{start} {_quoted(node.value)}{note}"]
        if written[0] == "|":
            return _literal(start, node.value, inner, note)
        if written[0] == ">":
            return self._folded(start, node, inner, note)
        if "\n" not in written:
            return [f"{start} {written}{note}"]
        if kind.is_prose:
            if "\n" in node.value.strip():
                return _literal(start, node.value, inner, note)
            lines = _as_folded(start, node.value, written, inner, note)
            if lines:
                return lines
        return self._verbatim(start, written, inner, note)

    def _verbatim(self, start: str, written: str, inner: str, note: str) -> list[str]:
        """Text of several lines that is no block: white space at the start of its lines means nothing."""
        first, *others = written.split("\n")
        lines = [f"{start} {first}", *_indented([each.strip(" \t") for each in others], inner)]
        return [*(line.rstrip(" ") for line in lines[:-1]), f"{lines[-1]}{note}"]

    def _folded(self, start: str, node: Scalar, inner: str, note: str) -> list[str]:
        """A folded block with its lines as they were."""
        header, _, body = self._text[node.start : node.end].partition("\n")
        keeps = "+" in header.partition("#")[0]
        lines = (body.removesuffix("\n") if keeps else re.sub(r"(?:\n *)+\Z", "", body)).split("\n")
        own = _spaces_before_words(lines) - _spaces_before_words(node.value.split("\n"))
        cut = [line[own:] for line in lines]
        indicator = len(STEP) if cut[0][:1] in (" ", "\t", "") else ""
        chomping = ("+" if keeps else "") if node.value.endswith("\n") else "-"
        return [f"{start} >{indicator}{chomping}{note}", *_indented(cut, inner)]


def _spaces_before_words(lines: list[str]) -> int:
    """How many spaces stand before the first words."""
    return next(len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _children(node: Node) -> list[Node]:
    """The keys and values of a mapping, or the items of a list; a text has none."""
    if isinstance(node, Mapping):
        return [part for pair in node.pairs.values() for part in pair]
    return node.items if isinstance(node, Sequence) else []


def _is_seen_to_its_end(value: str, *, folded: bool) -> bool:
    """Whether a block shows all of a text: white space alone, as a whole or as a last line, it does not."""
    last = value.rstrip("\n").rpartition("\n")[2] if folded else value
    return bool(last.strip(" \t\n"))


def _literal(start: str, value: str, inner: str, note: str) -> list[str]:
    """A block that keeps the lines of a text, which has words."""
    return [line or _KEPT for line in block_lines(start, value, inner, note)]


def _indented(lines: list[str], indent: str) -> Iterator[str]:
    return (f"{indent}{line}" if line else _KEPT for line in lines)


def _as_folded(start: str, value: str, written: str, inner: str, note: str) -> list[str] | None:
    """A text of several lines as a folded block with the same lines, or None where that would say something else."""
    lines = [line.strip(" \t") for line in written.strip("\"'").split("\n")]
    if not all(lines) or " ".join(lines) != value or value != value.strip():
        return None
    return [f"{start} >-{note}", *(f"{inner}{line}" for line in lines)]


_KEPT: Final = "\0"
"""Stands for a blank line that belongs to a value. No blank line is put after one that ends a value, as a block that
keeps its blank lines would take that in."""


def _tidied(lines: list[str]) -> str:
    """The lines as a text: no blank line at its start or its end, and never two in a row but within values."""
    kept: list[str] = []
    for line in lines:
        if line != BLANK or (kept and kept[-1] not in (BLANK, _KEPT)):
            kept.append(line)
    while kept and kept[-1] == BLANK:
        kept.pop()
    return "".join(f"{'' if line == _KEPT else line}\n" for line in kept)


# --- The result ---------------------------------------------------------------------------------------------------


def _verify(before: Source, root: Node | None, after: Source) -> None:
    """Raise where a text does not hold the same values and the same comments as another."""
    again = read_nodes(after)
    same = not again.problems and _same(root, again.root, _Kind(entry=Debate))
    if not same or comment_texts(before.text, root) != comment_texts(after.text, again.root):
        raise LayoutError(f"{before.shown_as}: the file cannot be laid out without changing what it says")


def _same(one: Node | None, other: Node | None, kind: _Kind) -> bool:
    match one, other:
        case (None | Scalar(left_out=True), None | Scalar(left_out=True)):
            return True
        case (Scalar(), Scalar()):
            return one.value == other.value and one.left_out == other.left_out
        case (Sequence(), Sequence()):
            pairs = zip(one.items, other.items, strict=False)
            return len(one.items) == len(other.items) and all(_same(a, b, kind) for a, b in pairs)
        case (Mapping(), Mapping()):
            if kind.ordered(list(one.pairs)) != list(other.pairs):
                return False
            return all(
                _same(value, other.pairs[name][1], kind.of_field(name)) for name, (_, value) in one.pairs.items()
            )
    return False
