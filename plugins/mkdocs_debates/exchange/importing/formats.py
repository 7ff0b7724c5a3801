"""The formats that debates come in, each read by a module of its own that is loaded when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

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
    "json": f"{_HERE}.debate_json",
}
NUMBERED: Final = frozenset({"kialo"})
"""Formats that call a claim by its place, which changes when another is put before it."""
MOST_BYTES: Final = 20_000_000


def read(data: bytes, form: str) -> Imported:
    """A file in one of the :data:`FORMATS` as a debate. Raises :class:`NotReadableError`."""
    if len(data) > MOST_BYTES:
        raise NotReadableError(f"the file has {len(data):,} bytes, and {MOST_BYTES:,} is the limit")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadableError(
            f"the file is not encoded as UTF-8: byte {error.start + 1:,} cannot stand there"
        ) from None
    imported: Imported = import_module(FORMATS[form]).read(text)
    return imported
