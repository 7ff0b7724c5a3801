"""Boxes in layers and the arrows between them."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.pages.drawing import Arrow, Box, drawn

BOX = Box(200, 50, False)


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Box], list[Arrow]]:
    boxes = draw(st.lists(st.builds(Box, st.just(200), st.integers(30, 80), st.booleans()), min_size=1, max_size=12))
    ends = st.integers(0, len(boxes) - 1)
    pairs = draw(st.sets(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), max_size=20))
    return boxes, [Arrow(source, target, draw(st.booleans())) for source, target in sorted(pairs)]


def test_the_target_of_a_main_arrow_stands_left_of_its_source() -> None:
    drawing = drawn([BOX, BOX, BOX], [Arrow(1, 0, True), Arrow(2, 1, True)])
    assert sorted(drawing.places) == list(drawing.places)
    assert len({left for left, _ in drawing.places}) == 3


def test_first_boxes_stand_at_the_left_edge() -> None:
    first = Box(200, 50, True)
    drawing = drawn([first, BOX, BOX, first], [Arrow(1, 0, True), Arrow(2, 1, True), Arrow(2, 3, True)])
    assert drawing.places[3][0] == drawing.places[0][0]


def test_first_boxes_that_point_at_each_other_are_drawn() -> None:
    first = Box(200, 50, True)
    boxes = [BOX, first, BOX, first, BOX, first, BOX, BOX, BOX, BOX, BOX, BOX]
    ends = [(0, 5), (1, 5), (4, 1), (4, 3), (5, 1), (5, 6), (6, 3), (7, 2)]
    drawing = drawn(boxes, [Arrow(source, target, True) for source, target in ends])
    assert {drawing.places[index][0] for index in (1, 3, 5)} == {min(left for left, _ in drawing.places)}


@given(drawings())
def test_no_box_covers_another_and_all_is_inside(given_drawing: tuple[list[Box], list[Arrow]]) -> None:
    boxes, arrows = given_drawing
    drawing = drawn(boxes, arrows)
    assert len(drawing.places) == len(boxes)
    assert len(drawing.paths) == len(arrows)
    rectangles = [
        (left, top, left + box.width, top + box.height) for (left, top), box in zip(drawing.places, boxes, strict=True)
    ]
    for left, top, right, bottom in rectangles:
        assert 0 <= left < right <= drawing.width
        assert 0 <= top < bottom <= drawing.height
    for one, other in combinations(rectangles, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for path in drawing.paths:
        assert re.fullmatch(r"M[-\d. ]+([LQC][-\d. ]+)+", path)
        across = [float(each) for each in re.findall(r"-?[\d.]+", path)[::2]]
        assert all(0 <= each <= drawing.width for each in across)
    assert drawn(boxes, arrows) == drawing
