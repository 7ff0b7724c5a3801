"""What a server remembers of the build before, so that a debate in which nothing changed is not put together again."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.pages.views import SearchEntry
from mkdocs_debates.publishing.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from mkdocs_debates.publishing.packs import Pack

Value = TypeVar("Value")


class Packed(Generic[Value]):
    """A value as few bytes, opened each time that it is asked for."""

    __slots__ = ("_data",)

    def __init__(self, value: Value) -> None:
        self._data = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)

    def opened(self) -> Value:
        """The value."""
        value: Value = pickle.loads(zlib.decompress(self._data))
        return value


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a debate in the folder of the site, and under which key it was made.

    ``elsewhere`` are its small files that are not in its own folder. Nearly all is packed: this is kept of all debates.
    What is of pages is by their paths; these and those of files are below the plugin's path.
    """

    key: str
    elsewhere: tuple[str, ...]
    _said: Packed[_Said]
    _named: Packed[_Named]

    @classmethod
    def of(cls, key: str, pack: Pack) -> Standing:
        """What stands there once ``pack`` is written."""
        texts = {entry.text: entry.text for page in pack.heads.values() for entry in page.search}
        news = [item._replace(text=texts.get(item.text, item.text)) for item in pack.news]
        search = {path: list(map(tuple, page.search)) for path, page in pack.heads.items()}
        anchors = {path: page.anchors for path, page in pack.heads.items()}
        own = "/".join((next(iter(pack.heads), "").partition("/")[0], ""))
        return cls(
            key,
            tuple(path for path in pack.files if not path.startswith(own)),
            Packed((search, list(map(tuple, news)))),
            Packed((anchors, tuple(pack.files), pack.permalinks, pack.inventory)),
        )

    def search(self) -> dict[str, list[SearchEntry]]:
        """What the search finds on each page."""
        return {path: list(map(SearchEntry._make, entries)) for path, entries in self._said.opened()[0].items()}

    def news(self) -> list[Item]:
        """What the debate's feed tells."""
        return list(map(Item._make, self._said.opened()[1]))

    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The ids on each page to which others may link."""
        return self._named.opened()[0]

    def files(self) -> tuple[str, ...]:
        """The paths of its small files."""
        return self._named.opened()[1]

    def permalinks(self) -> dict[str, str]:
        """Its part of the list of permalinks."""
        return self._named.opened()[2]

    def inventory(self) -> str:
        """Its part of the inventory."""
        return self._named.opened()[3]


_Said = tuple[dict[str, list[tuple[str, ...]]], list[tuple[Any, ...]]]
"""The search entries of a debate and its news, which have their texts in common."""

_Named = tuple[dict[str, tuple[str, ...]], tuple[str, ...], dict[str, str], str]
"""The anchors of its pages, its files, permalinks and inventory, which name its entries."""


@dataclass
class Stand:
    """The debates that stand in the folder of a site by id, and names for its settings and for what is around pages."""

    settings: str = ""
    around: str = ""
    debates: dict[str, Standing] = field(default_factory=dict)


def settings_in(config: MkDocsConfig) -> str:
    """A name for the site's settings."""
    return digest(repr(config.user_configs))


def around_pages(config: MkDocsConfig, nav: Navigation) -> str:
    """A name for what the theme puts around a page: the site's settings, its own templates and the navigation."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    templates = sorted(own.rglob("*")) if own is not None else []
    return digest(settings_in(config), *_stamps(templates), *_items(nav))


def _stamps(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        status = file.stat()
        yield f"{file} {status.st_mtime_ns} {status.st_size}"


def _items(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield f"{item.title} {getattr(item, 'url', '')}"
        if item.children:
            yield "("
            yield from _items(item.children)
            yield ")"
