"""Passages of a text: whether it holds one, and which of its words are nearest to one that it does not hold."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Final, NamedTuple

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


def passage_found_across(passage: str, prose: Prose) -> bool:
    """Whether the words of ``passage`` stand in ``prose`` and cross from one of its blocks to another."""
    blocks = _comparable_blocks(prose.blocks)
    return len(blocks) > 1 and comparable(passage) in " ".join(blocks)


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
    candidates = {" ".join(window): None for window in likely(wanted, _searched(prose.blocks))}
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


class _Words(NamedTuple):
    """The words of a block: as they read, and bare, as they are compared."""

    read: list[str]
    bare: list[str]


@lru_cache(maxsize=8)
def _searched(blocks: tuple[str, ...]) -> tuple[_Words, ...]:
    """The first words of ``blocks``; kept for a few texts, like the blocks."""
    left = _WORDS_SEARCHED
    searched: list[_Words] = []
    for block in blocks:
        words = block.split()[:left]
        left -= len(words)
        if words:
            searched.append(_Words(words, list(map(_bare, words))))
    return tuple(searched)


def _alike(wanted: list[str], blocks: tuple[_Words, ...]) -> list[list[str]]:
    """For a word or two: every stretch of as many words, since a slip of spelling leaves no word in common."""
    size = len(wanted)
    return [words[at : at + size] for words, _ in blocks for at in range(max(1, len(words) - size + 1))]


def _sharing_words(wanted: list[str], blocks: tuple[_Words, ...]) -> list[list[str]]:
    """The stretches, as long as the passage, that share most words with it."""
    size = len(wanted)
    words_of_passage = Counter(map(_bare, wanted))
    ranked = nsmallest(
        _CANDIDATES,
        (
            (-shared, number, at)
            for number, (_, bare) in enumerate(blocks)
            for at, shared in enumerate(_shared_words(words_of_passage, bare, size))
            if shared
        ),
    )
    return [blocks[number].read[at : at + size] for _, number, at in ranked]


def _shared_words(wanted: Counter[str], bare: list[str], size: int) -> Iterator[int]:
    """How many of the ``wanted`` words each stretch of ``size`` words holds, from the first stretch on."""
    missing = dict(wanted)
    shared = 0
    for at, word in enumerate(bare):
        if word in missing:
            shared += missing[word] > 0
            missing[word] -= 1
        if at >= size and bare[at - size] in missing:
            missing[bare[at - size]] += 1
            shared -= missing[bare[at - size]] > 0
        if at >= size - 1:
            yield shared
    if len(bare) < size:
        yield shared


def _bare(word: str) -> str:
    return word.translate(STRAIGHT).strip(_MARKS).casefold()
