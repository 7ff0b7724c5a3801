"""A former id belongs to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.permalinks import former_ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.permalinks import FormerId


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """Problems ``permalink-taken``: former ids that are in use, or claimed from elsewhere as well.

    Clashes within one debate are ``duplicate-id`` and found by the reader.
    """
    for former in former_ids_of(subject.debate):
        first = around.first_owners[former.key]
        taken_by = _live_owner(around, former) or (_words(first) if first.debate != former.debate else None)
        if taken_by:
            yield subject.document.problem(
                "permalink-taken",
                former.entry,
                "formerly",
                former.index,
                message=f'the permalink "{former.key}" belongs to {taken_by}',
                hint="leave it to that one, and take it out here",
            )


def _live_owner(around: Surroundings, former: FormerId) -> str | None:
    debate_id, _, entry_id = former.key.partition("/")
    other = around.profiles.get(debate_id)
    if other is None or (entry_id and debate_id == former.debate):
        return None
    if not entry_id:
        return f'the debate "{debate_id}"'
    return f'"{former.key}"' if entry_id in other.kinds else None


def _words(owner: FormerId) -> str:
    return f'"{owner.entry}" in the debate "{owner.debate}"' if owner.entry else f'the debate "{owner.debate}"'
