"""The argument as a map, on its own page, and in part on the pages of the debate, its positions and its cruxes."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.drawing import Arrow, Box, drawn
from mkdocs_debates.pages.networks import MOST_NODES, branch, whole
from mkdocs_debates.pages.views import MapBox, MapEdge, MapLine, MapNode, MapPageView, MapView
from mkdocs_debates.permalinks import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_debates.pages.networks import Edge
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.views import MapKind

_LINE: Final = 25
"""Characters of a line; of a box's bold first line, the relation's word takes its part."""
_LINES: Final = 3
_WIDTH: Final = 208
_LINE_HEIGHT: Final = 17
_PADDING: Final = 12


def has_map(frame: Frame) -> bool:
    """Whether a debate has a map: it is wanted, and there is something to connect."""
    return frame.site.options.map and bool(frame.site.layouts[frame.debate.id].network.touching)


def overview(frame: Frame) -> MapView | None:
    """The positions and cruxes of a debate, None where nothing connects them."""
    nodes = (*frame.debate.positions, *frame.debate.cruxes)
    if not frame.site.options.map or len(nodes) > MOST_NODES:
        return None
    return _view(frame, nodes, {}, "")


def near(frame: Frame, entry: str) -> MapView | None:
    """What lies within two steps of a position or a crux, None where nothing does."""
    if not frame.site.options.map:
        return None
    nodes, hidden = frame.site.layouts[frame.debate.id].network.near(entry)
    return _view(frame, nodes, {}, entry, hidden)


def map_page_view(frame: Frame) -> MapPageView:
    """The map of a debate, on its own page."""
    part = whole(frame.graph)
    roots = sum(frame.graph.descendants[root] + 1 for root in frame.graph.roots if root not in part.nodes)
    hidden = roots + max(0, len(frame.debate.positions) + len(frame.debate.cruxes) - MOST_NODES)
    return MapPageView(_view(frame, part.nodes, part.folded, "", hidden), None)


def branch_map_view(frame: Frame, claim_id: str) -> MapPageView:
    """The map of a claim's branch, on a page of its own."""
    part = branch(frame.graph, claim_id)
    folded = dict(part.folded)
    hidden = folded.pop(claim_id, 0)
    return MapPageView(_view(frame, part.nodes, folded, claim_id, hidden), frame.here.anchor(claim_id))


def _view(frame: Frame, ids: tuple[str, ...], folded: Mapping[str, int], focus: str, hidden: int = 0) -> MapView | None:
    edges = list(frame.site.layouts[frame.debate.id].network.among(ids))
    if not edges:
        return None
    nodes = [_node(frame, each, folded.get(each, 0), each == focus) for each in ids]
    numbers = {each: number for number, each in enumerate(ids)}
    drawing = drawn(
        [Box(node.box.width, node.box.height, node.box.kind == "position") for node in nodes],
        [Arrow(numbers[edge.source], numbers[edge.target], edge.main) for edge in edges],
    )
    return MapView(
        width=drawing.width,
        height=drawing.height,
        nodes=tuple((node, *place) for node, place in zip(nodes, drawing.places, strict=True)),
        edges=tuple(
            MapEdge(numbers[edge.source], numbers[edge.target], edge.relation, edge.main, path)
            for edge, path in zip(edges, drawing.paths, strict=True)
        ),
        outline=tuple(_lines(frame, ids, edges)),
        hidden=hidden,
        claims_page=frame.here.href(Address(f"{frame.debate.id}/claims/")),
        stylesheet=frame.here.asset("map.css"),
        lang=frame.site.lang(frame.debate.id),
    )


def _node(frame: Frame, entry: str, folded: int, is_focus: bool) -> MapNode:
    boxes = frame.site.boxes  # several maps draw each
    box = boxes.get((frame.debate.id, entry))
    if box is None:
        box = boxes[frame.debate.id, entry] = _box(frame, entry)
    href = frame.here.anchor(entry).href
    inside = frame.here.href(Address(f"{frame.debate.id}/map/{entry}/")) if folded else ""
    is_ours = frame.site.is_removed(frame.debate.id, entry) if box.lang_among else False
    return MapNode(href, box, folded, inside, is_focus, box.lang_among if is_ours else "")


def _box(frame: Frame, entry: str) -> MapBox:
    """A box with who says it or what it is on its first line, as much as there is room for."""
    site, anchor, claim = frame.site, frame.here.anchor(entry), frame.debate.claims.get(entry)
    kind: MapKind = "claim" if claim else "crux" if anchor.kind == "crux" else "position"
    relation = (claim.relation or "") if claim else ""
    above = site.words(", ").join(each.text for each in frame.here.anchors(claim.by)) if claim else site.words(kind)
    said = site.words(relation) if relation else ""
    room = _room(above) - len(said)
    head = above if len(above) <= room or not claim else f"{above[: room - 1].rstrip()}…"
    lines = _wrapped(anchor.text)
    before = " ".join(filter(None, (head, said)))
    return MapBox(
        kind=kind,
        relation=relation,
        head=head,
        title=anchor.text,
        lines=lines,
        label=f"{before}: {anchor.text}" if before else anchor.text,
        width=_WIDTH,
        height=_PADDING + _LINE_HEIGHT * (len(lines) + bool(head)),
        lang_among=site.lang_among(frame.debate.id),
    )


def _wrapped(title: str) -> tuple[str, ...]:
    """A title as the lines of a box."""
    room = _room(title)
    words = title.split(" ")
    if not title.isprintable() or max(map(len, words)) > room:  # it takes eight times as long, and breaks words
        return tuple(textwrap.wrap(title, room, max_lines=_LINES, placeholder=" …")) or (title[:room],)
    lines: list[str] = []
    line = ""
    for word in filter(None, words):
        if not line:
            line = word
        elif len(line) + len(word) < room:
            line = f"{line} {word}"
        elif len(lines) < _LINES - 1:
            lines.append(line)
            line = word
        else:
            while len(line) > room - 2 and " " in line:
                line = line.rpartition(" ")[0]
            line = f"{line} …" if len(line) <= room - 2 else f"{line[: room - 1]}…"
            break
    return (*lines, line)


def _room(text: str) -> int:
    """How many characters of ``text`` fit a line: East Asian ones are two wide, capitals one and a half."""
    if not text:
        return _LINE
    is_ascii = text.removesuffix("…").isascii()
    wide = sum(map(str.isupper, text)) / 2 if is_ascii else sum(map(_extra_width, text))
    return int(_LINE * len(text) / (len(text) + wide))


def _extra_width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 * character.isupper()


def _lines(frame: Frame, ids: Iterable[str], edges: Iterable[Edge]) -> Iterator[MapLine]:
    """The drawing in words: each node with what it does to which others."""
    going: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        going[edge.source].append((edge.relation, edge.target))
    for entry in ids:
        to = tuple((relation, frame.here.anchor(target)) for relation, target in going.get(entry, ()))
        yield MapLine(frame.here.anchor(entry), to)
