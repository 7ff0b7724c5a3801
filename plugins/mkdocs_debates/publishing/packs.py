"""What is published of a debate, as values and as bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.pages.views import Outline, SearchEntry

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as the host gets it. ``edit`` and ``body``, HTML, hold slots for the addresses at which one edits.

    ``anchors`` are the ids on the page that others may link to; ``linked_data`` is an element for its head.
    """

    description: str
    outline: tuple[Outline, ...]
    anchors: tuple[str, ...]
    edit: str | None
    search: tuple[SearchEntry, ...]
    body: str
    linked_data: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A debate's pages by path, its small files by path, both below the plugin's path, and what its feed tells.

    ``permalinks`` and ``inventory`` are its parts of the site's.
    """

    pages: Mapping[str, PrintedPage]
    files: Mapping[str, str]
    news: tuple[Item, ...]
    permalinks: dict[str, str]
    inventory: str


class NoPackError(ValueError):
    """Bytes are not those of a pack."""


EMPTY_PACK: Final = Pack({}, {}, (), {}, "")
"""Nothing is published."""


def as_bytes(pack: Pack) -> bytes:
    """``pack`` as a line of JSON, and after it the bodies of pages and the files, one after another."""
    # Slots are lone surrogates, which no text that is exchanged may hold; this file is read here alone.
    bodies = {path: page.body.encode("utf-8", "surrogatepass") for path, page in pack.pages.items()}
    files = {path: text.encode() for path, text in pack.files.items()}
    head = {
        "pages": {path: _head(page, len(bodies[path])) for path, page in pack.pages.items()},
        "files": {path: len(data) for path, data in files.items()},
        "news": pack.news,
        "permalinks": pack.permalinks,
        "inventory": pack.inventory,
    }
    return b"".join((json.dumps(head, separators=(",", ":")).encode(), b"\n", *bodies.values(), *files.values()))


def from_bytes(data: bytes) -> Pack:
    """The pack that :func:`as_bytes` gave. Raises :class:`NoPackError` where ``data`` is something else."""
    line, _, rest = data.partition(b"\n")
    try:
        head = json.loads(line)
        place = 0
        pages: dict[str, PrintedPage] = {}
        for path, page in head["pages"].items():
            body = rest[place : (place := place + page["bytes"])].decode("utf-8", "surrogatepass")
            pages[path] = _page(page, body)
        files = {path: rest[place : (place := place + size)].decode() for path, size in head["files"].items()}
        news = tuple(Item._make((*values, tuple(authors))) for *values, authors in head["news"])
        permalinks = {str(key): str(url) for key, url in head["permalinks"].items()}
        inventory = head["inventory"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NoPackError(f"this is no pack: {error!r}") from error
    if place != len(rest):
        raise NoPackError(f"a pack of {place} bytes has {len(rest)}")
    return Pack(pages, files, news, permalinks, inventory)


def _head(page: PrintedPage, size: int) -> dict[str, Any]:
    return {
        "description": page.description,
        "outline": [_outline(item) for item in page.outline],
        "anchors": page.anchors,
        "edit": page.edit,
        "search": [[entry.anchor, entry.title, entry.text, entry.kind] for entry in page.search],
        "linked_data": page.linked_data,
        "bytes": size,
    }


def _outline(item: Outline) -> list[Any]:
    return [item.text, item.anchor, [_outline(below) for below in item.children], item.lang]


def _page(head: Mapping[str, Any], body: str) -> PrintedPage:
    return PrintedPage(
        description=head["description"],
        outline=tuple(map(_outline_of, head["outline"])),
        anchors=tuple(map(intern, head["anchors"])),  # ids, which stand on several pages
        edit=head["edit"],
        search=tuple(map(SearchEntry._make, head["search"])),
        body=body,
        linked_data=head["linked_data"],
    )


def _outline_of(item: tuple[str, str, list[Any], str]) -> Outline:
    text, anchor, below, lang = item
    return Outline(text, anchor, tuple(map(_outline_of, below)), lang)
