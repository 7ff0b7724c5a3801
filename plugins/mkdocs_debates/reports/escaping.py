"""What a file holds, made harmless for where a report is read."""

from __future__ import annotations

import unicodedata
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def escaped(text: str) -> str:
    """``text`` with escapes for whatever could hide, break the line, or steer a terminal or a CI runner."""
    plain = text if text.isascii() and text.isprintable() else "".join(map(_shown, text))
    return plain.replace("##[", r"#\x23[")


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN or character in JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")
