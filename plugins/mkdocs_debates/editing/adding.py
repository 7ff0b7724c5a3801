"""Entries added to a debate, each at its place, as text, so that no other byte of the files changes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from mkdocs_debates.checks.subject import Profile
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.editing.whole import written_fields
from mkdocs_debates.editing.yaml_text import (
    STEP,
    end_of_line,
    end_with_comments,
    field_lines,
    indent_of,
    is_flow,
    newline_of,
    prose,
    replaced,
)
from mkdocs_debates.model import REPLIES, Claim, Crux, Debate, Link, Person, Position
from mkdocs_debates.project import load
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS, decode, name_of_character
from mkdocs_debates.reading.nodes import Mapping, read_nodes
from mkdocs_debates.reading.opening import read_within
from mkdocs_debates.reading.values import flaw_of_id
from mkdocs_debates.shapes import ListOf, Prose, Reference, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Mapping as MappingOf
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.editing.yaml_text import Value
    from mkdocs_debates.model import Named, Section
    from mkdocs_debates.project import Project
    from mkdocs_debates.reading.nodes import Node
    from mkdocs_debates.reading.sources import Source

ENTRIES: Final[dict[Section, type[Named]]] = {
    "people": Person,
    "links": Link,
    "positions": Position,
    "cruxes": Crux,
    "claims": Claim,
}
_NOT_SUGGESTED: Final = frozenset({"formerly", "status", "reply_to"})


class EditError(Exception):
    """What was asked for cannot be done; the message says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file with its new content, which has been read again and found to say what it should."""

    file: Path
    content: bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry to be added with the ``given`` fields, at the end of its section, or below the claim ``parent``."""

    section: Section
    id: str
    given: dict[str, Value]
    parent: str = ""


def add_entry(
    folder: Path,
    debate_id: str,
    section: Section,
    entry_id: str,
    given: dict[str, Value],
    *,
    parent: str = "",
    file: str = "",
    comments: bool = True,
) -> Edit:
    """The edit that adds an entry with the ``given`` fields at the end of its section, or below its ``parent``.

    ``file`` is which file of a debate's folder takes it, relative to ``folder``, by default the last one that has the
    section. With ``comments``, the fields that were not given are there as comments. Raises :class:`EditError`.
    """
    addition = Addition(section, entry_id, given, parent)
    return add_entries(folder, debate_id, [addition], file=file, comments=comments)[0]


def add_entries(
    folder: Path, debate_id: str, additions: Sequence[Addition], *, file: str = "", comments: bool = False
) -> list[Edit]:
    """The edits that add several entries at once, those of one place in the order that they are given in.

    They may name each other, and stand below each other. ``file`` and ``comments`` are those of :func:`add_entry`.
    Raises :class:`EditError`.
    """
    before = load(folder)
    subject = _subject(before, debate_id)
    entries = _entries(subject, additions, comments=comments)
    files = {name: _read(folder, name) for name in subject.document.files}
    edits = [
        Edit(folder / name, content)
        for name, content in _contents(subject, entries, files, file).items()
        if content != files[name].data
    ]
    _verify(before, edits, subject, entries)
    return edits


def levels_of_replies(folder: Path, subject: Subject) -> dict[str, int]:
    """How many claims each claim stands in, for those that can take replies: not between braces."""
    return {
        claim: place.level
        for name in subject.document.files
        for claim, place in _read(folder, name).claims.items()
        if place.is_open
    }


def _subject(project: Project, debate_id: str) -> Subject:
    subject = project.debates.get(debate_id)
    if subject is None:
        near = did_you_mean(debate_id, project.debates) or f"the debates are {', '.join(project.debates) or 'none yet'}"
        raise EditError(f'there is no debate "{debate_id}" in {project.shown_as}; {near}')
    if not subject.document.readable:
        raise EditError(f'the debate "{debate_id}" cannot be read whole; `debates check` says what to mend first')
    return subject


