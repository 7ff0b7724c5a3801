"""Argdown: statements, arguments and their relations; https://argdown.org/syntax/.

A statement that heads a list of pros and cons and is itself no reason for anything is a position. All else are
claims, arguments too. Premises support their argument, and the argument supports its conclusion.

No kept package reads Argdown in Python: ``pyargdown`` had its one release in 2024, and ``arguebuf`` reads the JSON that
Argdown's own program makes of a file. That program is a witness in the tests.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs_debates.exchange.importing import WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.argdown_blocks import Element, Heading, Inference, Structure, blocks_of
from mkdocs_debates.exchange.importing.argdown_front_matter import front_matter
from mkdocs_debates.exchange.importing.argdown_texts import Words, markdown_of, plain_words, words_of
from mkdocs_debates.exchange.importing.argument_map import (
    ArgumentMap,
    Bearing,
    Point,
    check_number,
    debate_of,
    lines,
    mention,
)
from mkdocs_debates.exchange.importing.formats import UNTITLED
from mkdocs_debates.exchange.importing.settling import has_other_title, has_positions
from mkdocs_debates.exchange.importing.texts import cleaned
from mkdocs_debates.reading.sources import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs_debates.exchange.importing.argdown_blocks import Block, Relation
    from mkdocs_debates.model import Debate
    from mkdocs_debates.model import Relation as RelationName

TAGS: Final = "x-tags"
"""The key under which a claim keeps the tags that it had."""
GROUP: Final = "x-group"
"""The key under which a claim keeps the heading that it stood under."""

_MEANINGS: Final[dict[str, tuple[RelationName, bool]]] = {
    "+": ("supports", False), "<+": ("supports", False), "+>": ("supports", True),
    "-": ("opposes", False), "<-": ("opposes", False), "->": ("opposes", True),
    "_": ("undercuts", False), "<_": ("undercuts", False), "_>": ("undercuts", True),
    "><": ("opposes", False),
}  # fmt: skip
"""By symbol: what it says, and whether the upper of the two does it to the lower."""

_UNDERCUTS: Final = ("_", "<_")
_MOST_UNDERCUT: Final = 20
_UNTITLED: Final = UNTITLED["argdown"]
_INCLUDED: Final = re.compile(r"@include\([^()]*\)")


def read(text: str) -> Imported:
    """The debate of an Argdown text. Raises :class:`NotReadableError` where ``text`` is none."""
    whole, removed = cleaned(text)
    taken_apart = blocks_of(whole)
    reading = _Reading()
    if removed:
        reading.remark("lost", 1, f"characters that cannot be seen, left out: {removed:,}")
    matter = front_matter(taken_apart.front_matter)
    reading.strict = matter.strict
    for block in taken_apart.blocks:
        reading.add(block)
    reading.check_is_argdown()
    if taken_apart.comments:
        count = len(taken_apart.comments)
        reading.remark("lost", lines(taken_apart.comments), f"{count} comment{'s'[: count > 1]} left out")
    reading.remarks += matter.remarks
    return debate_of(reading.argument_map(matter.frame))


@dataclass(slots=True)
class _Draft:
    """A statement or an argument as it gathers from all its places."""

    words: Words
    line: int
    group: str
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By their words: the texts as they are written."""
    tags: dict[str, None] = field(default_factory=dict)
    stands_alone: bool = False
    """Whether it begins a paragraph of its own, with a text."""
    is_headed: bool = False
    """Whether something that stands below it bears on it."""


