"""What a search finds, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.pages.views import Found, SearchEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found. ``url`` is relative to the site's root; ``debate`` is the title of its debate.

    Title and text are plain. ``language`` is a language tag.
    """

    url: str
    title: str
    text: str
    language: str
    debate: str
    kind: Found


def entries_of(found: Iterable[SearchEntry], url: str, debate: str, language: str) -> Iterator[Entry]:
    """What is at home on a page of the debate with the title ``debate``; ``url`` is the page's.

    A page that lists, draws or orders what has its home on another is itself no entry: it has no kind.
    """
    for each in found:
        if each.kind:
            address = f"{url}#{each.anchor}" if each.anchor else url
            yield Entry(address, each.title, each.text, language, debate, each.kind)
