"""An id changed everywhere it is named, by edits at exact places: no other byte changes."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs_debates.comparing import compare
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.editing.adding import EditError, read_to_edit
from mkdocs_debates.editing.yaml_text import STEP, end_of, end_of_line, indent_of, is_flow, newline_of, replaced
from mkdocs_debates.project import load
from mkdocs_debates.reading.nodes import Mapping, Sequence
from mkdocs_debates.reading.opening import read_within
from mkdocs_debates.reading.sources import Source
from mkdocs_debates.reading.values import flaw_of_id
from mkdocs_debates.shapes import Reference as ReferenceShape
from mkdocs_debates.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.project import Project
    from mkdocs_debates.prose import Reference
    from mkdocs_debates.reading.nodes import Scalar
    from mkdocs_debates.reading.sources import Stretch

_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_PAGES: Final = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Renaming:
    """The files that a renaming changes, with their new content, and at how many places each.

    Written in the order of ``contents``, a renaming that was broken off can be done again, to its end.
    """

    contents: dict[Path, bytes]
    places: dict[Path, int]


@dataclass(frozen=True, slots=True)
class _Names:
    """What is renamed: an entry's id, or with ``crux`` the id of one of its answers."""

    debate: str
    old: str
    new: str
    crux: str = ""

    def in_field(self, written: str) -> str:
        """A reference of a field, with the new name if it has the old one."""
        entry, dot, answer = written.partition(".")
        if self.crux:
            return f"{entry}.{self.new}" if (entry, answer) == (self.crux, self.old) else written
        return f"{self.new}{dot}{answer}" if entry == self.old else written

    def in_prose(self, reference: Reference, standing_in: str) -> str:
        """A reference of a text in the debate ``standing_in``, with the new name if it has the old one."""
        if reference.kind == "debate" or (reference.debate or standing_in) != self.debate:
            return reference.written
        return self.in_address(reference.written, reference.id, reference.answer)

    def in_address(self, written: str, entry: str, answer: str) -> str:
        """``crux:debate/entry.answer`` with the new name if it has the old one."""
        if self.crux:
            is_meant = (entry, answer) == (self.crux, self.old)
            return f"{written.removesuffix(self.old)}{self.new}" if is_meant else written
        if entry != self.old:
            return written
        tail = f".{answer}" if answer else ""
        return f"{written.removesuffix(tail).removesuffix(self.old)}{self.new}{tail}"


@dataclass(slots=True)
class _Edits:
    """Edits by file, relative to the folder of debates."""

    folder: Path
    sources: dict[str, Source] = field(default_factory=dict)
    edits: defaultdict[str, dict[tuple[int, int], str]] = field(default_factory=lambda: defaultdict(dict))

    def replace(self, stretch: Stretch, old: str, new: str) -> None:
        """Put ``new`` for the word ``old`` in a stretch, if it is there."""
        found = re.search(rf"(?<![\w-]){re.escape(old)}(?![\w-])", stretch.text)
        if found and old != new:
            self.put(stretch.source, stretch.start + found.start(), stretch.start + found.end(), new)

    def put(self, source: Source, start: int, end: int, text: str) -> None:
        """Put ``text`` for a stretch of a file."""
        self.sources[source.name] = source
        self.edits[source.name][start, end] = text

    def contents(self) -> dict[Path, bytes]:
        """The files that change, in the order in which they were first edited."""
        return {
            self.folder / name: replaced(read_to_edit(self.folder, self.folder / name), self.sources[name], edits)
            for name, edits in self.edits.items()
        }


def rename(folder: Path, docs: Path, debate_id: str, old: str, new: str) -> Renaming:
    """The edits that change an id, or ``crux.answer``, of a debate wherever it is named below the two folders.

    The old id is kept as a former one; an answer has none. The result has been read again. Raises
    :class:`EditError`, with nothing written, where the renaming is not possible.
    """
    before = load(folder)
    subject, names = _checked(before, debate_id, old, new)
    edits = _Edits(folder)
    _rename_key(edits, subject, names)
    _rename_in_fields(edits, subject, names)
    for other in before.debates.values():
        _rename_in_prose(edits, other, names)
    if not names.crux:
        _keep_former(edits, subject, names)
    changed = edits.contents()
    _verify(before, folder, changed, names)
    places = {edits.folder / name: len(found) for name, found in edits.edits.items()}
    pages: dict[Path, bytes] = {}
    for file, content, number in _pages(docs, names):
        pages[file], places[file] = content, number
    # The file that has the id itself, the first one edited, comes last: until it is written, the same renaming is
    # possible again.
    return Renaming({**pages, **dict(reversed(changed.items()))}, places)


