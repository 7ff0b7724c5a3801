"""An entry added to a debate at its place, as text, so that no other byte of the file changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.checks.subject import kind_of, names_of
from mkdocs_debates.diagnostics import did_you_mean
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
from mkdocs_debates.reading.values import flaw_of_id
from mkdocs_debates.shapes import ListOf, Prose, Reference, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    before = load(folder)
    subject = _subject(before, debate_id)
    _check_id(subject, entry_id)
    given = {name: _writable(name, value) for name, value in given.items()}
    _check_references(subject, section, given, parent)
    name, source, data = _file_for(folder, subject, section, parent, file)
    entry = _Entry(section, entry_id, given, is_reply=bool(parent), comments=comments)
    content = replaced(data, source, _edits(source, entry, parent))
    _verify(before, folder, name, content, subject, entry)
    return Edit(folder / name, content)


def _subject(project: Project, debate_id: str) -> Subject:
    subject = project.debates.get(debate_id)
    if subject is None:
        near = did_you_mean(debate_id, project.debates) or f"the debates are {', '.join(project.debates) or 'none yet'}"
        raise EditError(f'there is no debate "{debate_id}" in {project.shown_as}; {near}')
    if not subject.document.readable:
        raise EditError(f'the debate "{debate_id}" cannot be read whole; `debates check` says what to mend first')
    return subject


def _check_id(subject: Subject, entry_id: str) -> None:
    flaw = flaw_of_id(entry_id)
    if flaw:
        raise EditError(f'"{entry_id}" {"; ".join(filter(None, (flaw.message, flaw.hint)))}')
    for section, entry in subject.debate.entries():
        if entry.id == entry_id:
            raise EditError(f'"{entry_id}" is taken already, in {section}; choose another id')
        if entry_id in getattr(entry, "formerly", ()):
            raise EditError(
                f'"{entry_id}" once belonged to "{entry.id}", and links to it lead there; choose another id'
            )


def _writable(name: str, value: Value) -> Value:
    """A value with its line ends as YAML reads them. Refused where a file cannot hold it."""
    if isinstance(value, dict):
        return {key: _writable(f"{name}.{key}", each) for key, each in value.items()}
    for each in (value,) if isinstance(value, str) else value:
        refused = REFUSED_CHARACTERS.search(each)
        if refused:
            raise EditError(f"{name} holds the character {name_of_character(refused[0])}; leave it out")
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _check_references(subject: Subject, section: Section, given: dict[str, Value], parent: str) -> None:
    debate = subject.debate
    if parent and parent not in debate.claims:
        near = did_you_mean(parent, debate.claims) or "name the claim that is replied to"
        raise EditError(f'there is no claim "{parent}" in the debate "{debate.id}"; {near}')
    for name, value in given.items():
        spec = fields_of(ENTRIES[section]).get(name)
        shape = spec.shape.item if spec and isinstance(spec.shape, ListOf) else spec.shape if spec else None
        if not isinstance(shape, Reference) or isinstance(value, dict):
            continue
        for each in (value,) if isinstance(value, str) else value:
            if kind_of(debate, each) not in shape.targets:
                near = (
                    did_you_mean(each, names_of(debate, shape.targets)) or f"{name} takes {' or '.join(shape.targets)}"
                )
                raise EditError(f'{name}: there is no "{each}" in the debate "{debate.id}" that it can name; {near}')


# --- The text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    section: Section
    id: str
    given: dict[str, Value]
    is_reply: bool
    comments: bool

    def lines(self, indent: str) -> Iterator[str]:
        """The entry as lines, in the order of its fields."""
        yield f"{indent}{self.id}:"
        inner = indent + STEP
        for name, spec in fields_of(ENTRIES[self.section]).items():
            value = self.given.get(name)
            if value:
                is_block = isinstance(spec.shape, Prose) and isinstance(value, str)
                lines = list(field_lines(name, prose(value) if is_block else value, inner))  # type: ignore[arg-type]
                yield from lines[:-1] if is_block and not lines[-1] else lines
            elif self.comments and name not in _NOT_SUGGESTED and (name != "relation" or self.is_reply):
                yield f"{inner}# {name}: {spec.example}  # {spec.meaning.partition('. ')[0].rstrip('.')}"


def _file_for(folder: Path, subject: Subject, section: Section, parent: str, wanted: str) -> tuple[str, Source, bytes]:
    names = subject.document.files
    if parent:
        return _read(folder, subject.document.line_of(parent)[0])
    if wanted:
        if wanted not in names:
            raise EditError(f"{wanted} is no file of this debate; its files are {', '.join(names)}")
        return _read(folder, wanted)
    candidates = [_read(folder, name) for name in names]
    holding = [each for each in candidates if section in _root_of(each[1]).pairs]
    return holding[-1] if holding else candidates[0]


def _read(folder: Path, name: str) -> tuple[str, Source, bytes]:
    data = (folder / name).read_bytes()
    return name, decode(data, name, name)[0], data


def _root_of(source: Source) -> Mapping:
    root = read_nodes(source).root
    return root if isinstance(root, Mapping) else Mapping(0)


def _edits(source: Source, entry: _Entry, parent: str) -> dict[tuple[int, int], str]:
    root = _root_of(source)
    if not parent:
        return _into(source, root, entry.section, entry, level="")
    value = _claim(root, parent)
    if not isinstance(value, Mapping) or is_flow(source, value):
        raise EditError(f'"{parent}" is written between braces; give it lines of its own first: `debates format` may')
    return _into(source, value, REPLIES.name, entry, level=indent_of(source, next(iter(value.pairs.values()))[0]))


def _claim(root: Mapping, claim_id: str) -> Node:
    waiting = [root.pairs["claims"][1]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            if claim_id in node.pairs:
                return node.pairs[claim_id][1]
            below = [value for _, value in node.pairs.values() if isinstance(value, Mapping)]
            waiting += [value.pairs[REPLIES.name][1] for value in below if REPLIES.name in value.pairs]
    raise KeyError(claim_id)


def _into(source: Source, holder: Mapping, name: str, entry: _Entry, level: str) -> dict[tuple[int, int], str]:
    """The edits that put an entry at the end of the mapping called ``name`` in ``holder``."""
    line_end = newline_of(source)
    if name not in holder.pairs:
        lines = [f"{level}{name}:", *entry.lines(level + STEP)]
        if not level:
            at = len(source.text.rstrip())
            gap = [] if not at else ["", ""]
            return {(at, len(source.text)): line_end.join([*gap, *lines, ""])}
        at = end_with_comments(source, holder, len(level) - 1)
        return {(at, at): line_end + line_end.join(lines)}
    key, value = holder.pairs[name]
    if isinstance(value, Mapping) and value.pairs:
        if is_flow(source, value):
            raise EditError(f'"{name}" is written between braces; give its entries lines of their own first')
        first = next(iter(value.pairs.values()))[0]
        indent = indent_of(source, first)
        at = end_with_comments(source, value, len(indent))
        blank_line = line_end if _has_gaps(source, value, is_section=not level) else ""
        return {(at, at): blank_line + line_end + line_end.join(entry.lines(indent))}
    text = line_end.join(["", *entry.lines(indent_of(source, key) + STEP)])
    if isinstance(value, Mapping):
        if "#" in source.text[value.start : value.end]:
            raise EditError(f'"{name}" is written between braces, with a comment; delete the braces first')
        before = len(source.text[: value.start].rstrip(" "))
        after = end_of_line(source, value.end)
        return {(before, value.end): "", (after, after): text}
    at = end_of_line(source, key.end)
    return {(at, at): text}


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


def _verify(before: Project, folder: Path, name: str, content: bytes, subject: Subject, entry: _Entry) -> None:
    """Read the folder as it would be, and refuse what is not just the debate with one entry more."""
    changed = (folder / name).resolve()
    after = load(folder, text_of=lambda file: content if file.resolve() == changed else file.read_bytes())
    known = {(each.rule, each.message) for each in before.problems}
    new = [each for each in after.problems if each.severity == "error" and (each.rule, each.message) not in known]
    if new:
        words = "; ".join(filter(None, (new[0].message, new[0].hint)))
        raise EditError(f"that would be wrong: {words}")
    was, now = subject.debate, after.debates[subject.debate.id].debate
    added = getattr(now, entry.section).get(entry.id)
    rest = {key: value for key, value in getattr(now, entry.section).items() if key != entry.id}
    others = (each.name for each in dataclass_fields(Debate) if each.name != entry.section)
    if (
        added is None
        or rest != getattr(was, entry.section)
        or any(getattr(was, each) != getattr(now, each) for each in others)
    ):
        raise EditError(f"{name} is written in a way that this cannot add to; add the entry by hand")
    for field, value in entry.given.items():
        if not _says(getattr(added, field), value):
            raise EditError(f"{field} cannot be written as it is; add the entry by hand")


def _says(read: Any, value: Value) -> bool:
    """Whether what was read is what was to be written, but for white space, which plain text has no say in."""
    if isinstance(value, dict):
        parts = read if isinstance(read, dict) else {name: getattr(read, name, None) for name in value}
        return parts.keys() == value.keys() and all(_says(parts[name], each) for name, each in value.items())
    if isinstance(value, str) and isinstance(read, str):
        return read.split() == value.split()
    return bool(read == value)
