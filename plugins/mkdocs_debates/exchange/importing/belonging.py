"""Whether a debate was made of a source, or only of one that calls itself and its entries alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.naming import id_of_words
from mkdocs_debates.exchange.importing import LEFT_OUT
from mkdocs_debates.exchange.importing.formats import is_unique
from mkdocs_debates.exchange.importing.recognising import known_names, names_of, names_under, origins_of, similar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.model import Debate, Named, Section

_FIELDS: Final = ("title", "text", "summary", "question")
_NUMBER_BEHIND: Final = re.compile(r"-\d+$")


def _points_of(debate: Debate) -> Iterator[tuple[Section, Named]]:
    """What a debate says: people and links stand in many debates, and tell nothing of which one it is."""
    return ((section, entry) for section, entry in debate.entries() if section in ("positions", "cruxes", "claims"))


def is_made_of(debate: Debate, source: Debate, now: Mapping[str, str], form: str) -> bool:
    """Whether ``debate``, in which ``now`` was recognised, was made of ``source``.

    One entry is enough whose name nothing else in the world has. Others, such as numbers, stand in many sources: of the
    entries that share one, at least half must say what they said. A source that says nothing is anyone's.
    """
    here = {entry.id: entry for _, entry in _points_of(debate)}
    named = {(section, name) for section, entry in _points_of(debate) for name in known_names(entry)}
    points = list(_points_of(source))
    pairs = [(here[now[entry.id]], entry) for _, entry in points if now.get(entry.id) in here]
    known_of = {name for known, _ in pairs for name in origins_of(known)} | {*names_under(LEFT_OUT, debate)}
    if any(name in known_of and is_unique(form, name) for _, entry in points for name in origins_of(entry)):
        return True
    worded = [(known, entry) for known, entry in pairs if _words_of(known) and _words_of(entry)]
    unlike = sum(
        entry.id not in now and any((section, name) in named for name in names_of(entry)) for section, entry in points
    )
    alike = sum(_says_the_same(known, entry) for known, entry in worded)
    return not points or (bool(pairs) and 2 * alike >= len(worded) + unlike)


def _words_of(entry: Named) -> dict[str, str]:
    """What an entry says, by field."""
    return {name: words for name in _FIELDS if (words := getattr(entry, name, ""))}


def _says_the_same(known: Named, entry: Named) -> bool:
    """Whether ``known`` was made of what ``entry`` says now, as its words show, its name or its id.

    A title that is but the label in the source says nothing, where there are other words.
    """
    words = _words_of(entry)
    labels = {name.strip("[]<>") for name in origins_of(entry)}
    if len(words) > 1 and words.get("title") in labels:
        del words["title"]
    here = _words_of(known)
    return any(
        similar(said, here.get(name, "")) or said in origins_of(known) or _id_is_of(said, known, entry)
        for name, said in words.items()
    )


def _id_is_of(words: str, known: Named, entry: Named) -> bool:
    """Whether both have an id that was made of these words, of more than one."""
    stem = _NUMBER_BEHIND.sub("", entry.id)
    has_id = entry.id in (known.id, *getattr(known, "formerly", ()))
    return has_id and "-" in stem and id_of_words(words).startswith(stem)
