"""Ids for what has none: a few words of a title."""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_WORDS: Final = 5
_MOST_CHARACTERS: Final = 40
_FILLER_WORDS: Final = """
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its
may might my of on or our she should so some such than that the their them then there these they this those to was we
were what when where which who why will with would you your
"""
FILLERS: Final = frozenset(_FILLER_WORDS.split())
"""English words that tell nothing of what a text is about."""
_NOT_DECOMPOSED: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th"})
_APOSTROPHES: Final = re.compile(r"(?<=\w)['’](?=\w)")
_APART: Final = re.compile(r"(?<=\d)(?=[²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞])")
_WORDS: Final = re.compile("[a-z0-9]+")
_LETTERS_OUTSIDE_ASCII: Final = re.compile(r"[^\W\x00-\x7f]")
_SYLLABLES: Final = re.compile("(?<=[a-z])(?=[A-Z])")
"""Where one ends that a sign of its own was written for, as in Chinese: each begins with a capital."""


class Naming:
    """Gives ids that nothing else in a debate has, always the same for the same titles in the same order."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """``taken`` are ids, former ones too, that something has."""
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}
        """By the words of an id: the last number that was put behind them."""

    def id_for(self, title: str, otherwise: str) -> str:
        """An id of the words of ``title``; of ``otherwise``, an id, where none of its letters has a form in ASCII."""
        base = id_of_words(title) or otherwise
        found, number = base, self._numbers.get(base, 1)
        while found in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(found)
        return found


def id_of_words(title: str) -> str:
    """The first words of ``title`` that say something, as an id, in Latin letters; "" where it has no words.

    Articles, prepositions and the like are left out unless there is nothing else, and so is a number at the start.
    """
    apart = _APART.sub(" ", _APOSTROPHES.sub("", title.lower()))
    decomposed = unicodedata.normalize("NFKD", apart.translate(_NOT_DECOMPOSED))
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    words = _WORDS.findall(_in_latin_letters(plain) if _LETTERS_OUTSIDE_ASCII.search(plain) else plain)
    telling = list(dropwhile(_begins_with_digit, [word for word in words if word not in FILLERS] or words))
    chosen = telling[:1]
    for word in telling[1:_MOST_WORDS]:
        if len("-".join((*chosen, word))) > _MOST_CHARACTERS:
            break
        chosen.append(word)
    return "-".join(chosen)[:_MOST_CHARACTERS]


def _in_latin_letters(words: str) -> str:
    """``words`` of any script as they may be spelt in ASCII."""
    from anyascii import anyascii  # only a few titles need it, and it takes a while to load

    return _APOSTROPHES.sub("", _SYLLABLES.sub(" ", anyascii(words)).lower())


def _begins_with_digit(word: str) -> bool:
    return word[0].isdigit()
