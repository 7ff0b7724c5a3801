"""A debate's own JSON, as it is published and exported, back to the debate that it was made of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.debate_json import VERSION, address_field
from mkdocs_debates.exchange.importing import WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.json_text import values_of
from mkdocs_debates.exchange.importing.texts import cleaned
from mkdocs_debates.model import SECTIONS
from mkdocs_debates.reading.building import DebateBuilder
from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence
from mkdocs_debates.reading.sources import Source
from mkdocs_debates.reading.values import flaw_of_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.model import Debate

_OLDEST: Final = 1
_ABOUT_THE_FILE: Final = ("version", "id", "url")

_Fields = dict[str, Any]


def read(text: str) -> Imported:
    """The debate, with the id that it had. A value that cannot stand in a debate is left out, with a remark.

    Raises :class:`NotReadableError` for anything but such a JSON.
    """
    data = values_of(text)
    if not isinstance(data, dict) or not {"version", "title"} <= data.keys():
        raise NotReadableError('a debate as JSON has a "version" and a "title", and this has not')
    version = str(data["version"])
    if not re.fullmatch("[0-9]{1,9}", version) or not _OLDEST <= int(version) <= VERSION:
        raise NotReadableError(f'its "version" is "{version[:20]}", and {_OLDEST} to {VERSION} can be read')
    debate_id = str(data.get("id") or "")
    remarks = []
    if flaw_of_id(debate_id):
        remarks.append(Remark("guessed", "id", f'"{debate_id[:80]}" is no id, so its id is made of its title'))
        debate_id = ""
    debate, found = _debate_of(debate_id, _own_fields(data, int(version)))
    return Imported(debate, tuple(replace(each, about=_about(each.place, debate)) for each in (*remarks, *found)))


def _about(place: str, debate: Debate) -> tuple[str, ...]:
    """The entry that stands at a place such as ``claims.trade.date``, none where it is left out."""
    section, _, rest = place.partition(".")
    if section not in SECTIONS:
        return (WHOLE,)
    found = re.split(r"[.\[]", rest, maxsplit=1)[0]
    return (found,) if found in getattr(debate, section) else ()


def _own_fields(data: _Fields, version: int) -> _Fields:
    """The fields of the format: without what is said of the file, and without addresses on a site."""
    fields = {name: value for name, value in data.items() if name not in _ABOUT_THE_FILE}
    for section in SECTIONS:
        entries = fields.get(section)
        if isinstance(entries, dict):
            # The first version wrote the address on the site over people's and links' own.
            address = address_field(section) if version > 1 else "url"
            fields[section] = {key: _without(entry, address) for key, entry in entries.items()}
    return fields


def _without(entry: Any, name: str) -> Any:
    return {each: value for each, value in entry.items() if each != name} if isinstance(entry, dict) else entry


def _debate_of(debate_id: str, fields: _Fields) -> tuple[Debate, Iterator[Remark]]:
    """The fields read as those of a file are."""
    nodes = _Nodes()
    root = nodes.node(fields, "")
    # Each place is a line of a text that has nothing else in it, so that a problem's line tells the place.
    source = Source("", "", "\n" * len(nodes.places))
    builder = DebateBuilder(debate_id)
    builder.add_main_file(source, root, None)
    debate = builder.build()
    problems = (
        Remark("lost", nodes.places[problem.span.line - 1], problem.message) for problem in builder.findings.problems
    )
    return debate, iter([*nodes.remarks, *problems])


class _Nodes:
    """Values as the nodes that the reader makes of a file. A node stands at the number of its place."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.remarks: list[Remark] = []

    def node(self, value: Any, place: str) -> Node:
        """A value, at ``place``, which reads ``claims.one.date``."""
        at = len(self.places)
        self.places.append(place or "the debate")
        if isinstance(value, dict):
            mapping = Mapping(at)
            mapping.end = at
            for name, each in value.items():
                if each is not None:
                    key = Scalar(self._text(name, place), False, at, at)
                    inner = self.node(each, f"{place}.{name}".lstrip("."))
                    key.start = key.end = inner.start
                    mapping.pairs[key.value] = (key, inner)
            return mapping
        if isinstance(value, list):
            sequence = Sequence(at)
            sequence.end = at
            sequence.items = [self.node(each, f"{place}[{n}]") for n, each in enumerate(value) if each is not None]
            return sequence
        return Scalar(self._text(value, place), False, at, at)

    def _text(self, text: str, place: str) -> str:
        kept, refused = cleaned(text)
        if refused:
            self.remarks.append(Remark("lost", place, f"characters that cannot be shown: {refused:,}"))
        return kept
