"""Kialo's text export: a title, then a claim a line, each numbered by its place in the tree.

The debate's question is the discussion's title. Each thesis is a position, also where there is one alone: what stands
right below it speaks for or against it, which is what claims do to positions.

``arguebuf`` reads the export too, but takes links out of texts, stops at what it does not expect, and knows one thesis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs_debates.exchange.importing import WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.argument_map import ArgumentMap, Bearing, Point, check_number, debate_of
from mkdocs_debates.exchange.importing.formats import UNTITLED
from mkdocs_debates.exchange.importing.settling import bears_on_something, has_other_title, has_relation
from mkdocs_debates.exchange.importing.texts import cleaned, sound
from mkdocs_debates.model import Debate
from mkdocs_debates.reading.sources import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_debates.model import Relation

_TITLE: Final = re.compile(r"\s*Discussion (?:Title|Name):[ \t]*(.*)")
_ENTRY: Final = re.compile(r"[ \t]*(?P<number>\d{1,9}(?:\.\d{1,9})*)\.[ \t]+(?:(?P<word>Pro|Con|Thesis):)?(?P<text>.*)")
_SEE: Final = re.compile(r"->[ \t]*See[ \t]+(\d{1,9}(?:\.\d{1,9})*)\.?")
_RELATIONS: Final[Mapping[str, Relation]] = {"Pro": "supports", "Con": "opposes"}

_UNTITLED: Final = UNTITLED["kialo"]


def read(text: str) -> Imported:
    """The debate of a text export. Raises :class:`NotReadableError` where ``text`` is none."""
    whole, removed = cleaned(text)
    first, _, rest = whole.lstrip().partition("\n")
    title = _TITLE.fullmatch(first)
    if not title:
        raise NotReadableError(
            f'Kialo\'s text export begins with "Discussion Title: …", and this begins with {quoted(first)}; '
            "in Kialo, choose Export, then the text file"
        )
    outline = _Outline(start=whole.count("\n", 0, whole.index(first)) + 2 if first else 2)
    outline.read(rest)
    if removed:
        outline.remark("lost", 1, f"characters that cannot be seen, left out: {removed:,}")
    return debate_of(outline.argument_map(title[1].strip()))


@dataclass(slots=True)
class _Entry:
    """A line of the outline with the lines that go on with it. ``number`` is its place, ``1.2.1``."""

    key: str
    number: str
    word: str
    line: int
    parent: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def place(self) -> str:
        return f"line {self.line}"


@dataclass(slots=True)
class _Outline:
    start: int
    entries: dict[str, _Entry] = field(default_factory=dict)
    _before: list[str] = field(default_factory=list)
    _latest: dict[str, str] = field(default_factory=dict)
    """By number: the key of the entry that has it."""
    _below: dict[str, int] = field(default_factory=dict)
    """By number, "" for all: how many entries stand right below."""
    _remarks: list[Remark] = field(default_factory=list)

    def remark(
        self,
        kind: Literal["lost", "guessed", "open"],
        line: int,
        message: str,
        *about: str,
        settled_by: Callable[[Any], bool] | None = None,
    ) -> None:
        self._remarks.append(Remark(kind, f"line {line}", message, about, settled_by))

    def read(self, text: str) -> None:
        current = self._before
        for line, words in enumerate(text.split("\n"), self.start):
            found = _ENTRY.fullmatch(words)
            if found and self._starts_entry(found):
                current = self._add(found, line).lines
            else:
                current.append(words.rstrip())
        if not self.entries:
            raise NotReadableError('a title is there, but no claim: each begins with its number, as in "1.1. Pro: …"')

    def _starts_entry(self, found: re.Match[str]) -> bool:
        """Whether a line that begins with a number is an entry, and not a line of a text that happens to."""
        above, _, last = found["number"].rpartition(".")
        if found["word"] and above:
            return True
        return int(last) == self._below.get(above, 0) + 1 and (not above or above in self._latest)

    def _add(self, found: re.Match[str], line: int) -> _Entry:
        number = found["number"]
        above = number.rpartition(".")[0]
        key = number
        if number in self._latest:
            key = f"{number} ({line})"
            self.remark("guessed", line, f"a second claim is numbered {number}; both are kept", key)
        self._latest[number] = key
        self._below[above] = self._below.get(above, 0) + 1
        entry = _Entry(key, number, found["word"] or "", line, self._parent(key, above, line), [found["text"].strip()])
        self.entries[key] = entry
        check_number(len(self.entries))
        return entry

    def _parent(self, key: str, above: str, line: int) -> str:
        """The key of the entry that a new one, ``key``, stands below; "" for none."""
        wanted = above
        while above and above not in self._latest:
            above = above.rpartition(".")[0]
        if above != wanted:
            where = f"below {above}" if above else "by itself"
            self.remark("guessed", line, f"there is no claim {wanted}; what stands below it stands {where}", key)
        return self._latest.get(above, "")

    # --- The map --------------------------------------------------------------------------------------------------

    def argument_map(self, title: str) -> ArgumentMap:
        """What the entries say, and the title."""
        questions = dict.fromkeys(each.parent for each in self.entries.values() if each.word == "Thesis")
        theses = {
            each.key
            for each in self.entries.values()
            if (each.word == "Thesis" or not each.parent) and each.key not in questions
        }
        places = dict(self._resolved())
        points = {
            key: Point(each.key, each.text, each.place)
            for key, each in self.entries.items()
            if key not in places and key not in questions
        }
        summary = self._summary([self.entries[key] for key in questions if key], title)
        if not title:
            self.remark(
                "open",
                1,
                "the discussion has no title: give the debate one",
                WHOLE,
                settled_by=has_other_title(_UNTITLED),
            )
        frame = Debate(title=title or _UNTITLED, summary=summary)
        bearings = [*self._bearings(points, places, questions, theses)]
        return ArgumentMap(frame, points, bearings, theses & points.keys(), self._remarks)

    def _resolved(self) -> Iterator[tuple[str, str]]:
        """The entries that only refer to another, and to which, "" where it leads nowhere."""
        refers = {
            key: self._latest.get(found[1], "")
            for key, entry in self.entries.items()
            if (found := _SEE.fullmatch(entry.text))
        }
        resolved: dict[str, str] = {}
        for key, entry in self.entries.items():
            path = []
            target = key
            while target in refers and target not in resolved:
                resolved[target] = ""  # so that a circle leads nowhere
                path.append(target)
                target = refers[target]
            end = resolved.get(target, target)
            resolved.update(dict.fromkeys(path, end))
            if key in refers:
                if not resolved[key]:
                    self.remark("lost", entry.line, f'"{entry.text}" leads nowhere')
                yield key, resolved[key]

    def _bearings(
        self, points: Mapping[str, Point], places: Mapping[str, str], questions: Mapping[str, None], theses: set[str]
    ) -> Iterator[Bearing]:
        """What each claim does to what it stands below: first all in their own places, then in those by reference."""
        for entry in sorted(self.entries.values(), key=lambda each: each.key in places):
            source = places.get(entry.key, entry.key)
            parent = places.get(entry.parent, entry.parent)
            if entry.key in theses or entry.key in questions or source not in points:
                if entry.key in theses and entry.word in _RELATIONS:
                    self.remark(
                        "guessed",
                        entry.line,
                        f'"{entry.word}" has nothing above it; it is taken for a thesis',
                        entry.key,
                    )
                continue
            if parent not in points:
                message = f"{entry.key} stands below no claim: name what it bears on"
                self.remark("open", entry.line, message, source, settled_by=bears_on_something)
                continue
            if entry.word not in _RELATIONS:
                message = f"{entry.key} is neither for nor against {parent}: choose its relation"
                self.remark("open", entry.line, message, source, settled_by=has_relation)
            yield Bearing(source, parent, _RELATIONS.get(entry.word, "comments"), entry.place)

    def _summary(self, questions: list[_Entry], title: str) -> str:
        """What stands before the first claim, and the question that stands above the theses, unless it is the title."""
        texts = ["\n".join(self._before).strip()]
        texts += [each.text for each in questions if each.text.split() != title.split()]
        summary, wrong = sound("\n\n".join(filter(None, texts)))
        if wrong:
            self.remark("lost", self.start, f"markup in the text is shown as it is written: {wrong}", WHOLE)
        return summary
