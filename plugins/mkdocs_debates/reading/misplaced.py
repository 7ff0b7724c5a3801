"""Fields and entries that stand in the other's place: slips of indentation, told once and not by what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.model import REPLIES, Claim
from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, empty_mapping
from mkdocs_debates.reading.sources import quoted
from mkdocs_debates.shapes import Keyed, Record

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf

    from mkdocs_debates.reading.findings import Findings
    from mkdocs_debates.shapes import Entry, FieldSpec

    Specs = MappingOf[str, FieldSpec]


def move_into_entries(findings: Findings, entries: Mapping, entry: type[Entry], specs: Specs) -> None:
    """Move fields that stand among entries to the entry above them, with one problem for each such entry."""
    if specs.keys().isdisjoint(entries.pairs) and REPLIES.name not in entries.pairs:
        return
    if entry is Claim:
        specs = {**specs, REPLIES.name: REPLIES}
    above: Scalar | None = None
    reported = False
    for name, (key, value) in list(entries.pairs.items()):
        if not _is_field(name, value, specs, after_others=reported):
            above, reported = key, False
            continue
        if not reported:
            _report_field(findings, key, above)
        reported = entries.spoiled = True
        del entries.pairs[name]
        _move_into(findings, entries, above, key, value)


def _is_field(name: str, value: Node, specs: Specs, *, after_others: bool) -> bool:
    """Whether this is a field and not an entry that has the name of one as its id."""
    if name not in specs:
        return False
    if type(value) is Mapping:
        takes_fields = isinstance(specs[name].shape, Keyed | Record)
        return takes_fields and bool(value.pairs) and specs.keys().isdisjoint(value.pairs)
    return after_others or not (type(value) is Scalar and value.left_out)


def _report_field(findings: Findings, key: Scalar, above: Scalar | None) -> None:
    message = f"{quoted(key.value)} looks like a field, and no id stands above it"
    hint = "write the id of the entry above, and indent its fields by two spaces more"
    if above:
        owner = quoted(above.value)
        message = f"{quoted(key.value)} looks like a field of {owner}"
        hint = f"indent it and the other fields of {owner} by two spaces more"
    findings.report("wrong-type", key, message, hint)


def _move_into(findings: Findings, entries: Mapping, above: Scalar | None, key: Scalar, value: Node) -> None:
    entry = entries.pairs[above.value][1] if above else None
    if above and type(entry) is Scalar and entry.left_out:
        entry = empty_mapping(entry)
        entries.pairs[above.value] = (above, entry)
    if type(entry) is not Mapping or key.value in entry.pairs:
        findings.lost_entries |= type(value) is Mapping
        return
    entry.spoiled = True
    entry.pairs[key.value] = (key, value)


def are_by_name(node: Mapping, specs: Specs) -> bool:
    """Whether the items of a list are written as entries by name (``ann: {answer: keep}``)."""
    return bool(node.pairs) and not any(
        name in specs or name.startswith("x-") or (type(value) is Scalar and did_you_mean(name, specs))
        for name, (_, value) in node.pairs.items()
    )
