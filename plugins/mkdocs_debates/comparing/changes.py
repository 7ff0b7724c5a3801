"""What changed between two versions of the debates, as data.

One entry that changed in several ways, moved and reworded say, is one :class:`Change` with several kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from mkdocs_debates.shapes import Entry

Part = Literal["debate", "people", "links", "positions", "cruxes", "answers", "views", "claims", "shifts"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

Kind = Literal[
    "added",
    "removed",
    "renamed",  # its id changed, or it came from another debate
    "moved",  # a reply stands below another parent, became a root, or a root became a reply
    "relation",  # what a reply does to its parent
    "reworded",  # title, label, question, name or any prose
    "conceded",  # a claim has been granted by a reply that was not there before, or that did something else
    "status",  # a status changed, a claim was withdrawn or removed for moderation, a crux was resolved
    "answer",  # a view holds another answer
    "credence",  # how firmly
    "bearing",  # what it supports, opposes, undercuts, which cruxes it bears on, who holds it, what its case rests on
    "edited",  # anything else: dates, sources, notes, tags
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Written = str | tuple[str, ...]
"""A field's value as words: a text, or a list of ids and the like; "" or () where it was left out."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an entry, by the name files give it, before and after. ``is_text`` is true of prose and plain text.

    References to what was renamed in between count as unchanged. The parent of a claim is its field ``reply_to``,
    also where it stands nested.
    """

    field: str
    kind: Kind
    before: Written
    after: Written
    is_text: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that was added, removed or changed.

    ``entry`` is its id now, or then where it is gone; ``crux.answer`` for an answer; the crux of a view; "" for the
    debate itself and for a shift. ``person`` is whose view or shift it is, else "". ``title`` is what it is called, in
    plain text. ``debate`` is the debate it stands in now, or stood in. ``former`` is its key ``debate/id`` then,
    where that was another, else "". ``granted_by`` are the claims that newly concede a claim. ``before`` and
    ``after`` are the entry as it was and is; None where it was not or is not there.
    """

    debate: str
    part: Part
    entry: str
    title: str
    kinds: tuple[Kind, ...]
    fields: tuple[FieldChange, ...] = ()
    person: str = ""
    former: str = ""
    granted_by: tuple[str, ...] = ()
    before: Entry | None = None
    after: Entry | None = None

    def field(self, name: str) -> FieldChange | None:
        """The change of the field ``name``, None where it did not change."""
        return next((each for each in self.fields if each.field == name), None)


@dataclass(frozen=True, slots=True)
class LostPermalink:
    """An id that led somewhere and leads nowhere now.

    ``entry`` is "" for a whole debate. ``title`` is what it was called; ``successor`` the id in the debate that it
    has now where a former id was lost, or that seems to have taken its place, by its words, else "".
    """

    debate: str
    entry: str
    title: str
    successor: str = ""

    @property
    def key(self) -> str:
        """``debate/id``, or the debate's id."""
        return f"{self.debate}/{self.entry}" if self.entry else self.debate


@dataclass(frozen=True, slots=True)
class RedirectedPermalink:
    """A permalink, ``debate/id`` or a debate's id, that leads to another one's place now."""

    key: str
    now: str


@dataclass(frozen=True, slots=True)
class OrphanedReply:
    """A reply that is still there while its parent is gone. Both are ids; ``parent_title`` is what that was called."""

    debate: str
    claim: str
    parent: str
    parent_title: str


@dataclass(frozen=True, slots=True)
class DebateDifference:
    """What changed in one debate: its id and title now, or then where it is gone.

    ``state`` is "added", "removed", or "unreadable" where one of the versions could not be read whole, so that
    nothing can be told; else "changed". ``former`` is the id it had, where that was another. ``changes`` stand in
    the order of :data:`PARTS`, in each in the order of the debate, what is gone last.
    """

    debate: str
    title: str
    state: Literal["added", "removed", "changed", "unreadable"]
    changes: tuple[Change, ...] = ()
    former: str = ""
    lost: tuple[LostPermalink, ...] = ()
    redirected: tuple[RedirectedPermalink, ...] = ()
    orphaned: tuple[OrphanedReply, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in all debates, by their ids; those in which nothing changed do not come."""

    debates: tuple[DebateDifference, ...] = ()

    @property
    def total(self) -> int:
        """How many entries changed."""
        return sum(len(each.changes) for each in self.debates)

    def of(self, debate_id: str) -> DebateDifference | None:
        """The difference in the debate that is now called ``debate_id``, None where nothing changed."""
        return next((each for each in self.debates if each.debate == debate_id), None)
