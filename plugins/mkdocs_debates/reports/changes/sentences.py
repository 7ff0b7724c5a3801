"""What changed, in sentences: which words there are is decided here, the renderers only show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mkdocs_debates.comparing.changes import DebateDifference
from mkdocs_debates.comparing.fields import fields_written
from mkdocs_debates.comparing.wording import word_changes
from mkdocs_debates.permalinks import answer_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.comparing.changes import Change, Difference, FieldChange, Kind, Part
    from mkdocs_debates.shapes import Entry

Sign = Literal["+", "-", "~"]

_CONTEXT: Final = 60
_EXCERPT: Final = 400

NOUNS: Final[Mapping[Part, tuple[str, str]]] = {
    "debate": ("the debate itself", "The debate itself"),
    "people": ("person", "People"),
    "links": ("source", "Sources"),
    "positions": ("position", "Positions"),
    "cruxes": ("crux", "Cruxes"),
    "answers": ("answer", "Answers"),
    "views": ("view", "Views"),
    "claims": ("claim", "Claims"),
    "shifts": ("change of mind", "Changes of mind"),
}
"""What a part is called, one and as a heading."""

READING_ORDER: Final[tuple[Part, ...]] = (
    "debate",
    "positions",
    "cruxes",
    "answers",
    "views",
    "claims",
    "shifts",
    "people",
    "links",
)

_WORDS: Final[Mapping[Kind, str]] = {
    "added": "new",
    "removed": "removed",
    "renamed": "renamed",
    "moved": "moved",
    "relation": "other relation",
    "reworded": "reworded",
    "conceded": "conceded",
    "status": "other status",
    "answer": "other answer",
    "credence": "other credence",
    "bearing": "other bearing",
    "edited": "edited",
}
_LABELS: Final = {"reply_to": "replies to", "by": "by", "held_by": "held by", "raised_in": "raised in"}
# What a new entry is made of and a reviewer wants to see.
_SHOWN_OF_NEW: Final = (
    "by", "reply_to", "relation", "answer", "credence", "from", "to", "label", "name", "role", "url",
    "supports", "opposes", "undercuts", "cruxes", "question", "why", "summary", "text", "because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words: ours (``plain``), or of a debate: an id, text that stayed, went or came, or is cut (``cut``)."""

    kind: Literal["plain", "id", "same", "deleted", "inserted", "cut"]
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A line below a sentence: what it is about in our words, and the words."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change. ``said`` is what happened, in our words; ``title`` and ``entry`` are the debate's, "" for none."""

    sign: Sign
    said: str
    noun: str
    title: str
    entry: str
    details: tuple[Detail, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class Breakage:
    """What needs an editor. ``words`` are ours, ``subject`` is what it is about: an id or a permalink's key."""

    subject: str
    title: str
    words: str
    fix: str


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one kind of entry."""

    part: Part
    heading: str
    sentences: tuple[Sentence, ...]


def sections_of(difference: DebateDifference) -> tuple[Section, ...]:
    """The changes of a debate, by part, in the order of reading."""
    return tuple(
        Section(part, NOUNS[part][1], sentences)
        for part in READING_ORDER
        if (sentences := tuple(_sentence(each) for each in difference.changes if each.part == part))
    )


def breakages_of(difference: DebateDifference) -> tuple[Breakage, ...]:
    """What a change breaks: permalinks that lead nowhere, and replies without a parent."""
    return (*_lost(difference), *_orphaned(difference))


def state_of(difference: DebateDifference) -> str:
    """What happened to the debate as a whole, as a sentence; "" for nothing."""
    match difference.state:
        case "added":
            return "This debate is new."
        case "removed":
            return "This debate is gone."
        case "unreadable":
            return "What changed cannot be told: a file could not be read whole. See `debates check`."
    return f"This debate was called {difference.former} before." if difference.former else ""


def counts_of(difference: DebateDifference | Difference) -> str:
    """``3 changes: 1 new, 2 reworded``; "no changes" for none."""
    found = (difference,) if isinstance(difference, DebateDifference) else difference.debates
    changes = [change for debate in found for change in debate.changes]
    if not changes:
        return "no changes"
    listed = []
    for kind, word in _WORDS.items():
        number = sum(kind in change.kinds for change in changes)
        if number:
            listed.append(f"{number} {word}")
    return f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}: {', '.join(listed)}"


def preview_path(change: Change, claim_pages: bool = True) -> str | None:
    """Where on the site, below the plugin's path, a change is to be seen; None for what is gone."""
    if "removed" in change.kinds:
        return None
    home = f"{change.debate}/"
    match change.part:
        case "claims":
            return f"{home}claims/{change.entry}/" if claim_pages else f"{home}claims/#{change.entry}"
        case "positions" | "cruxes":
            return f"{home}{change.part}/{change.entry}/"
        case "views":
            return f"{home}cruxes/{change.entry}/"
        case "answers":
            crux, _, answer = change.entry.partition(".")
            return f"{home}cruxes/{crux}/#{answer_anchor(answer)}"
        case "people" | "links":
            return f"{home}{change.part}/#{change.entry}"
    return home


# --- One change ---------------------------------------------------------------------------------------------------


def _sentence(change: Change) -> Sentence:
    sign: Sign = "+" if "added" in change.kinds else "-" if "removed" in change.kinds else "~"
    noun = NOUNS[change.part][0]
    if change.person:
        noun = f"{noun} of {change.person}" + (" on" if change.part == "views" else "")
    said = ", ".join(_WORDS[kind] for kind in change.kinds)
    return Sentence(
        sign=sign,
        said=said,
        noun=noun,
        title=change.title if change.part != "debate" else "",
        entry=change.entry,
        details=tuple(_details(change)),
        change=change,
    )


def _details(change: Change) -> Iterator[Detail]:
    if change.former:
        yield Detail("was", (Segment("id", change.former),))
    if change.granted_by:
        yield Detail("by", tuple(_ids(change.granted_by)))
    if "added" in change.kinds and change.after is not None:
        yield from _of_new(change.after)
    yield from (_of_field(each) for each in change.fields)


def _of_new(entry: Entry) -> Iterator[Detail]:
    given = fields_written(entry)
    for name in _SHOWN_OF_NEW:
        value = given.get(name)
        if isinstance(value, tuple):
            yield Detail(_label(name), tuple(_ids(value)))
        elif value:
            yield Detail(_label(name), tuple(_excerpt(value)))


def _excerpt(text: str) -> Iterator[Segment]:
    yield Segment("inserted", text[:_EXCERPT])
    if len(text) > _EXCERPT:
        yield Segment("cut", "…")


def _of_field(change: FieldChange) -> Detail:
    before, after = change.before, change.after
    label = _label(change.field)
    if isinstance(before, tuple) or isinstance(after, tuple):
        was, now = _as_list(before), _as_list(after)
        gone = tuple(Segment("deleted", each) for each in was if each not in now)
        come = tuple(Segment("inserted", each) for each in now if each not in was)
        return Detail(label, tuple(_joined((*gone, *come))))
    if change.is_text and before and after:
        return Detail(label, tuple(_shortened(before, after)))
    segments = [Segment("deleted", before)] if before else []
    segments += [Segment("plain", "→")] if before and after else []
    segments += [Segment("inserted", after)] if after else []
    return Detail(label, tuple(_joined(tuple(segments))))


def _as_list(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, (value,)))


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


