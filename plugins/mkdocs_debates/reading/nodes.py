"""YAML text to nodes with places, by libyaml's events.

The nodes are built with a stack instead of recursion, and reading stops at the depth limit without draining the
parser: libyaml's own composers recurse, and a file of open brackets would end the interpreter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml._yaml import CParser

from mkdocs_debates.diagnostics import Problem, Related
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS, name_of_character
from mkdocs_debates.reading.findings import Findings
from mkdocs_debates.reading.sources import Source, quoted
from mkdocs_debates.reading.syntax import MAX_DEPTH, Flaw, flaw_of_feature, flaw_of_syntax, too_deep

MAX_VALUES: Final = 250_000
_REFUSED_IN_VALUE: Final = re.compile("\r|" + REFUSED_CHARACTERS.pattern)


class Scalar:
    """A value: its characters, whether it stood without quotes, and where it starts and ends in the text."""

    __slots__ = ("end", "plain", "start", "value")

    def __init__(self, value: str, plain: bool, start: int, end: int) -> None:
        self.value = value
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def left_out(self) -> bool:
        """Whether nothing was written."""
        return self.plain and not self.value


class Sequence:
    """A list. ``end`` is -1 while it is open, and stays so where reading broke off in it."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = -1


class Mapping:
    """Fields or entries by their key: the key as it stands in the text, and the value.

    ``spoiled``: a key or a value in it was refused, which is reported already, so fields may seem to be missing.
    """

    __slots__ = ("end", "pairs", "spoiled", "start")

    def __init__(self, start: int) -> None:
        self.pairs: dict[str, tuple[Scalar, Node]] = {}
        self.spoiled = False
        self.start = start
        self.end = -1


Node = Scalar | Sequence | Mapping


def empty_mapping(at: Scalar) -> Mapping:
    """Fields of which nothing was written at ``at``."""
    mapping = Mapping(at.start)
    mapping.end = at.end
    return mapping


@dataclass(slots=True)
class NodeReading:
    """What a text held: its ``root`` (none in an empty file) and its problems.

    ``broken_at``: where reading broke off, if it did; what stands there and after may be cut short.
    ``lost_entries``: a key that stands twice took entries with it.
    """

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    broken_at: int | None = None
    lost_entries: bool = False