def _checked(project: Project, debate_id: str, old: str, new: str) -> tuple[Subject, _Names]:
    subject = project.debates.get(debate_id)
    if subject is None:
        raise EditError(f'there is no debate "{debate_id}"; {did_you_mean(debate_id, project.debates)}'.rstrip("; "))
    unread = next((each for each in project.debates.values() if not each.document.readable), None)
    if unread is not None:
        raise EditError(
            f'the debate "{unread.debate.id}" cannot be read whole; `debates check` says what to mend first'
        )
    crux, dot, answer = old.partition(".")
    name = new.removeprefix(f"{crux}.") if dot else new
    flaw = flaw_of_id(name)
    if flaw:
        raise EditError(f'"{name}" {"; ".join(filter(None, (flaw.message, flaw.hint)))}')
    if dot:
        _check_answer(subject, crux, answer, name)
        return subject, _Names(debate_id, answer, name, crux)
    _check_entry(subject, old, name)
    return subject, _Names(debate_id, old, name)


def _check_answer(subject: Subject, crux: str, answer: str, name: str) -> None:
    answers = subject.debate.cruxes[crux].answers if crux in subject.debate.cruxes else {}
    if answer not in answers:
        known = [f"{each.id}.{one}" for each in subject.debate.cruxes.values() for one in each.answers]
        raise EditError(f'there is no answer "{crux}.{answer}"; {did_you_mean(f"{crux}.{answer}", known)}'.rstrip("; "))
    if name in answers:
        raise EditError(f'the crux "{crux}" has an answer "{name}" already')


def _check_entry(subject: Subject, old: str, new: str) -> None:
    debate, sections = subject.debate, subject.graph.sections
    formers = {former: entry.id for _, entry in debate.entries() for former in getattr(entry, "formerly", ())}
    if old not in sections:
        if old == debate.id:
            words = f"to rename the debate, rename its file and add `formerly: [{old}]` to its own fields"
            raise EditError(words)
        now = f'it is now called "{formers[old]}"' if old in formers else did_you_mean(old, sections)
        raise EditError(f'there is no "{old}" in the debate "{debate.id}"; {now}'.rstrip("; "))
    if new in sections:
        raise EditError(f'"{new}" is taken already, in {sections[new]}; choose another id')
    if formers.get(new, old) != old:
        raise EditError(f'"{new}" once belonged to "{formers[new]}", and links to it lead there; choose another id')


# --- Where the id is named ----------------------------------------------------------------------------------------


def _rename_key(edits: _Edits, subject: Subject, names: _Names) -> None:
    entry = f"{names.crux}.{names.old}" if names.crux else names.old
    edits.replace(subject.document.stretch(entry), names.old, names.new)


def _rename_in_fields(edits: _Edits, subject: Subject, names: _Names) -> None:
    for value in walk(subject.debate):
        match value.shape:
            case ReferenceShape(targets=("own answers",)):
                old, new = value.value, names.new if value.value == names.old else value.value
                if not names.crux or value.entry != names.crux:
                    continue
            case ReferenceShape():
                old, new = value.value, names.in_field(value.value)
            case _ if isinstance(value.value, str) and getattr(value.shape, "or_link", False):
                old, new = value.value, names.in_field(value.value)
            case _:
                continue
        if old != new:
            edits.replace(subject.document.stretch(value.entry, *value.steps), old, new)


def _rename_in_prose(edits: _Edits, subject: Subject, names: _Names) -> None:
    for (entry, steps), prose in subject.prose.items():
        for reference in prose.references:
            new = names.in_prose(reference, subject.debate.id)
            if new != reference.written:
                stretch = subject.document.stretch(
                    entry, *steps, within=reference.written, occurrence=reference.occurrence
                )
                edits.replace(stretch, reference.written, new)


def _pages(docs: Path, names: _Names) -> Iterator[tuple[Path, bytes, int]]:
    """The Markdown pages of the site that name the id, with their new content.

    A page that is a link to a file elsewhere is left alone.
    """
    inside = docs.resolve()
    files = (file for file in docs.rglob("*") if file.suffix.lower() in _PAGES and file.is_file())
    for file in sorted(file for file in files if Path(os.path.realpath(file)).is_relative_to(inside)):
        try:
            data = read_within(docs, file)
        except OSError as error:
            raise EditError(f"{file}: {error.strerror}; it may name the id as well") from None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        found = dict(_in_page(text, names))
        if found:
            yield file, replaced(data, Source(file.name, file.name, text), found), len(found)


