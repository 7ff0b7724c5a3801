"""Superscripts and subscripts of HTML as text, in which a power or an index stays apart from what it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bs4.element import NavigableString, Tag

from mkdocs_debates.exchange.importing.footnotes import MARK

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DIGITS_AND_SIGNS: Final = "0123456789+-−–=()"
_CHARACTERS: Final = {
    "sup": str.maketrans(f"{_DIGITS_AND_SIGNS}in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁱⁿ"),
    "sub": str.maketrans(f"{_DIGITS_AND_SIGNS}aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
}
_MARKS: Final = {"sup": "^", "sub": "_"}
_ORDINALS: Final = frozenset(("st", "nd", "rd", "th"))


def raise_characters(soup: BeautifulSoup) -> bool:
    """Write what is raised or lowered in the characters that Unicode has for it, as in "m²".

    Where one has none, all of it stands in brackets, as in "x^(0.5)". Returns whether there is such a place.
    """
    return sum(_raised(tag) for tag in soup.find_all(["sup", "sub"])) > 0


def _raised(tag: Tag) -> bool:
    """Mend one element; whether it got brackets. Nothing runs together where ordinals or brackets follow a word."""
    table, words = _CHARACTERS[tag.name], tag.get_text().strip()
    if not words or words in _ORDINALS or words.startswith("[") or tag.find(MARK):
        return False
    if not tag.find(["sup", "sub"]) and all(each.isspace() or ord(each) in table for each in words):
        _translate(tag, table)
        return False
    if not _joins(tag.previous_sibling):
        return False
    tag.insert(0, f"{_MARKS[tag.name]}(")
    tag.append(")")
    return True


def _translate(tag: Tag, table: dict[int, int]) -> None:
    # All is put back in its order: to replace one child is to look for it among the others.
    children = list(tag.children)
    tag.clear()
    for child in children:
        if isinstance(child, Tag):
            _translate(child, table)
        tag.append(child if isinstance(child, Tag) else str(child).translate(table))


def _joins(before: object) -> bool:
    """Whether what follows ``before`` belongs to its last word."""
    if isinstance(before, NavigableString):
        return not before[-1:].isspace()
    return isinstance(before, Tag) and before.name != "br"
