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
    from collections.abc import Callable, Iterable, Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class Profile:
    """What the checks of all debates need to know of one: the kind of thing that each of its ids names, by id.

    An answer stands under ``crux.answer``. ``former`` are the ids that the debate and its entries had. Where not all of
    it is ``readable``, it may have more. It is small, so that it can be told to other processes.
    """

    id: str
    readable: bool
    kinds: Mapping[str, Target]
    former: tuple[FormerId, ...]

    @classmethod
    def of(cls, debate: Debate, *, readable: bool = True) -> Profile:
        """The profile of a debate."""
        kinds: dict[str, Target] = {}
        for section in reversed(SECTIONS):  # of an id that stands twice, which is an error, the first counts
            kinds |= dict.fromkeys(getattr(debate, section), section)
        for crux in debate.cruxes.values():
            kinds |= dict.fromkeys((f"{crux.id}.{answer}" for answer in crux.answers), "answers")
        return cls(debate.id, readable, kinds, tuple(former_ids_of(debate)))

    def names(self, kinds: Sequence[Target]) -> list[str]:
        """Everything that a reference to one of ``kinds`` may name."""
        return [name for kind in kinds for name, found in self.kinds.items() if found == kind]

    def what_was_meant(self, written: str, kinds: Sequence[Target]) -> str:
        """A hint where nothing of ``kinds`` is called ``written``: what may be meant, or what there is."""
        names = self.names(kinds)
        near = self._now_called(written) or did_you_mean(written, names)
        if near:
            return near
        if not names:
            return f"there are no {kinds[0]} yet: add this one first"
        shown = ", ".join(f'"{name}"' for name in names[:6])
        return f"there are {shown}" + (" and others" if len(names) > 6 else "")

    def _now_called(self, written: str) -> str:
        """Words on what an id, ``crux.answer`` included, is called since it was renamed; "" where it was not."""
        old, dot, answer = written.partition(".")
        key = f"{self.id}/{old}"
        now = next((former.entry for former in self.former if former.entry and former.key == key), "")
        return f'it is now called "{now}{dot}{answer}"' if now else ""


@dataclass(frozen=True)
class Surroundings:
    """All debates of the site as profiles by id, in their order."""

    profiles: Mapping[str, Profile]

    @classmethod
    def of(cls, subjects: Iterable[Subject]) -> Surroundings:
        """The surroundings that ``subjects`` make up together."""
        return cls({subject.debate.id: profile_of(subject.document) for subject in subjects})

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """By former id of a debate: what the debate is called now."""
        latest_first = reversed(tuple(self.profiles.values()))
        return {former.key: former.debate for each in latest_first for former in each.former if not former.entry}

    @cached_property
    def first_owners(self) -> Mapping[str, FormerId]:
        """By former permalink: which of those that claim it comes first."""
        owners: dict[str, FormerId] = {}
        for profile in self.profiles.values():
            for former in profile.former:
                owners.setdefault(former.key, former)
        return owners


def profile_of(document: Document) -> Profile:
    """The profile of a debate that was read, wholly or in part."""
    return Profile.of(document.debate, readable=document.readable)


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
