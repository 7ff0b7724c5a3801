"""What the checks look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.model import SECTIONS, words_of_id
from mkdocs_debates.permalinks import former_ids_of
from mkdocs_debates.prose import EMPTY, first_own_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Debate
    from mkdocs_debates.permalinks import FormerId
    from mkdocs_debates.prose import Prose
    from mkdocs_debates.reading import Document
    from mkdocs_debates.shapes import Target
    from mkdocs_debates.walking import Steps

Place = tuple[str, "Steps"]


REMOVED_CLAIM: Final = "Removed claim"
"""What a claim is called whose words moderators took away."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A debate with its graph, its converted prose by place, and ways to look at the image files beside it.

    ``image_size`` gives width and height in pixels, or None where there is no such file or its size cannot be told.
    """

    document: Document
    graph: Graph
    prose: Mapping[Place, Prose]
    has_image: Callable[[str], bool]
    image_size: Callable[[str], tuple[int, int] | None]
    debate: Debate = field(init=False, repr=False, compare=False)  # the document's, at hand

    def __post_init__(self) -> None:
        """Have the debate at hand: everybody asks for it again and again."""
        object.__setattr__(self, "debate", self.document.debate)

    def title(self, entry: str) -> str:
        """The title of an entry, ``crux.answer`` included, or of the debate under "", in plain text.

        A claim without one is called by its first sentence that is no quotation; without any words, by its id in words.
        """
        if not entry:
            return self.debate.title
        section = self.graph.sections.get(entry)
        if section is None:
            crux, _, answer = entry.partition(".")
            return self.debate.cruxes[crux].answers[answer].label
        return self._claim_title(entry) if section == "claims" else str(getattr(self.debate, section)[entry].title)

    def _claim_title(self, claim_id: str) -> str:
        claim = self.debate.claims[claim_id]
        if claim.status == "removed":
            return REMOVED_CLAIM
        prose = self.prose.get((claim_id, ("text",)), EMPTY)
        return claim.title or first_own_sentence(claim.text, prose) or words_of_id(claim_id)


@dataclass(frozen=True)
class Surroundings:
    """All debates of the site by id. ``complete`` is False where one could not be read, so its ids are unknown."""

    subjects: Mapping[str, Subject]

    @classmethod
    def of(cls, subjects: Sequence[Subject]) -> Surroundings:
        """The surroundings that ``subjects`` make up together."""
        return cls({subject.debate.id: subject for subject in subjects})

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """By former id of a debate: what the debate is called now."""
        latest_first = reversed(tuple(self.subjects.items()))
        return {former: debate_id for debate_id, subject in latest_first for former in subject.debate.formerly}

    @cached_property
    def first_owners(self) -> Mapping[str, FormerId]:
        """By former permalink: which of those that claim it comes first."""
        owners: dict[str, FormerId] = {}
        for subject in self.subjects.values():
            for former in former_ids_of(subject.debate):
                owners.setdefault(former.key, former)
        return owners


SINGULAR: Final[Mapping[Target, str]] = {
    "people": "person",
    "links": "link",
    "positions": "position",
    "cruxes": "crux",
    "claims": "claim",
    "answers": "answer",
    "own answers": "answer",
}


MOST_HINTS: Final = 100
"""References of a debate that lead nowhere, and passages that are not in their texts, for which one looks what may have
been meant. More are no slips."""


def kind_of(debate: Debate, target: str) -> Target | None:
    """The kind of thing that ``target``, an id or ``crux.answer``, names in ``debate``; None where nothing."""
    crux, dot, answer = target.partition(".")
    if dot:
        return "answers" if crux in debate.cruxes and answer in debate.cruxes[crux].answers else None
    for kind in SECTIONS:
        if target in getattr(debate, kind):
            return kind
    return None


def names_of(debate: Debate, kinds: Sequence[Target]) -> list[str]:
    """Everything in ``debate`` that a reference to one of ``kinds`` may name."""
    names: list[str] = []
    for kind in kinds:
        if kind == "answers":
            names.extend(f"{crux.id}.{answer}" for crux in debate.cruxes.values() for answer in crux.answers)
        elif kind != "own answers":
            names.extend(getattr(debate, kind))
    return names


def what_was_meant(debate: Debate, written: str, kinds: Sequence[Target]) -> str:
    """A hint where nothing of ``kinds`` in ``debate`` is called ``written``: what may be meant, or what there is."""
    names = names_of(debate, kinds)
    near = _now_called(debate, written) or did_you_mean(written, names)
    if near:
        return near
    if not names:
        return f"there are no {kinds[0]} yet: add this one first"
    shown = ", ".join(f'"{name}"' for name in names[:6])
    return f"there are {shown}" + (" and others" if len(names) > 6 else "")


def _now_called(debate: Debate, written: str) -> str:
    """Words on what an id, ``crux.answer`` included, is called since it was renamed; "" where it was not."""
    old, dot, answer = written.partition(".")
    for _, entry in debate.entries():
        if old in getattr(entry, "formerly", ()):
            return f'it is now called "{entry.id}{dot}{answer}"'
    return ""
