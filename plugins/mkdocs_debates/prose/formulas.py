"""Formulas in TeX as MathML: what browsers draw by themselves, and screen readers read.

The library that reads the TeX neither escapes what it writes nor bounds it, so that only its tree is used: elements
and attributes that are known to be harmless, and texts, escaped here.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST_FORMULA: Final = 1000
_DEEPEST: Final = 20

_ELEMENTS: Final = frozenset({
    "math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow",
    "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
})  # fmt: skip
_WORD: Final = re.compile(r"[a-z-]{1,20}")
_LENGTH: Final = re.compile(r"-?[0-9]?(?:\.[0-9]{1,4})?em")
_ATTRIBUTES: Final = {
    "accent": _WORD, "columnalign": _WORD, "displaystyle": _WORD, "fence": _WORD, "form": _WORD,
    "linethickness": re.compile("0"), "mathvariant": _WORD, "movablelimits": _WORD, "separator": _WORD,
    "stretchy": _WORD, "lspace": _LENGTH, "rspace": _LENGTH, "width": _LENGTH,
}  # fmt: skip


def formula_as_mathml(tex: str, *, display: bool) -> str | None:
    """``tex`` as a ``math`` element, on a line of its own with ``display``; None where it cannot be read."""
    if len(tex) > LONGEST_FORMULA or _depth(tex) > _DEEPEST:
        return None
    # Imported where it is used: most debates hold no formula.
    from latex2mathml.converter import convert_to_element

    try:
        found = convert_to_element(tex, display="block" if display else "inline")
        return f'<math display="{"block" if display else "inline"}">{"".join(map(_written, found))}</math>'
    except Exception:  # its errors have no class of their own, and it runs into bugs on odd input
        return None


def _depth(tex: str) -> int:
    """How deep groups stand in each other."""
    deepest = depth = 0
    for mark in re.findall(r"[{}]|\\left\b|\\right\b|\\begin\b|\\end\b", tex):
        depth += 1 if mark in ("{", "\\left", "\\begin") else -1
        deepest = max(deepest, depth)
    return deepest


def _written(element: Element) -> str:
    inside = escape(unescape(element.text or "")) + "".join(map(_written, element))
    if element.tag not in _ELEMENTS:
        return inside
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value)
    )
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"
