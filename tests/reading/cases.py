"""Golden cases of the reader: Markdown files with the input and the problems, one case to a heading.

A fence names a file, ```` ```yaml labs.yaml ````; in an ``escaped`` one, bytes stand as Python escapes and the line end
before the closing fence does not count. The ``problems`` fence holds the report without the lines of the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_debates.reading import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mkdocs_debates.diagnostics import Problem

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """Files by name, and the report that is expected of them."""

    title: str
    files: tuple[tuple[str, bytes], ...]
    expected: str = ""


def cases_in(file: Path) -> Iterator[Case]:
    """The cases of a Markdown file."""
    _, *parts = _HEADING.split(file.read_text(encoding="utf-8"))
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        fences = _FENCE.findall(body)
        files = tuple((name, _bytes_of(kind, text)) for kind, name, text in fences if kind != "problems")
        (expected,) = (text for kind, _, text in fences if kind == "problems")
        yield Case(title, files, expected)


def write(case: Case, folder: Path) -> None:
    """Write the files of a case."""
    for name, data in case.files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def render(case: Case, folder: Path) -> str:
    """The problems of a case, as they stand in its fence."""
    write(case, folder)
    return report(read_folder(folder, shown_as="").problems)


def report(problems: Iterable[Problem]) -> str:
    """Problems as they stand in a case's fence."""
    return "".join(map(_lines, problems))


def _bytes_of(kind: str, text: str) -> bytes:
    if kind == "yaml":
        return text.encode()
    return text.removesuffix("\n").encode().decode("unicode_escape").encode("latin-1")


def _lines(problem: Problem) -> str:
    words = "; ".join(filter(None, (problem.message, problem.hint)))
    related = "".join(f"  {each.span}: {each.message}\n" for each in problem.related)
    return f"{problem.span}: {problem.severity} {problem.rule}: {words}\n{related}"
