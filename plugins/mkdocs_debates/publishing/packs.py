"""What is published of a debate, as values and as bytes."""

from __future__ import annotations

import json
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.pages.views import Outline, SearchEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class PrintedPage(NamedTuple):
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


class Pack(NamedTuple):
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


def in_bytes(pack: Pack) -> Iterator[bytes]:
    """``pack`` piece by piece: its long texts, one after another, and after them, as a line of JSON, all the rest."""
    texts: list[str] = []
    head: dict[str, Any] = {
        "pages": {path: _head(page, texts) for path, page in pack.pages.items()},
        "files": list(pack.files),
        "news": [_head_of_item(item, texts) for item in pack.news],
        "permalinks": pack.permalinks,
        "sizes": [],
    }
    for text in (*texts, *pack.files.values(), pack.inventory):
        # Slots are lone surrogates, which no text that is exchanged may hold; this file is read here alone.
        data = text.encode("utf-8", "surrogatepass")
        head["sizes"].append(len(data))
        yield data
    yield b"\n" + json.dumps(head, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Pack:
    """The pack of which :func:`in_bytes` gave the pieces. Raises :class:`NoPackError` where it is something else."""
    end = max(data.rfind(b"\n"), 0)
    try:
        head = json.loads(data[end:])
        if sum(head["sizes"]) != end:
            raise NoPackError(f"a pack of {sum(head['sizes'])} bytes has {end}")
        texts = _texts(memoryview(data), head["sizes"])
        return Pack(
            pages={path: _page(page, texts) for path, page in head["pages"].items()},
            news=tuple([_item(values, texts) for values in head["news"]]),
            permalinks={str(key): str(url) for key, url in head["permalinks"].items()},
            files={path: next(texts) for path in head["files"]},
            inventory=next(texts),
        )
    except (KeyError, TypeError, AttributeError, ValueError, StopIteration) as error:
        raise NoPackError(f"this is no pack: {error!r}") from error


def _texts(data: memoryview, sizes: Iterable[int]) -> Iterator[str]:
    place = 0
    for size in sizes:
        yield str(data[place : (place := place + size)], "utf-8", "surrogatepass")


def _head(page: PrintedPage, texts: list[str]) -> dict[str, Any]:
    """A page but for its long texts, which are added to ``texts``."""
    texts += (page.body, page.linked_data, *[entry.text for entry in page.search])
    return {
        "description": page.description,
        "outline": [_outline(item) for item in page.outline],
        "anchors": page.anchors,
        "edit": page.edit,
        "search": [(entry.anchor, entry.title, entry.kind) for entry in page.search],
    }


def _page(head: Mapping[str, Any], texts: Iterator[str]) -> PrintedPage:
    return PrintedPage(
        description=head["description"],
        outline=tuple(map(_outline_of, head["outline"])),
        anchors=tuple(map(intern, head["anchors"])),  # ids, which stand on several pages
        edit=head["edit"],
        body=next(texts),
        linked_data=next(texts),
        search=tuple([SearchEntry(anchor, title, next(texts), kind) for anchor, title, kind in head["search"]]),
    )


def _head_of_item(item: Item, texts: list[str]) -> tuple[Any, ...]:
    texts.append(item.text)
    return item.id, item.url, item.title, item.date, item.authors


def _item(head: Sequence[Any], texts: Iterator[str]) -> Item:
    item_id, url, title, date, authors = head
    return Item(item_id, url, title, next(texts), date, tuple(authors))


def _outline(item: Outline) -> list[Any]:
    return [item.text, item.anchor, [_outline(below) for below in item.children], item.lang]


def _outline_of(item: tuple[str, str, list[Any], str]) -> Outline:
    text, anchor, below, lang = item
    return Outline(text, anchor, tuple(map(_outline_of, below)), lang)
