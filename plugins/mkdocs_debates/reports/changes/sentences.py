"""What changed, in sentences: which words there are is decided here, the renderers only show them.

They are in the words of a site for its pages, and in English for a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mkdocs_debates.checks.subject import REMOVED_CLAIM
from mkdocs_debates.comparing.changes import DebateDifference
from mkdocs_debates.comparing.fields import fields_written
from mkdocs_debates.comparing.wording import word_changes
from mkdocs_debates.permalinks import answer_anchor
from mkdocs_debates.theme.words import IN_ENGLISH, N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.comparing.changes import Change, Difference, FieldChange, Kind, Part
    from mkdocs_debates.shapes import Entry
    from mkdocs_debates.theme.words import Words

Sign = Literal["+", "-", "~"]

_CONTEXT: Final = 60
_EXCERPT: Final = 400

NOUNS: Final[Mapping[Part, tuple[str, str]]] = {
    "debate": (N_("the debate itself"), N_("The debate itself")),
    "people": (N_("person"), N_("People")),
    "links": (N_("source"), N_("Sources")),
    "positions": (N_("position"), N_("Positions")),
    "cruxes": (N_("crux"), N_("Cruxes")),
    "answers": (N_("answer"), N_("Answers")),
    "views": (N_("view of {person} on"), N_("Views")),
    "claims": (N_("claim"), N_("Claims")),
    "shifts": (N_("change of mind of {person}"), N_("Changes of mind")),
}
"""What a part is called, one (for some, with the person whose it is) and as a heading."""

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
    "added": N_("new"),
    "removed": N_("removed"),
    "renamed": N_("renamed"),
    "moved": N_("moved"),
    "relation": N_("other relation"),
    "reworded": N_("reworded"),
    "conceded": N_("conceded"),
    "status": N_("other status"),
    "answer": N_("other answer"),
    "credence": N_("other credence"),
    "bearing": N_("other bearing"),
    "edited": N_("edited"),
}
_LABELS: Final[Mapping[str, str]] = {
    "about": N_("about"), "accessed": N_("accessed"), "answer": N_("answer"), "archive": N_("archive"),
    "authors": N_("authors"), "because": N_("because"), "by": N_("by"), "credence": N_("credence"),
    "cruxes": N_("cruxes"), "date": N_("date"), "depends_on": N_("depends on"), "from": N_("from"),
    "held_by": N_("held by"), "kind": N_("kind"), "label": N_("label"), "language": N_("language"),
    "license": N_("license"), "links": N_("links"), "name": N_("name"), "note": N_("note"), "notes": N_("notes"),
    "opposes": N_("opposes"), "published": N_("published"), "question": N_("question"), "quotes": N_("quotes"),
    "raised_in": N_("raised in"), "relation": N_("relation"), "reply_to": N_("replies to"),
    "resolution": N_("resolution"), "role": N_("role"), "settled_by": N_("settled by"), "source": N_("source"),
    "started": N_("started"), "status": N_("status"), "steelman": N_("steelman"), "summary": N_("summary"),
    "supports": N_("supports"), "tags": N_("tags"), "text": N_("text"), "title": N_("title"), "to": N_("to"),
    "undercuts": N_("undercuts"), "updated": N_("updated"), "url": N_("url"), "why": N_("why"),
}  # fmt: skip
"""What a field is called."""
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


def sections_of(difference: DebateDifference, words: Words = IN_ENGLISH) -> tuple[Section, ...]:
    """The changes of a debate, by part, in the order of reading."""
    return tuple(
        Section(part, words(NOUNS[part][1]), sentences)
        for part in READING_ORDER
        if (sentences := tuple(_sentence(each, words) for each in difference.changes if each.part == part))
    )


def breakages_of(difference: DebateDifference, words: Words = IN_ENGLISH) -> tuple[Breakage, ...]:
    """What a change breaks: permalinks that lead nowhere, and replies without a parent."""
    return (*_lost(difference, words), *_orphaned(difference, words))


def state_of(difference: DebateDifference, words: Words = IN_ENGLISH) -> str:
    """What happened to the debate as a whole, as a sentence; "" for nothing."""
    match difference.state:
        case "added":
            return words("This debate is new.")
        case "removed":
            return words("This debate is gone.")
        case "unreadable":
            return words("What changed cannot be told: a file could not be read whole. See `debates check`.")
    return words("This debate was called {former} before.", former=difference.former) if difference.former else ""


def counts_of(difference: DebateDifference | Difference, words: Words = IN_ENGLISH) -> str:
    """``3 changes: 1 new, 2 reworded``; "no changes" for none."""
    found = (difference,) if isinstance(difference, DebateDifference) else difference.debates
    changes = [change for debate in found for change in debate.changes]
    if not changes:
        return words("no changes")
    listed = []
    for kind, word in _WORDS.items():
        number = sum(kind in change.kinds for change in changes)
        if number:
            listed.append(words("{number} {kind}", number=number, kind=words(word)))
    total = words.plural("{n} change", "{n} changes", len(changes))
    return words("{changes}: {kinds}", changes=total, kinds=words(", ").join(listed))


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


def _sentence(change: Change, words: Words) -> Sentence:
    sign: Sign = "+" if "added" in change.kinds else "-" if "removed" in change.kinds else "~"
    noun = words(NOUNS[change.part][0], person=change.person)
    said = words(", ").join(words(_WORDS[kind]) for kind in change.kinds)
    return Sentence(
        sign=sign,
        said=said,
        noun=noun,
        title=_title(change.title, words) if change.part != "debate" else "",
        entry=change.entry,
        details=tuple(_details(change, words)),
        change=change,
    )


def _title(title: str, words: Words) -> str:
    """A title, which of a removed claim is the interface's."""
    return words(title) if title == REMOVED_CLAIM else title


