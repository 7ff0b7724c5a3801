"""What changed since another version, as the pages of a preview mark it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from mkdocs_debates.pages.views import Anchor, ChangedPlace, ChangeMark, ChangesView, PreviewBanner
from mkdocs_debates.permalinks import Address
from mkdocs_debates.reports.changes.sentences import breakages_of, counts_of, sections_of, state_of
from mkdocs_debates.theme.words import IN_ENGLISH, N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.comparing.changes import DebateDifference, Difference
    from mkdocs_debates.pages.site import Here
    from mkdocs_debates.reports.changes.sentences import Sentence
    from mkdocs_debates.theme.words import Words


@dataclass(frozen=True)
class Changes:
    """A difference between two versions; ``against`` is how the other one is called, ``words`` say what it is."""

    TITLE: ClassVar[str] = N_("What changes here")
    """What the page is called that lists what changes in a debate."""

    against: str
    difference: Difference
    words: Words = IN_ENGLISH

    @staticmethod
    def path(debate_id: str) -> str:
        """Where that page stands."""
        return f"{debate_id}/changes/"

    def banner(self, here: Here) -> PreviewBanner | None:
        """What a page says of the changes in its debate; on a page of the site, of those in all debates."""
        if here.debate_id:
            own = self.difference.of(here.debate_id)
            return PreviewBanner(self.against, counts_of(own, self.words), (self._link(here, own),)) if own else None
        links = tuple(self._link(here, each) for each in self.difference.debates)
        return PreviewBanner(self.against, counts_of(self.difference, self.words), links)

    def _link(self, here: Here, difference: DebateDifference) -> Anchor:
        """Where the changes of a debate are listed; its title alone where it has no pages any more."""
        title = here.site.words(self.TITLE) if here.debate_id else difference.title or difference.debate
        is_there = difference.debate in here.site.subjects
        return Anchor(here.href(Address(self.path(difference.debate))) if is_there else "", title)

    def view(self, here: Here) -> ChangesView:
        """The page that lists what changes in a debate."""
        words = here.site.words
        difference = self.difference.of(here.debate_id)
        assert difference is not None, "a debate has the page if something changes in it"
        return ChangesView(
            against=self.against,
            counts=counts_of(difference, words),
            state=state_of(difference, words),
            breakages=breakages_of(difference, words),
            redirected=tuple((each.key, each.now) for each in difference.redirected),
            sections=tuple(
                (section.heading, tuple(ChangedPlace(_place(here, each), each) for each in section.sentences))
                for section in sections_of(difference, words)
            ),
        )

    def mark(self, debate: str, entry: str, person: str = "") -> ChangeMark | None:
        """What changed in an entry, ``crux.answer`` included, in a person's view on a crux, or in a debate itself."""
        return self._marks.get((debate, entry, person))

    @cached_property
    def _marks(self) -> Mapping[tuple[str, str, str], ChangeMark]:
        return {
            (debate.debate, sentence.entry, sentence.change.person): _mark(sentence)
            for debate in self.difference.debates
            for section in sections_of(debate, self.words)
            for sentence in section.sentences
            if "removed" not in sentence.change.kinds
        }


def _mark(sentence: Sentence) -> ChangeMark:
    # What is new stands on the page anyway.
    details = () if "added" in sentence.change.kinds else sentence.details
    return ChangeMark(" ".join(sentence.change.kinds), sentence.said, details)


def _place(here: Here, sentence: Sentence) -> str:
    if "removed" in sentence.change.kinds:
        return ""
    address = here.site.address(here.debate_id, sentence.entry)
    return here.href(address) if address else ""
