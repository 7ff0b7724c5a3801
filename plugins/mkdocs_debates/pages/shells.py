"""A page of the theme with gaps for what differs from page to page, learned from pages that the theme rendered.

A theme's template is rendered anew for each page, though most of what it writes, the head, the navigation, the foot,
is the same on all. A shell is what two renderings with different samples have in common. It is used only where the
second of them comes out of it as the template made it, byte by byte.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Form = Callable[[str], str]


def _as_text(value: str) -> str:
    return str(Markup(value).striptags())


def _as_escaped_text(value: str) -> str:
    return str(escape(_as_text(value)))


FORMS: Final[tuple[Form, ...]] = (str, _as_text, _as_escaped_text)
"""What templates do with a value before they write it: nothing, Jinja's ``striptags``, or that and ``escape``."""


class Rendering(NamedTuple):
    """What a template made, and the values that stand in it by name, each as HTML."""

    output: str
    values: Mapping[str, str]


class Shell(NamedTuple):
    """The text before each gap with the name of the value that goes there and its form, and the text at the end."""

    gaps: tuple[tuple[str, str, Form], ...]
    end: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The page with ``values`` in the gaps; each name of a gap must be among them."""
        pieces: list[str] = []
        for before, name, form in self.gaps:
            pieces += (before, form(values[name]))
        return "".join((*pieces, self.end))


def shell_of(sample: Rendering, proof: Rendering) -> Shell | None:
    """The shell of two renderings of one template, None where one does not give the other.

    The values of ``sample`` have to be words that occur nowhere else. Where several overlap, the one that comes first
    among the values counts.
    """
    gaps: list[tuple[str, str, Form]] = []
    place = 0
    pieces = _split(sample)
    for (before, name), (after, _) in itertools.pairwise(pieces):
        place += len(before)
        form = next((each for each in FORMS if proof.output.startswith(each(proof.values[name]) + after, place)), None)
        if form is None:
            return None
        gaps.append((before, name, form))
        place += len(form(proof.values[name]))
    shell = Shell(tuple(gaps), pieces[-1][0])
    return shell if shell.filled(proof.values) == proof.output else None


def _split(sample: Rendering) -> list[tuple[str, str]]:
    """The output in pieces, each with the name of the value that follows it, "" after the last."""
    pieces = [(sample.output, "")]
    for name, value in sample.values.items():
        apart: list[tuple[str, str]] = []
        for text, following in pieces:
            *before, last = text.split(value)
            apart += [(each, name) for each in before]
            apart.append((last, following))
        pieces = apart
    return pieces
