"""A debate as the text of one file."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.editing.layout import laid_out
from mkdocs_debates.editing.starting import modeline
from mkdocs_debates.editing.yaml_text import STEP, field_lines, prose
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import REPLIES, SECTIONS, Citation, Debate, Named
from mkdocs_debates.reading.syntax import MAX_DEPTH
from mkdocs_debates.shapes import Entry, Prose, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_debates.editing.yaml_text import Value
    from mkdocs_debates.graph import Graph

MOST_NESTED: Final = 20
"""Levels of replies that are written inside each other. Deeper ones name their parent, so that lines stay in sight."""

_SET_APART: Final = frozenset({*SECTIONS, "shifts"})
_LEVELS_TO_ROOT: Final = 3
"""How deep the fields of a root are nested: in the file, in `claims`, in the root."""
_LEVELS_TO_REPLY: Final = 2
"""How much deeper those of a reply are: in `replies`, in the reply."""


class UnwritableError(Exception):
    """A debate that no file can hold; the message says which limit it passes."""


def yaml_of(debate: Debate) -> str:
    """The debate as YAML in the canonical layout. It reads as an equal debate, with its claims in the same order.

    Replies stand below their parents. Raises :class:`UnwritableError` where the text would pass a limit of the format.
    """
    text = "\n".join([modeline(), *_lines(debate), ""])
    result = laid_out(text.encode("utf-8"), f"{debate.id}.yaml", debate.id)
    if isinstance(result, list):
        raise UnwritableError(result[0].message)
    return result.decode("utf-8")


def _lines(debate: Debate) -> Iterator[str]:
    fields = written_fields(debate)
    for name in (*fields_of(Debate), *debate.extensions):
        if name in fields:
            yield from [""] if name in _SET_APART else ()
            yield from field_lines(name, fields[name], "")
        elif getattr(debate, name, None) and name in SECTIONS:
            yield from ("", f"{name}:")
            yield from _claims(debate) if name == "claims" else _entries(getattr(debate, name).values())


def _entries(entries: Iterable[Named]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield from [""] if number else ()
        yield from entry_lines(entry.id, written_fields(entry), STEP)


def _claims(debate: Debate) -> Iterator[str]:
    graph = graph_of(debate)
    nested = _nested(graph)
    at_top = [claim for claim in graph.order if claim not in nested]
    for number, claim in enumerate(at_top):
        yield from [""] if number else ()
        yield from _claim(graph, nested, claim, STEP)


def _claim(graph: Graph, nested: Mapping[str, int], claim_id: str, indent: str) -> Iterator[str]:
    """A claim and, below it, the replies that are nested in it, at most :data:`MOST_NESTED` levels of them."""
    fields = written_fields(graph.debate.claims[claim_id])
    if claim_id in nested:
        del fields["reply_to"]
    yield from entry_lines(claim_id, fields, indent)
    inside = [child for child in graph.children.get(claim_id, ()) if child in nested]
    if inside:
        yield f"{indent}{STEP}{REPLIES.name}:"
    for child in inside:
        yield from _claim(graph, nested, child, indent + STEP + STEP)


def _nested(graph: Graph) -> dict[str, int]:
    """How deep each reply stands in its root, for those that are written below their parents.

    Where one of them cannot be, those after it are not either: what is written elsewhere is read after what is nested.
    """
    levels: dict[str, int] = {}
    for parent in graph.order:
        level = levels.get(parent, 0) + 1
        for child in graph.children.get(parent, ()):
            depth = _LEVELS_TO_ROOT + _LEVELS_TO_REPLY * level + _depth(graph.debate.claims[child])
            if level > MOST_NESTED or depth > MAX_DEPTH:
                break
            levels[child] = level
    return levels


def _depth(value: Any) -> int:
    """How many levels of lists and fields a value may have in it."""
    if isinstance(value, Entry):
        records = 2
        return max([records, *(1 + _depth(each) for each in value.extensions.values())])
    if isinstance(value, dict | list | tuple):
        return 1 + max(map(_depth, value.values() if isinstance(value, dict) else value), default=0)
    return 0


# --- Entries ------------------------------------------------------------------------------------------------------


def entry_lines(entry_id: str, fields: Mapping[str, Value], indent: str) -> Iterator[str]:
    """An entry with the fields that :func:`written_fields` gives."""
    yield f"{indent}{entry_id}:"
    for name, value in fields.items():
        yield from field_lines(name, value, indent + STEP)


def written_fields(entry: Entry) -> dict[str, Value]:
    """The fields of an entry as they are written, in canonical order; what is left out, and sections, do not come."""
    found: dict[str, Value] = {}
    for name, attribute, is_prose, default in _plan_of(type(entry)):  # type: ignore[arg-type]  # classes are hashable
        value = getattr(entry, attribute)
        if value not in (None, "", (), default):
            as_block = is_prose and (isinstance(entry, Named) or "\n" in value)
            found[name] = prose(value) if as_block else _written(value)
    return found | {name: _plain(value) for name, value in entry.extensions.items()}


@cache
def _plan_of(entry: type[Entry]) -> tuple[tuple[str, str, bool, Any], ...]:
    """Of each field that is no section: its name, its attribute, whether it is prose, and its default."""
    defaults = {each.name: each.default for each in dataclasses.fields(entry)}
    return tuple(
        (name, attribute_of(entry, name), isinstance(spec.shape, Prose), defaults[attribute_of(entry, name)])
        for name, spec in fields_of(entry).items()
        if entry is not Debate or name not in SECTIONS
    )


def _written(value: Any) -> Value:
    match value:
        case Citation(link=link) if value == Citation(link=link):
            return link
        case Entry():
            return written_fields(value)
        case dict():
            return {key: _written(each) for key, each in value.items()}
        case tuple():
            return tuple(map(_written, value))
        case float():
            return f"{value:g}%"
    return str(value)


def _plain(value: Any) -> Value:
    """An extension, which holds texts, lists and dicts."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else str(value)
