"""From Markdown to :class:`Prose`, within limits on its length, depth and size."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose.parsing import MAX_CELLS, MAX_NESTING, TOO_MANY_CELLS, new_environment, parser
from mkdocs_debates.prose.rendering import OCCURRENCE, Rendering
from mkdocs_debates.prose.values import EMPTY, LONGEST_TITLE, Flaw, Formula, Picture, Prose, ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from mkdocs_debates.prose.values import Chunk

MAX_SOURCE: Final = 100_000
MAX_BRACKETS: Final = 10_000
MAX_HTML: Final = 200_000
MAX_GROWTH: Final = 20
_SMALL: Final = 50_000
"""HTML up to this size may be any number of times as long as its source: a short list is all tags."""
_SIZE_OF_ADDRESS: Final = 100
_SIZE_OF_TAG: Final = 30
_MAY_BE_MARKUP: Final = re.compile(r"""[^\w \n.,;:!?'"()/%@+=’‘“”„«»–—…-]|_|://| $|^[^\w"'(“‘„«\n]|^\d""", re.MULTILINE)
"""What can make a text more than paragraphs; where nothing of it stands, there is no need of the parser."""
_CONTAINERS: Final = ("list_item_open", "blockquote_open", "footnote_reference_open")


def convert(source: str) -> Prose:
    """``source`` as :class:`Prose`. A text beyond the limits has a flaw that says so, and no HTML."""
    if not source.strip():
        return EMPTY
    flaw = _flaw_of_source(source)
    if flaw:
        return Prose(flaws=(flaw,))
    if not _MAY_BE_MARKUP.search(source):
        return _paragraphs(source)
    environment = new_environment()
    tokens = parser().parse(source, environment)
    flaw = _flaw_of_structure(tokens, environment)
    if flaw:
        return Prose(flaws=(flaw,))
    _number_destinations(tokens, environment.get("references", {}))
    main, footnotes = _apart(tokens)
    rendering = Rendering(footnotes)
    rendering.render(main)
    return _result(source, rendering)


def _paragraphs(source: str) -> Prose:
    """What the parser and the rendering make of a text without markup, by far the most common one, in less time."""
    paragraphs = [each.strip("\n") for each in source.split("\n\n")]
    html = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs if each)
    flaw = _flaw_of_size(source, len(html))
    return Prose(
        flaws=(flaw,) if flaw else (),
        blocks=tuple(" ".join(each.split()) for each in paragraphs if each),
        chunks=() if flaw else (html,),
    )


def _result(source: str, rendering: Rendering) -> Prose:
    flaw = _flaw_of_size(source, _size(rendering.chunks))
    return Prose(
        references=tuple(dict.fromkeys(rendering.references)),
        images=tuple(dict.fromkeys(rendering.images)),
        flaws=(flaw,) if flaw else tuple(dict.fromkeys(_findable(each, source) for each in rendering.flaws)),
        blocks=tuple(rendering.blocks),
        chunks=() if flaw else tuple(_merged(rendering.chunks)),
    )


def _findable(flaw: Flaw, source: str) -> Flaw:
    """``flaw`` without words to look for where the source hides them, as ``java&#115;cript:`` does."""
    return flaw if flaw.written in source else replace(flaw, written="", occurrence=0)


# --- Limits -------------------------------------------------------------------------------------------------------


def _too_large(message: str, hint: str = "split it: a long argument reads better as several claims") -> Flaw:
    return Flaw("too-large", message, hint, "", 0)


def _flaw_of_source(source: str) -> Flaw | None:
    if len(source) > MAX_SOURCE:
        return _too_large(f"this text has {len(source):,} characters, {MAX_SOURCE:,} is the limit")
    brackets = source.count("[")
    if brackets > MAX_BRACKETS:
        return _too_large(f'this text has {brackets:,} opening brackets "[", {MAX_BRACKETS:,} is the limit')
    return None


def _flaw_of_structure(tokens: Sequence[Token], environment: Mapping[str, object]) -> Flaw | None:
    if TOO_MANY_CELLS in environment:
        return _too_large(
            f"the tables of this text have more than {MAX_CELLS:,} cells",
            "publish the table elsewhere and link to it, or show the part that matters",
        )
    if any(_too_deep(token) for token in tokens):
        message = f"this text is nested too deep: fewer than {MAX_NESTING // 2} lists may stand in each other"
        return Flaw("too-deep", message, "write it flatter, or as a chain of claims", "", 0)
    return None


def _too_deep(token: Token) -> bool:
    if token.children:
        return any(child.level >= MAX_NESTING for child in token.children)
    # The parser drops what stands in a container at its limit, without a word.
    return token.level >= MAX_NESTING - 1 and token.type in _CONTAINERS


def _flaw_of_size(source: str, size: int) -> Flaw | None:
    if size <= _SMALL or (size <= MAX_HTML and size <= MAX_GROWTH * len(source)):
        return None
    return _too_large(
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


# --- Tokens -------------------------------------------------------------------------------------------------------


def _number_destinations(tokens: Sequence[Token], definitions: Mapping[str, Mapping[str, list[int]]]) -> None:
    """Note at each link and image which of the destinations written like its own, in the source's order, it has.

    A link by label, ``[words][label]``, has the destination of the label's definition.
    """
    found = [
        (definitions[token.meta["label"]]["map"][0] if "label" in token.meta else block.map[0], token)
        for block in tokens
        if block.map
        for token in block.children or ()
        if token.type in ("link_open", "image")
    ]
    found.sort(key=lambda each: each[0])
    seen: Counter[str] = Counter()
    defined: dict[str, int] = {}
    for _, token in found:
        written = str(token.attrs.get("href") or token.attrs.get("src", "")).removeprefix("./")
        label = token.meta.get("label")
        if label in defined:
            token.meta[OCCURRENCE] = defined[label]
            continue
        token.meta[OCCURRENCE] = seen[written]
        seen[written] += 1
        if label:
            defined[label] = token.meta[OCCURRENCE]


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens of the text itself, and those of its footnotes by label; of two with one label the first counts."""
    main: list[Token] = []
    footnotes: dict[str, list[Token]] = {}
    nested = [main]
    for token in tokens:
        if token.type == "footnote_reference_open":
            nested.append([])
            footnotes.setdefault(token.meta["label"], nested[-1])
        elif token.type == "footnote_reference_close":
            nested.pop()
        else:
            nested[-1].append(token)
    return main, footnotes


def _merged(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    for is_text, group in itertools.groupby(chunks, lambda chunk: isinstance(chunk, str)):
        if is_text:
            yield "".join(str(chunk) for chunk in group)
        else:
            yield from group
