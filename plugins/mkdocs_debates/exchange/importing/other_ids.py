"""Entries under other ids."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_debates.model import Named
from mkdocs_debates.prose import convert
from mkdocs_debates.shapes import Entry, Keyed, ListOf, Prose, Record, Reference, Url, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.shapes import Shape

_Entry = TypeVar("_Entry", bound=Entry)


def renamed(entry: _Entry, names: Mapping[str, str]) -> _Entry:
    """An entry with other ids, its own and those that it names, in its texts too."""
    changed: dict[str, Any] = {
        attribute_of(type(entry), name): _value_renamed(
            getattr(entry, attribute_of(type(entry), name)), spec.shape, names
        )
        for name, spec in fields_of(type(entry)).items()
    }
    if isinstance(entry, Named):
        changed["id"] = names.get(entry.id, entry.id)
    return replace(entry, **changed)


def _value_renamed(value: Any, shape: Shape, names: Mapping[str, str]) -> Any:
    match shape:
        case _ if not value:
            return value
        case Reference(targets=targets) if targets != ("own answers",):
            crux, dot, answer = value.partition(".")
            return f"{names.get(crux, crux)}{dot}{answer}"
        case Url(or_link=True):
            return names.get(value, value)
        case Prose():
            return _prose_renamed(value, names)
        case ListOf(item=item):
            return tuple(_value_renamed(each, item, names) for each in value)
        case Record():
            return renamed(value, names)
        case Keyed():
            # The ids of answers are their crux's own.
            return {key: renamed(each, {**names, key: key}) for key, each in value.items()}
    return value


def _prose_renamed(text: str, names: Mapping[str, str]) -> str:
    for reference in convert(text).references if "](" in text else ():
        new = names.get(reference.id, reference.id)
        if reference.kind != "debate" and not reference.debate and new != reference.id:
            tail = f".{reference.answer}" if reference.answer else ""
            written = rf"(?<=\]\(){re.escape(reference.written)}(?=[\s)])"
            text = re.sub(written, f"{reference.kind}:{new}{tail}", text)
    return text
