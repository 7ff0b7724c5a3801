"""The guard on permalinks: what a change would break, as problems at the place where it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.checks.subject import SINGULAR
from mkdocs_debates.diagnostics import Problem, Span, in_order
from mkdocs_debates.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.comparing.changes import DebateDifference, Difference, LostPermalink, OrphanedReply


def permalink_problems(
    difference: Difference, before: Mapping[str, Subject], after: Mapping[str, Subject], shown_as: str
) -> list[Problem]:
    """Problems ``permalink-lost`` and ``orphaned-reply`` of a difference between two versions of the debates.

    They stand in the files as they are after; ``shown_as`` is how the folder's path begins in problems. A reply
    whose parent cannot be found is not told of again: its reference leads nowhere, which is an error by itself.
    """
    return in_order(
        problem
        for debate in difference.debates
        for problem in _problems(debate, before, after.get(debate.debate), shown_as)
    )


def _problems(
    difference: DebateDifference, before: Mapping[str, Subject], subject: Subject | None, shown_as: str
) -> Iterator[Problem]:
    was = before.get(difference.former or difference.debate)
    for lost in difference.lost:
        if subject is None:
            yield _lost_debate(lost, was, shown_as)
        else:
            yield _lost_entry(lost, was, subject)
    for orphaned in difference.orphaned:
        if subject is not None and subject.debate.claims[orphaned.claim].reply_to is None:
            yield _orphaned(orphaned, subject)


def _lost_debate(lost: LostPermalink, was: Subject | None, shown_as: str) -> Problem:
    file = was.document.files[0] if was else f"{lost.debate}.yaml"
    return Problem(
        "permalink-lost",
        Span(f"{shown_as}/{file}" if shown_as else file),
        f'the debate "{lost.debate}" is gone, and links to it would lead nowhere',
        RULES["permalink-lost"].severity,
        f"put the file back, or add `formerly: [{lost.debate}]` to the debate that takes its place",
    )


def _lost_entry(lost: LostPermalink, was: Subject | None, subject: Subject) -> Problem:
    own = subject.debate.id == lost.debate or lost.debate in subject.debate.formerly
    former = lost.entry if own else lost.key
    if not lost.entry:
        return subject.document.problem(
            "permalink-lost",
            "",
            message=f'the debate was once called "{lost.debate}", and links to that would lead nowhere',
            hint=f"keep it: {_line(former, subject.debate.formerly)}",
        )
    if lost.successor:
        section = subject.graph.sections[lost.successor]
        given = getattr(subject.debate, section)[lost.successor].formerly
        return subject.document.problem(
            "permalink-lost",
            lost.successor,
            message=f'"{lost.entry}" ({_title(lost)}) is gone, and links to it would lead nowhere',
            hint=f'add {_line(former, given)} to "{lost.successor}" if that took its place',
        )
    section = was.graph.sections.get(lost.entry, "claims") if was else "claims"
    near = _nearest(lost.entry, was, subject)
    put_back = "with `status: removed`" if section == "claims" else "as it was"
    return subject.document.problem(
        "permalink-lost",
        near,
        *(() if near else (section,)),
        message=f'the {SINGULAR[section]} "{lost.entry}" ({_title(lost)}) is gone, and links to it would lead nowhere',
        hint=f"add `formerly: [{former}]` to what takes its place, or put it back {put_back}",
    )


def _line(former: str, given: tuple[str, ...]) -> str:
    return f"`formerly: [{', '.join((*given, former))}]`"


def _title(lost: LostPermalink) -> str:
    return f'"{lost.title}"' if len(lost.title) <= 60 else f'"{lost.title[:59]}…"'


def _nearest(entry: str, was: Subject | None, subject: Subject) -> str:
    """The nearest claim above one that is gone which is still there, "" for none."""
    parent = was.graph.parents.get(entry) if was else None
    while was and parent is not None and parent not in subject.graph.sections:
        parent = was.graph.parents.get(parent)
    return parent or ""


def _orphaned(orphaned: OrphanedReply, subject: Subject) -> Problem:
    return subject.document.problem(
        "orphaned-reply",
        orphaned.claim,
        message=f'the claim "{orphaned.claim}" replied to "{orphaned.parent}", which is gone',
        hint="say to whom it replies now, or give it words that stand alone",
    )
