"""Every value of a debate with its place and its shape, so that a check or a conversion is one loop."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mkdocs_debates.shapes import Entry, Keyed, ListOf, Prose, Record, Reference, Shape, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.model import Debate

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar of a debate: ``steps`` lead to it from ``entry``, an id, ``crux.answer``, or "" for the debate."""

    entry: str
    steps: Steps
    shape: Shape
    value: Any


@cache
def _walked_fields(entry: type[Entry]) -> tuple[tuple[str, str, Shape], ...]:
    return tuple(
        (name, attribute_of(entry, name), spec.shape)
        for name, spec in fields_of(entry).items()
        if isinstance(spec.shape, Prose | Reference | Record | Keyed)
        or (isinstance(spec.shape, ListOf) and isinstance(spec.shape.item, Reference | Record))
        or getattr(spec.shape, "or_link", False)
    )


def walk(debate: Debate) -> Iterator[Value]:
    """The prose and the references of ``debate``, in the order of its sections and fields.

    Fields that were left out do not come. An address that may be a link's id comes as well.
    """
    return _walk_entry(debate, "", ())


def _walk_entry(entry: Entry, entry_id: str, steps: Steps) -> Iterator[Value]:
    for name, attribute, shape in _walked_fields(type(entry)):  # type: ignore[arg-type]  # classes are hashable
        value = getattr(entry, attribute)
        if value:
            yield from _walk_value(value, shape, entry_id, (*steps, name))


def _walk_value(value: Any, shape: Shape, entry_id: str, steps: Steps) -> Iterator[Value]:
    match shape:
        case ListOf(item=item):
            for index, each in enumerate(value):
                yield from _walk_value(each, item, entry_id, (*steps, index))
        case Record():
            yield from _walk_entry(value, entry_id, steps)
        case Keyed():
            for key, each in value.items():
                # Answers are entries within a crux; all other keyed entries are the debate's own.
                yield from _walk_entry(each, f"{entry_id}.{key}" if entry_id else key, ())
        case _:
            yield Value(entry_id, steps, shape, value)
