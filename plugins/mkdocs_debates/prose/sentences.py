"""Where a sentence ends, and how a text is shortened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs_debates.prose.values import Prose

_CLOSING: Final = "\"'”’»)\\]）」』】"
_END: Final = re.compile(rf"[.!?…؟۔।]+[{_CLOSING}]*(?=\s|$)|[。！？｡]+[{_CLOSING}]*")
_LAST_WORD: Final = re.compile(r"[^\s(\[\"'“‘«]{1,20}$")
_LETTERS_WITH_POINTS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.")
_ABBREVIATIONS: Final = re.compile(
    r"(al|approx|art|bzw|ca|cf|ch|chap|dept|dr|eds?|eq|esp|est|figs?|gen|gov|hon|ibid|incl|jr|mrs?|ms|mt|nr|p|para|pp"
    r"|prof|resp|rev|sec|sen|sog|sr|st|tab|viz|vols?|vs)\."
)
_NUMBER_FOLLOWS: Final = frozenset(("no.", "nos."))


def first_sentence(prose: Prose, limit: int = 90) -> str:
    """The first sentence of the first block, cut at a word with "…" to at most ``limit`` characters.

    Returns "" for a text without words. A point after an abbreviation or initials, or before a small letter, does
    not end a sentence.
    """
    if not prose.blocks:
        return ""
    start = prose.blocks[0]
    return shortened(start[: _end_of_sentence(start, limit)], limit)


def shortened(text: str, limit: int) -> str:
    """``text`` if it has at most ``limit`` characters, else its first words and "…", no longer than that."""
    if len(text) <= limit:
        return text
    room = text[: limit - 1]
    words = room if text[limit - 1].isspace() else room.rpartition(" ")[0]
    # A script without spaces, or one endless word, is cut anywhere.
    kept = words if len(words) > limit // 2 else room
    return kept.rstrip(" ,;:.–—-(") + "…"


def _end_of_sentence(text: str, limit: int) -> int:
    for end in _END.finditer(text):
        if end.end() > limit:
            return end.end()
        if not _goes_on(text, end):
            return end.end()
    return len(text)


def _goes_on(text: str, end: re.Match[str]) -> bool:
    following = text[end.end() :].lstrip(" \"'“‘«([")[:1]
    if not end[0].startswith((".", "…")):
        return following.islower()
    if following.islower():
        return True
    if end[0] != ".":
        return False
    last = _LAST_WORD.search(text, max(0, end.start() - 20), end.start() + 1)
    word = last[0].lower() if last else ""
    if word in _NUMBER_FOLLOWS:
        return following.isdigit()
    return bool(following) and bool(_ABBREVIATIONS.fullmatch(word) or _LETTERS_WITH_POINTS.fullmatch(word))