def _entries(subject: Subject, additions: Sequence[Addition], *, comments: bool) -> list[_Entry]:
    """What is added, checked, each with what stands below it."""
    taken = {entry.id: f"is taken already, in {section}" for section, entry in subject.debate.entries()} | {
        former: f'once belonged to "{entry.id}", and links to it lead there'
        for _, entry in subject.debate.entries()
        for former in getattr(entry, "formerly", ())
    }
    added: dict[str, _Entry] = {}
    for each in additions:
        _check_id(each.id, taken)
        taken[each.id] = f"is taken already, in {each.section}"
        given = {name: _writable(name, value) for name, value in each.given.items()}
        added[each.id] = _Entry(each.section, each.id, given, each.parent, comments)
    for entry in added.values():
        _check_references(subject.debate, added, entry)
        if entry.parent in added:
            added[entry.parent].replies.append(entry)
    return list(added.values())


def _check_id(entry_id: str, taken: MappingOf[str, str]) -> None:
    flaw = flaw_of_id(entry_id)
    if flaw:
        raise EditError(f'"{entry_id}" {"; ".join(filter(None, (flaw.message, flaw.hint)))}')
    if entry_id in taken:
        raise EditError(f'"{entry_id}" {taken[entry_id]}; choose another id')


def _writable(name: str, value: Value) -> Value:
    """A value with its line ends as YAML reads them. Refused where a file cannot hold it."""
    if isinstance(value, dict):
        return {key: _writable(f"{name}.{key}", each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_writable(name, each) for each in value)
    refused = REFUSED_CHARACTERS.search(value)
    if refused:
        raise EditError(f"{name} holds the character {name_of_character(refused[0])}; leave it out")
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _check_references(debate: Debate, added: MappingOf[str, _Entry], entry: _Entry) -> None:
    present = Profile.of(debate)
    new_claims = [each for each, new in added.items() if new.section == "claims"]
    if entry.parent and entry.parent not in debate.claims and entry.parent not in new_claims:
        near = did_you_mean(entry.parent, debate.claims) or "name the claim that is replied to"
        raise EditError(f'there is no claim "{entry.parent}" in the debate "{debate.id}"; {near}')
    for name, value in entry.given.items():
        spec = fields_of(ENTRIES[entry.section]).get(name)
        shape = spec.shape.item if spec and isinstance(spec.shape, ListOf) else spec.shape if spec else None
        if not isinstance(shape, Reference) or isinstance(value, dict):
            continue
        for each in map(str, (value,) if isinstance(value, str) else value):
            kind = added[each].section if each in added else present.kinds.get(each)
            if kind not in shape.targets:
                near = did_you_mean(each, present.names(shape.targets)) or f"{name} takes {' or '.join(shape.targets)}"
                raise EditError(f'{name}: there is no "{each}" in the debate "{debate.id}" that it can name; {near}')


# --- The text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    section: Section
    id: str
    given: dict[str, Value]
    parent: str
    comments: bool
    replies: list[_Entry] = field(default_factory=list)

    def lines(self, indent: str) -> Iterator[str]:
        """The entry as lines, in the order of its fields."""
        yield f"{indent}{self.id}:"
        inner = indent + STEP
        specs = fields_of(ENTRIES[self.section])
        for name, spec in specs.items():
            value = self.given.get(name)
            if value:
                is_block = isinstance(spec.shape, Prose) and isinstance(value, str)
                yield from field_lines(name, prose(value) if is_block else value, inner)  # type: ignore[arg-type]
            elif self.comments and name not in _NOT_SUGGESTED and (name != "relation" or self.parent):
                yield f"{inner}# {name}: {spec.example}  # {spec.meaning.partition('. ')[0].rstrip('.')}"
        for name, value in self.given.items():
            if name not in specs:
                yield from field_lines(name, value, inner)
        if self.replies:
            yield f"{inner}{REPLIES.name}:"
        for reply in self.replies:
            yield from reply.lines(inner + STEP)


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim in a file: its node, how many claims it stands in, and whether it has lines of its own."""

    value: Node
    level: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    source: Source
    root: Mapping
    claims: dict[str, _Place]


def read_to_edit(folder: Path, file: Path) -> bytes:
    """What is in a file below ``folder``, which has been read before. Raises :class:`EditError` where it is no more."""
    try:
        return read_within(folder, file)
    except OSError as error:
        raise EditError(f"{file}: {error.strerror}; it has changed meanwhile, so give the command again") from None


def _read(folder: Path, name: str) -> _File:
    data = read_to_edit(folder, folder / name)
    source = decode(data, name, name)[0]
    root = read_nodes(source).root
    root = root if isinstance(root, Mapping) else Mapping(0)
    return _File(data, source, root, _places(source, root))


def _places(source: Source, root: Mapping) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    waiting = [(root.pairs["claims"][1], 0)] if "claims" in root.pairs else []
    while waiting:
        node, level = waiting.pop()
        for claim, (_, value) in node.pairs.items() if isinstance(node, Mapping) else ():
            found[claim] = _Place(value, level, isinstance(value, Mapping) and not is_flow(source, value))
            if isinstance(value, Mapping) and REPLIES.name in value.pairs:
                waiting.append((value.pairs[REPLIES.name][1], level + 1))
    return found


def _contents(
    subject: Subject, entries: Iterable[_Entry], files: MappingOf[str, _File], wanted: str
) -> dict[str, bytes]:
    """The files with the entries in them. Of those at one place, what is nested deeper comes first."""
    groups: defaultdict[tuple[str, Section, str], list[_Entry]] = defaultdict(list)
    nested = {reply.id for entry in entries for reply in entry.replies}
    for entry in entries:
        if entry.id not in nested:
            groups[_file_for(subject, files, entry, wanted), entry.section, entry.parent].append(entry)
    edits: defaultdict[str, defaultdict[tuple[int, int], list[tuple[int, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (name, section, parent), group in groups.items():
        level, found = _edits(files[name], section, parent, group)
        for place, text in found.items():
            edits[name][place].append((-len(level), text))
    return {
        name: replaced(
            files[name].data,
            files[name].source,
            {place: _joined(texts) for place, texts in found.items()},
        )
        for name, found in edits.items()
    }


def _joined(texts: Iterable[tuple[int, str]]) -> str:
    """What is put at one place. Between two new sections one blank line will do."""
    found = ""
    for _, text in sorted(texts, key=itemgetter(0)):
        line_end = "\r\n" if text.startswith("\r") else "\n"
        found += text.removeprefix(line_end) if found.endswith(line_end) else text
    return found


def _file_for(subject: Subject, files: MappingOf[str, _File], entry: _Entry, wanted: str) -> str:
    names = subject.document.files
    if entry.parent:
        return subject.document.line_of(entry.parent)[0]
    if wanted:
        if wanted not in names:
            raise EditError(f"{wanted} is no file of this debate; its files are {', '.join(names)}")
        return wanted
    holding = [name for name in names if entry.section in files[name].root.pairs]
    return holding[-1] if holding else names[0]


def _edits(
    file: _File, section: Section, parent: str, entries: Sequence[_Entry]
) -> tuple[str, dict[tuple[int, int], str]]:
    """The white space before the field that takes the entries, and the edits that put them there."""
    if not parent:
        return "", _into(file.source, file.root, section, entries, level="")
    place = file.claims[parent]
    if not place.is_open or not isinstance(place.value, Mapping):
        raise EditError(f'"{parent}" is written between braces; give it lines of its own first: `debates format` may')
    level = indent_of(file.source, next(iter(place.value.pairs.values()))[0])
    return level, _into(file.source, place.value, REPLIES.name, entries, level=level)


def _into(
    source: Source, holder: Mapping, name: str, entries: Sequence[_Entry], level: str
) -> dict[tuple[int, int], str]:
    """The edits that put entries at the end of the mapping called ``name`` in ``holder``."""
    line_end = newline_of(source)
    if name not in holder.pairs:
        lines = [f"{level}{name}:", *_lines(entries, level + STEP, apart=False)]
        if not level:
            end = len(source.text)
            return {(end, end): line_end.join([*_gap(source), *lines, ""])}
        at = end_with_comments(source, holder, len(level) - 1)
        return {(at, at): line_end + line_end.join(lines)}
    key, value = holder.pairs[name]
    if isinstance(value, Mapping) and value.pairs:
        if is_flow(source, value):
            raise EditError(f'"{name}" is written between braces; give its entries lines of their own first')
        first = next(iter(value.pairs.values()))[0]
        indent = indent_of(source, first)
        at = end_with_comments(source, value, len(indent))
        apart = _has_gaps(source, value, is_section=not level)
        blank_line = line_end if apart else ""
        return {(at, at): blank_line + line_end + line_end.join(_lines(entries, indent, apart=apart))}
    text = line_end.join(["", *_lines(entries, indent_of(source, key) + STEP, apart=False)])
    if isinstance(value, Mapping):
        if "#" in source.text[value.start : value.end]:
            raise EditError(f'"{name}" is written between braces, with a comment; delete the braces first')
        before = len(source.text[: value.start].rstrip(" "))
        after = end_of_line(source, value.end)
        return {(before, value.end): "", (after, after): text}
    at = end_of_line(source, key.end)
    return {(at, at): text}


def _lines(entries: Sequence[_Entry], indent: str, *, apart: bool) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if apart and number:
            yield ""
        yield from entry.lines(indent)


def _gap(source: Source) -> list[str]:
    """What comes before a section at the end of a file, so that a blank line sets it apart."""
    ended = source.text[len(source.text.rstrip()) :].count("\n")
    return [""] * max(0, 2 - ended) if source.text.strip() else []


def _has_gaps(source: Source, mapping: Mapping, *, is_section: bool) -> bool:
    """Whether blank lines stand between the entries; where a section has only one, between anything in the file."""
    starts = [key.start for key, _ in mapping.pairs.values()][1:]
    if not starts:
        return is_section and re.search(r"\n\r?\n", source.text) is not None
    return any(_follows_blank_line(source, start) for start in starts)


def _follows_blank_line(source: Source, start: int) -> bool:
    line = source.text.rfind("\n", 0, start)
    above = source.text.rfind("\n", 0, max(line, 0))
    return above >= 0 and not source.text[above:line].strip()


# --- The result ---------------------------------------------------------------------------------------------------


def _verify(before: Project, edits: Sequence[Edit], subject: Subject, entries: Sequence[_Entry]) -> None:
    """Read the folder as it would be, and refuse what is not just the debate with these entries more."""
    changed = {edit.file.resolve(): edit.content for edit in edits}
    after = load(
        before.folder,
        text_of=lambda file: changed.get(file.resolve()) or read_within(before.folder, file),
        earlier=before,
    )
    known = {(each.rule, each.message) for each in before.problems}
    new = [each for each in after.problems if each.severity == "error" and (each.rule, each.message) not in known]
    if new:
        words = "; ".join(filter(None, (new[0].message, new[0].hint)))
        raise EditError(f"that would be wrong: {words}")
    was, now = subject.debate, after.debates[subject.debate.id].debate
    added = {entry.id for entry in entries}
    for each in dataclass_fields(Debate):
        old, found = getattr(was, each.name), getattr(now, each.name)
        if each.name in ENTRIES:
            found = {key: value for key, value in found.items() if key not in added}
        if old != found:
            names = ", ".join(edit.file.name for edit in edits)
            raise EditError(f"{names}: written in a way that this cannot add to; add the entry by hand")
    for entry in entries:
        _verify_entry(entry, getattr(now, entry.section).get(entry.id))


def _verify_entry(entry: _Entry, read: Named | None) -> None:
    if read is None or (isinstance(read, Claim) and entry.parent and read.reply_to != entry.parent):
        raise EditError(f'there is no place for "{entry.id}"; add the entry by hand')
    written = written_fields(read)
    for name, value in entry.given.items():
        if not _says(written.get(name), value):
            raise EditError(f"{name} cannot be written as it is; add the entry by hand")


def _says(read: Value | None, value: Value) -> bool:
    """Whether what was read is what was to be written, but for white space, which plain text has no say in."""
    if isinstance(value, dict):
        return isinstance(read, dict) and read.keys() == value.keys() and all(map(_says, read.values(), value.values()))
    if isinstance(value, tuple):
        return isinstance(read, tuple) and len(read) == len(value) and all(map(_says, read, value))
    return isinstance(read, str) and read.split() == value.split()
