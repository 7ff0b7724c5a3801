"""What changed in the fields of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.comparing.changes import FieldChange
from mkdocs_debates.shapes import (
    Credence,
    Entry,
    Keyed,
    ListOf,
    Prose,
    Record,
    Reference,
    Text,
    attribute_of,
    fields_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_debates.comparing.changes import Kind, Written
    from mkdocs_debates.shapes import Shape

_KINDS: Final[dict[str, Kind]] = {
    "reply_to": "moved",
    "relation": "relation",
    "credence": "credence",
    "answer": "answer",
    "status": "status",
    "resolution": "status",
    "supports": "bearing",
    "opposes": "bearing",
    "undercuts": "bearing",
    "cruxes": "bearing",
    "held_by": "bearing",
    "steelman": "bearing",
    "raised_in": "bearing",
    "depends_on": "bearing",
}
# The rename tells of the one; views and shifts are compared for themselves.
_APART: Final = frozenset({"formerly", "views", "shifts"})


def field_changes(
    before: Entry, after: Entry, now: Callable[[str], str], reworded_since: Callable[[str], str]
) -> tuple[FieldChange, ...]:
    """What the fields of an entry held and hold, where that differs.

    ``now`` gives the present id of one that is named then; ``reworded_since`` a text then with its references as
    they would be written now.
    """
    return tuple(_changes(before, after, now, reworded_since))


def _changes(
    before: Entry, after: Entry, now: Callable[[str], str], reworded_since: Callable[[str], str]
) -> Iterator[FieldChange]:
    for name, spec in fields_of(type(after)).items():
        if name in _APART or isinstance(spec.shape, Keyed):
            continue
        attribute = attribute_of(type(after), name)
        was = written(getattr(before, attribute, None), spec.shape, now)
        is_now = written(getattr(after, attribute), spec.shape, lambda each: each)
        is_text = isinstance(spec.shape, Text | Prose)
        same = was == is_now or (isinstance(was, tuple) and set(was) == set(is_now))
        if same or (is_text and _says_the_same(was, is_now, reworded_since)):
            continue
        kind = _KINDS.get(name, "reworded" if is_text else "edited")
        yield FieldChange(name, kind, was, is_now, is_text)


def _says_the_same(was: Written, is_now: Written, reworded_since: Callable[[str], str]) -> bool:
    """Whether two texts differ in nothing but the names of what they refer to; an old name may stay, in code say."""
    return isinstance(was, str) and isinstance(is_now, str) and reworded_since(was) == reworded_since(is_now)


def written(value: Any, shape: Shape, now: Callable[[str], str]) -> Written:
    """The value of a field in words: a text, or a tuple of them for a list; references pass through ``now``."""
    match shape:
        case ListOf(item=item):
            return tuple(_words(each, item, now) for each in value or ())
        case _:
            return _words(value, shape, now)


def _words(value: Any, shape: Shape, now: Callable[[str], str]) -> str:
    if value is None or value == "":
        return ""
    match shape:
        case Reference():
            return now(value)
        case Credence():
            return f"{value:g}%"
        case Record():
            return _record(value, now)
        case _:
            return str(value)


def _record(entry: Entry, now: Callable[[str], str]) -> str:
    words = []
    for name, spec in fields_of(type(entry)).items():
        value = written(getattr(entry, attribute_of(type(entry), name)), spec.shape, now)
        if value:
            words.append(f"{name}: {value if isinstance(value, str) else ', '.join(value)}")
    return "; ".join(words)


def fields_written(entry: Entry) -> dict[str, Written]:
    """What the fields of an entry hold, in words; fields that were left out, and entries within it, do not come."""
    found: dict[str, Written] = {}
    for name, spec in fields_of(type(entry)).items():
        if isinstance(spec.shape, Keyed) or name in _APART:
            continue
        value = written(getattr(entry, attribute_of(type(entry), name)), spec.shape, lambda each: each)
        if value:
            found[name] = value
    return found
