"""Addresses in slots become those of the page that shows them."""

from __future__ import annotations

import pytest

from mkdocs_debates.pages.slots import edit_slot, way_slot, with_edit_links, with_ways


def href(page: str, anchor: str = "") -> str:
    return f'<a href="{way_slot(page)}{anchor}">'


@pytest.mark.parametrize(
    ("own", "slot", "filled"),
    [
        ("d/", href("d/people/", "#alex"), '<a href="to d/people/#alex">'),
        ("d/", href("d/people/"), '<a href="to d/people/">'),
        ("d/people/", href("d/people/", "#alex"), '<a href="#alex">'),
        ("d/people/", href("d/people/"), '<a href="to d/people/">'),
        ("d/", href(""), '<a href="to ">'),
        (
            "d/",
            href("d/a/") + href("e/") + href("d/a/", "#b"),
            '<a href="to d/a/"><a href="to e/"><a href="to d/a/#b">',
        ),
        ("d/", "no address", "no address"),
    ],
)
def test_a_slot_gets_the_way_from_the_page(own: str, slot: str, filled: str) -> None:
    assert with_ways(slot, own, lambda page: f"to {page}") == filled


def test_slots_of_one_kind_are_left_by_the_other() -> None:
    text = f"{edit_slot('a')} {way_slot('d/')}"
    assert with_edit_links(with_ways(text, "e/", "to {}".format), "at {}".format) == "at a to d/"
    assert with_ways(with_edit_links(text, "at {}".format), "e/", "to {}".format) == "at a to d/"
