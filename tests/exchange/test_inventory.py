"""The inventory as others read it: by sphobjinv, whatever stands in a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sphobjinv import Inventory  # type: ignore[import-untyped]

from mkdocs_debates.exchange.inventory import as_inventory, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(data: bytes) -> Iterator[tuple[str, str, str, str]]:
    """The entries of an inventory."""
    for entry in Inventory(zlib=data).objects:
        yield entry.name, f"{entry.domain}:{entry.role}", entry.uri, entry.dispname


def test_entries_come_in_their_order_after_the_name_of_the_project() -> None:
    parts = [lines_of([("d", "d/", "Why?"), ("d/a.b", "d/cruxes/a/#answer_b", "B")]), lines_of([("e", "e/", "E")])]
    data = as_inventory("Street & Co", parts)
    assert data.startswith(b"# Sphinx inventory version 2\n# Project: Street & Co\n")
    assert Inventory(zlib=data).project == "Street & Co"
    assert list(read(data)) == [
        ("d", "std:label", "d/", "Why?"),
        ("d/a.b", "std:label", "d/cruxes/a/#answer_b", "B"),
        ("e", "std:label", "e/", "E"),
    ]


@given(ANY_TEXT, ANY_TEXT)
def test_no_title_can_break_a_line(project: str, title: str) -> None:
    data = as_inventory(project, [lines_of([("d/a", "d/#a", title), ("d/b", "d/#b", "B")])])
    first, second = read(data)
    assert first == ("d/a", "std:label", "d/#a", " ".join(title.split()) or "-")
    assert second == ("d/b", "std:label", "d/#b", "B")


def test_a_title_that_reads_as_an_entry_is_a_title() -> None:
    data = as_inventory("P", [lines_of([("d/a", "d/#a", "x\nd/b std:label 1 https://evil.example/ B")])])
    assert [entry[0] for entry in read(data)] == ["d/a"]


def test_the_same_gives_the_same_bytes() -> None:
    parts = [lines_of([("d", "d/", "D")])]
    assert as_inventory("P", parts) == as_inventory("P", parts)