def read_nodes(source: Source) -> NodeReading:
    """The nodes of a YAML text and what is wrong with it as YAML."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._result = NodeReading()
        self._findings = Findings()
        self._findings.open(source, None)
        self._latest: Any = None
        self._opened: list[Sequence | Mapping] = []
        self._refused: Scalar | None = None

    def read(self) -> NodeReading:
        """Read all, and stop at the first thing that cannot be read."""
        parser = CParser(self._source.text)
        try:
            flaw = self._read_events(parser)
        except yaml.MarkedYAMLError as error:
            flaw = flaw_of_syntax(self._source, error, self._latest, [each.start for each in self._opened])
        if flaw:
            self._stop_at(flaw)
        self._result.problems = self._findings.problems
        self._result.lost_entries = self._findings.lost_entries
        return self._result

    def _stop_at(self, flaw: Flaw) -> None:
        span = self._source.span(flaw.start, flaw.end)
        start_of_line = flaw.start - (span.column - 1)
        latest = self._latest.start_mark.index if self._latest else start_of_line
        self._result.broken_at = min(start_of_line, latest)
        related = tuple(Related(self._source.span(start), message) for start, message in flaw.related)
        problem = self._source.problem(flaw.rule, span, flaw.message, hint=flaw.hint, related=related)
        self._findings.problems.append(problem)

    def _read_events(self, parser: CParser) -> Flaw | None:
        # One loop for speed: a debate of 30,000 claims makes half a million events.
        opened = self._opened
        keys: list[Node | None] = []
        inner: Sequence | Mapping | None = None
        key: Node | None = None
        room = MAX_VALUES
        next_event, scalar_event = parser.get_event, yaml.ScalarEvent
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is scalar_event:
                if event.anchor is not None or event.tag is not None:
                    return flaw_of_feature(self._source, event)
                self._latest = event
                style = event.style
                scalar = Scalar(event.value, not style, event.start_mark.index, event.end_mark.index)
                if style == '"':
                    self._refuse_escapes(scalar)
                node: Node = scalar
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    return flaw_of_feature(self._source, event)
                start = event.start_mark.index
                if len(opened) == MAX_DEPTH:
                    return too_deep(start)
                node = Mapping(start) if kind is yaml.MappingStartEvent else Sequence(start)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                closed = opened.pop()
                closed.end = event.end_mark.index
                key = keys.pop()
                inner = opened[-1] if opened else None
                if key is closed and type(inner) is Mapping:
                    inner.spoiled = True
                    self._refuse_key(closed)
                continue
            elif kind is yaml.StreamEndEvent:
                return None
            else:
                flaw = self._flaw_of_frame(event)
                if flaw:
                    return flaw
                continue

            room -= 1
            if room < 0:
                return _too_many(node.start)
            # ``key`` is what stands before the colon while its value is awaited.
            if inner is None:
                self._result.root = node
                outer_key: Node | None = None
            elif isinstance(inner, Sequence):
                if node is not self._refused:
                    inner.items.append(node)
                outer_key = None
            elif key is None:
                key = outer_key = node
            else:
                if self._refused is None and type(key) is Scalar and key.value not in inner.pairs and key.value != "<<":
                    inner.pairs[key.value] = (key, node)
                else:
                    self._put(inner, key, node)
                key = outer_key = None
            if not isinstance(node, Scalar):
                opened.append(node)
                keys.append(outer_key)
                inner, key = node, None

    def _flaw_of_frame(self, event: yaml.Event) -> Flaw | None:
        match event:
            case yaml.AliasEvent():
                return flaw_of_feature(self._source, event)
            case yaml.DocumentStartEvent() if event.version or event.tags or self._result.root is not None:
                return flaw_of_feature(self._source, event)
            case _:
                return None

    def _put(self, inner: Mapping, key: Node, value: Node) -> None:
        """Put what needs a closer look."""
        if type(key) is not Scalar:
            return
        if value is self._refused or key is self._refused:
            inner.spoiled = True
            self._findings.lost_entries |= type(value) is not Scalar
            return
        if key.value == "<<" and key.plain:
            inner.spoiled = True
            self._refuse_merge(key, value)
            return
        earlier, _ = inner.pairs.setdefault(key.value, (key, value))
        if earlier is key:
            return
        self._findings.lost_entries |= type(value) is not Scalar
        related = Related(self._source.span(earlier.start, earlier.end), "the first one")
        hint = "delete one of the two, or join them"
        self._findings.report("duplicate-key", key, f"{quoted(key.value)} stands twice here", hint, related=(related,))

    def _refuse_escapes(self, scalar: Scalar) -> None:
        """A character that a file may not hold may not come in as ``"\\x1b"`` either."""
        refused = _REFUSED_IN_VALUE.search(scalar.value)
        if refused:
            scalar.value = _REFUSED_IN_VALUE.sub("\ufffd", scalar.value)
            self._refused = scalar
            message = f"the value holds the character {name_of_character(refused[0])}, which cannot be shown"
            self._findings.report("bad-value", scalar, message, "delete its escape, which starts with a backslash")

    def _refuse_merge(self, key: Scalar, value: Node) -> None:
        self._findings.lost_entries |= type(value) is not Scalar
        message = '"<<" is read as a merge of fields from elsewhere, which debates do without'
        self._findings.report("yaml-feature", key, message, "write the fields out where they belong")

    def _refuse_key(self, key: Sequence | Mapping) -> None:
        self._findings.lost_entries = True
        word = "fields stand" if type(key) is Mapping else "a list stands"
        message = f"{word} where the name of a field was expected"
        hint = "if the brackets belong to a text, put the whole value in quotes"
        self._findings.report("wrong-type", key, message, hint)


def _too_many(start: int) -> Flaw:
    message = f"the file holds more than {MAX_VALUES:,} values, which is the limit"
    return Flaw("too-large", start, start + 1, message, "make the debate a folder with several files")
