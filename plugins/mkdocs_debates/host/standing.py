"""What a server remembers of the build before, so that a debate in which nothing changed is not put together again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_debates.publishing.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from mkdocs_debates.exchange.feeds import Item
    from mkdocs_debates.pages.views import SearchEntry
    from mkdocs_debates.publishing.packs import Pack


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a debate in the folder of the site, and under which key it was made.

    ``search`` and ``anchors`` are by the path of the page, and ``files`` paths; all are below the plugin's path.
    ``inventory`` is compressed, and the news share their texts with the search: this is kept of all debates.
    """

    key: str
    search: Mapping[str, tuple[SearchEntry, ...]]
    anchors: Mapping[str, tuple[str, ...]]
    files: tuple[str, ...]
    news: tuple[Item, ...]
    inventory: bytes

    @classmethod
    def of(cls, key: str, pack: Pack) -> Standing:
        """What stands there once ``pack`` is written."""
        texts = {entry.text: entry.text for page in pack.pages.values() for entry in page.search}
        return cls(
            key,
            {path: page.search for path, page in pack.pages.items()},
            {path: page.anchors for path, page in pack.pages.items()},
            tuple(pack.files),
            tuple(item._replace(text=texts.get(item.text, item.text)) for item in pack.news),
            zlib.compress(pack.inventory.encode()),
        )


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