def _ids(names: tuple[str, ...]) -> Iterator[Segment]:
    yield from _joined(tuple(Segment("id", name) for name in names))


def _joined(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    for index, segment in enumerate(segments):
        if index:
            yield Segment("plain", " ")
        yield segment


def _shortened(before: str, after: str) -> Iterator[Segment]:
    """The words before and after, with what stayed the same cut down to what is near a change."""
    wordings = word_changes(before, after)
    last = len(wordings) - 1
    for index, wording in enumerate(wordings):
        text = wording.text
        room = _CONTEXT if index in (0, last) else 2 * _CONTEXT
        if wording.kind != "same" or len(text) <= room + 20:
            yield Segment(wording.kind, text)
            continue
        if index:
            yield Segment("same", f"{text[:_CONTEXT].rpartition(' ')[0]} ")
        yield Segment("cut", "…")
        if index < last:
            yield Segment("same", f" {text[-_CONTEXT:].partition(' ')[2]}")


# --- What is broken -----------------------------------------------------------------------------------------------


def _lost(difference: DebateDifference) -> Iterator[Breakage]:
    for lost in difference.lost:
        if not lost.entry:
            fix = f"put the file back, or add formerly: [{lost.debate}] to the debate that takes its place"
        elif lost.successor:
            fix = f"add formerly: [{_former(lost.debate, lost.entry, difference)}] to {lost.successor}"
        else:
            former = _former(lost.debate, lost.entry, difference)
            fix = f"add formerly: [{former}] to what takes its place, or put it back with status: removed"
        yield Breakage(lost.key, lost.title, "is gone, and links to it would lead nowhere", fix)


def _former(debate: str, entry: str, difference: DebateDifference) -> str:
    return entry if debate in (difference.debate, difference.former) else f"{debate}/{entry}"


def _orphaned(difference: DebateDifference) -> Iterator[Breakage]:
    for orphaned in difference.orphaned:
        yield Breakage(
            f"{orphaned.debate}/{orphaned.claim}",
            orphaned.parent_title,
            f"replied to {orphaned.parent}, which is gone",
            "say to whom it replies now, or give it words that stand alone",
        )
