"""A debate as one JSON document: every field of the format under its own name, and each entry's address on the site.

The shape is versioned: ``version`` grows when a reader of an older one would misread the document. Claims are flat;
``reply_to`` names the parent. What a file left out is left out here as well.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.shapes import Entry, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.model import Debate, Section

VERSION: Final = 2


def as_data(debate: Debate, urls: Mapping[str, str]) -> dict[str, Any]:
    """The debate as plain dicts, lists and strings. ``urls`` gives each id's URL, the debate's own under ""."""
    data = {"version": VERSION, "id": debate.id, "url": urls[""], **_entry(debate)}
    for section, entry in debate.entries():
        data[section][entry.id][address_field(section)] = urls[entry.id]
    return data


def as_json(data: Mapping[str, Any]) -> str:
    """``data`` as the text of a file, on one line: programs read it, and readers' browsers wait for it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    data = {
        name: _value(value)
        for name, attribute in _attributes(type(entry))  # type: ignore[arg-type]  # classes are hashable
        if (value := getattr(entry, attribute)) is not None and value != "" and value != ()
    }
    return {**data, **entry.extensions} if entry.extensions else data


@functools.cache
def _attributes(entry: type[Entry]) -> tuple[tuple[str, str], ...]:
    """The fields of an entry, each with the name of its attribute."""
    return tuple((name, attribute_of(entry, name)) for name in fields_of(entry))


def _value(value: Any) -> Any:
    match value:
        case str():
            return value
        case tuple():
            return [_value(each) for each in value]
        case Entry():
            return _entry(value)
        case dict():
            return {key: _value(each) for key, each in value.items()}
        case float():
            return f"{value:g}%"
    return value


def address_field(section: Section) -> str:
    """What the address of an entry on the site is called: people and links have a ``url`` of their own."""
    return "page" if section in ("people", "links") else "url"
