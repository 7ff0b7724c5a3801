"""Boxes and the arrows between them, laid out in layers from left to right."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 8
_CORNER: Final = 7
_SWING: Final = 40
# On real debates the default effort takes four times as long, to save one crossing in twenty-six.
_OPTIONS: Final = {
    "effort": "fast",
    "spacing": {"layer_gap": 48.0, "node_gap": 14.0, "dummy_gap": 10.0, "port_gap": 8.0},
}
_HEAVY: Final = 4.0
"""The weight of an arrow between claims, so that threads run straight."""

Point = tuple[int, int]


class Box(NamedTuple):
    """A box to be placed, in pixels. ``first`` boxes stand on the left edge."""

    width: int
    height: int
    first: bool


class Arrow(NamedTuple):
    """An arrow between two boxes, by number. ``main`` ones decide where boxes stand; the others curve behind them."""

    source: int
    target: int
    main: bool


class Drawing(NamedTuple):
    """Where each box stands (left, top) and how each arrow runs, as the ``d`` of an SVG path; all in pixels."""

    width: int
    height: int
    places: tuple[Point, ...]
    paths: tuple[str, ...]


def drawn(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Drawing:
    """Boxes in layers; of each main arrow the target stands left of the source if it can.

    An arrow that leaves a first box decides nothing: all that it could lead to stands on its right.
    The same input gives the same drawing everywhere.
    """
    # Imported where it is used: a site without maps does without it.
    import graphlay

    # The library never ends where boxes that are to stand first point at each other in a circle.
    main = [arrow.main and not boxes[arrow.source].first for arrow in arrows]
    graph = {
        "nodes": [
            {
                "key": str(number),  # which of two equal drawings it is
                "size": {"width": box.width, "height": box.height},
                "rank": "first" if box.first else "free",
            }
            for number, box in enumerate(boxes)
        ],
        "edges": [
            {"source": target, "target": source, "weight": 1.0 if boxes[target].first else _HEAVY}
            for source, target, _ in compress(arrows, main)
        ],
    }
    layout = graphlay.layout(graph, options=_OPTIONS)
    low, high = layout.bounds["min"], layout.bounds["max"]
    left, top = low["x"], low["y"]
    width = round(high["x"] - left) + 2 * _MARGIN
    places = tuple(
        (
            round(node["center"]["x"] - box.width / 2 - left) + _MARGIN,
            round(node["center"]["y"] - box.height / 2 - top) + _MARGIN,
        )
        for node, box in zip(layout.nodes, boxes, strict=True)
    )
    routes = (
        [(round(each["x"] - left) + _MARGIN, round(each["y"] - top) + _MARGIN) for each in reversed(edge["points"])]
        for edge in layout.edges
    )
    return Drawing(
        width=width,
        height=round(high["y"] - top) + 2 * _MARGIN,
        places=places,
        paths=tuple(
            _path(next(routes)) if is_main else _curve(arrow, boxes, places, width)
            for arrow, is_main in zip(arrows, main, strict=True)
        ),
    )


def _curve(arrow: Arrow, boxes: Sequence[Box], places: Sequence[Point], width: int) -> str:
    """From the left edge of the source to the right edge of the target, at half their heights, inside the drawing."""
    left, top = places[arrow.source]
    start = left, top + boxes[arrow.source].height // 2
    left, top = places[arrow.target]
    end = left + boxes[arrow.target].width, top + boxes[arrow.target].height // 2
    swing = max(_SWING, abs(start[0] - end[0]) // 2)
    before, after = max(0, start[0] - swing), min(width, end[0] + swing)
    return f"M{start[0]} {start[1]}C{before} {start[1]} {after} {end[1]} {end[0]} {end[1]}"


def _path(points: Sequence[Point]) -> str:
    """A line through ``points``, across or down from each to the next, with rounded corners."""
    begin, end = points[0], points[-1]
    written = [f"M{begin[0]} {begin[1]}"]
    if len(points) > 2:
        # Of each stretch, what a corner at either of its ends takes.
        steps = [(_step(right - left), _step(low - high)) for (left, high), (right, low) in pairwise(points)]
        for (x, y), before, after in zip(points[1:], steps, steps[1:], strict=False):
            written.append(f"L{x - before[0]} {y - before[1]}Q{x} {y} {x + after[0]} {y + after[1]}")
    written.append(f"L{end[0]} {end[1]}")
    return "".join(written)


def _step(way: int) -> int:
    """The part of a way that a rounded corner takes, at most half of it."""
    half = int(way / 2)
    return _CORNER if half > _CORNER else -_CORNER if half < -_CORNER else half
