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

Value = str | tuple[str, ...] | dict[str, "Value"]
"""What is written: a text, a list of ids, or fields by name."""

STEP: Final = "  "
_PLAIN: Final = re.compile(r"\w(?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
# These characters end a value or start another in a list between brackets.
_IN_BRACKETS: Final = re.compile(r"[^\[\]{},]*")


def scalar(text: str) -> str:
    """``text``, which has no line end, as a value: without quotes where that says the same."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def field_lines(name: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of a field. Text of several lines stands in a block."""
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for key, each in value.items():
            yield from field_lines(key, each, indent + STEP)
    elif isinstance(value, tuple):
        items = (
            each if _IN_BRACKETS.fullmatch(each) else json.dumps(each, ensure_ascii=False)
            for each in map(scalar, value)
        )
        yield f"{indent}{name}: [{', '.join(items)}]"
    elif "\n" in value:
        starts_with_space = value.lstrip("\n")[:1].isspace()
        yield f"{indent}{name}: |{len(STEP) if starts_with_space else ''}"
        yield from (f"{indent}{STEP}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{indent}{name}: {scalar(value)}"


def prose(text: str) -> str:
    """``text`` so that it is written as a block, of however few lines."""
    return text if "\n" in text else f"{text}\n"


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
