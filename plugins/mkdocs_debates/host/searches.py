"""What the site's search finds of debates: in the index of the host, or in those of Pagefind."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.exceptions import PluginError

from mkdocs_debates.host.pages import language_of
from mkdocs_debates.pages.escaping import escaped
from mkdocs_debates.pages.site import INDEXES, SEARCH_PAGE
from mkdocs_debates.searching import (
    PagefindError,
    entries_of,
    knows_words_without_spaces,
    program,
    write_indexes,
    write_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_debates.host.building import Build
    from mkdocs_debates.pages.views import SearchEntry
    from mkdocs_debates.searching import Entry

log = logging.getLogger("mkdocs.plugins.debates")

PART: Final = "all"
"""The one part of which the site's indexes are made; builds of parts leave them to that of what is shared."""

_HAN: Final = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_BETWEEN_WORDS: Final = "\u200b"
_WITHOUT_SPACES: Final = ("ja", "zh")
"""Languages that are written without spaces, and that Pagefind's extended program takes apart."""


def give_entries(build: Build, config: MkDocsConfig) -> None:
    """Give the host's search what is on pages of debates, in their order, before it writes its index.

    A claim enters once, at its home; it is not parsed out of each page that shows it.
    """
    search = config.plugins.get("material/search") or config.plugins.get("search")
    index = getattr(search, "search_index", None)
    of_material, of_mkdocs = getattr(index, "entries", None), getattr(index, "_entries", None)
    entries = of_material if isinstance(of_material, list) else of_mkdocs
    if isinstance(entries, list):
        own_index = build.site.options.search_page
        # MkDocs' own search shows plain text, and escapes it.
        shown = _as_shown() if entries is of_material else str
        files = {path: file for path in build.pages if (file := build.files.get_file_from_path(path)) is not None}
        # MkDocs' own has an entry without a text for each page that it was shown.
        ours = {file.url for file in files.values()}
        entries[:] = [entry for entry in entries if entry["location"].partition("#")[0] not in ours]
        for path, found in build.found():
            if path in files and (not own_index or build.pages[path].path == SEARCH_PAGE):
                entries.extend(_search_entries(files[path].url, found, shown))


def _search_entries(url: str, entries: Sequence[SearchEntry], shown: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        location = f"{url}#{entry.anchor}" if entry.anchor else url
        yield {"location": location, "title": shown(entry.title), "text": shown(entry.text)}


def _as_shown() -> Callable[[str], str]:
    """What makes an entry's title or text of plain text. Material shows both as HTML, so both are escaped.

    Where it has jieba, it marks the words of Chinese, since its search knows no others than those between marks.
    """
    jieba = sys.modules.get("jieba")

    def marked(found: re.Match[str]) -> str:
        assert jieba is not None
        return _BETWEEN_WORDS.join(("", *jieba.cut(found[0]), ""))

    def shown(text: str) -> str:
        return str(escaped(_HAN.sub(marked, text) if jieba else text))

    return shown


def require_pagefind() -> None:
    """Raise a ``PluginError`` where the program that makes the indexes is not installed."""
    try:
        program()
    except PagefindError as error:
        raise PluginError(f"Debates: {error}") from None


def write_own_indexes(build: Build, config: MkDocsConfig) -> None:
    """Write the indexes of Pagefind. Raises a ``PluginError`` where that fails."""
    folder = Path(config.site_dir, build.site.options.root, INDEXES)
    entries = tuple(_indexed(build, config))
    _say_what_is_not_found(entries)
    try:
        write_indexes(folder, PART, entries)
        write_parts(folder, [PART])
    except (PagefindError, OSError) as error:
        raise PluginError(f"Debates cannot be searched: {error}") from None


def _say_what_is_not_found(entries: Sequence[Entry]) -> None:
    languages = sorted({each.language for each in entries if each.language.lower().startswith(_WITHOUT_SPACES)})
    if languages and not knows_words_without_spaces():
        log.warning(
            f"Debates in {', '.join(languages)} have no spaces between words, and the search will find only how their "
            "sentences begin. Install the Pagefind that knows these words: pip install pagefind_bin_extended"
        )


def _indexed(build: Build, config: MkDocsConfig) -> Iterator[Entry]:
    usual = language_of(config)
    for path, found in build.found():
        face = build.site.faces.get(build.pages[path].path.partition("/")[0])
        file = build.files.get_file_from_path(path)
        if face is not None and file is not None:
            yield from entries_of(found, file.url, face.title, face.language or usual)
