"""What stands in an element of Argdown: its title, its text, its tags, its data, and what it mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mkdocs_debates.exchange.importing.texts import paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kind = Literal["statement", "argument"]

_TITLED: Final = re.compile(r"(?:\[(?P<statement>[^\[\]]+)\](?!\()|<(?P<argument>[^<>]+)>)(?P<colon>:?)")
_TAG: Final = re.compile(r"(?<![^\s\]>}])#(?:\((?P<words>[^()]+)\)|(?P<word>[^\W_][\w-]*))")
_MENTION: Final = re.compile(r"(?<!\\)@(?:\[([^\[\]]+)\]|<([^<>]+)>)")
_ESCAPE: Final = re.compile(r"\\([^\w\s])")
_SQUARE: Final = str.maketrans({"[": r"\[", "]": r"\]"})


@dataclass(frozen=True, slots=True)
class Words:
    """What an element says. ``title`` is "" where it has none; ``text`` is as written, a line each.

    ``defines``: the text belongs to the title; otherwise there is a title or a text, not both.
    """

    kind: Kind
    title: str
    text: tuple[str, ...]
    tags: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The title in its brackets, as other places name it; "" where there is none."""
        return key_of(self.kind, self.title) if self.title else ""


def key_of(kind: Kind, title: str) -> str:
    """``[Title]`` of a statement, ``<Title>`` of an argument; white space in it is one space."""
    words = " ".join(title.split())
    return f"[{words}]" if kind == "statement" else f"<{words}>"


def words_of(lines: Sequence[str]) -> Words:
    """What the lines of an element say."""
    written = "\n".join(lines).strip()
    titled = _TITLED.match(written)
    kind: Kind = "argument" if titled and titled["argument"] else "statement"
    title = " ".join(((titled["argument"] or titled["statement"]) if titled else "").split())
    text, tags, data = _without_end(written[titled.end() :] if titled else written)
    if titled and text and not titled["colon"]:  # a sentence that begins with a bracket
        kind, title = "statement", ""
        text, tags, data = _without_end(written)
    return Words(kind, title, tuple(text.split("\n")) if text else (), tags, data)


def _without_end(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """``text`` without the tags and the data at its end, the tags of all of it, and the data."""
    tags = list(_TAG.finditer(text))
    ends = {found.end(): found.start() for found in tags}
    ends.update({end: start for start, end in _braces(text)})
    data: list[str] = []
    end = _before_space(text, len(text))
    while end in ends:
        start = ends[end]
        if text[start] == "{":
            data.append(text[start:end])
        end = _before_space(text, start)
    names = (" ".join((found["words"] or found["word"]).split()) for found in tags)
    return text[:end].strip(), tuple(dict.fromkeys(names)), tuple(reversed(data))


def _before_space(text: str, end: int) -> int:
    """``end``, or where the white space before it begins."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _braces(text: str) -> list[tuple[int, int]]:
    """Where braces that stand in no others begin and end. Those after a backslash are none."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for brace in re.finditer(r"\\.|[{}]", text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            start = opened.pop()
            if not opened:
                found.append((start, brace.end()))
    return found


def markdown_of(text: Sequence[str], link: Callable[[str], str]) -> str:
    """A text as a paragraph of Markdown. ``link`` gives where a mention leads, by its key, "" for nowhere."""

    def mentioned(found: re.Match[str]) -> str:
        kind: Kind = "statement" if found[1] else "argument"
        title = " ".join((found[1] or found[2]).split())
        destination = link(key_of(kind, title))
        return f"[{title.translate(_SQUARE)}]({destination})" if destination else title

    return paragraph(_MENTION.sub(mentioned, "\n".join(text)).split("\n"))


def plain_words(text: str) -> str:
    """``text`` of one line without backslashes, and with the titles of what it mentions in place of the mentions."""
    return _ESCAPE.sub(r"\1", _MENTION.sub(lambda found: found[1] or found[2], text))
