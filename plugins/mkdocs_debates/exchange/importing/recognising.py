"""What became of the entries of a source when it was imported before, whatever an editor did to them since."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.naming import FILLERS
from mkdocs_debates.exchange.importing import ORIGIN
from mkdocs_debates.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_debates.model import Debate, Named, Section
    from mkdocs_debates.shapes import Entry

_Key = tuple["Section", str]

_WORDS_COMPARED: Final = 100
_SIMILAR: Final = 0.5
_WORD: Final = re.compile(r"\w+")


def origins_of(entry: Entry) -> tuple[str, ...]:
    """How the source calls what became ``entry``: several names where an editor joined entries, none if it is new."""
    return names_under(ORIGIN, entry)


def names_of(entry: Named) -> tuple[str, ...]:
    """How the source calls what became ``entry``, by its id where nothing else is said."""
    return origins_of(entry) or (entry.id,)


def known_names(entry: Named) -> tuple[str, ...]:
    """How an entry of a debate is known: as its source calls it, or by its ids, former ones too."""
    return origins_of(entry) or (entry.id, *getattr(entry, "formerly", ()))


def names_under(key: str, entry: Entry) -> tuple[str, ...]:
    """How the source calls what stands under ``key`` of an entry, one or several."""
    found = entry.extensions.get(key, ())
    return (found,) if isinstance(found, str) else tuple(each for each in found if isinstance(each, str))


def recognised(debate: Debate, source: Debate, *, numbered: bool = False) -> dict[str, str]:
    """By id in the source: the id of what it became in ``debate``. What is new in the source is not there.

    An entry is known by its origin; one that has none by its id, a former one too. With ``numbered`` the origins are
    places, which others take once something is put before them: then the words decide, where they are still the same.
    """
    return _Recognition(debate, source).by_words() if numbered else _Recognition(debate, source).by_name()


class _Recognition:
    def __init__(self, debate: Debate, source: Debate) -> None:
        self._source = list(source.entries())
        self._named: defaultdict[_Key, list[Named]] = defaultdict(list)
        self._worded: defaultdict[_Key, list[Named]] = defaultdict(list)
        self._found: dict[str, str] = {}
        self._taken: set[str] = set()
        for section, entry in debate.entries():
            origins = origins_of(entry)
            for name in known_names(entry):
                self._named[section, name].append(entry)
            if origins:
                self._worded[section, _words(entry)].append(entry)

    def by_name(self) -> dict[str, str]:
        for section, entry in self._source:
            self._take(entry, self._candidates(section, entry))
        return self._found

    def by_words(self) -> dict[str, str]:
        for section, entry in self._source:
            self._take(entry, self._free(each for each in self._candidates(section, entry) if _same(each, entry)))
        in_place = len(self._found)
        for section, entry in self._left():
            self._take(entry, self._free(self._worded[section, _words(entry)]))
        moved = len(self._found) > in_place
        for section, entry in self._left():
            candidates = self._free(self._candidates(section, entry))
            self._take(entry, (each for each in candidates if not moved or similar(_words(each), _words(entry))))
        return self._found

    def _candidates(self, section: Section, entry: Named) -> list[Named]:
        return [each for name in names_of(entry) for each in self._named.get((section, name), ())]

    def _left(self) -> list[tuple[Section, Named]]:
        return [(section, entry) for section, entry in self._source if entry.id not in self._found]

    def _free(self, entries: Iterable[Named]) -> Iterable[Named]:
        return (each for each in entries if each.id not in self._taken)

    def _take(self, entry: Named, candidates: Iterable[Named]) -> None:
        chosen = next(iter(candidates), None)
        if chosen is not None:
            self._found[entry.id] = chosen.id
            self._taken.add(chosen.id)


def _words(entry: Named) -> str:
    words = entry.text if isinstance(entry, Claim) else str(getattr(entry, "title", ""))
    return " ".join(words.split())


def _same(one: Named, other: Named) -> bool:
    return _words(one) == _words(other)


def similar(one: str, other: str) -> bool:
    """Whether two texts have more than half of the words that tell something in common, in the same order."""
    first, second = _telling(one), _telling(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() > _SIMILAR


def _telling(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return ([word for word in words if word not in FILLERS] or words or text.split())[:_WORDS_COMPARED]
