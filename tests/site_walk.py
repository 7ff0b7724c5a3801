"""Reads a built site as a browser would address it: pages, the ids on them, and where their links lead."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class WalkedPage:
    """A page of a built site: its ids, in order and with repetitions, and the addresses it names."""

    ids: tuple[str, ...]
    links: tuple[str, ...]


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src", "xlink:href") and value:
                self.links.append(value)
            if tag == "meta" and name == "content" and value and value.startswith("0; url="):
                self.links.append(value.removeprefix("0; url="))


def walk_site(folder: Path) -> dict[str, WalkedPage]:
    """Every HTML page below ``folder`` by its path from there."""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        collector = _Collector()
        collector.feed(file.read_text(encoding="utf-8"))
        pages[file.relative_to(folder).as_posix()] = WalkedPage(tuple(collector.ids), tuple(collector.links))
    return pages


def dead_links(folder: Path, pages: Mapping[str, WalkedPage]) -> Iterator[str]:
    """Each internal link that leads to no file, or to an id that its page lacks, as ``page: link``."""
    for path, page in pages.items():
        if path == "404.html":  # served at any depth, so its links are absolute paths of the published site
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = resolved(path, parts.path)
            anchor = unquote(parts.fragment)
            lost = anchor and target in pages and anchor not in pages[target].ids
            if lost or not (folder / target).is_file():
                yield f"{path}: {link}"


def resolved(page: str, link: str) -> str:
    """The file that ``link`` on ``page`` leads to, from the site's folder."""
    if not link:
        return page
    target = normpath(join(page.rpartition("/")[0], unquote(link)))
    return join(target, "index.html") if link.endswith(("/", ".")) or target == "." else target