def _in_page(text: str, names: _Names) -> Iterator[tuple[tuple[int, int], str]]:
    """The edits of a page: its references are addresses of links, outside of code."""
    front = _FRONT_MATTER.match(text)
    own = re.search(r"^debate:[ \t]*[\"']?([a-z0-9-]+)[\"']?[ \t]*\r?$", front[1], re.MULTILINE) if front else None
    code = [found.span() for found in _FENCE.finditer(text)]
    code += [found.span() for found in _CODE.finditer(text) if not _lies_in(found.start(), code)]
    address = rf"(?:crux|claim|position|link|person):(?:({re.escape(names.debate)})/)?([a-z0-9-]+)(?:\.([a-z0-9-]+))?"
    for found in re.finditer(rf"(?:\]\([ \t]*<?|\]:[ \t]*<?)({address})(?=[\s)>])", text):
        written, debate, entry, answer = found[1], found[2], found[3], found[4] or ""
        if (debate or (own and own[1] == names.debate)) and not _lies_in(found.start(1), code):
            new = names.in_address(written, entry, answer)
            if new != written:
                yield found.span(1), new


def _lies_in(offset: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in stretches)


# --- The former id ------------------------------------------------------------------------------------------------


def _keep_former(edits: _Edits, subject: Subject, names: _Names) -> None:
    key, value = subject.document.node(names.old)
    source = subject.document.stretch(names.old).source
    if isinstance(value, Mapping) and "formerly" in value.pairs:
        _change_former(edits, source, value, names)
    elif isinstance(value, Mapping) and is_flow(source, value):
        inside = source.text[value.start + 1 : value.end - 1].rstrip()
        at = value.start + 1 + len(inside)
        lead = "" if not inside.strip() else " " if inside.endswith(",") else ", "
        edits.put(source, at, at, f"{lead}formerly: [{names.old}]")
    elif isinstance(value, Mapping) and value.pairs:
        _add_line(edits, source, value, names)
    else:
        at = end_of_line(source, key.end)
        line = f"{indent_of(source, key)}{STEP}formerly: [{names.old}]"
        edits.put(source, at, at, f"{newline_of(source)}{line}")


def _add_line(edits: _Edits, source: Source, value: Mapping, names: _Names) -> None:
    """Put ``formerly`` after the last field that stands before the replies."""
    fields = sorted(value.pairs.items(), key=lambda pair: pair[1][0].start)
    replies = next((index for index, (name, _) in enumerate(fields) if name == "replies"), len(fields))
    first: Scalar = fields[0][1][0]
    line = f"{' ' * _column(source, first)}formerly: [{names.old}]"
    if replies:
        key, last = fields[replies - 1][1]
        at = max(end_of(source, last), end_of_line(source, key.end))
        edits.put(source, at, at, f"{newline_of(source)}{line}")
    else:
        start = first.start - _column(source, first)
        edits.put(source, start, start, f"{line}{newline_of(source)}")


def _column(source: Source, key: Scalar) -> int:
    return key.start - (source.text.rfind("\n", 0, key.start) + 1)


def _change_former(edits: _Edits, source: Source, value: Mapping, names: _Names) -> None:
    """Add the old id to a list of former ids, and take the new one out of it."""
    key, given = value.pairs["formerly"]
    items = given.items if isinstance(given, Sequence) else [given]
    if isinstance(given, Sequence) and items and not is_flow(source, given):
        at = end_of(source, given)
        column = given.start - (source.text.rfind("\n", 0, given.start) + 1)
        edits.put(source, at, at, f"{newline_of(source)}{' ' * column}- {names.old}")
        for item in items:
            if getattr(item, "value", None) == names.new:
                start = source.text.rfind("\n", 0, item.start) + 1
                end = source.text.find("\n", item.start) + 1 or len(source.text)
                edits.put(source, start, end, "")
        return
    written = [source.text[item.start : item.end] for item in items if getattr(item, "value", None) != names.new]
    start, end = (given.start, given.end) if given.end > given.start else (key.end + 1, key.end + 1)
    lead = "" if given.end > given.start else " "
    edits.put(source, start, end, f"{lead}[{', '.join([*filter(None, written), names.old])}]")


# --- The result ---------------------------------------------------------------------------------------------------


def _verify(before: Project, folder: Path, contents: dict[Path, bytes], names: _Names) -> None:
    """Read the folder as it would be, and refuse what is more or less than the renaming."""
    changed = {file.resolve(): content for file, content in contents.items()}
    after = load(folder, text_of=lambda file: changed.get(file.resolve()) or read_within(folder, file))
    errors = [each for each in after.problems if each.severity == "error"]
    known = sum(each.severity == "error" for each in before.problems)
    if len(errors) > known:
        raise EditError(f"that would leave a mistake behind: {errors[0].span}: {errors[0].message}")
    difference = compare(before.debates, after.debates)
    changes = [change for debate in difference.debates for change in debate.changes]
    lost = [each for debate in difference.debates for each in debate.lost]
    fine = all("added" in each.kinds or "removed" in each.kinds or each.fields for each in changes)
    if not names.crux:
        fine = [(each.entry, each.kinds) for each in changes] == [(names.new, ("renamed",))]
    if lost or not fine:
        raise EditError("the files are written in a way that this cannot rename in; rename by hand")
