"""Passages marked in converted text: where they stand in the HTML, and what leads from them to elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.model import words_of_id
from mkdocs_debates.prose.passages import STRAIGHT, comparable
from mkdocs_debates.prose.values import Formula, HeadingTag, Picture, ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from mkdocs_debates.prose.values import Chunk, Gap, Prose


class Passage(NamedTuple):
    """A passage to mark, and the HTML that goes with it.

    ``anchor`` is the id of the place where it begins, ``reference`` a link that follows its end, and ``beside`` what
    stands beside the paragraph, list or table that holds it, "" for nothing.
    """

    words: str
    anchor: str
    reference: Markup
    beside: Markup | str = ""


# The chunks as one string: gaps become these characters, which no text can hold.
_GAP: Final = "\0"
_OPEN: Final = "\1"
_CLOSE: Final = "\2"
_TOKEN: Final = re.compile(r"<[^>]*>|&[#\w]+;|[\0\1\2]|[^<&\0\1\2]+")
_WORD: Final = re.compile(r"\S+")
_TAG: Final = re.compile(r"</?([a-z0-9]+)")
_INLINE: Final = frozenset({"a", "code", "del", "em", "span", "strong", "sup"})
_VOID: Final = frozenset({"br", "hr"})
_HOLDS_NO_LINK: Final = frozenset({"a", "code", "pre"})
_NOT_READ: Final = ('<a class="footnote-ref"', '<a class="footnote-backref"')


def with_passages(prose: Prose, passages: Sequence[Passage]) -> Prose:
    """``prose`` with the first match of each passage marked; what stands beside one that is not there comes last."""
    template, gaps = _template(prose.chunks)
    tokens = list(_tokens(template, iter(gaps)))
    blocks = _blocks(tokens)
    missing = [str(passage.beside) for passage in passages if not _place(passage, blocks)]
    emitter = _Emitter()
    for token in tokens:
        emitter.emit(token)
    html = "".join([*emitter.finished(), *missing])
    return prose.with_chunks(tuple(_chunks(html, gaps)))


# --- Chunks and one string ----------------------------------------------------------------------------------------


def _template(chunks: Iterable[Chunk]) -> tuple[str, list[Gap]]:
    pieces: list[str] = []
    gaps: list[Gap] = []
    for chunk in chunks:
        if isinstance(chunk, str):
            pieces.append(chunk)
            continue
        gaps.append(chunk)
        if isinstance(chunk, ReferenceLink) and chunk.words:
            words, inside = _template(chunk.words)
            pieces += _OPEN, words, _CLOSE
            gaps += inside
        else:
            pieces.append(_GAP)
    return "".join(pieces), gaps


def _chunks(html: str, gaps: Sequence[Gap]) -> list[Chunk]:
    """The chunks that ``html`` stands for."""
    left = iter(gaps)
    outside: list[Chunk] = []
    inside: list[Chunk] | None = None
    link: Gap | None = None
    for piece in re.split("([\0\1\2])", html):
        current = outside if inside is None else inside
        if piece == _OPEN:
            link, inside = next(left), []
        elif piece == _CLOSE and isinstance(link, ReferenceLink):
            outside.append(link._replace(words=tuple(inside or ())))
            inside = None
        elif piece:
            current.append(next(left) if piece == _GAP else piece)
    return outside


# --- The text as read, and where it stands ------------------------------------------------------------------------


@dataclass(slots=True)
class _Token:
    """A tag, a gap, or a piece of text, with what is to be marked in it.

    ``words`` is how it reads, "" for what only holds words. ``step`` is 1 where a block begins, -1 where one ends.
    Passages start and end at characters of the words, and ``stretches`` are from one to another.
    """

    html: str
    words: str = ""
    step: int = 0
    breaks: bool = False
    stretches: list[tuple[int, int]] = field(default_factory=list)
    starts: defaultdict[int, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    ends: defaultdict[int, list[Passage]] = field(default_factory=lambda: defaultdict(list))


def _tokens(template: str, gaps: Iterator[Gap]) -> Iterator[_Token]:
    silent = False
    for html in _TOKEN.findall(template):
        if html.startswith("<"):
            for _ in range(html.count(_GAP)):  # the page's prefix, inside a tag
                next(gaps)
            silent = html.startswith(_NOT_READ) or (silent and html != "</a>")
            yield _of_tag(html)
        elif html in (_GAP, _OPEN):
            yield _of_gap(html, next(gaps))
        else:
            yield _Token(html, "" if silent or html == _CLOSE else unescape(html))


def _of_tag(html: str) -> _Token:
    name = _name(html)
    if name in _INLINE:
        return _Token(html)
    if name == "br":
        return _Token(html, " ")
    step = 0 if name in _VOID else -1 if html.startswith("</") else 1
    return _Token(html, step=step, breaks=True)


def _of_gap(html: str, gap: Gap) -> _Token:
    match gap:
        case Picture():
            return _Token(html, gap.alt)
        case ReferenceLink():
            return _Token(html, words_of_id(gap.reference.answer or gap.reference.id) if html == _GAP else "")
        case Formula():
            return _Token(html, gap.tex)
        case HeadingTag():
            return _Token(html, step=-1 if gap.slash else 1, breaks=True)
    return _Token(html)


def _name(html: str) -> str:
    found = _TAG.match(html)
    return found.group(1) if found else ""


class _Block:
    """The words of a paragraph, a heading, a cell or a code block, and the tokens that hold them."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens

    @cached_property
    def _read(self) -> str:
        return "".join(token.words for token in self._tokens).translate(STRAIGHT)

    @cached_property
    def words(self) -> str:
        """The words, with one space between two of them."""
        return " ".join(_WORD.findall(self._read))

    @cached_property
    def _ends(self) -> list[int]:
        """Where the words of each token end, one after another."""
        return list(accumulate(len(token.words) for token in self._tokens))

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each word starts in ``words``, and where in the words of the tokens."""
        words = list(_WORD.finditer(self._read))
        return [0, *accumulate(len(word.group()) + 1 for word in words)], [word.start() for word in words]

    def note(self, passage: Passage, at: int, size: int) -> None:
        """Note in its tokens where a passage stands, which is at so many characters of ``words``."""
        start, end = self._offset(at), self._offset(at + size - 1) + 1
        touched: list[tuple[_Token, int, int]] = []
        for number in range(bisect_right(self._ends, start), len(self._tokens)):
            token = self._tokens[number]
            position = self._ends[number] - len(token.words)
            if position >= end:
                break
            stretch = max(start - position, 0), min(end - position, len(token.words))
            token.stretches.append(stretch)
            touched.append((token, *stretch))
        token, first, _ = touched[0]
        token.starts[first].append(passage)
        token, _, last = touched[-1]
        token.ends[last].append(passage)

    def _offset(self, position: int) -> int:
        """Where a character of ``words`` stands in the words of the tokens, one after another."""
        if len(self.words) == len(self._read):
            return position  # nothing but single spaces between words, as nearly always
        in_words, in_tokens = self._starts
        nth = bisect_right(in_words, position) - 1
        return in_tokens[nth] + position - in_words[nth]


def _blocks(tokens: Iterable[_Token]) -> list[_Block]:
    found: list[list[_Token]] = [[]]
    for token in tokens:
        if token.breaks:
            found.append([])
        elif token.words:
            found[-1].append(token)
    return [_Block(block) for block in found if block]


def _place(passage: Passage, blocks: Iterable[_Block]) -> bool:
    """Note in its tokens where ``passage`` stands; False where it does not."""
    wanted = comparable(passage.words)
    for block in blocks if wanted else ():
        at = block.words.find(wanted)
        if at >= 0:
            block.note(passage, at, len(wanted))
            return True
    return False


# --- HTML again ---------------------------------------------------------------------------------------------------


class _Emitter:
    """Writes tokens with their marks. A reference waits for the end of the link or the code that its passage ends in.

    What stands beside passages follows the block that holds them, in a ``div``, and with the block in another.
    """

    def __init__(self) -> None:
        self._written: list[str] = []
        self._block: list[str] = []
        self._waiting: list[Passage] = []
        self._beside: list[Passage] = []
        self._depth = 0
        self._closed_to_links = 0

    def finished(self) -> list[str]:
        """All that was written."""
        self._end_block()
        return self._written

    def emit(self, token: _Token) -> None:
        """Write a token."""
        holds_no_link = token.html in (_OPEN, _CLOSE) or _name(token.html) in _HOLDS_NO_LINK
        ends = token.html == _CLOSE or token.html.startswith("</")
        if holds_no_link and not ends:
            self._closed_to_links += 1
        if not token.stretches:
            self._block.append(token.html)
        elif token.html == _GAP or token.html.startswith("<"):
            self._whole(token)
        else:
            self._stretches(token)
        if holds_no_link and ends:
            self._closed_to_links -= 1
            self._refer()
        self._depth += token.step
        if token.breaks and not self._depth:
            self._end_block()

    def _whole(self, token: _Token) -> None:
        self._block += (_start(passage) for starting in token.starts.values() for passage in starting)
        self._block.append(token.html if token.html != _GAP else _marked(token.html))
        self._waiting += (passage for ending in token.ends.values() for passage in ending)
        self._refer()

    def _stretches(self, token: _Token) -> None:
        begun = Counter(first for first, _ in token.stretches)
        ended = Counter(last for _, last in token.stretches)
        covering = 0
        for start, end in pairwise(sorted({0, len(token.words), *begun, *ended})):
            self._block += map(_start, token.starts.get(start, ()))
            covering += begun[start] - ended[start]
            piece = escape(token.words[start:end])
            self._block.append(_marked(piece) if covering else piece)
            self._waiting += token.ends.get(end, ())
            self._refer()

    def _refer(self) -> None:
        if not self._closed_to_links:
            self._block += (str(passage.reference) for passage in self._waiting)
            self._beside += (passage for passage in self._waiting if passage.beside)
            self._waiting = []

    def _end_block(self) -> None:
        if self._beside:
            notes = "".join(str(each.beside) for each in self._beside)
            beside = f'<div class="debate-beside">{notes}</div></div>\n'
            self._block = ['<div class="debate-noted">', *self._block, beside]
        self._written += self._block
        self._block, self._beside = [], []


def _marked(html: str) -> str:
    return f'<mark class="debate-passage">{html}</mark>'


def _start(passage: Passage) -> str:
    return f'<span class="debate-passage-start" id="{escape(passage.anchor)}"></span>'
