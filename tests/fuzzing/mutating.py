"""JSON that stays JSON: a value is put where another stood, doubled, or left out."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

_ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1,
    1e999,
    10**400,
    "",
    "a",
    [],
    {},
    [[]],
    {"": ""},
    "\ud800",
    "<b>",
    "a" * 300,
)


def mutated_json(data: bytes, seed: int) -> bytes | None:
    """``data`` with one value changed, the same for the same ``seed``; None where it is not JSON."""
    random = Random(seed)
    try:
        root = json.loads(data)
        places = _places(root)
        if not places:
            return None
        holder, key = random.choice(places)
        other_holder, other_key = random.choice(places)
        match random.randrange(4):
            case 0:
                holder[key] = random.choice(_ODD)
            case 1:
                # Copied, since a value cannot stand within itself.
                holder[key] = json.loads(json.dumps(other_holder[other_key]))
            case 2:
                del holder[key]
            case _ if isinstance(holder, list):
                holder.insert(key, json.loads(json.dumps(holder[key])))
            case _:
                holder[random.choice(["id", "text", "_id", "type", other_key])] = holder.pop(key)
        return json.dumps(root).encode()
    except (ValueError, RecursionError, TypeError):
        return None


def _places(root: Any) -> list[tuple[Any, Any]]:
    """Each value's holder and its key there."""
    found: list[tuple[Any, Any]] = []
    waiting = [root]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else []
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys]
    return found
