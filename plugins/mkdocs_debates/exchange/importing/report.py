"""What an editor should know of an import, as text for a terminal or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.reports.escaping import escaped, inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mkdocs_debates.exchange.importing import Remark

KINDS: Final[Mapping[str, str]] = {
    "lost": "Lost: the format of debates has no room for it",
    "guessed": "Guessed: the source does not say it plainly",
    "open": "Open: left to you",
}


def as_text(remarks: Sequence[Remark]) -> str:
    """The remarks in groups, each with its place in the source; nothing where there are none."""
    return _grouped(remarks, lambda words: f"{words}:", lambda place, message: f"  {escaped(f'{place}: {message}')}")


def as_markdown(title: str, remarks: Sequence[Remark]) -> str:
    """The remarks as a page whose heading names the debate."""
    head = f"# Import of {inert(title)}\n\n"
    body = _grouped(
        remarks, lambda words: f"## {words}\n", lambda place, message: f"- **{inert(place)}**: {inert(message)}"
    )
    return head + (body or "Nothing was lost, guessed or left open.\n")


def _grouped(remarks: Sequence[Remark], heading: Callable[[str], str], line: Callable[[str, str], str]) -> str:
    groups = {words: [each for each in remarks if each.kind == kind] for kind, words in KINDS.items()}
    return "\n".join(_group(heading(words), group, line) for words, group in groups.items() if group)


def _group(heading: str, remarks: Sequence[Remark], line: Callable[[str, str], str]) -> str:
    return "\n".join([heading, *_lines(remarks, line), ""])


def _lines(remarks: Sequence[Remark], line: Callable[[str, str], str]) -> Iterator[str]:
    return (line(each.place, each.message) for each in remarks)
