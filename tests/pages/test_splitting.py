"""How a list falls into numbered pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.pages.further import MOST_NUMBERS, named_pages
from mkdocs_debates.pages.splitting import CONTINUED_BYTES, Section, Stretch, numbered, place_of, split

LIMIT = 10_000
ITEMS = st.lists(st.integers(100, 12_000), max_size=40)
SECTIONS = st.lists(st.builds(Section, st.integers(0, 3_000), ITEMS), max_size=8)


def test_what_fits_stands_on_one_page() -> None:
    assert split([Section(100, [400] * 10), Section(100, [])], LIMIT) == ((Stretch(0, 0, 10), Stretch(1, 0, 0)),)
    assert split([], LIMIT) == ((),)


def test_a_list_without_sections_goes_on_where_a_page_is_full() -> None:
    assert split([Section(0, [400] * 60)], LIMIT, before=2_000) == (
        (Stretch(0, 0, 20),),
        (Stretch(0, 20, 44),),
        (Stretch(0, 44, 60),),
    )


def test_the_first_page_shows_the_beginning_of_each_section_in_equal_shares() -> None:
    first, *further = split([Section(0, [500] * 100), Section(0, [500] * 4), Section(0, [500] * 100)], LIMIT)
    assert first == (Stretch(0, 0, 8), Stretch(1, 0, 4), Stretch(2, 0, 8))
    assert [each.section for page in further for each in page] == sorted(
        each.section for page in further for each in page
    )


def test_sections_that_are_read_in_order_follow_each_other() -> None:
    first, second = split([Section(0, [500] * 19), Section(0, [500] * 4)], LIMIT, in_order=True)
    assert first == (Stretch(0, 0, 19), Stretch(1, 0, 1))
    assert second == (Stretch(1, 1, 4),)


@given(SECTIONS, st.integers(0, 5_000), st.booleans())
def test_every_item_and_every_head_stands_once_and_no_page_holds_too_much(
    sections: list[Section], before: int, in_order: bool
) -> None:
    pages = split(sections, LIMIT, before, in_order)
    shown = [(each.section, index) for page in pages for each in page for index in range(each.begin, each.end)]
    assert sorted(shown) == [
        (number, index) for number, each in enumerate(sections) for index in range(len(each.items))
    ]
    heads = [each.section for page in pages for each in page if not each.begin]
    assert sorted(heads) == list(range(len(sections)))
    for number, page in enumerate(pages):
        assert page or not sections
        sizes = [
            (CONTINUED_BYTES if each.begin else sections[each.section].head)
            + sum(sections[each.section].items[each.begin : each.end])
            for each in page
        ]
        items = sum(max(each.end - each.begin, 1) for each in page)
        held = sum(sizes) + (before if not number and len(pages) > 1 else 0)
        assert held <= LIMIT or items == 1


def test_a_page_is_known_by_its_path() -> None:
    assert [numbered("d/claims/", number) for number in (0, 1, 11)] == ["d/claims/", "d/claims/2/", "d/claims/12/"]
    assert [place_of(numbered("d/", number)) for number in (0, 1, 11)] == [("d/", number) for number in (0, 1, 11)]


@pytest.mark.parametrize("count", [2, MOST_NUMBERS, 21, 130, 5_000])
def test_a_page_names_its_neighbours_both_ends_and_not_too_many(count: int) -> None:
    for number in {0, 1, count // 2, count - 1}:
        named = named_pages(number, count)
        assert {0, count - 1, number, max(0, number - 1), min(count - 1, number + 1)} <= set(named)
        assert len(named) <= MOST_NUMBERS
        assert named == sorted(set(named))
