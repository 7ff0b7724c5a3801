"""The debate as typed, frozen values, and with them the format's one definition.

Each field says its shape, its meaning and an example, so that the reader, the JSON Schema and the reference page
cannot drift apart.

A debate holds its claims flat: a claim knows its parent by ``reply_to``, whether it was written below the parent or
elsewhere. Claims written in place come first in ``Debate.claims``, those that named their parent after them, each in
the order of the files; so the replies of a claim stand in their reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from mkdocs_debates.shapes import (
    Choice,
    Credence,
    Date,
    Entry,
    FieldSpec,
    FormerId,
    Keyed,
    Language,
    ListOf,
    Prose,
    Record,
    Reference,
    Text,
    Url,
    spec,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Section = Literal["people", "links", "positions", "cruxes", "claims"]
Relation = Literal[
    "supports", "opposes", "undercuts", "qualifies", "concedes", "asks", "answers", "clarifies", "comments"
]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Entry):
    """An entry with an id, and so with a permalink."""

    id: str = ""


_FORMERLY: Final = "Ids that this once had; links to them go on working."


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Named):
    """Someone who takes part in the debate."""

    name: str = spec(Text(), "The name as shown. Left out: the id in words.", example="Pause advocate")
    role: str = spec(Text(), "What they do, in a few words.", example="directs a campaign for a pause")
    about: str = spec(Prose(), "More about them.", example="Worked on wild animal welfare before.")
    url: str | None = spec(Url(), "Their page.", example="https://example.org/pause-advocate")
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[campaigner]")

    @property
    def title(self) -> str:
        """The name, or the id in words."""
        return self.name or words_of_id(self.id)


LINK_KINDS: Final = (
    "article", "book", "comment", "dataset", "event", "organisation", "paper", "post", "video", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Named):
    """A source that claims cite, or a place that the debate points to."""

    title: str = spec(Text(), "Its title.", example="Demonstration at the Paris summit", required=True)
    url: str | None = spec(Url(), "Where it is. May be left out, for a book, say.", example="https://example.org")
    kind: str | None = spec(Choice(LINK_KINDS), "What it is.", example="event")
    authors: tuple[str, ...] = spec(ListOf(Text()), "Who wrote it.", example="[A. Writer]")
    published: str | None = spec(Date(), "When it came out.", example="2024-11")
    accessed: str | None = spec(Date(), "When it was last looked up.", example="2025-02-03")
    archive: str | None = spec(Url(), "A stored copy.", example="https://archive.example.org/1")
    note: str = spec(Prose(), "What a reader should know of it.", example="The talk starts at minute 12.")
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[paris-protest]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Named):
    """An answer to the debate's question that somebody holds."""

    title: str = spec(Text(), "The position in a few words.", example="Stay out of the labs", required=True)
    summary: str = spec(Prose(), "The position in its holders' best words.", example="No path leads to impact.")
    held_by: tuple[str, ...] = spec(ListOf(Reference(("people",))), "Who holds it now.", example="[pause-advocate]")
    steelman: str | None = spec(
        Reference(("claims",)), "The claim that makes its best case.", example="no-path-to-impact"
    )
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[avoid-labs]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Named):
    """One answer to a crux. Its id is its own within the crux and is written ``crux.answer`` elsewhere."""

    label: str = spec(Text(), "The answer in a few words.", example="Most keep them", required=True)
    supports: tuple[str, ...] = spec(
        ListOf(Reference(("positions",))), "Positions that it speaks for.", example="[work-inside]"
    )
    opposes: tuple[str, ...] = spec(
        ListOf(Reference(("positions",))), "Positions that it speaks against.", example="[stay-out]"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Entry):
    """Who holds which answer to a crux now. One a person."""

    by: str = spec(Reference(("people",)), "Who holds it.", example="pause-advocate", required=True, default="")
    answer: str = spec(
        Reference(("own answers",)), "Which answer of this crux.", example="drift", required=True, default=""
    )
    credence: float | None = spec(Credence(), "How probable they hold that answer.", example="90%")
    because: tuple[str, ...] = spec(
        ListOf(Reference(("claims",))), "The claims that moved them.", example="[one-in-ten]"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Entry):
    """How a crux was settled."""

    answer: str = spec(
        Reference(("own answers",)), "The answer that holds.", example="drift", required=True, default=""
    )
    date: str | None = spec(Date(), "When it was settled.", example="2026-01")
    because: tuple[str, ...] = spec(
        ListOf(Reference(("claims",))), "The claims that settled it.", example="[one-in-ten]"
    )
    text: str = spec(Prose(), "How it was settled.", example="Two surveys agreed.")


