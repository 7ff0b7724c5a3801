"""From Markdown to :class:`Prose`, within limits on its length, depth and size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose.rendering import merged
from mkdocs_debates.prose.simple import is_simple, render_simple, targets_of
from mkdocs_debates.prose.values import (
    EMPTY,
    LONGEST_TITLE,
    Flaw,
    Formula,
    Picture,
    Prose,
    Reference,
    ReferenceLink,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_debates.prose.destinations import Target
    from mkdocs_debates.prose.rendering import Rendering
    from mkdocs_debates.prose.values import Body, Chunk

MAX_SOURCE: Final = 100_000
MAX_BRACKETS: Final = 2_500
MAX_LINES: Final = 5_000
MAX_MARKS: Final = 10_000
_MARKS: Final = "*_`~$<&"
MAX_HTML: Final = 200_000
MAX_GROWTH: Final = 20
_SMALL: Final = 50_000
"""HTML up to this size may be any number of times as long as its source: a short list is all tags."""
_SIZE_OF_ADDRESS: Final = 100
_SIZE_OF_TAG: Final = 30
_SHORT: Final = 2000
"""The HTML of a simple text of this length is far from ``_SMALL``."""


def convert(source: str) -> Prose:
    """``source`` as :class:`Prose`. A text beyond the limits has a flaw that says so, and no HTML."""
    if not source.strip():
        return EMPTY
    flaw = _flaw_of_source(source)
    if flaw:
        return Prose(flaws=(flaw,))
    if not is_simple(source):
        return _parsed(source)
    targets = targets_of(source)
    if len(source) > _SHORT:
        return _result(source, render_simple(source, targets))
    if not targets:
        return Prose.later(source, _body_of_simple)
    references = tuple(dict.fromkeys(each for each in targets if isinstance(each, Reference)))
    flaws = tuple(dict.fromkeys(each for each in targets if isinstance(each, Flaw)))
    return Prose.later(source, partial(_body_of_simple, targets=targets), references, flaws)


def _body_of_simple(source: str, targets: Sequence[Target] = ()) -> Body:
    rendering = render_simple(source, targets)
    return tuple(rendering.blocks), merged(rendering.chunks)


def _parsed(source: str) -> Prose:
    # Imported where it is used: the parser takes a fifth of the command's start, and many debates do without.
    from mkdocs_debates.prose.parsed import render_parsed

    rendering = render_parsed(source)
    return Prose(flaws=(rendering,)) if isinstance(rendering, Flaw) else _result(source, rendering)


def _result(source: str, rendering: Rendering) -> Prose:
    flaw = _flaw_of_size(source, _size(rendering.chunks))
    return Prose(
        references=tuple(dict.fromkeys(rendering.references)),
        images=tuple(dict.fromkeys(rendering.images)),
        flaws=(flaw,) if flaw else tuple(dict.fromkeys(_findable(each, source) for each in rendering.flaws)),
        blocks=tuple(rendering.blocks),
        chunks=() if flaw else merged(rendering.chunks),
    )


def _findable(flaw: Flaw, source: str) -> Flaw:
    """``flaw`` without words to look for where the source hides them, as ``java&#115;cript:`` does."""
    return flaw if flaw.written in source else flaw._replace(written="", occurrence=0)


# --- Limits -------------------------------------------------------------------------------------------------------


def _flaw_of_source(source: str) -> Flaw | None:
    if len(source) > MAX_SOURCE:
        return too_large(f"this text has {len(source):,} characters, {MAX_SOURCE:,} is the limit")
    if len(source) <= MAX_BRACKETS:
        return None  # nor can it have more of anything else
    counted = (
        (source.count("["), 'opening brackets "["', MAX_BRACKETS),
        (source.count("\n"), "line breaks", MAX_LINES),
        (sum(map(source.count, _MARKS)), f"of the characters {_MARKS}", MAX_MARKS),
    )
    for number, what, most in counted:
        if number > most:
            return too_large(f"this text has {number:,} {what}, {most:,} is the limit")
    return None


def _flaw_of_size(source: str, size: int) -> Flaw | None:
    if size <= _SMALL or (size <= MAX_HTML and size <= MAX_GROWTH * len(source)):
        return None
    return too_large(
        f"this text becomes {size:,} characters of HTML, "
        f"{min(MAX_HTML, max(_SMALL, MAX_GROWTH * len(source))):,} is the limit for its length"
    )


def _size(chunks: Sequence[Chunk]) -> int:
    """The length of the HTML, with a guess at what a page fills in."""
    size = 0
    for chunk in chunks:
        match chunk:
            case str():
                size += len(chunk)
            case ReferenceLink():
                size += _SIZE_OF_ADDRESS + (_size(chunk.words) or LONGEST_TITLE)
            case Formula():
                size += len(chunk.mathml)
            case Picture():
                size += _SIZE_OF_ADDRESS + len(chunk.path) + len(chunk.alt)
            case _:
                size += _SIZE_OF_TAG
    return size
