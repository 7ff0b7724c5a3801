"""A debate as it was read: the values, where each of them stands, and what was wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence
from mkdocs_debates.reading.sources import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as MappingOf

    from mkdocs_debates.diagnostics import Problem, Related, Span
    from mkdocs_debates.model import Debate
    from mkdocs_debates.reading.building import EntryNodes
    from mkdocs_debates.reading.sources import Source


class Nodes(NamedTuple):
    """The nodes of a debate: the root of its main file, and each entry's."""

    root: Node | None
    entries: MappingOf[str, EntryNodes]


@dataclass(frozen=True)
class Places:
    """The files of a debate, the first of them the main one, and where its values stand in them.

    The ``keys`` of entries and the ``answers`` of cruxes are kept. For any other place ``read_nodes`` reads the files
    again, once: few are asked for, most debates need none, and the nodes take more room than the debate.
    """

    sources: tuple[Source, ...]
    keys: MappingOf[str, Stretch]
    answers: MappingOf[str, Stretch]
    read_nodes: Callable[[], Nodes] = field(repr=False)

    @cached_property
    def nodes(self) -> Nodes:
        """The nodes, read again."""
        return self.read_nodes()

    def find(self, entry: str, steps: tuple[str | int, ...]) -> Stretch:
        """The place of a value; of the nearest that encloses it where there is none."""
        known = self._known(entry, steps)
        if known:
            return known
        if not entry:
            return _find_below(self.sources[0], None, self.nodes.root, steps)
        place = self.nodes.entries.get(entry)
        if place:
            return _find_below(*place, steps)
        crux, _, answer = entry.partition(".")
        place = self.nodes.entries.get(crux)
        return _find_below(*_answer(place, answer), steps) if place else Stretch(self.sources[0], 0, 0)

    def _known(self, entry: str, steps: tuple[str | int, ...]) -> Stretch | None:
        if not steps:
            return self.keys.get(entry) if entry else Stretch(self.sources[0], 0, 0)
        return self.answers.get(entry) if steps == ("answers",) else None


def _find_below(source: Source, key: Scalar | None, value: Node | None, steps: tuple[str | int, ...]) -> Stretch:
    if value is None:
        return Stretch(source, 0, 0)
    found: Node | None = key
    for step in steps:
        following = _child(value, step)
        if following is None:
            break
        found = value = following
    return Stretch(source, found.start, found.end) if found else Stretch(source, 0, 0)


def _answer(crux: EntryNodes, answer: str) -> tuple[Source, Scalar, Node]:
    answers = _child(crux.value, "answers")
    pair = answers.pairs.get(answer) if type(answers) is Mapping else None
    return (crux.source, *pair) if pair else (crux.source, crux.key, Scalar("", True, 0, 0))


def _child(node: Node, step: str | int) -> Node | None:
    if type(node) is Mapping:
        pair = node.pairs.get(step) if isinstance(step, str) else None
        return pair[1] if pair else (node if step == 0 else None)
    if type(node) is Sequence:
        return node.items[step] if isinstance(step, int) and step < len(node.items) else None
    # A lone value may stand for a list, and a lone link for a citation.
    return node if step in (0, "link") else None


@dataclass(frozen=True)
class Document:
    """One debate of the folder.

    ``debate`` holds what could be read: fields that are wrong are left out, an entry that is wrong as a whole is
    there without fields, so that references to it hold. ``files`` are paths relative to the folder, the main file
    first. ``readable`` is false when ids may have been lost, with a file or a section that could not be read: then
    whether references hold cannot be told. Documents with the same ``stamp`` were read from the same files and bytes.
    """

    debate: Debate
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    readable: bool
    stamp: bytes = field(repr=False)
    _places: Places = field(repr=False)

    def span(self, entry: str, *steps: str | int, within: str = "", occurrence: int = 0) -> Span:
        """The place of a value.

        ``entry`` is an id, ``crux.answer`` for an answer, "" for the debate itself; ``steps`` are names of fields and
        indexes of lists (a lone value has the index 0). Without steps: the entry's key. A step that does not exist
        leads to the nearest value around it. ``within`` narrows the place to the appearance number ``occurrence``
        (from 0) of that text, if the value's source holds it with any white space between its words.
        """
        return _span(self._find(entry, steps, within, occurrence))

    def line_of(self, entry: str) -> tuple[str, int]:
        """The file, relative to the folder, and the line where an entry starts."""
        place = self._places.find(entry, ())
        return place.source.name, place.source.line_at(place.start)

    def problem(
        self,
        rule: str,
        entry: str,
        *steps: str | int,
        message: str,
        hint: str = "",
        within: str = "",
        occurrence: int = 0,
        related: tuple[Related, ...] = (),
    ) -> Problem:
        """A problem at the place that ``span`` gives, with its rule's severity and its line."""
        place = self._find(entry, steps, within, occurrence)
        return place.source.problem(rule, _span(place), message, hint=hint, related=related)

    def stretch(self, entry: str, *steps: str | int, within: str = "", occurrence: int = 0) -> Stretch:
        """The place that ``span`` gives as a stretch of its file's text, for an edit."""
        return self._find(entry, steps, within, occurrence)

    def node(self, entry: str) -> tuple[Scalar, Node]:
        """The key and the value of an entry that has an id."""
        nodes = self._places.nodes.entries[entry]
        return nodes.key, nodes.value

    def _find(self, entry: str, steps: tuple[str | int, ...], within: str, occurrence: int) -> Stretch:
        place = self._places.find(entry, steps)
        appearances = _appearances(place, within) if within.strip() else ()
        return appearances[occurrence] if occurrence < len(appearances) else place


def _span(place: Stretch) -> Span:
    return place.source.span(place.start, max(place.end, place.start + 1))


@lru_cache(maxsize=8)  # of a text with thousands of wrong links, each would search it from its start
def _appearances(place: Stretch, within: str) -> tuple[Stretch, ...]:
    """Where in a place a text appears, with any white space between its words."""
    words = re.compile(r"\s+".join(map(re.escape, within.split())) + r"(?![\w-])")
    matches = words.finditer(place.source.text, place.start, max(place.end, place.start))
    return tuple(Stretch(place.source, found.start(), found.end()) for found in matches)
