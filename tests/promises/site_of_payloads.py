"""A site whose debates hold payloads, beside one that holds plain words in their place."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose import convert

from .everywhere import as_yaml, may_stand, publishable, refused
from .payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

EVERY: Final = "DEBATES_ALL_PAYLOADS" in os.environ
"""Whether all payloads are tried, as ``python -m tests.promises`` does, or every other one of each family."""
PLAIN: Final = "plain words"
TRIED: Final = (*(PAYLOADS if EVERY else PAYLOADS[::2]), PLAIN)
"""The payloads of the site, and the words of the debate that the others are compared with, the last one."""
TOGETHER: Final = 1 if EVERY else 60
"""How many pages a browser gets as one."""

_STYLES_AND_SCRIPTS: Final = re.compile(
    r'<link rel="stylesheet" href="\.\.?/[^"<>]*">'
    r'|<script (?:type="module" )?src="\.\.?/[^"<>]*"(?: type="module")?></script>'
    r'|<meta http-equiv="refresh" content="0; url=\.\.?/[^"<>:]*">'
)
_AGAIN: Final = re.compile(
    "/(?:claims|cruxes|dossier|embed|map|open|positions|stand|timeline)/index[.]html$|/(?:claims|embed)/[^/]+/"
)
_OF_PAYLOAD: Final = re.compile(r"(?<=debates/[pr]-)\d+")


def hostile_files(payloads: Sequence[str]) -> Mapping[str, str]:
    """The files of debates, of which ``p-0`` holds the first payload where a debate may, ``r-0`` everywhere.

    There is the one where the payload may stand somewhere, and the other where it may not stand everywhere.
    """
    files = {}
    for number, payload in enumerate(payloads):
        if may_stand(payload):
            files[f"debates/p-{number}.yaml"] = as_yaml(publishable(payload))
        if EVERY or payload == PLAIN or not may_stand(payload) or convert(payload).flaws:
            files[f"debates/r-{number}.yaml"] = as_yaml(refused(payload))
    return files


def pages_of(site: Path) -> list[str]:
    """The addresses of the pages of debates with payloads, from the site's root.

    Pages that lead on, or show in lines, in a frame, in a drawing or on paper what others show in full, are among them
    for one payload in four, and for all where all payloads are tried.
    """
    pages = (file.relative_to(site).as_posix() for file in sorted(site.glob("debates/[pr]-*/**/*.html")))
    numbered = ((page, int(found[0])) for page in pages if (found := _OF_PAYLOAD.search(page)))
    some = range(len(TRIED) - 1, -1, -1 if EVERY else -4)
    return [page for page, number in numbered if number in some or not _AGAIN.search(page)]


def kind_of(page: str) -> str:
    """The address of the page of the same kind that shows plain words."""
    return _OF_PAYLOAD.sub(str(len(TRIED) - 1), page)


def together(site: Path, pages: Sequence[str], count: int = TOGETHER) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write many pages as one, for a browser to read at once; gives the addresses of these, and what is in each.

    All that is left out are the theme's styles and scripts, and the redirections of permalinks, as they are written
    in no payload. After each page stands a mark, which an element that the page leaves open would swallow.
    """
    folder = site / f"_{count}"
    folder.mkdir(exist_ok=True)
    for start in range(0, len(pages), count):
        some = tuple(pages[start : start + count])
        texts = (_STYLES_AND_SCRIPTS.sub("", (site / page).read_text(encoding="utf-8")) for page in some)
        name = f"{start}.html"
        (folder / name).write_text("".join(f"{text}<i data-end></i>\n" for text in texts), encoding="utf-8")
        yield f"{folder.name}/{name}", some
