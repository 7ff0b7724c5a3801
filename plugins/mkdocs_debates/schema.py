"""The format as a JSON Schema (draft 2020-12), for editors that complete and check while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.model import REPLIES, SECTIONS, Claim, Debate
from mkdocs_debates.shapes import (
    CREDENCE_PATTERN,
    DATE_PATTERN,
    ID_PATTERN,
    MAX_ID_LENGTH,
    Choice,
    Credence,
    Date,
    FormerId,
    Keyed,
    Language,
    ListOf,
    Prose,
    Record,
    Reference,
    Text,
    Url,
    fields_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_debates.shapes import Entry, FieldSpec, Shape

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SCALAR: Final = ["string", "number", "boolean"]
_ID: Final = {"pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID_LENGTH}

Schema = dict[str, Any]


def debate_schema() -> Schema:
    """The schema of a debate's main file: ``<debate>.yaml``, or ``debate.yaml`` in a folder."""
    return _document("A debate", _entry(Debate), Debate)


def part_schema() -> Schema:
    """The schema of a further file in a debate's folder, which holds sections only."""
    sections = _entry(Debate)
    sections["properties"] = {name: sections["properties"][name] for name in SECTIONS}
    sections["required"] = []
    sections["type"] = ["object", "null"]
    sections["description"] = "A part of a debate: sections that are joined with those of debate.yaml."
    return _document("A part of a debate", sections, Debate)


def _document(title: str, schema: Schema, entry: type[Entry]) -> Schema:
    definitions = {each.__name__.lower(): _entry(each) for each in _entries_within(entry)}
    definitions |= {"claim": _claim(reply=False), "reply": _claim(reply=True)}
    return {"$schema": DIALECT, "title": title, **schema, "$defs": dict(sorted(definitions.items()))}


def _entries_within(entry: type[Entry]) -> set[type[Entry]]:
    found: set[type[Entry]] = set()
    waiting = [entry]
    while waiting:
        for spec in fields_of(waiting.pop()).values():
            shape = spec.shape.item if isinstance(spec.shape, ListOf) else spec.shape
            if isinstance(shape, Record | Keyed) and shape.entry not in found:
                found.add(shape.entry)
                waiting.append(shape.entry)
    return found


def _entry(entry: type[Entry]) -> Schema:
    fields = fields_of(entry)
    return {
        "description": (entry.__doc__ or "").replace("``", "`").split("\n\n")[0],
        "type": "object",
        "properties": {name: _field(spec) for name, spec in fields.items()},
        "required": [name for name, spec in fields.items() if spec.required],
        "patternProperties": {"^x-": {"description": "Kept and ignored."}},
        "additionalProperties": False,
    }


def _claim(*, reply: bool) -> Schema:
    """A root may name a parent by ``reply_to``; a nested reply has its parent above it and needs a relation."""
    schema = _entry(Claim)
    schema["properties"]["replies"] = _field(REPLIES)
    schema["required"] = ["relation"] if reply else []
    schema["if"] = {"properties": {"status": {"const": "removed"}}, "required": ["status"]}
    schema["else"] = {"required": ["text"]}
    if reply:
        del schema["properties"]["reply_to"]
    else:
        schema["dependentRequired"] = {"reply_to": ["relation"], "relation": ["reply_to"]}
    return schema


def _field(spec: FieldSpec) -> Schema:
    shape = _shape(spec.shape, nested=spec is REPLIES)
    if spec.required and isinstance(spec.shape, Text | Prose):
        shape["pattern"] = "\\S"
    allowed = shape if spec.required else _or_nothing(shape)
    return {"description": f"{spec.meaning} Example: {spec.example}", **allowed}


def _or_nothing(schema: Schema) -> Schema:
    """What may be left out: nothing after a colon or a dash counts as not given."""
    return {"anyOf": [schema, {"type": "null"}]}


def _shape(shape: Shape, nested: bool = False) -> Schema:
    match shape:
        case Text() | Prose():
            return {"type": _SCALAR}
        case Date():
            return {
                "type": ["string", "integer"],
                "pattern": f"^{DATE_PATTERN}$",
                "minimum": 1000,
                "maximum": 9999,
            }
        case Credence():
            return {"type": "string", "pattern": f"^{CREDENCE_PATTERN}$"}
        case Language():
            return {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
        case Url(or_link=or_link):
            address = {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)"}
            return {"anyOf": [address, {"type": "string", **_ID}]} if or_link else address
        case Choice(words=words):
            return {"enum": list(words)}
        case Reference(targets=targets):
            return {"type": "string", "pattern": _reference_pattern("answers" in targets)}
        case FormerId():
            return {"type": "string", "pattern": f"^({ID_PATTERN}/)?{ID_PATTERN}$"}
        case Record(entry=entry, shorthand=shorthand):
            record = {"$ref": f"#/$defs/{entry.__name__.lower()}"}
            return {"anyOf": [record, {"type": "string", **_ID}]} if shorthand else record
        case ListOf(item=item):
            return {"anyOf": [{"type": "array", "items": _or_nothing(_shape(item))}, _shape(item)]}
        case Keyed(entry=entry, at_least=at_least):
            definition: Schema = {"$ref": f"#/$defs/{'reply' if nested else entry.__name__.lower()}"}
            needs_nothing = not any(spec.required for spec in fields_of(entry).values())
            return {
                "type": "object",
                "propertyNames": _ID,
                "additionalProperties": _or_nothing(definition) if needs_nothing else definition,
                "minProperties": at_least,
            }


def _reference_pattern(answers: bool) -> str:
    return f"^{ID_PATTERN}(\\.{ID_PATTERN})?$" if answers else f"^{ID_PATTERN}$"


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "debate.schema.json": debate_schema,
    "debate-part.schema.json": part_schema,
}
"""Each schema by the file name that the first lines of debates give, and under which a site publishes it."""
