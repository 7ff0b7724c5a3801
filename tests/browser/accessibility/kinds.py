"""The kinds of pages that a built site has, found in its files: a new kind is looked at without a line here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.browser.serving import Site

EVERY_PAGE: Final = bool(os.environ.get("DEBATES_EVERY_PAGE"))
"""Whether every page is looked at in every way, which takes minutes, instead of one page of each kind."""
LEADING: Final = "leading on"

_CONTAINER: Final = re.compile(r'<div class="debate debate-page-([a-z]+)"')
_CLASS: Final = re.compile(r'class="([^"]+)"')
_NUMBERED: Final = re.compile(r"/[0-9]+/index\.html$")
_MARK: Final = 'data-change="'


def kinds_of_pages(folder: Path) -> dict[str, list[str]]:
    """Each kind of page below ``folder`` with the paths of its pages, the one that shows most kinds of things first.

    Pages that are no debates' are left out but for the page of what is missing.
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        text = file.read_text(encoding="utf-8")
        kind = _kind(path, text)
        if kind:
            classes = {name for names in _CLASS.findall(text) for name in names.split() if name.startswith("debate-")}
            found.setdefault(kind, []).append((-len(classes), len(text), path))
    return {kind: [path for *_, path in sorted(pages)] for kind, pages in sorted(found.items())}


def _kind(path: str, text: str) -> str | None:
    container = _CONTAINER.search(text)
    if container:
        marks = [word for word, there in _marks(path, text) if there]
        return ", ".join([container[1], *marks])
    if 'http-equiv="refresh"' in text:
        return LEADING
    if "/embed/" in path:
        return "embed"
    return "missing page" if path == "404.html" else None


def _marks(path: str, text: str) -> Iterable[tuple[str, bool]]:
    return ("numbered", bool(_NUMBERED.search(path))), ("changed", _MARK in text)


@dataclass(frozen=True)
class Chosen:
    """A page to look at, ``rare`` where the first site has none of its kind."""

    kind: str
    file: Path
    url: str
    rare: bool

    def __str__(self) -> str:
        return f"{self.kind} ({self.url})"


def chosen_pages(sites: Sequence[Site], *, small: bool = False, leading: bool = False) -> list[Chosen]:
    """A page of each kind, from the first site that has it; in the long run every page of every site.

    It is the one that shows most kinds of things, or with ``small`` the one that shows fewest.

    A page that only leads on is left as soon as it is shown: of these none is among them, or with ``leading`` all are.
    """
    chosen: dict[str, list[Chosen]] = {}
    for number, site in enumerate(sites):
        for kind, paths in kinds_of_pages(site.folder).items():
            if (kind == LEADING) == leading and (EVERY_PAGE or kind not in chosen):
                some = paths if EVERY_PAGE else paths[-1:] if small else paths[:1]
                chosen.setdefault(kind, []).extend(
                    Chosen(kind, site.folder / path, site.url(path.removesuffix("index.html")), number > 0)
                    for path in some
                )
    return [page for pages in chosen.values() for page in pages]
