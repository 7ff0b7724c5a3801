"""What a comment quotes, by hand or of its parent."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose import convert
from mkdocs_debates.prose.passages import comparable
from mkdocs_debates.prose.quotations import MARK, parts_of

if TYPE_CHECKING:
    from mkdocs_debates.prose.quotations import Part

_AROUND: Final = " .…\"'“”‘’«»"
_LEFT_OUT: Final = re.compile(r"[\[(] ?(?:\.{3}|…) ?[\])]|\.{3}|…")
_CODE: Final = re.compile(r"^(?P<whole>(?P<fence>`{3,})\n.*?\n(?P=fence))$", re.MULTILINE | re.DOTALL)
_BREAK: Final = "\\\n"
_MARK_BY_HAND: Final = re.compile(r"""\\> *(?=[^\W\d]|[*"'“‘«(…]|\\\[)""")
_MOST_QUOTES: Final = 50
_MOST_GAPS: Final = 9


def with_quotations_by_hand(text: str) -> str:
    """``text``, Markdown made of HTML, with quotations where people wrote their marks, ``>``, themselves.

    They stand where a paragraph begins or after a break. Before a number the character says "more than".
    """
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        pieces += _without_marks(text[end : code.start()]), code[0]
        end = code.end()
    return "".join([*pieces, _without_marks(text[end:])])


def _without_marks(text: str) -> str:
    if "\\>" not in text:
        return text
    return "\n\n".join(_quoted_by_hand(block) for block in text.split("\n\n"))


def _quoted_by_hand(block: str) -> str:
    lines = block.split(_BREAK)
    if not any(map(_is_marked, lines)):
        return block
    groups = [(marked, list(group)) for marked, group in groupby(lines, _is_marked)]
    return "\n\n".join(_as_quotation(group) if marked else _BREAK.join(filter(None, group)) for marked, group in groups)


def _is_marked(line: str) -> bool:
    return _MARK_BY_HAND.match(line) is not None


def _as_quotation(lines: list[str]) -> str:
    words = _BREAK.join(_MARK_BY_HAND.sub("", line, count=1) for line in lines)
    return f"> {words}".replace("\n", "\n> ")


def passages_of(text: str) -> tuple[str, ...]:
    """``text``, Markdown, as quotations are looked for in it."""
    return tuple(map(comparable, convert(text).blocks))


def quoted_apart(text: str, parent: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A reply without the quotations that it begins with, and the passages of its parent that it quotes.

    ``parent`` is what :func:`passages_of` gives.
    Quotations further down stay in the text as well, since what is said to each stands below it; those of anything
    else stay there alone. A reply that does nothing but quote keeps its words.
    """
    parts = list(parts_of(text))
    found = [_passages(part, parent) if part.is_quote else () for part in parts]
    answer = next((number for number, part in enumerate(parts) if not found[number] and part.has_words), None)
    rest = text if answer is None else "\n".join(line for part in parts[answer:] for line in part.lines)
    return rest.strip("\n"), tuple(dict.fromkeys(passage for passages in found for passage in passages))


def _passages(part: Part, parent: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs of a quotation as they read in the parent; none where one of them is not there."""
    blocks = convert("\n".join(MARK.sub("", line, count=1) for line in part.lines)).blocks
    if len(blocks) > _MOST_QUOTES:
        return ()
    found = [_pieces(block, parent) for block in blocks]
    return tuple(piece for pieces in found for piece in pieces) if all(found) else ()


def _pieces(block: str, parent: tuple[str, ...]) -> list[str]:
    """A quoted paragraph as it reads in the parent, in pieces where it leaves words out; none where one is missing."""
    whole = next((each for each in (block, block.strip(_AROUND)) if _stands_in(each, parent)), "")
    if whole:
        return [whole]
    pieces = [each.strip(_AROUND) for each in _LEFT_OUT.split(block, maxsplit=_MOST_GAPS)]
    telling = [each for each in pieces if each]
    return telling if all(_stands_in(each, parent) for each in telling) else []


def _stands_in(passage: str, parent: tuple[str, ...]) -> bool:
    wanted = comparable(passage)
    return bool(wanted) and any(wanted in block for block in parent)
