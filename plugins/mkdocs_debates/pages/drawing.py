"""Boxes and the arrows between them, laid out in layers from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 8
_CORNER: Final = 7
_OPTIONS: Final = {"spacing": {"layer_gap": 56.0, "node_gap": 16.0, "dummy_gap": 10.0, "port_gap": 9.0}}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where each box stands (left, top) and how each arrow runs, as the ``d`` of an SVG path; all in pixels."""

    width: int
    height: int
    places: tuple[tuple[int, int], ...]
    paths: tuple[str, ...]


def drawn(sizes: Sequence[tuple[int, int]], edges: Sequence[tuple[int, int]]) -> Drawing:
    """Boxes of ``sizes`` (width, height) in layers; of each of the ``edges`` the first box stands left if it can.

    An arrow runs from the second box of its edge to the first. The same input gives the same drawing everywhere.
    """
    # Imported where it is used: a site without maps does without it.
    import graphlay

    graph = graphlay.Graph()
    for width, height in sizes:
        graph.node(width=width, height=height)
    for left, right in edges:
        graph.edge(left, right)
    layout = graphlay.layout(graph, options=_OPTIONS)
    low, high = layout.bounds["min"], layout.bounds["max"]

    def moved(point: dict[str, float]) -> Point:
        return round(point["x"] - low["x"] + _MARGIN, 1), round(point["y"] - low["y"] + _MARGIN, 1)

    return Drawing(
        width=round(high["x"] - low["x"]) + 2 * _MARGIN,
        height=round(high["y"] - low["y"]) + 2 * _MARGIN,
        places=tuple(_corner(moved(node["center"]), size) for node, size in zip(layout.nodes, sizes, strict=True)),
        paths=tuple(_path([moved(point) for point in reversed(_points(edge))]) for edge in layout.edges),
    )


def _points(edge: dict[str, Any]) -> list[dict[str, float]]:
    points: list[dict[str, float]] = edge["points"]
    return points


def _corner(center: Point, size: tuple[int, int]) -> tuple[int, int]:
    return round(center[0] - size[0] / 2), round(center[1] - size[1] / 2)


def _path(points: Sequence[Point]) -> str:
    """A line through ``points`` with rounded corners."""
    written = [f"M{_number(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        written.append(f"L{_number(_toward(corner, before))}Q{_number(corner)} {_number(_toward(corner, after))}")
    written.append(f"L{_number(points[-1])}")
    return "".join(written)


def _toward(corner: Point, other: Point) -> Point:
    """The point a corner's radius away from ``corner``, at most half the way to ``other``."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max((across**2 + down**2) ** 0.5, 0.1)
    share = min(_CORNER, length / 2) / length
    return corner[0] + across * share, corner[1] + down * share


def _number(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}".replace(".0", "")
