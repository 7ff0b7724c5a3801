"""Bytes to text: UTF-8 without characters that hide something, and without the marks of an unfinished merge."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from mkdocs_debates.diagnostics import MAX_PROBLEMS, Problem, Related
from mkdocs_debates.reading.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

# U+0085, U+2028 and U+2029 count as line ends for libyaml and for nobody else: every later line would be off.
REFUSED_CHARACTERS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_PLAIN_BYTES: Final = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MOST_OF: Final = (("$", 10_000), ("*_`~<&", 100_000), ("!%+/:=@^{}[]\\", 600_000))
"""How many of these characters a file may hold: what they make of words takes up to a thousand times as long."""
CONFLICT_MARKS: Final = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_CONFLICT_LINE: Final = re.compile(r"(?:\A|(?<=[\r\n]))(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)")


def decode(data: bytes, name: str, shown_as: str) -> tuple[Source, list[Problem]]:
    """The text of a file, and what keeps it from being read as YAML, if anything."""
    content = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(content, error.start, name, shown_as)
    source = Source(name, shown_as, text)
    refused = _refused_in(content, text)
    if refused:
        return source, [_refused_character(source, refused)]
    if any(mark in text for mark in CONFLICT_MARKS):
        return source, list(islice(_conflicts(source), MAX_PROBLEMS))
    return source, list(_more_than_enough(source))


def _more_than_enough(source: Source) -> Iterator[Problem]:
    for characters, most in MOST_OF:
        if len(source.text) > most and sum(map(source.text.count, characters)) > most:
            place = next(islice(re.finditer(f"[{re.escape(characters)}]", source.text), most, None)).start()
            message = f"the file holds more than {most:,} of the characters {characters}, which is the limit"
            hint = "make the debate a folder with several files"
            yield source.problem("too-large", source.span(place, place + 1), message, hint=hint)


def _refused_in(data: bytes, text: str) -> re.Match[str] | None:
    """The first character of ``text``, decoded from ``data``, that a file may not hold."""
    # Without the letters and signs of ASCII little is left of most files, and that is quickly searched.
    others = data.translate(None, _PLAIN_BYTES).decode("utf-8")
    return REFUSED_CHARACTERS.search(text) if REFUSED_CHARACTERS.search(others) else None


def name_of_character(character: str) -> str:
    """``U+202E, right-to-left override``, or the number alone where Unicode gives no name."""
    words = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f", {words}" if words else "")


def _undecodable(data: bytes, start: int, name: str, shown_as: str) -> tuple[Source, list[Problem]]:
    if _looks_like_utf_16(data):
        source = Source(name, shown_as, "")
        problem = source.problem(
            "unreadable-file",
            source.span(0),
            "the file is encoded as UTF-16 or UTF-32, not as UTF-8",
            hint='save it again with the encoding "UTF-8"',
        )
        return source, [problem]
    before = data[:start].decode("utf-8")
    source = Source(name, shown_as, before + data[start:].decode("utf-8", errors="replace"))
    problem = source.problem(
        "unreadable-file",
        source.span(len(before), len(before) + 1),
        f"the file is not encoded as UTF-8: the byte 0x{data[start]:02X} cannot stand here",
        hint='save it again with the encoding "UTF-8"',
    )
    return source, [problem]


def _looks_like_utf_16(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _refused_character(source: Source, found: re.Match[str]) -> Problem:
    character = found[0]
    span = source.span(found.start(), found.end())
    if character == "\x00" and "\x00" in source.text[1:4:2]:
        return source.problem(
            "unreadable-file",
            span,
            "the file seems to be encoded as UTF-16, not as UTF-8",
            hint='save it again with the encoding "UTF-8"',
        )
    return source.problem(
        "unreadable-file",
        span,
        f"the character {name_of_character(character)} cannot stand in a debate: {_reason(character)}",
        hint="delete it",
    )


def _reason(character: str) -> str:
    if character in _BIDI:
        return "it makes text show in another order than it is written"
    if character == "\ufeff":
        return "a byte-order mark may stand at the very start of a file only"
    if character in "\x85\u2028\u2029":
        return "editors disagree on whether it ends a line"
    return "it cannot be seen"


def _conflicts(source: Source) -> Iterator[Problem]:
    """One problem for each conflict: a run of marks from ``<<<<<<<`` to ``>>>>>>>``, or what is left of one."""
    run: list[re.Match[str]] = []
    for mark in _CONFLICT_LINE.finditer(source.text):
        if run and mark[1] == "<<<<<<<":
            yield _conflict(source, run)
            run = []
        run.append(mark)
        if mark[1] == ">>>>>>>":
            yield _conflict(source, run)
            run = []
    if run:
        yield _conflict(source, run)


def _conflict(source: Source, marks: list[re.Match[str]]) -> Problem:
    first, *others = marks
    return source.problem(
        "conflict-marker",
        source.span(first.start()),
        "a merge was not finished here: both versions stand in the file",
        hint="keep one version, delete the other and the lines with the marks",
        related=tuple(Related(source.span(mark.start()), f"mark {mark[1]}") for mark in others),
    )
