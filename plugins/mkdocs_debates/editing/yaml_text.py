"""Values as YAML text, and where in a file's text something can be put."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingOf

    from mkdocs_debates.reading.sources import Source

Value = str | tuple["Value", ...] | dict[str, "Value"]
"""What is written: a text, a list, or fields by name."""

STEP: Final = "  "
_PLAIN: Final = re.compile(r"\w(?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
# These characters end a value or start another in a list between brackets.
_IN_BRACKETS: Final = re.compile(r"[^\[\]{},]*")


def scalar(text: str) -> str:
    """``text`` as a value on one line: without quotes where that says the same."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def in_brackets(value: Value) -> str:
    """A value as it stands on one line with others, between brackets."""
    if isinstance(value, str):
        written = scalar(value)
        return (
            written if written[:1] == '"' or _IN_BRACKETS.fullmatch(written) else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, tuple):
        return f"[{', '.join(map(in_brackets, value))}]"
    return f"{{{', '.join(f'{in_brackets(name)}: {in_brackets(each)}' for name, each in value.items())}}}"


def field_lines(name: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of a field. Text of several lines stands in a block, and so does what holds such a text."""
    start = f"{indent}{scalar(name)}:"
    if isinstance(value, str):
        yield from text_lines(start, value, indent + STEP)
    elif isinstance(value, dict) and value:
        yield start
        for key, each in value.items():
            yield from field_lines(key, each, indent + STEP)
    elif isinstance(value, tuple) and any(isinstance(each, dict) for each in value):
        yield start
        for each in value:
            yield from _item_lines(each, indent + STEP)
    else:
        yield f"{start} {in_brackets(value)}"


def _item_lines(value: Value, indent: str) -> Iterator[str]:
    if not isinstance(value, dict) or not _holds_lines(value):
        yield f"{indent}- {in_brackets(value)}"
        return
    first, *others = (line for name, each in value.items() for line in field_lines(name, each, indent + STEP))
    yield f"{indent}- {first.removeprefix(indent + STEP)}"
    yield from others


def _holds_lines(value: Value) -> bool:
    if isinstance(value, str):
        return "\n" in value
    return any(map(_holds_lines, value.values() if isinstance(value, dict) else value))


def text_lines(start: str, text: str, inner: str) -> Iterator[str]:
    """A text after ``start``, a key with its colon: on the same line, or as a block behind ``inner``."""
    # A block shows no white space that stands alone, and one that keeps blank lines at its end takes in those after it.
    if "\n" in text and text.strip(" \t\n") and not text.endswith("\n\n"):
        yield from block_lines(start, text, inner)
    else:
        yield f"{start} {scalar(text)}"


def block_lines(start: str, text: str, inner: str, note: str = "") -> Iterator[str]:
    """A text that has words as a block after ``start``, which keeps its lines. ``note`` ends the first line."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomping = "-" if ends == 0 else "" if ends == 1 else "+"
    indicator = str(len(STEP)) if text[:1] in (" ", "\t", "\n") else ""
    head = f"{start} |{indicator}{chomping}{note}"
    yield head if start else head.lstrip()
    yield from (f"{inner}{line}" if line else "" for line in (*body.split("\n"), *[""] * (ends - 1)))


def prose(text: str) -> str:
    """``text`` so that it is written as a block, of however few lines."""
    return f"{text.strip(chr(10))}\n"


# --- Places in a text ---------------------------------------------------------------------------------------------


def is_flow(source: Source, node: Node) -> bool:
    """Whether a mapping or a list stands between brackets."""
    return not isinstance(node, Scalar) and source.text[node.start : node.start + 1] in ("{", "[")


def indent_of(source: Source, node: Scalar) -> str:
    """The white space before a key that starts its line."""
    start = source.text.rfind("\n", 0, node.start) + 1
    return source.text[start : node.start]


def end_of(source: Source, node: Node) -> int:
    """Where the last line of a node's own text ends, before its line end."""
    last = node
    while not isinstance(last, Scalar) and not is_flow(source, last):
        children = _children(last)
        if not children:
            break
        last = children[-1]
    end = len(source.text[: last.end].rstrip()) if isinstance(last, Scalar) else last.end
    return end_of_line(source, max(end, last.start))


def _children(node: Mapping | Sequence) -> list[Node]:
    return [value for _, value in node.pairs.values()] if isinstance(node, Mapping) else node.items


def end_of_line(source: Source, offset: int) -> int:
    """The end of the line around ``offset``, before its line end."""
    end = source.text.find("\n", offset)
    end = len(source.text) if end < 0 else end
    return end - 1 if source.text[end - 1 : end] == "\r" else end


def end_with_comments(source: Source, node: Node, column: int) -> int:
    """The end of a node's text and of the comments after it that are indented deeper than ``column``."""
    end = end_of(source, node)
    found = re.compile(rf"(?:\r?\n[ ]*)*\r?\n {{{column + 1},}}#[^\r\n]*")
    while match := found.match(source.text, end):
        end = match.end()
    return end


def newline_of(source: Source) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in source.text else "\n"


def replaced(data: bytes, source: Source, edits: MappingOf[tuple[int, int], str]) -> bytes:
    """The bytes of a file with stretches of its text, by start and end, replaced. All else stays byte for byte."""
    parts, last = [], 0
    for (start, end), text in sorted(edits.items()):
        parts += [source.text[last:start], text]
        last = end
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join([*parts, source.text[last:]]).encode("utf-8")
