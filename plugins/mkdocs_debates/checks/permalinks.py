"""A former id belongs to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.permalinks import claimed_former_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """Problems ``permalink-taken``: former ids that are in use, or claimed from elsewhere as well.

    Clashes within one debate are ``duplicate-id`` and found by the reader.
    """
    debate = subject.debate
    owners = _owners(around)
    for former, _, entry in claimed_former_ids([debate]):
        other_debate, _, old_id = former.partition("/")
        taken_by = _live_owner(around, other_debate, old_id, debate.id) or next(
            (owner for owner in owners[former] if not owner.startswith(f'"{debate.id}')), None
        )
        if taken_by:
            yield subject.document.problem(
                "permalink-taken",
                entry,
                "formerly",
                message=f'the permalink "{former}" belongs to {taken_by}',
                hint="leave it to that one, and take it out here",
            )


def _owners(around: Surroundings) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for former, debate, entry in claimed_former_ids(subject.debate for subject in around.subjects.values()):
        owners.setdefault(former, []).append(f'"{debate}/{entry}"' if entry else f'"{debate}"')
    return owners


def _live_owner(around: Surroundings, debate_id: str, entry_id: str, asking: str) -> str | None:
    other = around.subjects.get(debate_id)
    if other is None or (entry_id and debate_id == asking):
        return None
    if not entry_id:
        return f'the debate "{debate_id}"'
    return f'"{debate_id}/{entry_id}"' if entry_id in other.graph.sections else None
