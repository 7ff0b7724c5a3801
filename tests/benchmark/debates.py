"""Debates of a chosen size, made up from a seed: the same seed gives the same debates."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tests.benchmark.prose import Text, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

POSITIONS: Final = 4
CRUXES: Final = 5
LINKS: Final = 6
PEOPLE: Final = 8
DEEPEST: Final = 7
"""Levels of replies below a root."""

_SHARE_OF_ROOTS: Final = 0.25
_RELATIONS: Final = {
    "opposes": 34, "supports": 22, "undercuts": 8, "qualifies": 8, "asks": 8, "answers": 6, "concedes": 5,
    "clarifies": 5, "comments": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who takes part."""

    id: str
    name: str
    about: Text


@dataclass(frozen=True, slots=True)
class Link:
    """A source."""

    id: str
    title: str
    url: str
    author: str
    published: str
    note: Text


@dataclass(frozen=True, slots=True)
class Position:
    """A position; ``steelman`` is a claim."""

    id: str
    title: str
    summary: Text
    held_by: tuple[str, ...]
    steelman: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a crux, with the positions that it speaks for and against."""

    id: str
    label: str
    supports: tuple[str, ...]
    opposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Who holds which answer, how firmly, because of which claim."""

    by: str
    answer: str
    credence: int
    because: str