class _Reading:
    def __init__(self) -> None:
        self.strict = False
        self.remarks: list[Remark] = []
        self._drafts: dict[str, _Draft] = {}
        self._bearings: list[Bearing] = []
        self._replies_if_only_here: set[int] = set()
        """The numbers of bearings that make a reply only of what does not stand alone."""
        self._reasons: set[str] = set()
        """What bears on something that does not bear on it in turn."""
        self._alike: Counter[str] = Counter()
        """By the start of their text: how many there are without a title."""
        self._group = ""
        self._headings: list[Heading] = []
        self._above = ""
        """The argument that premises would make: the one that stands right above."""

    def remark(
        self,
        kind: Literal["lost", "guessed", "open"],
        place: int | str,
        message: str,
        *about: str,
        settled_by: Callable[[Any], bool] | None = None,
    ) -> None:
        """Note something on a line, ``about`` the statements and arguments that have these keys."""
        place = f"line {place}" if isinstance(place, int) else place
        self.remarks.append(Remark(kind, place, message, about, settled_by))

    def check_is_argdown(self) -> None:
        """Raises :class:`NotReadableError` where nothing has a title or bears on anything."""
        if self._bearings or any(draft.words.title for draft in self._drafts.values()):
            return
        raise NotReadableError("no [statement], no <argument> and no relation such as + or - stands in it")

    # --- Blocks ---------------------------------------------------------------------------------------------------

    def add(self, block: Block) -> None:
        """Take in a block."""
        match block:
            case Heading():
                self._add_heading(block)
                self._above = ""
            case Element():
                key = self._add_tree(block)
                self._above = key if self._drafts[key].words.kind == "argument" else ""
            case Structure():
                self._add_structure(block, self._above)
                self._above = ""

    def _add_heading(self, heading: Heading) -> None:
        words = words_of([heading.text])
        text = plain_words(heading.text if words.title else " ".join(words.text))
        self._note_data(words, heading.line)
        self._group = text
        self._headings.append(replace(heading, text=text))

    def _add_tree(self, root: Element) -> str:
        key = self._add_element(root)
        self._drafts[key].stands_alone |= bool(self._drafts[key].texts)
        self._add_relations(key, root)
        return key

    def _add_element(self, element: Element) -> str:
        """Note what stands at one place, and return the key of the statement or argument."""
        words = words_of(element.lines)
        key = words.key or self._key_of_text(words)
        draft = self._drafts.get(key)
        if draft is None:
            check_number(len(self._drafts) + 1)
            draft = self._drafts[key] = _Draft(words, element.line, self._group)
        text = " ".join(" ".join(words.text).split())
        if text and text not in draft.texts:
            if draft.texts:
                self.remark("guessed", element.line, f"{key} has another text here; it follows the first", key)
            else:
                draft.line, draft.group = element.line, self._group
            draft.texts[text] = words.text
        draft.tags.update(dict.fromkeys(words.tags))
        self._note_data(words, element.line, key)
        for found in _INCLUDED.finditer(" ".join(words.text)):
            self.remark("lost", element.line, f"{shortened(found[0])} names another file, which is not read", key)
        return key

    def _key_of_text(self, words: Words) -> str:
        """A key for what has no title: the start of its text, and a number where another starts so."""
        start = shortened(" ".join(words.text)) or "…"
        while True:
            self._alike[start] += 1
            key = f"{start} ({self._alike[start]})" if self._alike[start] > 1 else start
            if key not in self._drafts:
                return key

    def _note_data(self, words: Words, line: int, *about: str) -> None:
        for each in words.data:
            self.remark("lost", line, f"data that no field holds: {shortened(each)}", *about)

    # --- Relations ------------------------------------------------------------------------------------------------

    def _add_relations(self, key: str, element: Element) -> None:
        """What stands below an element, at all depths."""
        waiting = [(key, each) for each in reversed(element.relations)]
        while waiting:
            above, relation = waiting.pop()
            below = self._add_element(relation.element)
            self._relate(above, below, relation)
            waiting += [(below, each) for each in reversed(relation.element.relations)]

    def _relate(self, above: str, below: str, relation: Relation) -> None:
        line = relation.element.line
        if relation.flush:
            message = f'"{relation.symbol}" is not indented; it is taken to stand below {above}'
            self.remark("guessed", line, message, above, below)
        meaning, downwards = _MEANINGS[relation.symbol]
        source, target = (above, below) if downwards else (below, above)
        mutual = relation.symbol == "><" or (
            self.strict and meaning == "opposes" and self._are_statements(above, below)
        )
        if mutual:
            self._bear(source, target, meaning, line, only_from_here=True)
            self._bear(target, source, meaning, line, threads=False)
        else:
            self._bear(source, target, meaning, line)
            self._reasons.add(source)
        if target == above or mutual:
            self._drafts[above].is_headed = True

    def _are_statements(self, *keys: str) -> bool:
        return all(self._drafts[key].words.kind == "statement" for key in keys)

    def _bear(
        self,
        source: str,
        target: str,
        meaning: RelationName,
        line: int,
        *,
        threads: bool = True,
        only_from_here: bool = False,
    ) -> None:
        """Note that one bears on the other; ``only_from_here``: as a reply only if it does not stand alone."""
        if only_from_here:
            self._replies_if_only_here.add(len(self._bearings))
        self._bearings.append(Bearing(source, target, meaning, f"line {line}", threads))

    # --- Premises and conclusions ---------------------------------------------------------------------------------

    def _add_structure(self, structure: Structure, argument: str) -> None:
        """Premises and conclusions of an argument, or of one without a name where ``argument`` is ""."""
        premises: list[str] = []
        inference: Inference | None = None
        last = next((each for each in reversed(structure.parts) if isinstance(each, Inference)), None)
        for part in structure.parts:
            if isinstance(part, Inference):
                if inference:  # with no conclusion between the two, they are one
                    part.lines[:0] = inference.lines
                    part.relations[:0] = inference.relations
                inference = part
                continue
            key = self._add_element(part)
            relations = part.relations
            if inference:
                by = [argument] if argument and inference is last else premises
                self._conclude(premises, by, key, inference)
                self._add_undercuts([each for each in relations if each.symbol in _UNDERCUTS], by)
                part = replace(part, relations=[each for each in relations if each.symbol not in _UNDERCUTS])
                premises, inference = [], None
            self._add_relations(key, part)
            premises.append(key)
        if last is None or inference:
            message = "premises without a conclusion: none stands below a line of hyphens"
            self.remark("guessed", structure.line, message, *premises)
            self._conclude(premises, [argument] if argument else premises, "", inference or Inference(structure.line))

    def _conclude(self, premises: list[str], by: list[str], conclusion: str, inference: Inference) -> None:
        """Note a step. What makes it is ``by``: the argument, or each premise where it has no name."""
        self._reasons.update(premises)
        for each in premises if by != premises else ():
            self._bear(each, by[0], "supports", self._drafts[each].line, only_from_here=True)
        for each in by if conclusion else ():
            self._bear(each, conclusion, "supports", inference.line)
        goal = conclusion or (by[0] if by != premises else "")
        if len(premises) > 1 and goal:
            together = f"{len(premises)} premises give {goal} together; here each supports it by itself"
            self.remark("lost", inference.line, together, goal, *premises)
        words = words_of(inference.lines)
        self._note_data(words, inference.line, *premises[:1])
        if words.text:
            self.remark(
                "lost", inference.line, f"the rule of the inference: {shortened(' '.join(words.text))}", *premises
            )
        self._add_undercuts(inference.relations, by)

    def _add_undercuts(self, relations: Iterable[Relation], steps: list[str]) -> None:
        """What stands below an inference bears on the step, so on those that make it."""
        for relation in relations:
            below = self._add_element(relation.element)
            if relation.symbol not in _UNDERCUTS:
                message = f'"{relation.symbol}" below an inference is an undercut'
                self.remark("guessed", relation.element.line, message, below)
            if len(steps) > _MOST_UNDERCUT:
                message = f"the step has {len(steps)} premises; the undercut names the first {_MOST_UNDERCUT}"
                self.remark("lost", relation.element.line, message, below)
            for step in steps[:_MOST_UNDERCUT]:
                self._bear(below, step, "undercuts", relation.element.line)
            self._reasons.add(below)
            self._add_relations(below, relation.element)

    # --- The map --------------------------------------------------------------------------------------------------

    def argument_map(self, frame: Debate) -> ArgumentMap:
        """All that was read."""
        positions = self._positions()
        if not frame.title:
            frame = replace(frame, title=self._title())
        numbers = {key: number for number, key in enumerate(self._drafts)}
        points = {key: self._point(key, draft, numbers) for key, draft in self._drafts.items()}
        for kind, key in (("tags", TAGS), ("headings", GROUP)):
            with_it = [draft.line for draft in self._drafts.values() if (draft.tags if kind == "tags" else draft.group)]
            if with_it:
                self.remark("lost", lines(with_it), f"{kind} are kept under {key}, which no page shows")
        bearings = [
            replace(each, threads=each.threads and not self._stays_alone(number, each))
            for number, each in enumerate(self._bearings)
        ]
        return ArgumentMap(frame, points, bearings, positions, self.remarks)

    def _stays_alone(self, number: int, bearing: Bearing) -> bool:
        return number in self._replies_if_only_here and self._drafts[bearing.source].stands_alone

    def _positions(self) -> list[str]:
        found = [
            key
            for key, draft in self._drafts.items()
            if draft.words.kind == "statement" and draft.is_headed and draft.stands_alone and key not in self._reasons
        ]
        for key in found:
            message = f"{key} is taken for a position: claims bear on it, and it bears on nothing"
            self.remark("guessed", self._drafts[key].line, message, key)
        if not found:
            message = "no statement is taken for a position: make one of each answer to the debate's question"
            self.remark("open", 1, message, WHOLE, settled_by=has_positions)
        return found

    def _title(self) -> str:
        if self._headings:
            return self._headings[0].text or _UNTITLED
        message = "neither a title nor a heading: give the debate a title"
        self.remark("open", 1, message, WHOLE, settled_by=has_other_title(_UNTITLED))
        return _UNTITLED

    def _point(self, key: str, draft: _Draft, numbers: dict[str, int]) -> Point:
        def link(mentioned: str) -> str:
            if mentioned in numbers:
                return mention(numbers[mentioned])
            self.remark("lost", draft.line, f"{mentioned} is mentioned and stands nowhere", key)
            return ""

        kept: dict[str, Any] = {TAGS: list(draft.tags)} if draft.tags else {}
        if draft.group:
            kept[GROUP] = draft.group
        text = "\n\n".join(markdown_of(each, link) for each in draft.texts.values())
        return Point(key, text, f"line {draft.line}", draft.words.title, kept=kept)
