"""What is published of a debate, as values and as bytes."""

from __future__ import annotations

import json
from contextlib import suppress
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.pages.views import Outline, SearchEntry
from mkdocs_debates.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.publishing.cache import Stored


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

    ``heads`` are the pages with "" for their bodies. Pages and files may be read from a file when they are asked for.
    ``permalinks`` and ``inventory`` are its parts of the site's.
    """

    pages: Mapping[str, PrintedPage]
    heads: Mapping[str, PrintedPage]
    files: Mapping[str, str]
    news: tuple[Item, ...]
    permalinks: dict[str, str]
    inventory: str


class Printing(NamedTuple):
    """A debate on its way into a pack. Pages and files are printed as they are gone through, which is possible once."""

    pages: Iterable[tuple[str, PrintedPage]]
    files: Iterable[tuple[str, str]]
    news: tuple[Item, ...]
    permalinks: dict[str, str]
    inventory: str

    def held(self) -> Pack:
        """The pack, at hand."""
        pages = dict(self.pages)
        heads = {path: page._replace(body="") for path, page in pages.items()}
        return Pack(pages, heads, dict(self.files), self.news, self.permalinks, self.inventory)


class NoPackError(ValueError):
    """Bytes are not those of a pack."""


EMPTY_PACK: Final = Pack({}, {}, {}, (), {}, "")
"""Nothing is published."""

_END: Final = 12
"""Digits at the end of a pack, which say how many bytes stand before them that are no page and no file."""


def in_bytes(printing: Printing) -> Iterator[bytes]:
    """A pack piece by piece, as it is printed: its bodies and files as they are, and then all the rest.

    That is a line of JSON with what is short, and after it more texts, which are wanted whenever the rest is.
    """
    heads: dict[str, dict[str, Any]] = {}
    bodies: dict[str, int] = {}
    files: dict[str, int] = {}
    texts: list[str] = []
    for path, page in printing.pages:
        heads[path] = _head(page, texts)
        yield from _counted(path, page.body, bodies)
    for path, text in printing.files:
        yield from _counted(path, text, files)
    news = [_head_of_item(item, texts) for item in printing.news]
    said = [_encoded(text) for text in (*texts, printing.inventory)]
    head = {"pages": heads, "bodies": bodies, "files": files, "news": news, "permalinks": printing.permalinks}
    head["said"] = list(map(len, said))
    rest = b"".join((json.dumps(head, separators=(",", ":")).encode(), b"\n", *said))
    yield rest
    yield f"{len(rest):0{_END}}".encode()


def opened(stored: Stored, again: Callable[[], Pack]) -> Pack:
    """The pack of which :func:`in_bytes` gave the pieces. Raises :class:`NoPackError` where it is something else.

    ``again`` gives one like it where a body or a file turns out later to be damaged.
    """
    try:
        end = stored.size - _END
        size = int(stored.read(end, _END))
        line, _, said = stored.read(end - size, size).partition(b"\n")
        head = json.loads(line)
        bodies, files = head["bodies"], head["files"]
        if sum(bodies.values()) + sum(files.values()) != end - size or sum(head["said"]) != len(said):
            raise NoPackError("the parts of this pack are not as long as it says")
        texts = _texts(said, head["said"])
        heads = {path: _page(page, texts) for path, page in head["pages"].items()}
        if list(heads) != list(bodies):
            raise NoPackError("this pack has other bodies than pages")
        news = tuple([_item(values, texts) for values in head["news"]])
        permalinks = {str(key): str(url) for key, url in head["permalinks"].items()}
        inventory = next(texts)
    except (KeyError, TypeError, AttributeError, ValueError, StopIteration, OSError) as error:
        raise NoPackError(f"this is no pack: {error!r}") from error
    places = dict(_places((*bodies.items(), *files.items())))

    def text(path: str) -> str | None:
        begin, length = places[path]
        with suppress(OSError, ValueError):
            data = stored.read(begin, length)
            return _decoded(data) if len(data) == length else None
        return None

    def page(path: str) -> PrintedPage:
        body = text(path)
        return again().pages[path] if body is None else heads[path]._replace(body=body)

    def file(path: str) -> str:
        content = text(path)
        return again().files[path] if content is None else content

    return Pack(Shelf(heads, page, room=1), heads, Shelf(files, file, room=1), news, permalinks, inventory)


def _counted(path: str, text: str, sizes: dict[str, int]) -> Iterator[bytes]:
    data = _encoded(text)
    sizes[path] = len(data)
    yield data


def _places(sizes: Iterable[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
    begin = 0
    for path, size in sizes:
        yield path, (begin, size)
        begin += size


def _texts(data: bytes, sizes: Iterable[int]) -> Iterator[str]:
    whole = memoryview(data)
    return (_decoded(whole[begin : begin + size]) for _, (begin, size) in _places(("", size) for size in sizes))


# Slots are lone surrogates, which no text that is exchanged may hold; this file is read here alone.


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes | memoryview) -> str:
    return str(data, "utf-8", "surrogatepass")


def _head(page: PrintedPage, texts: list[str]) -> dict[str, Any]:
    """A page but for its body and its longer texts, which are added to ``texts``."""
    texts += (page.linked_data, *[entry.text for entry in page.search])
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
        body="",
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