CRUX_KINDS: Final = ("empirical", "predictive", "normative", "definitional", "procedural")
CRUX_STATUSES: Final = ("open", "converging", "irreducible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crux(Named):
    """A question on which positions part: answer it otherwise and you would move."""

    question: str = spec(
        Text(),
        "The question.",
        example="Do safety-minded hires keep their values inside a lab?",
        required=True,
    )
    why: str = spec(Prose(), "What hangs on it.", example="If most drift, hires feed the labs.")
    kind: str | None = spec(Choice(CRUX_KINDS), "What sort of question it is.", example="empirical")
    status: str = spec(
        Choice(CRUX_STATUSES),
        "Where it stands; one with a `resolution` is resolved.",
        example="open",
        default="open",
    )
    raised_in: tuple[str, ...] = spec(
        ListOf(Reference(("claims",))), "The claims that raised it.", example="[no-path-to-impact]"
    )
    answers: Mapping[str, Answer] = spec(
        Keyed(Answer, at_least=2),
        "Two or more answers, by id.",
        example="{keep: {label: Most keep them}, drift: {label: Most drift}}",
        required=True,
    )
    views: tuple[View, ...] = spec(
        ListOf(Record(View)),
        "Who holds which answer now; one a person.",
        example="[{by: pause-advocate, answer: drift, credence: 90%}]",
    )
    settled_by: str = spec(Prose(), "What would settle it.", example="A survey of former hires.")
    resolution: Resolution | None = spec(
        Record(Resolution), "How it was settled, once it is.", example="{answer: drift, date: 2026-01}"
    )
    depends_on: tuple[str, ...] = spec(
        ListOf(Reference(("cruxes",))),
        "The cruxes on whose answers the answer here hangs.",
        example="[influence-direction]",
    )
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[drift]")

    @property
    def title(self) -> str:
        """The question."""
        return self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Entry):
    """A source that a claim cites."""

    link: str = spec(Reference(("links",)), "The source.", example="paris-demo", required=True, default="")
    quote: str = spec(Text(), "Words of the source.", example="the sixth of February")
    at: str = spec(Text(), "Where in the source.", example="section 3")


NOTE_KINDS: Final = ("context", "correction", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """An editor's annotation on a passage of a claim's text."""

    passage: str = spec(Text(), "The words it is about, as they read in the text.", example="our player", required=True)
    kind: str | None = spec(Choice(NOTE_KINDS), "What sort of note it is.", example="context")
    by: str = spec(Text(), "Who wrote the note.", example="editor-a")
    text: str = spec(Prose(), "The note.", example="Who is meant.", required=True)


CLAIM_STATUSES: Final = ("withdrawn", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Named):
    """One contribution to the debate."""

    by: tuple[str, ...] = spec(
        ListOf(Reference(("people",))),
        "Who said it; a list for several. Left out: unattributed.",
        example="pause-advocate",
    )
    date: str | None = spec(Date(), "When it was said.", example="2025-02-03")
    title: str = spec(
        Text(),
        "The claim in one line. Left out: the first sentence, at most 90 characters.",
        example="A lab job has no path to safety impact",
    )
    status: str | None = spec(
        Choice(CLAIM_STATUSES),
        "`withdrawn`: its author no longer stands by it; shown, struck, not counted. "
        "`removed`: for moderation; text and author may be left out, the permalink and the replies stay.",
        example="withdrawn",
    )
    reply_to: str | None = spec(
        Reference(("claims",)),
        "The parent of a reply that is not written below it.",
        example="no-path-to-impact",
    )
    relation: Relation | None = spec(
        Choice(RELATIONS), "What a reply does to its parent. A root has none.", example="opposes"
    )
    quotes: tuple[str, ...] = spec(
        ListOf(Text()),
        "The passages of the parent that a reply takes up, as they read there.",
        example="no meaningful path to impact",
    )
    credence: float | None = spec(Credence(), "How probable its author holds the claim.", example="60%")
    text: str = spec(Prose(), "The claim in full.", example="Nobody has named a path.", required=True)
    supports: tuple[str, ...] = spec(
        ListOf(Reference(("positions", "claims", "answers"))),
        "What it argues for: positions, claims or `crux.answer`; never the parent.",
        example="[stay-out]",
    )
    opposes: tuple[str, ...] = spec(
        ListOf(Reference(("positions", "claims", "answers"))),
        "What it argues against: positions, claims or `crux.answer`; never the parent.",
        example="[value-drift.keep]",
    )
    undercuts: tuple[str, ...] = spec(
        ListOf(Reference(("claims",))),
        "Claims whose step to what they support or oppose does not hold; never the parent.",
        example="[one-in-ten]",
    )
    cruxes: tuple[str, ...] = spec(
        ListOf(Reference(("cruxes", "answers"))),
        "The cruxes it bears on, with the answer it argues for where there is one.",
        example="[insider-influence.none, value-drift]",
    )
    source: str | None = spec(
        Url(or_link=True), "Where it was said: a URL or a link id.", example="https://example.org/comment/1"
    )
    links: tuple[Citation, ...] = spec(
        ListOf(Record(Citation, shorthand="link")),
        "What it cites: link ids, or mappings with a quote.",
        example="[paris-demo]",
    )
    notes: tuple[Note, ...] = spec(
        ListOf(Record(Note)),
        "An editor's annotations, each on a passage of the text.",
        example="[{passage: our player, kind: context, text: Who is meant.}]",
    )
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[no-path]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Entry):
    """Who changed their mind, when, and because of what. History: it changes neither holders nor views."""

    by: str = spec(Reference(("people",)), "Who.", example="access-seeker", required=True, default="")
    date: str | None = spec(Date(), "When.", example="2025-02")
    origin: str | None = spec(
        Reference(("positions", "answers")), "What they held before.", example="stay-out", name="from"
    )
    to: str = spec(
        Reference(("positions", "answers")),
        "What they hold since: a position, or an answer of the same crux.",
        example="few-insiders",
        required=True,
        default="",
    )
    because: tuple[str, ...] = spec(
        ListOf(Reference(("claims",))), "The claims that moved them.", example="[one-whistleblower]"
    )
    text: str = spec(Prose(), "How it came.", example="Secrecy grew.")


