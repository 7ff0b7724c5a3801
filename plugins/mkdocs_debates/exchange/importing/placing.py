"""An imported debate on its way into the folder of debates: as a new file, or into the debate that it became before.

What came in before is known again by :data:`ORIGIN`. What is new is added, and nothing that is there changes: an editor
may have rewritten, renamed or moved any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.editing.adding import EditError
from mkdocs_debates.editing.naming import id_of_words
from mkdocs_debates.editing.starting import why_not_debate
from mkdocs_debates.editing.whole import UnwritableError, yaml_of
from mkdocs_debates.exchange.importing import LEFT_OUT, ORIGIN, Remark
from mkdocs_debates.exchange.importing.belonging import is_made_of
from mkdocs_debates.exchange.importing.formats import NUMBERED, UNTITLED
from mkdocs_debates.exchange.importing.growing import grown
from mkdocs_debates.exchange.importing.recognising import names_under, origins_of, recognised
from mkdocs_debates.project import load
from mkdocs_debates.reading.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.importing import Imported
    from mkdocs_debates.model import Debate
    from mkdocs_debates.project import Project


_OTHERWISE: Final = "give the debate another id with --id"


class PlacingError(Exception):
    """A debate cannot be put where it was to go; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The files to write, the debate's id, what an editor should know of it, and whether it was there before."""

    debate_id: str
    contents: dict[Path, bytes]
    remarks: tuple[Remark, ...]
    was_there: bool = False


def place(folder: Path, imported: Imported, form: str, *, debate_id: str = "", title: str = "") -> Placed:
    """Where the debate goes in ``folder``, which is read, not written. ``form`` is the format that it came in.

    Without ``debate_id`` it goes to the debate that it became before, whatever that is called now, or to an id of its
    own or of its title; a source without a title gets a free one. Raises :class:`PlacingError`.
    """
    source = imported.debate
    project = load(folder)
    before = {subject.debate.id: (subject, now) for subject, now in _made_of(project, source, form)}
    if debate_id in before or (before and not debate_id):
        subject, now = before[debate_id or next(iter(before))]
        # Numbers are others' once something is put before them.
        left_out = frozenset[str]() if form in NUMBERED else frozenset(names_under(LEFT_OUT, subject.debate))
        return _grown(folder, subject, imported, now, left_out)
    there = next((each for each in before if each != source.id), None)
    if there:
        raise PlacingError(f'the debate "{there}" was made of this source; leave out --id to let it grow')
    if debate_id in project.debates:
        raise PlacingError(f'the debate "{debate_id}" is there already, and came from elsewhere; {_OTHERWISE}')
    return _made(folder, project, imported, form, debate_id, title)


def _made(folder: Path, project: Project, imported: Imported, form: str, debate_id: str, title: str) -> Placed:
    """A debate of its own."""
    source = imported.debate
    made_id = debate_id or source.id or id_of_words(title or source.title) or "debate"
    remarks = imported.remarks
    if not (debate_id or title) and source.title == UNTITLED.get(form):
        made_id, taken = _free_id(folder, project, made_id), made_id
        if made_id != taken:
            message = f'"{taken}" is of another source, and this one has no title: it became "{made_id}"'
            remarks = (*remarks, Remark("guessed", "the debate", message))
    reason = why_not_debate(folder, made_id)
    if reason:
        raise PlacingError(f"{reason}; {_OTHERWISE}")
    extensions = _marked(source, made_id, _mark(source, form))
    whole = replace(source, id=made_id, title=title or source.title, extensions=extensions)
    return Placed(made_id, {folder / f"{made_id}.yaml": _content(whole)}, remarks)


def _mark(source: Debate, form: str) -> str:
    """What a debate that is made of the source is known by."""
    return f"{form}: {source.id or next(iter(origins_of(source)), source.title)}"


def _marked(source: Debate, made_id: str, mark: str) -> Mapping[str, Any]:
    """The debate's extensions with what it is known by; one that keeps an id which it had is known by that."""
    if made_id == source.id:
        return source.extensions
    return {**source.extensions, ORIGIN: [*origins_of(source), mark] if source.id and origins_of(source) else mark}


def _content(debate: Debate) -> bytes:
    try:
        content = yaml_of(debate).encode("utf-8")
    except UnwritableError as error:
        raise PlacingError(f"{error}; import it in parts") from None
    if len(content) > MAX_BYTES:
        raise PlacingError(f"the debate makes a file of {len(content):,} bytes, and the limit is {MAX_BYTES:,}")
    return content


def _made_of(project: Project, source: Debate, form: str) -> list[tuple[Subject, dict[str, str]]]:
    """The debates that were made of the source, each with what was recognised in it; the likeliest first.

    It may have had no title then, or have none now.
    """
    mark, untitled = _mark(source, form), f"{form}: {UNTITLED.get(form)}"
    found = []
    for subject in project.debates.values():
        marks = origins_of(subject.debate)
        keeps_id = bool(source.id) and subject.debate.id == source.id
        may_be = untitled in marks or (mark == untitled and any(each.startswith(f"{form}: ") for each in marks))
        if keeps_id or mark in marks or may_be:
            now = recognised(subject.debate, source, numbered=form in NUMBERED)
            if is_made_of(subject.debate, source, now, form):
                found.append(((not keeps_id, mark not in marks, -len(now)), subject, now))
    return [(subject, now) for _, subject, now in sorted(found, key=itemgetter(0))]


def _free_id(folder: Path, project: Project, wanted: str) -> str:
    """``wanted``, with a number behind it where other sources have it."""
    found, number = wanted, 1
    while why_not_debate(folder, found):
        if found in project.broken:
            raise PlacingError(f'the debate "{found}" has errors, so that it cannot be known again; mend them first')
        number += 1
        found = f"{wanted}-{number}"
    return found


def _grown(
    folder: Path, subject: Subject, imported: Imported, now: Mapping[str, str], left_out: frozenset[str]
) -> Placed:
    try:
        contents, remarks = grown(folder, subject, imported, now, left_out)
    except EditError as error:
        raise PlacingError(str(error)) from None
    return Placed(subject.debate.id, contents, tuple(remarks), was_there=True)
