"""Places in a page for addresses that are filled in later.

An address at which an entry is edited names a line, and lines move with every edit above them, so pages are made and
kept without. An address within the site is relative to the page, so what several pages show is made with a slot, once,
and each page that is finished gets its own.

The characters around a slot are halves of surrogate pairs. No YAML and no UTF-8 can hold them, so no debate can. A
colon or a slash keeps the two apart, also where a slot names nothing: JSON would take them for one character.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.reading import Document

_OPEN: Final = "\ud800"
_CLOSE: Final = "\udfff"
_SLOT: Final = re.compile(f"{_OPEN}:([^{_CLOSE}]*){_CLOSE}")
_WAY: Final = re.compile(f"{_OPEN}/([^{_CLOSE}]*{_CLOSE}#?)")


def edit_slot(entry: str) -> str:
    """The slot for the address at which ``entry``, "" for the debate itself, is edited."""
    return f"{_OPEN}:{entry}{_CLOSE}"


def with_edit_links(html: str, address: Callable[[str], str]) -> str:
    """``html`` with the address of its entry, escaped, in each slot."""
    return _SLOT.sub(lambda slot: str(escape(address(slot[1]))), html) if _OPEN in html else html


def edit_addresses(document: Document, base: str) -> Callable[[str], str]:
    """Gives the address at which an entry of ``document`` is edited, below ``base``, at its line."""

    joined = functools.cache(functools.partial(urljoin, base))

    def address(entry: str) -> str:
        file, line = document.line_of(entry)
        return f"{joined(file)}#L{line}"

    return address


def way_slot(page: str) -> str:
    """The slot for the way to a page, a path below the plugin's; an anchor may follow."""
    return f"{_OPEN}/{page}{_CLOSE}"


def with_ways(html: str, own: str, way: Callable[[str], str]) -> str:
    """``html`` of the page ``own`` with the way to its page in each slot; to an anchor of its own there is none."""
    if _OPEN not in html:
        return html
    pieces = _WAY.split(html)
    pieces[1::2] = map(_Ways(own, way).__getitem__, pieces[1::2])
    return "".join(pieces)


class _Ways(dict[str, str]):
    """What goes into slots on the page ``own``, by what stands in them, the end and a hash behind it included."""

    def __init__(self, own: str, way: Callable[[str], str]) -> None:
        self._own = own
        self._way = way

    def __missing__(self, slot: str) -> str:
        page, _, hash_ = slot.partition(_CLOSE)
        found = self[slot] = "#" if hash_ and page == self._own else self._way(page) + hash_
        return found
