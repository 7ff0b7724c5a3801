"""An argument map becomes a debate: points, what each does to others, and which of them are positions.

Programs that map arguments know points and relations, not threads. A point becomes a reply to the first that it
bears on; what else it bears on it names. So each relation of the map stands in the debate once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.checks.structure import MAX_REPLY_DEPTH
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.exchange.importing import ORIGIN, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.settling import NO_TEXT, has_text
from mkdocs_debates.exchange.importing.texts import plain, sound, title_of
from mkdocs_debates.graph import cycles
from mkdocs_debates.model import Claim, Person, Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mkdocs_debates.model import Citation, Debate, Relation

MAX_POINTS: Final = 20_000
"""Claims of a source, so that its people and links find room in a debate as well."""
_EDGES: Final = ("supports", "opposes", "undercuts")
_MENTION: Final = re.compile(r"\]\(\x00(\d+)\)")
_NUMBER: Final = re.compile(r"line (\d+)")
_SHOWN_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Point:
    """Something that the source says: how it calls it, its text in Markdown, where it stands, who said it, by name.

    ``status`` and ``links`` are a claim's. ``kept`` are fields that only an extension can hold.
    """

    origin: str
    text: str
    place: str
    title: str = ""
    by: tuple[str, ...] = ()
    status: str | None = None
    links: tuple[Citation, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a point does to another, both by key. Only one that ``threads`` can make it a reply."""

    source: str
    target: str
    relation: Relation
    place: str
    threads: bool = True


@dataclass(frozen=True, slots=True)
class ArgumentMap:
    """A map: its points by key in the order of the source, what they do to each other, and which are positions.

    ``frame`` is a debate with all that is not made of points, such as its title.
    """

    frame: Debate
    points: Mapping[str, Point]
    bearings: Collection[Bearing]
    positions: Collection[str] = ()
    remarks: Collection[Remark] = ()


def mention(number: int) -> str:
    """The destination of a link to the point with this number, from 0, in the text of another."""
    return f"\x00{number}"


def check_number(points: int) -> None:
    """Raises :class:`NotReadableError` where there are more points than a debate is made of."""
    if points > MAX_POINTS:
        raise NotReadableError(f"the file holds more than {MAX_POINTS:,} claims, which is the limit")


def debate_of(source: ArgumentMap) -> Imported:
    """The debate that the map gives, in time linear in its size."""
    check_number(len(source.points))
    return _Import(source).imported()


