"""Which lines of a text are quotations, and what it says in words of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose.converting import convert
from mkdocs_debates.prose.sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.prose.values import Prose

MARK: Final = re.compile(r" {0,3}> ?")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(slots=True)
class Part:
    """Lines of a text that are a quotation, or that are none."""

    is_quote: bool
    lines: list[str] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether anything stands on the lines."""
        return any(line.strip() for line in self.lines)


def parts_of(text: str) -> Iterator[Part]:
    """The quotations of ``text``, Markdown, and what stands between them, which may be empty."""
    part = Part(is_quote=False)
    fence = ""
    for line in text.split("\n"):
        begins = _FENCE.match(line)
        if begins and not fence:
            fence = begins[1]
        elif fence and line.strip().startswith(fence):
            fence = ""
        # A line without a mark goes on with the paragraph of the quotation above it.
        is_quote = not fence and (bool(MARK.match(line)) or (part.is_quote and bool(line.strip())))
        if is_quote != part.is_quote:
            yield part
            part = Part(is_quote)
        part.lines.append(line)
    yield part


def first_own_sentence(text: str, prose: Prose) -> str:
    """The first sentence of ``text``, which is ``prose`` once converted, that is no quotation.

    Where there is nothing else, that of the quotation; "" for a text without words.
    """
    if not MARK.match(text.lstrip("\n")):
        return first_sentence(prose)
    own = "\n".join(line for part in parts_of(text) if not part.is_quote for line in part.lines)
    return first_sentence(convert(own)) or first_sentence(prose)
