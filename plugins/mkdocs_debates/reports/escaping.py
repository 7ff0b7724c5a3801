"""What a file holds, made harmless for where a report is read."""

from __future__ import annotations

import re
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


_MARKUP: Final = {ord(each): f"&#{ord(each)};" for each in "&<>*_`[]\\~|!$"}
_BREAKS_LINK: Final = "\u2060"
_LINKED: Final = re.compile(r"(?i)@|#|\bGH-")
_COMMIT: Final = re.compile(r"(?i)\b[0-9a-f]{7,64}\b")
_ADDRESS: Final = re.compile(r"(?i):(?=//)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):")


def inert(text: str) -> str:
    """``text`` as one line of Markdown that GitHub shows as it is, for use within a line.

    What Markdown or HTML would take for markup becomes a character reference. Mentions, references to issues and to
    commits are made of the finished text, where a character reference is no cure, so an invisible word joiner breaks
    them; addresses are linked while parsing, where it is one.
    https://github.github.com/gfm/#entity-and-numeric-character-references
    """
    line = escaped(" ".join(text.split())).translate(_MARKUP)
    line = _ADDRESS.sub(lambda found: f"&#{ord(found[0])};", line)
    parts = re.split(r"(&#\d+;)", line)
    return "".join(part if part.startswith("&#") else _unlinked(part) for part in parts)


def _unlinked(text: str) -> str:
    text = _COMMIT.sub(lambda found: _BREAKS_LINK.join(re.findall(".{1,6}", found[0])), text)
    return _LINKED.sub(rf"\g<0>{_BREAKS_LINK}", text)
