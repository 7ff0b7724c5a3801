"""What holds of everything that was read, whatever stood in the file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from mkdocs_debates.model import Crux
from mkdocs_debates.reading.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.reading import Document


def assert_problems_have_places(problems: Iterable[Problem]) -> None:
    """Each problem stands at a character of a line, or at its end, and says something."""
    for problem in problems:
        assert problem.message
        assert problem.span.line >= 1
        assert 1 <= problem.span.column <= len(problem.excerpt) + 1
        assert problem.span.length >= 1
        for related in problem.related:
            assert related.message
            assert related.span.line >= 1


def assert_sound(document: Document) -> None:
    """What could not be read has a problem, and each entry stands where it is said to stand."""
    assert document.readable or document.problems
    for _, entry in document.debate.entries():
        assert document.span(entry.id, "text", 0, within="a").line >= 1
        key, value = document.node(entry.id)
        place = document.stretch(entry.id)
        assert (place.start, place.end) == (key.start, key.end)
        if isinstance(entry, Crux) and entry.answers:
            assert isinstance(value, Mapping)
            place, answers = document.stretch(entry.id, "answers"), value.pairs["answers"][1]
            assert (place.start, place.end) == (answers.start, answers.end)


def assert_no_controls(report: str) -> None:
    """A report holds no character that a terminal would obey, but the ends of its lines."""
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in report.replace("\n", "")}
