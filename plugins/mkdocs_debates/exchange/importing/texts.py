"""Texts of other programs as prose of a debate, so that whatever they hold is shown and nothing in them is an error."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose import Flaw, convert, first_sentence
from mkdocs_debates.prose.destinations import target_of
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from mkdocs_debates.prose import Prose

_LINE_ENDS: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&|~$!#]")
_NOT_IN_DESTINATION: Final = {ord(each): f"%{ord(each):02X}" for each in "()<>[]\\"}
_DESTINATION: Final = r"<[^<>\n]*>|(?:\\.|[^\s()<>\\]|\((?:\\.|[^\s()<>\\])*\))*"
_LINK: Final = re.compile(
    rf"\]\(\s*(?P<inline>{_DESTINATION})"
    rf"|^ {{0,3}}\[[^\[\]\n]+\]:\s*(?P<defined>{_DESTINATION})"
    r"|<(?P<angled>[^\s<>]+)>"
    r"|(?P<bare>https?://[^\s<>()\[\]]+)",
    re.MULTILINE | re.IGNORECASE,
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_ADDRESS: Final = re.compile("(?<=http)(s?)://", re.IGNORECASE)
_STARTS_BLOCK: Final = re.compile(
    r"(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|```|~~~|[-=:|](?=[-=:| ]*$)|[*_](?=[ *_]+$))"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)
_SPACE_BEFORE_LINE: Final = re.compile(r"^[ \t]+", re.MULTILINE)
_START_OF_LINE: Final = re.compile(r"^(?:[-+=:](?=[-+=:\s]|$)|\d{1,9}(?=[.)]))", re.MULTILINE)
_SHORT: Final = (10_000, 2_500)
"""Lengths to which a text is cut, each of its characters escaped. At the first nearly all stay within the limits of
prose, at the second whatever they hold."""


def cleaned(text: str) -> tuple[str, int]:
    """``text`` with plain line ends and without what a debate may not hold, and how many characters that were."""
    plain = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    return REFUSED_CHARACTERS.subn("", plain)


def title_of(text: str) -> str:
    """The first sentence of ``text``, Markdown, as plain text of one line; "" where it has no words."""
    return first_sentence(convert(text))


def paragraph(lines: Iterable[str]) -> str:
    """``lines`` of running text as one paragraph of Markdown: none starts a list, a heading or the like."""
    return "\n".join(_without_start(line.strip()) for line in lines)


def _without_start(line: str) -> str:
    found = _STARTS_BLOCK.match(line)
    if not found:
        return line
    number = found["number"] or ""
    return f"{number}\\{line[len(number) :]}"


def plain(text: str) -> str:
    """Markdown that shows the characters of ``text``; the text itself where it has no markup."""
    kept = _SPACE_BEFORE_LINE.sub("", text.strip())
    if not kept:
        return ""
    shown = convert(kept)
    if not shown.flaws and not shown.references and not shown.images and _words(shown) == kept.split():
        return kept
    return _START_OF_LINE.sub(_with_backslash, _MARKUP.sub(r"\\\g<0>", kept))


def _with_backslash(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _words(prose: Prose) -> list[str]:
    return " ".join(prose.blocks).split()


def destination(address: str) -> str:
    """``address`` as it may stand in a link of Markdown."""
    return address.translate(_NOT_IN_DESTINATION)


def sound(text: str, known: Container[str] = ()) -> tuple[str, str]:
    """``text``, Markdown, without what would be an error in a debate, and what that was, "" where there is none.

    A link or an image that may not stand is shown as it is written, its target too. ``known`` are the references
    that lead somewhere, such as ``claim:one-in-ten``.
    """
    whole = text
    wrong = _wrong_in(text, known)
    if not wrong:
        return text, ""
    targets = {target for target, _ in wrong}
    words = wrong[0][1]
    text = _LINK.sub(lambda link: _without_link(link) if _leads_wrong(link, targets) else link[0], text)
    if _wrong_in(text, known):
        text = _escaped(whole)
    why = words
    for length in _SHORT:
        if not _wrong_in(text, known):
            break
        text = f"{_escaped(whole[:length])} …"
        words = f"it is cut after {length:,} characters: {why}"
    return text, words


def _leads_wrong(link: re.Match[str], targets: Container[str]) -> bool:
    """Whether a link leads to one of the ``targets``; "" among them stands for any that the source hides."""
    written = link[link.lastgroup or 0]
    target = unescape(_ESCAPE.sub(r"\1", written.removeprefix("<").removesuffix(">").removeprefix("./")))
    return target in targets or ("" in targets and isinstance(target_of(target, 0), Flaw))


def _without_link(link: re.Match[str]) -> str:
    """A link as the characters that it is written in, its words still Markdown."""
    written = _ADDRESS.sub(r"\1\://", link[0]).replace("<", "\\<")
    match link.lastgroup:
        case "inline":
            return written.replace("(", "\\(", 1)
        case "defined":
            return written.replace("[", "\\[", 1)
    return written


def _wrong_in(text: str, known: Container[str]) -> list[tuple[str, str]]:
    """What may not stand in ``text``: the target of the link, "" for all of it, and what is wrong, in words."""
    prose = convert(text)
    return [
        *((flaw.written, flaw.message) for flaw in prose.flaws),
        *((each.written, f'"{each.written}" leads nowhere') for each in prose.references if each.written not in known),
        *((each.written, f'the image "{each.written}" is not there') for each in prose.images),
    ]


def _escaped(text: str) -> str:
    kept = _SPACE_BEFORE_LINE.sub("", text.strip())
    return _START_OF_LINE.sub(_with_backslash, _MARKUP.sub(r"\\\g<0>", kept)).replace("://", "\\://")
