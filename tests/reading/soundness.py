"""What holds of everything that was read, whatever stood in the file."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from mkdocs_debates.model import Crux
from mkdocs_debates.reading import nodes
from mkdocs_debates.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_debates.diagnostics import Problem, Span
    from mkdocs_debates.reading import Document

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def assert_problems_have_places(problems: Iterable[Problem], files: Mapping[str, bytes]) -> None:
    """Each problem says something and stands in one of ``files``: at characters of a line, or at its end."""
    lines = {path: _LINE_END.split(data.decode("utf-8-sig", "replace")) for path, data in files.items()}
    for problem in problems:
        assert problem.message
        assert problem.rule in RULES
        _assert_is_in(lines[problem.span.path], problem.span)
        assert problem.span.column <= len(problem.excerpt) + 1
        for related in problem.related:
            assert related.message
            _assert_is_in(lines[related.span.path], related.span)


def _assert_is_in(lines: Sequence[str], span: Span) -> None:
    assert 1 <= span.line <= len(lines), span
    line = lines[span.line - 1]
    assert 1 <= span.column <= len(line) + 1, span
    assert 1 <= span.length <= max(len(line) - span.column + 1, 1), span


def assert_sound(document: Document) -> None:
    """What could not be read has a problem, and each entry stands where it is said to stand."""
    assert document.readable or document.problems
    for _, entry in document.debate.entries():
        assert document.span(entry.id, "text", 0, within="a").line >= 1
        key, value = document.node(entry.id)
        place = document.stretch(entry.id)
        assert (place.start, place.end) == (key.start, key.end)
        if isinstance(entry, Crux) and entry.answers:
            assert isinstance(value, nodes.Mapping)
            place, answers = document.stretch(entry.id, "answers"), value.pairs["answers"][1]
            assert (place.start, place.end) == (answers.start, answers.end)


def assert_no_controls(report: str) -> None:
    """A report holds no character that a terminal would obey, but the ends of its lines."""
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in report.replace("\n", "")}
