"""The fields of an entry: each read by the shape that the model declares for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.model import Citation, Claim, Debate, Named, Note, Resolution, Shift, View
from mkdocs_debates.reading.misplaced import are_by_name, move_into_entries
from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence, empty_mapping
from mkdocs_debates.reading.scalars import (
    form_of,
    lost_text,
    read_prose,
    read_text,
    scalar_reader,
    warn_of_lost_text,
)
from mkdocs_debates.reading.sources import quoted
from mkdocs_debates.reading.values import (
    choice_of,
    credence_of,
    date_of,
    flaw_of_id,
    former_id_of,
    language_of,
    reference_of,
    url_of,
    url_or_link_of,
)
from mkdocs_debates.shapes import (
    Choice,
    Credence,
    Date,
    FieldSpec,
    FormerId,
    Keyed,
    Language,
    ListOf,
    Prose,
    Record,
    Reference,
    Text,
    Url,
    attribute_of,
    fields_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs_debates.reading.findings import Findings
    from mkdocs_debates.reading.scalars import Read
    from mkdocs_debates.shapes import Entry, Shape


def read_fields(
    findings: Findings, node: Node, entry: type[Entry], at: Node, name: str, elsewhere: Collection[str] = ()
) -> dict[str, Any]:
    """The fields of an entry, by the model's attributes; those that are missing or wrong are left out.

    ``at`` is where a missing field is reported, ``name`` what the entry is called there. Fields in ``elsewhere`` are
    known but read by the caller.
    """
    fields = _mapping_of(findings, node, name)
    if fields is None:
        return {}
    plan = _plan_of(entry)
    values: dict[str, Any] = {}
    excused: list[str] = []
    for field_name, (key, value) in list(fields.pairs.items()):
        reader = plan.readers.get(field_name)
        if reader is None:
            if field_name.startswith("x-"):
                values.setdefault("extensions", {})[field_name] = plain(value)
            elif field_name not in elsewhere:
                meant = _unknown(findings, key, [*plan.specs, *elsewhere], name)
                excused.append(meant)
                if type(value) is Mapping and _takes_place(findings, fields, plan, meant, elsewhere):
                    fields.pairs[meant] = (key, value)
                    if meant in plan.readers:
                        attribute, read = plan.readers[meant]
                        values[attribute] = read(findings, value, meant)
            continue
        if type(value) is Scalar and value.plain and not value.value:
            _check_left_out(findings, value, plan.specs[field_name])
            continue
        attribute, read = reader
        read_value = read(findings, value, field_name)
        if read_value is not None:
            values[attribute] = read_value
    if len(values) < len(plan.specs) and fields.end >= 0 and not fields.spoiled:
        _check_required(findings, plan, fields, values, excused, at, name)
    return values


def _mapping_of(findings: Findings, node: Node, name: str) -> Mapping | None:
    """The node as a mapping; an empty one where nothing was written, none where something else was."""
    if type(node) is Mapping:
        return node
    if type(node) is Scalar and node.left_out:
        return empty_mapping(node)
    hint = "write its fields below it, indented by two spaces: `name: value`, a line each"
    findings.report("wrong-type", node, f"{name} takes fields, not {form_of(node)}", hint)
    return None


def plain(node: Node) -> Any:
    """A node as strings, lists and dicts."""
    if type(node) is Scalar:
        return node.value
    if type(node) is Sequence:
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.pairs.items()} if type(node) is Mapping else None


# --- Plans: how each field of an entry is read ----------------------------------------------------------------------


class _Plan(NamedTuple):
    specs: dict[str, FieldSpec]
    readers: dict[str, tuple[str, Read]]
    required: tuple[str, ...]


_PLANS: Final[dict[type[Entry], _Plan]] = {}


def _plan_of(entry: type[Entry]) -> _Plan:
    plan = _PLANS.get(entry)
    if plan is None:
        plan = _PLANS[entry] = _plan_for(entry)
    return plan


def _plan_for(entry: type[Entry]) -> _Plan:
    specs = {
        name: spec
        for name, spec in fields_of(entry).items()
        if not (isinstance(spec.shape, Keyed) and _is_section(spec.shape))
    }
    readers = {name: (attribute_of(entry, name), _reader_of(spec.shape)) for name, spec in specs.items()}
    return _Plan(specs, readers, tuple(name for name, spec in specs.items() if spec.required))


def _is_section(shape: Keyed) -> bool:
    """Whether the entries have ids of the debate, which are read with the debate and not as a field."""
    return "formerly" in fields_of(shape.entry)


def _reader_of(shape: Shape) -> Read:
    match shape:
        case Text():
            return read_text
        case Prose():
            return read_prose
        case Date():
            return scalar_reader(date_of)
        case Credence():
            return scalar_reader(credence_of)
        case Language():
            return scalar_reader(language_of)
        case Url():
            return scalar_reader(url_or_link_of if shape.or_link else url_of)
        case Choice():
            return scalar_reader(choice_of(shape.words))
        case Reference():
            return scalar_reader(reference_of)
        case FormerId():
            return scalar_reader(former_id_of)
        case Record():
            return _record_reader(shape)
        case ListOf():
            return _list_reader(shape)
        case Keyed():
            return _keyed_reader(shape)


# --- Lists, records, keyed entries ----------------------------------------------------------------------------------


def _list_reader(shape: ListOf) -> Read:
    read_item = _reader_of(shape.item)
    entry = shape.item.entry if isinstance(shape.item, Record) else None

    def read(findings: Findings, node: Node, name: str) -> tuple[Any, ...]:
        if entry and type(node) is Mapping and are_by_name(node, _plan_of(entry).specs):
            _refuse_by_name(findings, node, entry, name)
            return ()
        if type(node) is not Sequence:
            value = read_item(findings, node, name)
            return () if value is None else (value,)
        read_items = [
            (item, value)
            for item in node.items
            if not (type(item) is Scalar and item.left_out) and (value := read_item(findings, item, name)) is not None
        ]
        # Indexes into the model's tuple must find the same item among the nodes.
        node.items = [item for item, _ in read_items]
        return tuple(value for _, value in read_items)

    return read


def _refuse_by_name(findings: Findings, node: Mapping, entry: type[Entry], name: str) -> None:
    message = f"{name} takes a list, and here stand entries by name"
    findings.report("wrong-type", node, message, f"write an item for each: `- {_fields_to_write(entry)}`")


def _fields_to_write(entry: type[Entry]) -> str:
    return f"{{{', '.join(f'{each}: …' for each in _plan_of(entry).required)}}}"


_ENTRY_NAMES: Final = {
    View: "a view",
    Resolution: "a resolution",
    Citation: "a citation",
    Note: "a note",
    Shift: "a shift",
}


def _record_reader(shape: Record) -> Read:
    entry, shorthand = shape.entry, shape.shorthand
    called = _ENTRY_NAMES.get(entry, "an entry")
    short_reader = None
    if shorthand is not None:
        short_reader = _reader_of(fields_of(entry)[shorthand].shape)

    def read(findings: Findings, node: Node, name: str) -> Entry | None:
        if type(node) is Scalar and short_reader and shorthand is not None:
            value = short_reader(findings, node, name)
            return None if value is None else entry(**{shorthand: value})
        if type(node) is not Mapping:
            hint = f"write fields: `{_fields_to_write(entry)}`"
            findings.report("wrong-type", node, f"{name}: {called} is written as fields, not as {form_of(node)}", hint)
            return None
        return entry(**read_fields(findings, node, entry, node, called))

    return read


def _keyed_reader(shape: Keyed) -> Read:
    entry = shape.entry
    assert issubclass(entry, Named), "what stands by ids has one"
    called = entry.__name__.lower()

    def read(findings: Findings, node: Node, name: str) -> dict[str, Named] | None:
        entries = mapping_of_entries(findings, node, name, entry)
        if entries is None:
            return None
        if len(entries.pairs) < shape.at_least and entries.end >= 0 and not entries.spoiled:
            message = f"a crux needs at least {shape.at_least} {name}, and this one has {len(entries.pairs)}"
            findings.report("bad-value", node, message, "add the others")
        result: dict[str, Named] = {}
        for entry_id, (key, value) in entries.pairs.items():
            check_id(findings, key)
            values = read_fields(findings, value, entry, key, f'the {called} "{entry_id}"')
            result[entry_id] = entry(id=entry_id, **values)
        return result

    return read


def mapping_of_entries(findings: Findings, node: Node, name: str, entry: type[Entry]) -> Mapping | None:
    """The entries by id below ``name``; none where something else stands there, and then ids are lost.

    Fields that are not indented below their entry are moved there.
    """
    if type(node) is Mapping:
        move_into_entries(findings, node, entry, _plan_of(entry).specs)
        _leave_out_nameless(findings, node)
        return node
    if type(node) is Scalar and node.left_out:
        return empty_mapping(node)
    findings.lost_entries = True
    hint = "write each entry as `its-id:` and its fields below, indented, without hyphens before them"
    findings.report("wrong-type", node, f"{name} takes entries by their id, not {form_of(node)}", hint)
    return None


def _leave_out_nameless(findings: Findings, entries: Mapping) -> None:
    """Refuse an entry whose id is empty: in places, "" is the debate itself."""
    nameless = entries.pairs.pop("", None)
    if nameless:
        check_id(findings, nameless[0])
        entries.spoiled = findings.lost_entries = True


def check_id(findings: Findings, key: Scalar) -> None:
    """Report an id that is not made as ids are."""
    flaw = flaw_of_id(key.value)
    if flaw:
        findings.report(flaw.rule, key, f"{quoted(key.value)} {flaw.message}", flaw.hint)


# --- Unknown and missing fields -------------------------------------------------------------------------------------


def _unknown(findings: Findings, key: Scalar, known: list[str], name: str) -> str:
    """Report a field that does not exist; returns the one that was meant, if one is near."""
    if findings.full:
        return ""
    near = did_you_mean(key.value, known)
    otherwise = "delete it, or indent it as deep as what it belongs to; a field of your own starts with x-"
    hint = _hint_for_id(key) or _hint_for_own_of_debate(key, known, near) or near or otherwise
    findings.report("unknown-field", key, f"{name} has no field {quoted(key.value)}", hint)
    return next((each for each in known if hint == f'did you mean "{each}"?'), "")


def _takes_place(findings: Findings, fields: Mapping, plan: _Plan, meant: str, elsewhere: Collection[str]) -> bool:
    """Whether misspelt entries (``calims:``) are read as those that were meant, so that references to them hold."""
    by_id = meant in elsewhere or (meant in plan.specs and isinstance(plan.specs[meant].shape, Keyed))
    if by_id and meant not in fields.pairs:
        return True
    findings.lost_entries |= by_id or not meant
    return False


def _hint_for_id(key: Scalar) -> str:
    return "the id is the word that the entry stands under" if key.value == "id" else ""


def _hint_for_own_of_debate(key: Scalar, known: list[str], near: str) -> str:
    """Words on a field of the debate itself to which a misspelt one comes nearer than to any that is ``known`` here."""
    nearest = did_you_mean(key.value, [*known, *fields_of(Debate)]) if near else ""
    return f"{nearest} it belongs to the debate itself" if nearest != near else ""


def _check_left_out(findings: Findings, value: Scalar, spec: FieldSpec) -> None:
    if not spec.required and isinstance(spec.shape, Text | Prose):
        warn_of_lost_text(findings, value)


def _check_required(
    findings: Findings,
    plan: _Plan,
    fields: Mapping,
    values: dict[str, Any],
    excused: list[str],
    at: Node,
    name: str,
) -> None:
    for field_name in plan.required:
        attribute = plan.readers[field_name][0]
        if attribute in values or field_name in excused:
            continue
        if plan is _plan_of(Claim) and values.get("status") == "removed":
            continue
        pair = fields.pairs.get(field_name)
        if pair is None:
            findings.report("missing-field", at, f'{name} needs the field "{field_name}"', "add it")
        elif type(pair[1]) is Scalar and not pair[1].value.strip():
            lost = lost_text(findings, pair[1])
            message = f'"{field_name}" is needed, and nothing stands after it'
            otherwise = "write its value after the colon, or indented on the lines below"
            hint = "put the text after the # in quotes, with the #" if lost else otherwise
            findings.report("missing-field", pair[0], message, hint)
