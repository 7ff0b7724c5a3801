"""What a server remembers of the build before, so that a debate in which nothing changed is not put together again."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.pages.views import SearchEntry
from mkdocs_debates.publishing.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from mkdocs_debates.publishing.packs import Pack


class Store(Protocol):
    """Where bytes are put away."""

    def put(self, data: bytes, /) -> Any:
        """What :meth:`read` wants to have."""

    def read(self, place: Any, /) -> bytes:
        """What was put there."""


class Compressed:
    """The store of a server, for which bytes have to stay from build to build, and where there is no better."""

    def put(self, data: bytes) -> bytes:
        """``data`` as fewer bytes."""
        return zlib.compress(data, 1)

    def read(self, place: bytes) -> bytes:
        """What was put there."""
        return zlib.decompress(place)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a debate in the folder of the site, and under which key it was made.

    ``elsewhere`` are its small files that are not in its own folder. Nearly all is bytes, or put away in a store, since
    this is kept of all debates. What is of pages is by their paths; these and those of files are below the plugin's.
    """

    key: str
    elsewhere: tuple[str, ...]
    _said: Any
    _named: Any
    _store: Store | None = None

    @classmethod
    def of(cls, key: str, pack: Pack) -> Standing:
        """What stands there once ``pack`` is written."""
        texts = {entry.text: entry.text for page in pack.heads.values() for entry in page.search}
        news = [item._replace(text=texts.get(item.text, item.text)) for item in pack.news]
        search = {path: list(map(tuple, page.search)) for path, page in pack.heads.items()}
        anchors = {path: page.anchors for path, page in pack.heads.items()}
        own = "/".join((next(iter(pack.heads), "").partition("/")[0], ""))
        said: _Said = (search, list(map(tuple, news)))
        named: _Named = (anchors, tuple(pack.files), pack.permalinks, pack.inventory)
        return cls(
            key,
            tuple(path for path in pack.files if not path.startswith(own)),
            pickle.dumps(said, pickle.HIGHEST_PROTOCOL),
            pickle.dumps(named, pickle.HIGHEST_PROTOCOL),
        )

    def put_away(self, store: Store) -> Standing:
        """The same, with most of it in ``store``. Nothing of it may have been put away before."""
        return Standing(self.key, self.elsewhere, store.put(self._said), store.put(self._named), store)

    def search(self) -> dict[str, list[SearchEntry]]:
        """What the search finds on each page."""
        return {path: list(map(SearchEntry._make, entries)) for path, entries in self._what_is_said()[0].items()}

    def news(self) -> list[Item]:
        """What the debate's feed tells."""
        return list(map(Item._make, self._what_is_said()[1]))

    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The ids on each page to which others may link."""
        return self._what_is_named()[0]

    def files(self) -> tuple[str, ...]:
        """The paths of its small files."""
        return self._what_is_named()[1]

    def permalinks(self) -> dict[str, str]:
        """Its part of the list of permalinks."""
        return self._what_is_named()[2]

    def inventory(self) -> str:
        """Its part of the inventory."""
        return self._what_is_named()[3]

    def _what_is_said(self) -> _Said:
        said: _Said = pickle.loads(self._store.read(self._said) if self._store else self._said)
        return said

    def _what_is_named(self) -> _Named:
        named: _Named = pickle.loads(self._store.read(self._named) if self._store else self._named)
        return named


_Said = tuple[dict[str, list[tuple[str, ...]]], list[tuple[Any, ...]]]
"""The search entries of a debate and its news, which have their texts in common."""

_Named = tuple[dict[str, tuple[str, ...]], tuple[str, ...], dict[str, str], str]
"""The anchors of its pages, its files, permalinks and inventory, which name its entries."""


@dataclass
class Stand:
    """The debates that stand in the folder of a site by id, and names for its settings and for what is around pages.

    What is known of them is put away in a ``store``, a :class:`Spool` where no server keeps it.
    """

    settings: str = ""
    around: str = ""
    debates: dict[str, Standing] = field(default_factory=dict)
    store: Store = field(default_factory=Compressed)

    def add(self, debate_id: str, standing: Standing) -> None:
        """Take up what stands of a debate."""
        self.debates[debate_id] = standing.put_away(self.store)


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