class _Import:
    def __init__(self, source: ArgumentMap) -> None:
        self._source = source
        self._positions = frozenset(source.positions)
        self._remarks = list(source.remarks)
        names = dict.fromkeys(name for point in source.points.values() for name in point.by)
        naming = Naming({*source.frame.people, *source.frame.links})
        self._people = {name: naming.id_for(name, "speaker") for name in names}
        self._ids = {
            key: naming.id_for(point.title or title_of(_MENTION.sub("](claim:x)", point.text)), self._section(key))
            for key, point in source.points.items()
        }
        self._references = [f"{self._section(key)}:{each}" for key, each in self._ids.items()]
        self._known = frozenset(self._references)

    def _section(self, key: str) -> str:
        return "position" if key in self._positions else "claim"

    def imported(self) -> Imported:
        """The debate and what to say of it."""
        bearings = self._possible()
        parents = self._parents(bearings)
        threads = self._threads(bearings, parents)
        points = self._source.points
        positions = [self._position(self._ids[key], points[key]) for key in points if key in self._positions]
        claims = [self._claim(key, bearings[key], parents.get(key)) for key in threads]
        people = [Person(id=each, name=name, extensions={ORIGIN: name}) for name, each in self._people.items()]
        debate = replace(
            self._source.frame,
            people={**self._source.frame.people, **{each.id: each for each in people}},
            positions={each.id: each for each in positions},
            claims={each.id: each for each in claims},
        )
        return Imported(debate, tuple(sorted(self._remarks, key=_line_of)))

    def _possible(self) -> dict[str, dict[str, Bearing]]:
        """By point: what it bears on, one relation for each target."""
        found: dict[str, dict[str, Bearing]] = {key: {} for key in self._source.points}
        for bearing in self._source.bearings:
            possible = self._with_target(bearing)
            if possible is None:
                continue
            known = found[bearing.source].setdefault(bearing.target, possible)
            if known.relation != possible.relation:
                self._lose(bearing, f"and it {known.relation} it already")
            elif possible.threads and not known.threads:
                found[bearing.source][bearing.target] = possible
        return found

    def _with_target(self, bearing: Bearing) -> Bearing | None:
        if bearing.source == bearing.target:
            self._lose(bearing, "and nothing bears on itself")
            return None
        if bearing.source in self._positions:
            self._lose(bearing, "and a position bears on nothing")
            return None
        if bearing.target not in self._positions or bearing.relation in ("supports", "opposes"):
            return bearing
        if bearing.relation == "undercuts":
            message = f"{self._name(bearing.source)} {bearing.relation} the position {self._name(bearing.target)}"
            self._remarks.append(
                Remark("guessed", bearing.place, f"{message}; it is taken to oppose it", self._ends(bearing))
            )
            return replace(bearing, relation="opposes")
        self._lose(bearing, "and nothing replies to a position")
        return None

    def _lose(self, bearing: Bearing, why: str) -> None:
        message = f"{self._name(bearing.source)} {bearing.relation} {self._name(bearing.target)}, {why}"
        self._remarks.append(Remark("lost", bearing.place, message, self._ends(bearing)))

    def _ends(self, bearing: Bearing) -> tuple[str, str]:
        return self._source.points[bearing.source].origin, self._source.points[bearing.target].origin

    def _name(self, key: str) -> str:
        return f'"{self._source.points[key].origin}"'

    def _parents(self, bearings: Mapping[str, Mapping[str, Bearing]]) -> dict[str, str]:
        """By point: which it replies to. None replies to itself through others."""
        parents: dict[str, str] = {}
        for key, ways in bearings.items():
            replies = [each for each in ways.values() if each.relation not in _EDGES]
            first = next((each for each in (*replies, *ways.values()) if each.threads), None)
            if first and first.target not in self._positions:
                parents[key] = first.target
        order = {key: number for number, key in enumerate(bearings)}
        for loop in cycles({key: (parent,) for key, parent in parents.items()}):
            del parents[min(loop, key=order.__getitem__)]
        return parents

    def _threads(self, bearings: Mapping[str, Mapping[str, Bearing]], parents: dict[str, str]) -> list[str]:
        """The claims in reading order. A reply that stands too deep is taken out of ``parents``."""
        replies: defaultdict[str, list[str]] = defaultdict(list)
        for key in bearings:
            if key in parents:
                replies[parents[key]].append(key)
        self._cut_off(replies, parents, [key for key in bearings if key not in parents])
        ordered: list[str] = []
        stack = [key for key in bearings if key not in parents and key not in self._positions][::-1]
        while stack:
            ordered.append(stack.pop())
            stack += reversed(replies.get(ordered[-1], ()))
        return ordered

    def _cut_off(self, replies: dict[str, list[str]], parents: dict[str, str], roots: list[str]) -> None:
        """Take what stands too deep out of ``replies`` and ``parents``, so that it starts a thread of its own."""
        depths = dict.fromkeys(roots, 0)
        waiting = roots
        while waiting:
            key = waiting.pop()
            below = replies.get(key, [])
            too_deep = depths[key] == MAX_REPLY_DEPTH
            depths.update(dict.fromkeys(below, 0 if too_deep else depths[key] + 1))
            waiting += below
            if too_deep and below:
                del replies[key]
                for reply in below:
                    del parents[reply]
                    point = self._source.points[reply]
                    message = f"{self._name(reply)} stands too deep for a reply, and names what it bears on instead"
                    self._remarks.append(Remark("guessed", point.place, message, (point.origin,)))

    def _position(self, position_id: str, point: Point) -> Position:
        text = self._text(point)
        title = point.title or title_of(text) or position_id
        summary = "" if text == title else text
        return Position(id=position_id, title=title, summary=summary, extensions=_extensions(point))

    def _claim(self, key: str, bearings: Mapping[str, Bearing], parent: str | None) -> Claim:
        point = self._source.points[key]
        others = [each for target, each in bearings.items() if target != parent]
        for each in others:
            if each.relation not in _EDGES:
                self._lose(each, "which only a reply to it could say, and it stands elsewhere")

        def targets(relation: Relation) -> tuple[str, ...]:
            return tuple(self._ids[each.target] for each in others if each.relation == relation)

        text = self._text(point)
        if not text:
            message = f"{self._name(key)} has no text"
            self._remarks.append(Remark("open", point.place, message, (point.origin,), has_text))
        return Claim(
            id=self._ids[key],
            by=tuple(self._people[name] for name in point.by),
            title=point.title,
            reply_to=self._ids[parent] if parent else None,
            relation=bearings[parent].relation if parent else None,
            text=text or plain(point.title) or NO_TEXT,
            status=point.status,
            links=point.links,
            supports=targets("supports"),
            opposes=targets("opposes"),
            undercuts=targets("undercuts"),
            extensions=_extensions(point),
        )

    def _text(self, point: Point) -> str:
        linked = _MENTION.sub(lambda found: f"]({self._references[int(found[1])]})", point.text.strip())
        text, wrong = sound(linked, self._known)
        if wrong:
            message = f"markup in the text is shown as it is written: {wrong}"
            self._remarks.append(Remark("lost", point.place, message, (point.origin,)))
        return text


def _extensions(point: Point) -> dict[str, Any]:
    return {ORIGIN: point.origin, **point.kept}


def _line_of(remark: Remark) -> int:
    found = _NUMBER.match(remark.place)
    return int(found[1]) if found else 0


def lines(numbers: Iterable[int]) -> str:
    """A place for a remark on several lines: ``line 3, 8, 9 …``."""
    all_lines = sorted(set(numbers))
    return f"line {', '.join(map(str, all_lines[:_SHOWN_LINES]))}{' …' if len(all_lines) > _SHOWN_LINES else ''}"
