"""What a debate may hold beside its statements, how much of it there is, and so what a format without room loses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.prose import EMPTY
from mkdocs_debates.shapes import Entry
from mkdocs_debates.shapes import Prose as ProseShape
from mkdocs_debates.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Claim, Crux, Debate

ARGUING: Final = ("supports", "opposes", "undercuts")


class Feature(NamedTuple):
    """Something that a format may have room for.

    ``about`` says what it is, ``one`` and ``many`` count it in words, and ``count`` says how much of it a debate has.
    """

    about: str
    one: str
    many: str
    count: Callable[[Subject], int]


def lost_without(subject: Subject, carries: Collection[str]) -> tuple[str, ...]:
    """In words, with numbers, what of a debate a format loses that has room for ``carries`` only."""
    lost = ((feature, feature.count(subject)) for name, feature in FEATURES.items() if name not in carries)
    return tuple(
        feature.one if number == 1 else feature.many.format(number=f"{number:,}") for feature, number in lost if number
    )


def _claims(subject: Subject, has: Callable[[Claim], object]) -> int:
    return sum(bool(has(claim)) for claim in subject.debate.claims.values())


def _cruxes(subject: Subject, has: Callable[[Crux], object]) -> int:
    return sum(bool(has(crux)) for crux in subject.debate.cruxes.values())


def _formatted(subject: Subject) -> int:
    texts = (
        (value, subject.prose.get((value.entry, value.steps), EMPTY)) for value in walk(subject.debate, ProseShape)
    )
    return sum("\n\n".join(prose.blocks) != value.value.strip() for value, prose in texts)


def _of_itself(debate: Debate) -> int:
    fields = (debate.summary, debate.started, debate.updated, debate.language, debate.license, debate.source)
    return sum(map(bool, (*fields, *debate.tags)))


def _former(subject: Subject) -> int:
    debate = subject.debate
    return len(debate.formerly) + sum(len(getattr(entry, "formerly", ())) for _, entry in debate.entries())


def _extensions(subject: Subject) -> int:
    return sum(len(entry.extensions) for entry in _entries(subject.debate))


def _entries(debate: Debate) -> Iterator[Entry]:
    """Everything that is written as a mapping."""
    waiting: list[object] = [debate]
    while waiting:
        current = waiting.pop()
        match current:
            case Entry():
                yield current
                waiting.extend(getattr(current, name) for name in type(current).__slots__ if name != "extensions")
            case dict():
                waiting.extend(current.values())
            case tuple():
                waiting.extend(current)


FEATURES: Final[Mapping[str, Feature]] = {
    "cruxes": Feature(
        "cruxes, with what bears on them",
        "1 crux",
        "{number} cruxes",
        lambda subject: len(subject.debate.cruxes),
    ),
    "whys": Feature(
        "why a crux matters, what would settle it, its kind and state",
        "what is said of 1 crux beside its question and answers",
        "what is said of {number} cruxes beside their questions and answers",
        lambda subject: _cruxes(
            subject, lambda crux: crux.why or crux.settled_by or crux.kind or crux.status != "open"
        ),
    ),
    "ties": Feature(
        "which claims raised a crux, and which crux hangs on which",
        "where 1 crux was raised, or what it hangs on",
        "where {number} cruxes were raised, or what they hang on",
        lambda subject: _cruxes(subject, lambda crux: crux.raised_in or crux.depends_on),
    ),
    "views": Feature(
        "who holds which answer, how firmly, and why",
        "1 view of a person on a crux",
        "{number} views of people on cruxes",
        lambda subject: sum(len(crux.views) for crux in subject.debate.cruxes.values()),
    ),
    "resolutions": Feature(
        "how a crux was settled",
        "how 1 crux was settled",
        "how {number} cruxes were settled",
        lambda subject: _cruxes(subject, lambda crux: crux.resolution),
    ),
    "shifts": Feature(
        "who changed their mind",
        "1 change of mind",
        "{number} changes of mind",
        lambda subject: len(subject.debate.shifts),
    ),
    "holders": Feature(
        "who holds a position, and its best case",
        "who holds 1 position, or its best case",
        "who holds {number} positions, or their best cases",
        lambda subject: sum(bool(each.held_by or each.steelman) for each in subject.debate.positions.values()),
    ),
    "remarks": Feature(
        "replies that qualify, concede, ask, answer, clarify or comment",
        "how 1 reply relates to its parent, which it neither supports, opposes nor undercuts",
        "how {number} replies relate to their parents, which they neither support, oppose nor undercut",
        lambda subject: _claims(subject, lambda claim: claim.relation not in (None, *ARGUING)),
    ),
    "authors": Feature(
        "who made a claim",
        "who made 1 claim",
        "who made {number} claims",
        lambda subject: _claims(subject, lambda claim: claim.by),
    ),
    "dates": Feature(
        "when a claim was made, and where",
        "when or where 1 claim was made",
        "when or where {number} claims were made",
        lambda subject: _claims(subject, lambda claim: claim.date or claim.source),
    ),
    "standing": Feature(
        "credences of claims, and which were withdrawn or removed",
        "the credence of 1 claim, or that it was withdrawn or removed",
        "the credences of {number} claims, or that they were withdrawn or removed",
        lambda subject: _claims(subject, lambda claim: claim.credence is not None or claim.status),
    ),
    "quotes": Feature(
        "the passages that replies take up",
        "1 passage that a reply takes up",
        "{number} passages that replies take up",
        lambda subject: sum(len(claim.quotes) for claim in subject.debate.claims.values()),
    ),
    "citations": Feature(
        "what claims cite",
        "1 citation",
        "{number} citations",
        lambda subject: sum(len(claim.links) for claim in subject.debate.claims.values()),
    ),
    "sources": Feature(
        "sources, with who wrote them and when",
        "1 source",
        "{number} sources",
        lambda subject: len(subject.debate.links),
    ),
    "people": Feature(
        "what is said of people",
        "what is said of 1 person",
        "what is said of {number} people",
        lambda subject: sum(
            bool(person.role or person.about or person.url) for person in subject.debate.people.values()
        ),
    ),
    "notes": Feature(
        "an editor's notes on passages",
        "1 note on a passage",
        "{number} notes on passages",
        lambda subject: sum(len(claim.notes) for claim in subject.debate.claims.values()),
    ),
    "itself": Feature(
        "the debate's summary, dates, language, licence, source and tags",
        "1 detail of the debate itself",
        "{number} details of the debate itself",
        lambda subject: _of_itself(subject.debate),
    ),
    "formatting": Feature(
        "formatting of texts",
        "the formatting of 1 text",
        "the formatting of {number} texts",
        _formatted,
    ),
    "former": Feature("former ids", "1 former id", "{number} former ids", _former),
    "extensions": Feature(
        "fields that start with `x-`", "1 field of your own", "{number} fields of your own", _extensions
    ),
    "removed": Feature(
        "words of removed claims, which are published nowhere",
        "the words of 1 removed claim, which are published nowhere",
        "the words of {number} removed claims, which are published nowhere",
        lambda subject: _claims(subject, lambda claim: claim.status == "removed"),
    ),
}
"""By name, in the order in which they are told. No format carries ``removed``."""

EVERYTHING: Final = frozenset(FEATURES) - {"removed"}
