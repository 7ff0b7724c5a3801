"""Passages of a text: whether it holds one, and which of its words are nearest to one that it does not hold."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.prose.values import Prose

STRAIGHT: Final = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_MARKS: Final = ".,;:!?…\"'()[]«»–—-"

# What the search for the nearest words looks at, so that its time is bounded whatever the text holds.
_WORDS_SEARCHED: Final = 4000
_WORDS_OF_PASSAGE: Final = 40
_LONGEST_WORD: Final = 40
_FEW_WORDS: Final = 2
_CANDIDATES: Final = 5
_NEAR: Final = 0.6


def passage_found(passage: str, prose: Prose) -> bool:
    """Whether the words of ``passage`` stand within one block of ``prose``; case counts, kinds of quotes do not."""
    wanted = comparable(passage)
    return bool(wanted) and any(wanted in block for block in _comparable_blocks(prose.blocks))


def place_of_passage(passage: str, prose: Prose) -> tuple[int, int]:
    """The block and the character in it where ``passage`` first begins; after all others where it is not found."""
    wanted = comparable(passage)
    for number, block in enumerate(_comparable_blocks(prose.blocks)):
        begins = block.find(wanted)
        if begins >= 0:
            return number, begins
    return len(prose.blocks), 0


def nearest_passage(passage: str, prose: Prose) -> str:
    """The words of ``prose`` that are most like ``passage``, as they read there; "" where none are near."""
    wanted = [word[:_LONGEST_WORD] for word in passage.split()[:_WORDS_OF_PASSAGE]]
    if not wanted:
        return ""
    likely = _alike if len(wanted) <= _FEW_WORDS else _sharing_words
    candidates = {" ".join(window): None for window in likely(wanted, list(_searched(prose)))}
    target = comparable(" ".join(wanted)).casefold()
    bycomparable = {comparable(each).casefold(): each for each in candidates}
    nearest = difflib.get_close_matches(target, bycomparable, n=1, cutoff=_NEAR)
    return bycomparable[nearest[0]] if nearest else ""


def comparable(text: str) -> str:
    return " ".join(text.translate(STRAIGHT).split())


@lru_cache(maxsize=8)
def _comparable_blocks(blocks: tuple[str, ...]) -> tuple[str, ...]:
    """``blocks`` to be compared; kept for a few texts, of which each may be quoted thousands of times in a row."""
    return tuple(map(comparable, blocks))


def _searched(prose: Prose) -> Iterator[list[str]]:
    left = _WORDS_SEARCHED
    for block in prose.blocks:
        words = block.split()[:left]
        left -= len(words)
        if words:
            yield words
        if not left:
            return


def _alike(wanted: list[str], blocks: list[list[str]]) -> list[list[str]]:
    """For a word or two: every stretch of as many words, since a slip of spelling leaves no word in common."""
    size = len(wanted)
    return [words[at : at + size] for words in blocks for at in range(max(1, len(words) - size + 1))]


def _sharing_words(wanted: list[str], blocks: list[list[str]]) -> list[list[str]]:
    """The stretches, as long as the passage, that share most words with it."""
    size = len(wanted)
    ranked = sorted(
        (-shared, number, at)
        for number, words in enumerate(blocks)
        for at, shared in enumerate(_shared_words(Counter(map(_bare, wanted)), words, size))
        if shared
    )
    return [blocks[number][at : at + size] for _, number, at in ranked[:_CANDIDATES]]


def _shared_words(wanted: Counter[str], words: list[str], size: int) -> Iterator[int]:
    """How many of the ``wanted`` words each stretch of ``size`` words holds, from the first stretch on."""
    bare = [_bare(word) for word in words]
    missing = wanted.copy()
    shared = 0
    for at, word in enumerate(bare):
        shared += missing[word] > 0
        missing[word] -= 1
        if at >= size:
            missing[bare[at - size]] += 1
            shared -= missing[bare[at - size]] > 0
        if at >= size - 1:
            yield shared
    if len(bare) < size:
        yield shared


def _bare(word: str) -> str:
    return word.translate(STRAIGHT).strip(_MARKS).casefold()
