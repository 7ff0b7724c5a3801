"""What the site's search finds of debates: in the index of the host, or in those of Pagefind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape
from mkdocs.exceptions import PluginError

from mkdocs_debates.host.pages import language_of
from mkdocs_debates.pages.site import INDEXES, SEARCH_PAGE
from mkdocs_debates.searching import PagefindError, entries_of, program, write_indexes, write_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_debates.host.building import Build
    from mkdocs_debates.pages.views import SearchEntry
    from mkdocs_debates.searching import Entry

PART: Final = "all"
"""The one part of which the site's indexes are made; builds of parts leave them to that of what is shared."""


def give_entries(build: Build, config: MkDocsConfig) -> None:
    """Give the host's search what is on pages of debates, in their order, before it writes its index.

    A claim enters once, at its home; it is not parsed out of each page that shows it.
    """
    search = config.plugins.get("material/search") or config.plugins.get("search")
    entries = getattr(getattr(search, "search_index", None), "entries", None)
    if isinstance(entries, list):
        own_index = build.site.options.search_page
        for path, page in build.pages.items():
            file = build.files.get_file_from_path(path)
            if file is not None and (not own_index or page.path == SEARCH_PAGE):
                entries.extend(_search_entries(file.url, build.found.get(path, ())))


def _search_entries(url: str, entries: Sequence[SearchEntry]) -> Iterator[dict[str, Any]]:
    """Material shows titles and texts of entries as HTML, so both are escaped."""
    for entry in entries:
        location = f"{url}#{entry.anchor}" if entry.anchor else url
        yield {"location": location, "title": str(escape(entry.title)), "text": str(escape(entry.text))}


def require_pagefind() -> None:
    """Raise a ``PluginError`` where the program that makes the indexes is not installed."""
    try:
        program()
    except PagefindError as error:
        raise PluginError(f"Debates: {error}") from None


def write_own_indexes(build: Build, config: MkDocsConfig) -> None:
    """Write the indexes of Pagefind. Raises a ``PluginError`` where that fails."""
    folder = Path(config.site_dir, build.site.options.root, INDEXES)
    try:
        write_indexes(folder, PART, _indexed(build, config))
    except PagefindError as error:
        raise PluginError(f"Debates cannot be searched: {error}") from None
    write_parts(folder, [PART])


def _indexed(build: Build, config: MkDocsConfig) -> Iterator[Entry]:
    usual = language_of(config)
    for path, page in build.pages.items():
        subject = build.site.subjects.get(page.path.partition("/")[0])
        file = build.files.get_file_from_path(path)
        if subject is not None and file is not None:
            found = build.found.get(path, ())
            yield from entries_of(found, file.url, subject.debate.title, subject.debate.language or usual)