def _details(change: Change, words: Words) -> Iterator[Detail]:
    if change.former:
        yield Detail(words("was"), (Segment("id", change.former),))
    if change.granted_by:
        yield Detail(words("by"), tuple(_ids(change.granted_by)))
    if "added" in change.kinds and change.after is not None:
        yield from _of_new(change.after, words)
    yield from (_of_field(each, words) for each in change.fields)


def _of_new(entry: Entry, words: Words) -> Iterator[Detail]:
    given = fields_written(entry)
    for name in _SHOWN_OF_NEW:
        value = given.get(name)
        if isinstance(value, tuple):
            yield Detail(_label(name, words), tuple(_ids(value)))
        elif value:
            yield Detail(_label(name, words), tuple(_excerpt(value)))


def _excerpt(text: str) -> Iterator[Segment]:
    yield Segment("inserted", text[:_EXCERPT])
    if len(text) > _EXCERPT:
        yield Segment("cut", "…")


def _of_field(change: FieldChange, words: Words) -> Detail:
    before, after = change.before, change.after
    label = _label(change.field, words)
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


def _label(name: str, words: Words) -> str:
    return words(_LABELS[name]) if name in _LABELS else name


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


def _lost(difference: DebateDifference, words: Words) -> Iterator[Breakage]:
    for lost in difference.lost:
        if not lost.entry:
            fix = words(
                "put the file back, or add formerly: [{former}] to the debate that takes its place", former=lost.debate
            )
        elif lost.successor:
            former = _former(lost.debate, lost.entry, difference)
            fix = words("add formerly: [{former}] to {successor}", former=former, successor=lost.successor)
        else:
            former = _former(lost.debate, lost.entry, difference)
            fix = words(
                "add formerly: [{former}] to what takes its place, or put it back with status: removed", former=former
            )
        yield Breakage(lost.key, _title(lost.title, words), words("is gone, and links to it would lead nowhere"), fix)


def _former(debate: str, entry: str, difference: DebateDifference) -> str:
    return entry if debate in (difference.debate, difference.former) else f"{debate}/{entry}"


def _orphaned(difference: DebateDifference, words: Words) -> Iterator[Breakage]:
    for orphaned in difference.orphaned:
        yield Breakage(
            f"{orphaned.debate}/{orphaned.claim}",
            _title(orphaned.parent_title, words),
            words("replied to {parent}, which is gone", parent=orphaned.parent),
            words("say to whom it replies now, or give it words that stand alone"),
        )
