"""Changes as JSON, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.comparing.fields import fields_written

if TYPE_CHECKING:
    from mkdocs_debates.comparing.changes import Change, DebateDifference, Difference

VERSION: Final = 1
"""Raised when a name goes or means something else; names that are added do not raise it."""


def render_json(difference: Difference) -> str:
    """The changes as an object with ``version`` and ``debates``. ASCII only, so that no terminal is steered."""
    data = {"version": VERSION, "debates": [_debate(each) for each in difference.debates]}
    return json.dumps(data, indent=2) + "\n"


def _debate(difference: DebateDifference) -> dict[str, Any]:
    return {
        "id": difference.debate,
        "title": difference.title,
        "state": difference.state,
        "former": difference.former,
        "changes": [_change(each) for each in difference.changes],
        "lost": [{"key": each.key, "title": each.title, "successor": each.successor} for each in difference.lost],
        "redirected": [{"key": each.key, "now": each.now} for each in difference.redirected],
        "orphaned": [{"claim": each.claim, "parent": each.parent} for each in difference.orphaned],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "part": change.part,
        "id": change.entry,
        "title": change.title,
        "person": change.person,
        "kinds": list(change.kinds),
        "former": change.former,
        "granted_by": list(change.granted_by),
        "fields": _fields(change),
    }


def _fields(change: Change) -> list[dict[str, Any]]:
    """The fields that changed; of an entry that is new or gone, all that it has or had."""
    if "added" in change.kinds and change.after is not None:
        return [{"field": name, "before": "", "after": value} for name, value in fields_written(change.after).items()]
    if "removed" in change.kinds and change.before is not None:
        return [{"field": name, "before": value, "after": ""} for name, value in fields_written(change.before).items()]
    return [{"field": each.field, "before": each.before, "after": each.after} for each in change.fields]