DEBATE_STATUSES: Final = ("draft", "open", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate(Named):
    """A debate: a question, the positions on it, the cruxes where they part, and the claims."""

    title: str = spec(Text(), "The question, as a title.", example="Should people take jobs at AI labs?", required=True)
    summary: str = spec(Prose(), "The question, who asks it, and what hangs on it.", example="Who should go in?")
    status: str = spec(
        Choice(DEBATE_STATUSES),
        "A draft is built while serving and in previews only.",
        example="open",
        default="open",
    )
    started: str | None = spec(Date(), "When the debate began.", example="2025-02")
    updated: str | None = spec(Date(), "When it last changed. Left out: the newest date in it.", example="2025-02-11")
    language: str = spec(Language(), "The language it is written in.", example="en")
    license: str = spec(Text(), "The licence of its text.", example="CC-BY-4.0")
    source: str | None = spec(
        Url(or_link=True), "Where it was held: a URL or a link id.", example="https://example.org/thread"
    )
    tags: tuple[str, ...] = spec(ListOf(Text()), "Words to find it by.", example="[ai-safety, careers]")
    formerly: tuple[str, ...] = spec(ListOf(FormerId()), _FORMERLY, example="[lab-jobs]")
    people: Mapping[str, Person] = spec(
        Keyed(Person), "Who takes part, by id.", example="{pause-advocate: {role: directs a campaign}}"
    )
    links: Mapping[str, Link] = spec(
        Keyed(Link), "Sources and places, by id.", example="{paris-demo: {title: Demonstration in Paris}}"
    )
    positions: Mapping[str, Position] = spec(
        Keyed(Position), "The positions, by id.", example="{stay-out: {title: Stay out of the labs}}"
    )
    cruxes: Mapping[str, Crux] = spec(
        Keyed(Crux),
        "The cruxes, by id.",
        example="{drift: {question: Do hires drift?, answers: {yes: {label: Most do}, no: {label: Few do}}}}",
    )
    claims: Mapping[str, Claim] = spec(
        Keyed(Claim),
        "The claims, by id, with their `replies` inside.",
        example="{first-claim: {text: It is so.}}",
    )
    shifts: tuple[Shift, ...] = spec(
        ListOf(Record(Shift)), "Who changed their mind.", example="[{by: access-seeker, to: few-insiders}]"
    )

    def entries(self) -> Iterator[tuple[Section, Named]]:
        """Everything with an id of its own in this debate, section by section, in the order of the files."""
        for section in SECTIONS:
            for entry in getattr(self, section).values():
                yield section, entry


REPLIES: Final = FieldSpec(
    name="replies",
    shape=Keyed(Claim),
    meaning="Replies to the claim, by id; each is a claim with a `relation`.",
    example="{promising-research: {relation: opposes, text: Work goes on.}}",
    required=False,
)
"""The field of a claim that the model does not hold: the reader turns it into ``reply_to``."""


def words_of_id(entry_id: str) -> str:
    """``pause-advocate`` as ``Pause advocate``."""
    words = entry_id.replace("-", " ")
    return words[:1].upper() + words[1:]
