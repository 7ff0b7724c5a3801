"""Every value of a debate with its place and its shape, so that a check or a conversion is one loop."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_debates.model import Debate
from mkdocs_debates.shapes import Entry, Keyed, ListOf, Prose, Record, Reference, Shape, Url, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Steps = tuple[str | int, ...]


class Value(NamedTuple):
    """A scalar of a debate: ``steps`` lead to it from ``entry``, an id, ``crux.answer``, or "" for the debate."""

    entry: str
    steps: Steps
    shape: Shape
    value: Any


def walk(debate: Debate, *shapes: type[Shape]) -> Iterator[Value]:
    """The values of ``shapes`` in ``debate``, in the order of its sections and fields.

    Without shapes, its prose and references, and the addresses that may be a link's id. Fields that were left out do
    not come.
    """
    wanted = shapes or (Prose, Reference, Url)
    for name, attribute, shape, _ in _walked_fields(Debate, wanted):
        value = getattr(debate, attribute)
        if isinstance(shape, Keyed):
            for key, entry in value.items():
                yield from _in_entry(entry, key, (), wanted)
        elif value:
            yield from _in_value(value, shape, "", (name,), wanted)


_Wanted = tuple[type[Shape], ...]


def _in_entry(entry: Entry, entry_id: str, steps: Steps, wanted: _Wanted) -> list[Value]:
    found: list[Value] = []
    walked = _walked_fields(type(entry), wanted)  # type: ignore[arg-type]  # classes are hashable
    for name, attribute, shape, is_one in walked:
        value = getattr(entry, attribute)
        if value and is_one:  # most are, and a debate may hold a hundred thousand
            found.append(Value(entry_id, (*steps, name), shape, value))
        elif value:
            found += _in_value(value, shape, entry_id, (*steps, name), wanted)
    return found


def _in_value(value: Any, shape: Shape, entry_id: str, steps: Steps, wanted: _Wanted) -> list[Value]:
    match shape:
        case ListOf(item=Record()):
            found = (_in_entry(entry, entry_id, (*steps, index), wanted) for index, entry in enumerate(value))
            return list(chain.from_iterable(found))
        case ListOf(item=item):
            return [Value(entry_id, (*steps, index), item, each) for index, each in enumerate(value)]
        case Record():
            return _in_entry(value, entry_id, steps, wanted)
        case Keyed():
            # Answers are entries within a crux; all other keyed entries are the debate's own.
            found = (_in_entry(entry, f"{entry_id}.{key}", (), wanted) for key, entry in value.items())
            return list(chain.from_iterable(found))
        case _:
            return [Value(entry_id, steps, shape, value)]


@cache
def _walked_fields(entry: type[Entry], wanted: _Wanted) -> tuple[tuple[str, str, Shape, bool], ...]:
    """The fields of ``entry`` that are, or lead to, values of the wanted shapes.

    Name, attribute, shape, and whether it is one value.
    """
    return tuple(
        (name, attribute_of(entry, name), spec.shape, not isinstance(spec.shape, ListOf | Record | Keyed))
        for name, spec in fields_of(entry).items()
        if _leads_to(spec.shape, wanted)
    )


def _leads_to(shape: Shape, wanted: _Wanted) -> bool:
    match shape:
        case ListOf(item=item):
            return _leads_to(item, wanted)
        case Record(entry=entry) | Keyed(entry=entry):
            return bool(_walked_fields(entry, wanted))  # type: ignore[arg-type]  # classes are hashable
        case Url(or_link=False):
            return False
        case _:
            return isinstance(shape, wanted)
