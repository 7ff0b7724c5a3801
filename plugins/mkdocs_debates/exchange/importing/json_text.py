"""JSON from elsewhere as plain values: every number and every word a text, as in a debate's own files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.texts import cleaned
from mkdocs_debates.reading.sources import shortened

if TYPE_CHECKING:
    from collections import Counter

_DEEPEST: Final = 100
_NAMES_SHOWN: Final = 20


def values_of(text: str) -> Any:
    """Dicts, lists, texts and None. Numbers are texts as they are written, and so are ``true`` and ``false``.

    Raises :class:`NotReadableError` for what is no JSON, holds a name twice, or is nested deeper than 100 levels.
    """
    try:
        found = json.loads(
            text.removeprefix("\ufeff"),
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_fields,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotReadableError(f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]} at {where}") from None
    except RecursionError:
        raise _too_deep() from None
    return _as_texts(found, 0)


def word_of(value: Any) -> str:
    """A text on one line without what a debate may not hold; "" for anything else."""
    return " ".join(cleaned(value)[0].split()) if isinstance(value, str) else ""


def names_in(found: Counter[str]) -> str:
    """The names of fields with how often each is there, for a remark; of many, the most frequent."""
    names = [f"{shortened(name)} ({count:,})" for name, count in found.most_common(_NAMES_SHOWN)]
    more = len(found) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more > 0 else "")


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise NotReadableError(f'the name "{twice[:80]}" stands twice in one place')
    return found


def _as_texts(value: Any, level: int) -> Any:
    if level > _DEEPEST:
        raise _too_deep()
    if isinstance(value, dict):
        return {name: _as_texts(each, level + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_texts(each, level + 1) for each in value]
    return str(value).lower() if isinstance(value, bool) else value


def _too_deep() -> NotReadableError:
    return NotReadableError(f"this JSON is nested deeper than {_DEEPEST} levels, which is the limit")