@dataclass(frozen=True, slots=True)
class Crux:
    """A question on which positions part."""

    id: str
    question: str
    why: Text
    settled_by: Text
    answers: tuple[Answer, ...]
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; ``parent`` and ``relation`` are "" for a root. Its replies follow it in the debate's claims."""

    id: str
    parent: str
    relation: str
    depth: int
    by: str
    date: str
    title: str
    text: Text
    quote: str = ""
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    cruxes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title, else the first words of the text."""
        return self.title or self.text.plain[0].rstrip(".?")[:90]


@dataclass(frozen=True)
class Debate:
    """A debate; ``claims`` stand in reading order, each before its replies."""

    id: str
    title: str
    summary: Text
    people: tuple[Person, ...]
    links: tuple[Link, ...]
    positions: tuple[Position, ...]
    cruxes: tuple[Crux, ...]
    claims: tuple[Claim, ...]


def debates(count: int, claims: int, seed: int) -> Iterator[Debate]:
    """``count`` debates of ``claims`` claims each, one after the other."""
    for number in range(1, count + 1):
        yield _Making(random.Random(f"{seed}/{number}"), f"debate-{number}", claims).debate()


def edited(debate: Debate, edition: int) -> Debate:
    """The debate with a sentence added to one claim, another in each ``edition``."""
    middle = len(debate.claims) // 2
    claim = debate.claims[middle]
    text = replace(claim.text, markdown=f"{claim.text.markdown}\n\nThis was looked at again {edition} times.")
    return replace(debate, claims=(*debate.claims[:middle], replace(claim, text=text), *debate.claims[middle + 1 :]))


@dataclass
class _Making:
    """One debate in the making: ids first, since prose refers to all of them."""

    random: random.Random
    debate_id: str
    claim_count: int
    taken: set[str] = field(default_factory=set)

    def debate(self) -> Debate:
        self.write = Writer(self.random)
        titles = [self.write.title() for _ in range(self.claim_count)]
        self.people = [self._id(self.write.name()) for _ in range(PEOPLE)]
        self.links = [self._id(self.write.title()) for _ in range(LINKS)]
        self.positions = {self._id(title): title for title in (self.write.title() for _ in range(POSITIONS))}
        questions = [f"Is it so that {self.write.title().lower()}?" for _ in range(CRUXES)]
        self.cruxes = {self._id(question): question for question in questions}
        self.claims = [self._id(title) for title in titles]
        self.references = [
            *(f"position:{each}" for each in self.positions),
            *(f"crux:{each}" for each in self.cruxes),
            *(f"claim:{each}" for each in self.claims),
        ]
        claims = self._claims(titles)
        roots = [claim.id for claim in claims if not claim.parent]
        return Debate(
            id=self.debate_id,
            title=f"Should we say that {self.write.title().lower()}?",
            summary=self._text(),
            people=tuple(self._person(each) for each in self.people),
            links=tuple(self._link(each) for each in self.links),
            positions=tuple(
                Position(each, title, self._text(), self._some(self.people, 2), roots[number % len(roots)])
                for number, (each, title) in enumerate(self.positions.items())
            ),
            cruxes=tuple(self._crux(each, question) for each, question in self.cruxes.items()),
            claims=claims,
        )

    def _claims(self, titles: Sequence[str]) -> tuple[Claim, ...]:
        """The claims, put into reading order once it is known who replies to whom."""
        made: list[Claim] = []
        roots = 0
        for number, claim_id in enumerate(self.claims):
            parents = [claim for claim in made if claim.depth < DEEPEST]
            is_root = not parents or self.random.random() < _SHARE_OF_ROOTS
            # Mostly one answers what was said last, so that some chains grow long and others stay short.
            parent = None if is_root else parents[-1 - int(self.random.expovariate(0.35)) % len(parents)]
            made.append(self._claim(claim_id, titles[number], number, parent, roots))
            roots += is_root
        below: dict[str, list[Claim]] = {}
        for claim in made:
            below.setdefault(claim.parent, []).append(claim)
        return tuple(_in_reading_order(below))

    def _claim(self, claim_id: str, title: str, number: int, parent: Claim | None, roots: int) -> Claim:
        text = self._text()
        relation = self.random.choices(tuple(_RELATIONS), tuple(_RELATIONS.values()))[0]
        passages = parent.text.plain if parent else ()
        said = date(2024, 1, 1) + timedelta(days=number * 5 + self.random.randrange(5))
        supports, opposes, cruxes = self._bearings(roots if parent is None else None)
        return Claim(
            id=claim_id,
            parent=parent.id if parent else "",
            relation=relation if parent else "",
            depth=parent.depth + 1 if parent else 0,
            by=self.random.choice(self.people),
            date=said.isoformat(),
            title=title if self.random.random() < 0.6 or not text.plain else "",
            text=text,
            quote=self._passage(passages) if passages and self.random.random() < 0.3 else "",
            supports=supports,
            opposes=opposes,
            cruxes=cruxes,
            links=(self.links[number % LINKS],) if number < LINKS or self.random.random() < 0.2 else (),
        )

    def _bearings(self, root: int | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """What a claim supports, what it opposes, and the cruxes that it bears on; ``root`` is a root's number."""
        positions, cruxes = tuple(self.positions), tuple(self.cruxes)
        answer = f"{self.random.choice(cruxes)}.{self.random.choice(('yes', 'no'))}"
        chance = self.random.random()
        if root is None:
            if chance < 0.12:
                return (self.random.choice(positions),), (), ()
            return (), (), (answer,) if chance < 0.24 else ()
        if root < POSITIONS:
            return (positions[root],), (), (answer,) if chance < 0.5 else ()
        if chance < 0.35:
            return (self.random.choice(positions),), (), (answer,) if chance < 0.1 else ()
        if chance < 0.55:
            return (), (self.random.choice(positions),), ()
        return (), (), (answer,) if chance < 0.93 else ()

    def _crux(self, crux_id: str, question: str) -> Crux:
        positions = tuple(self.positions)
        yes, no = self.random.sample(positions, 2)
        holders = self.random.sample(self.people, 3)
        return Crux(
            id=crux_id,
            question=question,
            why=self._text(),
            settled_by=self._text(),
            answers=(Answer("yes", self.write.title(), (yes,), (no,)), Answer("no", self.write.title(), (no,), ())),
            views=tuple(
                View(by, self.random.choice(("yes", "no")), self.random.randrange(50, 100, 5), self._one(self.claims))
                for by in holders
            ),
        )

    def _person(self, person_id: str) -> Person:
        return Person(person_id, _words(person_id), self.write.text(most=1))

    def _link(self, link_id: str) -> Link:
        published = f"{self.random.randrange(1990, 2024)}-{self.random.randrange(1, 13):02}"
        url = f"https://example.org/{self.debate_id}/{link_id}"
        return Link(link_id, _words(link_id), url, self.write.name(), published, self.write.text(most=1))

    def _text(self) -> Text:
        return self.write.text(self.references)

    def _passage(self, sentences: Sequence[str]) -> str:
        words = self.random.choice(sentences).rstrip(".?").split()
        begin = self.random.randrange(max(1, len(words) - 6))
        return " ".join(words[begin : begin + self.random.randint(4, 10)])

    def _one(self, names: Sequence[str]) -> str:
        return self.random.choice(names)

    def _some(self, names: Sequence[str], count: int) -> tuple[str, ...]:
        return tuple(self.random.sample(list(names), count))

    def _id(self, title: str) -> str:
        """Up to five words of the title as an id that nothing in the debate has yet."""
        stem = "-".join(word for word in title.lower().strip("?.").split()[-5:])
        found, number = stem, 1
        while found in self.taken:
            number += 1
            found = f"{stem}-{number}"
        self.taken.add(found)
        return found


def _in_reading_order(below: dict[str, list[Claim]]) -> Iterator[Claim]:
    waiting = list(reversed(below[""]))
    while waiting:
        claim = waiting.pop()
        yield claim
        waiting.extend(reversed(below.get(claim.id, ())))


def _words(entry_id: str) -> str:
    return entry_id.replace("-", " ").capitalize()
