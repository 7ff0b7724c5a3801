"""The formats that debates come in, each read by a module of its own that is loaded when it is needed."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.importing import NotReadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.exchange.importing import Imported

_HERE: Final = "mkdocs_debates.exchange.importing"
FORMATS: Final[Mapping[str, str]] = {
    "forum": f"{_HERE}.forum",
    "kialo": f"{_HERE}.kialo",
    "argdown": f"{_HERE}.argdown",
    "aif": f"{_HERE}.aif",
    "argumend": f"{_HERE}.argumend",
    "json": f"{_HERE}.debate_json",
}
NUMBERED: Final = frozenset({"kialo"})
"""Formats that call a claim by its place, which changes when another is put before it."""
UNTITLED: Final[Mapping[str, str]] = {
    "forum": "Forum thread",
    "kialo": "Discussion",
    "argdown": "Debate",
    "aif": "Argument map",
    "argumend": "Argument map",
}
"""What a debate is called, by format, whose source has no title."""
NO_ID: Final = "item"
"""What a comment without a name of its own is called by, before its number in the file."""
MOST_BYTES: Final = 20_000_000
_ARGDOWN: Final = re.compile(r"===[ \t]*\n|\[[^\[\]\n]+\]:|<[^<>\n]+>:")


def read(data: bytes, form: str) -> Imported:
    """A file in one of the :data:`FORMATS` as a debate. Raises :class:`NotReadableError`."""
    if len(data) > MOST_BYTES:
        raise NotReadableError(f"the file has {len(data):,} bytes, and {MOST_BYTES:,} is the limit")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotReadableError(
            f"the file is not encoded as UTF-8: byte {error.start + 1:,} cannot stand there"
        ) from None
    try:
        imported: Imported = import_module(FORMATS[form]).read(text)
    except NotReadableError as error:
        likely = likely_format(text)
        if likely in (None, form):
            raise
        raise NotReadableError(f"{error}; it looks like another format: try --from {likely}") from error
    return imported


def is_unique(form: str, name: str) -> bool:
    """Whether nothing else in the world is called so, as a forum's comment; other formats have numbers and labels."""
    return form == "forum" and not name.isdigit() and not name.startswith(f"{NO_ID} ")


def likely_format(text: str) -> str | None:
    """Which of the :data:`FORMATS` ``text`` looks like, by how it begins or by the names in its JSON."""
    start = text.lstrip()
    if start.startswith(("Discussion Title:", "Discussion Name:")):
        return "kialo"
    with suppress(ValueError, RecursionError):
        return _likely_in_json(json.loads(start))
    return "argdown" if _ARGDOWN.match(start) else None


def _likely_in_json(data: Any) -> str | None:
    if isinstance(data, dict):
        if _has_nodes_of_aif(data.get("AIF", data)):
            return "aif"
        if _named_by("statement", data.get("nodes")):
            return "argumend"
        if {"version", "title"} <= data.keys():
            return "json"
        data = data.get("data")
    if isinstance(data, dict):
        return "forum" if "comments" in data else None
    return "forum" if _named_by("_id", data) else None


def _has_nodes_of_aif(data: Any) -> bool:
    return isinstance(data, dict) and _named_by("nodeID", data.get("nodes"))


def _named_by(key: str, entries: Any) -> bool:
    return isinstance(entries, list) and any(isinstance(each, dict) and key in each for each in entries)
