"""What may stand in a field of the format: its shape, its meaning and an example, kept with the field itself.

The reader checks files against these shapes, the JSON Schema and the reference page are written from them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_ID_LENGTH: Final = 80
ID_PATTERN: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
DATE_PATTERN: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
CREDENCE_PATTERN: Final = r"(100(\.0{1,3})?|[0-9]{1,2}(\.[0-9]{1,3})?)\s?%"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, shown as it is."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Date:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""


@dataclass(frozen=True, slots=True)
class Credence:
    """A number from 0 to 100 with a percent sign."""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag."""


@dataclass(frozen=True, slots=True)
class Url:
    """An http, https or mailto address; ``or_link`` takes the id of a link as well."""

    or_link: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


Target = Literal["people", "links", "positions", "cruxes", "claims", "answers", "own answers"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of something in the same debate.

    ``answers`` are written ``crux.answer``; ``own answers`` are answers of the crux the field stands in, by their
    own id.
    """

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class FormerId:
    """An id this entry once had, ``old-id`` or ``other-debate/old-id``."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the fields of ``entry``; ``shorthand`` names the field that a lone scalar stands for."""

    entry: type[Entry]
    shorthand: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a single item may stand without the brackets."""

    item: Text | Reference | Record | FormerId


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping whose keys are ids and whose values have the fields of ``entry``; ``at_least`` that many."""

    entry: type[Entry]
    at_least: int = 0


Shape = Text | Prose | Date | Credence | Language | Url | Choice | Reference | FormerId | Record | ListOf | Keyed


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What the format says of one field."""

    name: str
    shape: Shape
    meaning: str
    example: str
    required: bool


def spec(
    shape: Shape,
    meaning: str,
    *,
    example: str = "",
    required: bool = False,
    name: str = "",
    default: Any = None,
) -> Any:
    """A field of an entry. ``name`` is what files call it, where Python cannot; text fields are "" when left out."""
    # ``kw_only`` classes may give every field a default; a required field that is missing is a problem of the file.
    metadata = {"shape": shape, "meaning": meaning, "example": example, "required": required, "name": name}
    match shape:
        case ListOf():
            return field(default=(), metadata=metadata)
        case Keyed():
            return field(default_factory=dict, metadata=metadata)
        case Text() | Prose() | Language() if default is None:
            return field(default="", metadata=metadata)
        case _:
            return field(default=default, metadata=metadata)


def fields_of(entry: type[Entry]) -> Mapping[str, FieldSpec]:
    """The fields a file may give for ``entry``, by the name they have there, in canonical order."""
    return _fields_of(entry)  # type: ignore[arg-type]  # classes are hashable


@cache
def _fields_of(entry: type[Entry]) -> Mapping[str, FieldSpec]:
    specs: dict[str, FieldSpec] = {}
    for each in dataclasses.fields(entry):
        if each.metadata:
            about = dict(each.metadata)
            name = about.pop("name") or each.name
            specs[name] = FieldSpec(name=name, **about)
    return MappingProxyType(specs)


def attribute_of(entry: type[Entry], field_name: str) -> str:
    """The attribute that holds the field a file calls ``field_name`` (``from`` is a keyword in Python)."""
    return _attributes_of(entry).get(field_name, field_name)  # type: ignore[arg-type]  # classes are hashable


@cache
def _attributes_of(entry: type[Entry]) -> Mapping[str, str]:
    return {each.metadata["name"]: each.name for each in dataclasses.fields(entry) if each.metadata.get("name")}


_NO_EXTENSIONS: Final[Mapping[str, Any]] = {}
"""One for all entries that have none, most of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything written as a mapping. ``extensions`` keeps its ``x-`` keys, as plain strings, lists and dicts."""

    extensions: Mapping[str, Any] = field(default_factory=lambda: _NO_EXTENSIONS)

    def __reduce__(self) -> tuple[Any, ...]:
        """The way to another process; the one of dataclasses takes twice as long."""
        own: Any = type(self)
        return _restored, (own, _slots_of(own)[0](self))


@cache
def _slots_of(cls: Any) -> tuple[Callable[[Entry], tuple[Any, ...]], tuple[Callable[[Entry, Any], None], ...]]:
    """What reads all fields of an entry at once, and what puts a value into each."""
    names = [each.name for each in dataclasses.fields(cls)]
    return attrgetter(*names), tuple(getattr(cls, name).__set__ for name in names)


def _restored(cls: Any, values: tuple[Any, ...]) -> Entry:
    entry: Entry = object.__new__(cls)
    for put, value in zip(_slots_of(cls)[1], values, strict=True):
        put(entry, value)
    return entry
