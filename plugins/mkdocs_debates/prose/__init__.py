"""Markdown to safe HTML: converted once, shown on many pages, its references resolved for each.

Nothing in here raises on what a text holds: what is wrong with it is a :class:`Flaw` of the :class:`Prose`.
"""

from __future__ import annotations

from mkdocs_debates.prose.converting import convert
from mkdocs_debates.prose.destinations import parse_reference
from mkdocs_debates.prose.marking import Passage, with_passages
from mkdocs_debates.prose.passages import nearest_passage, passage_found, passage_found_across, place_of_passage
from mkdocs_debates.prose.quotations import first_own_sentence
from mkdocs_debates.prose.sentences import first_sentence
from mkdocs_debates.prose.values import EMPTY, Flaw, Image, Prose, Reference, ReferenceKind

__all__ = [
    "EMPTY",
    "Flaw",
    "Image",
    "Passage",
    "Prose",
    "Reference",
    "ReferenceKind",
    "convert",
    "first_own_sentence",
    "first_sentence",
    "nearest_passage",
    "parse_reference",
    "passage_found",
    "passage_found_across",
    "place_of_passage",
    "with_passages",
]
