"""libyaml's complaints in words for somebody who has never seen YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from mkdocs_debates.reading.sources import quoted, shortened

if TYPE_CHECKING:
    from mkdocs_debates.reading.sources import Source


class Flaw(NamedTuple):
    """Why reading stops: the rule, the place as offsets, the words, and other places by offset."""

    rule: str
    start: int
    end: int | None
    message: str
    hint: str
    related: tuple[tuple[int, str], ...] = ()


MAX_DEPTH: Final = 100
MAX_KEY: Final = 1024  # libyaml's own limit
_CLOSING: Final = {"[": "]", "{": "}"}
_QUOTE_IT: Final = "put the whole value in quotes"
_IN_LINE: Final = "bring the line to the same indentation as the lines it belongs with"
_COLON: Final = re.compile(r":(?=\s|$)")
_COMMENT: Final = re.compile(r"[ \t]+#")
_LEADING_SPACE: Final = re.compile(r"[ \t]*")
_KEY_IN_LINE: Final = re.compile(r"\s*(?:- )?([^\s:#\"'\[{][^:#]*?):(?=\s|$)")
_KEY_WITHOUT_SPACE: Final = re.compile(r"\s*([A-Za-z][\w-]*):(?=[^\s/])")


def flaw_of_feature(source: Source, event: Any) -> Flaw:
    """The flaw of an event that debates do without."""
    start = event.start_mark.index
    match event:
        case yaml.AliasEvent():
            return _feature(source, start, "an alias", "*")
        case yaml.DocumentStartEvent(version=None, tags=None):
            return _second_document(start)
        case yaml.DocumentStartEvent():
            return _directive(start)
        case yaml.NodeEvent() if event.anchor is not None:
            return _feature(source, start, "an anchor", "&")
        case _:
            return _feature(source, start, "a tag", "!")


def _feature(source: Source, start: int, name: str, sign: str) -> Flaw:
    word = re.compile(r"[^\s,\]}]+").match(source.text, start)
    shown = quoted(word[0]) if word else quoted(sign)
    return Flaw(
        "yaml-feature",
        start,
        word.end() if word else start + 1,
        f"{shown} is read as {name}, which debates do without",
        f"if the {sign} belongs to the text, {_QUOTE_IT}",
    )


def _second_document(start: int) -> Flaw:
    return Flaw(
        "yaml-feature",
        start,
        start + 3,
        "a second document starts here, and a file holds only one",
        "delete this line, or put what follows into a file of its own",
    )


def _directive(start: int) -> Flaw:
    return Flaw("yaml-feature", start, None, "a line that starts with % is read as a directive", "delete the line")


def flaw_of_syntax(source: Source, error: yaml.MarkedYAMLError, latest: Any, opened: list[int]) -> Flaw:
    """The flaw behind an error of libyaml.

    ``latest`` is the last value that was read before it, ``opened`` where the lists and fields start that were not
    complete, the innermost last.
    """
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(source.text)) if mark else len(source.text)
    begun = error.context_mark.index if error.context_mark else at
    return (
        _nesting(problem, at)
        or _feature_in_words(source, context, problem, begun)
        or _tab(source, at)
        or _long_key(source, problem, begun, at)
        or _colon(source, problem, at, latest)
        or _quotes(source, context, problem, begun, at)
        or _after_value(source, problem, at, latest)
        or _open_at_end(source, at, opened)
        or _brackets(source, problem, begun, at)
        or _comment_in_value(source, problem, at, latest)
        or _structure(source, problem, begun, at)
        or Flaw("yaml-syntax", at, at + 1, f"this is not YAML: {problem or context}", _QUOTE_IT)
    )


def too_deep(start: int) -> Flaw:
    """The flaw of what starts one level too deep."""
    return Flaw(
        "too-deep",
        start,
        start + 1,
        f"nested deeper than {MAX_DEPTH} levels, which is the limit",
        "write a deep reply at the top of `claims` and name its parent with `reply_to`",
    )


def _nesting(problem: str, at: int) -> Flaw | None:
    # From 0.2.6 on libyaml has a limit of its own, far above ours, and meets it while it looks ahead.
    return too_deep(at) if problem == "exceeded maximum nesting depth" else None


def _feature_in_words(source: Source, context: str, problem: str, begun: int) -> Flaw | None:
    if "directive" in context or "directive" in problem or "incompatible YAML" in problem:
        return _directive(begun)
    if "anchor" in context:
        return _feature(source, begun, "an anchor", "&")
    if "alias" in context:
        return _feature(source, begun, "an alias", "*")
    if "tag" in context or "tag handle" in problem:
        return _feature(source, begun, "a tag", "!")
    return None


def _tab(source: Source, at: int) -> Flaw | None:
    start = _start_of_line(source, at)
    space = _LEADING_SPACE.match(source.text, start)
    tab = source.text.find("\t", start, space.end() if space else start)
    if tab < 0:
        return None
    return Flaw(
        "yaml-syntax",
        tab,
        tab + 1,
        "a tab indents this line",
        "indent by spaces: delete the tab and type two spaces for each level",
    )


def _colon(source: Source, problem: str, at: int, latest: Any) -> Flaw | None:
    if not problem.startswith("mapping values are not allowed"):
        return None
    line = source.line(source.line_at(at))
    before = source.text[_start_of_line(source, at) : at]
    outer = _KEY_IN_LINE.match(before + ":")
    if outer and outer.end() <= len(before):
        value = line[outer.end() :].strip()
        return Flaw(
            "yaml-syntax",
            at,
            at + 1,
            f'the value of "{shortened(outer[1])}" holds a colon and a space, which YAML reads as another field',
            f"{_QUOTE_IT}: {outer[1]}: {_in_quotes(value)}",
        )
    glued = _line_without_space(source, latest.start_mark.index if latest else at)
    if glued:
        return glued
    start = at - len(before.lstrip())
    return Flaw(
        "yaml-syntax",
        start,
        at,
        f"{quoted(before)} is indented as if it belonged to the value above, which is complete",
        _IN_LINE + ", or put the value above in quotes",
    )


def _long_key(source: Source, problem: str, begun: int, at: int) -> Flaw | None:
    if problem == "could not find expected ':'":
        at = begun
    elif not problem.startswith("mapping values are not allowed"):
        return None
    line = source.line(source.line_at(at))
    colon = _COLON.search(line)
    indentation = _indentation(source, at)
    if not colon or colon.start() - indentation <= MAX_KEY:
        return None
    start = _start_of_line(source, at) + indentation
    return Flaw(
        "yaml-syntax",
        start,
        None,
        f"more than {MAX_KEY:,} characters stand before the colon, and a key has at most that many",
        f"shorten the key, or, if the colon belongs to a text, {_QUOTE_IT}",
    )


def _in_quotes(value: str) -> str:
    mark = "'" if '"' in value or "\\" in value else '"'
    return mark + shortened(value.replace("'", "''") if mark == "'" else value) + mark


def _line_without_space(source: Source, start: int) -> Flaw | None:
    """``title:text``, without a space, on the line of ``start``."""
    glued = _KEY_WITHOUT_SPACE.match(source.text, _start_of_line(source, start))
    if not glued:
        return None
    return Flaw(
        "yaml-syntax",
        glued.end() - 1,
        glued.end(),
        f'a space is missing after the colon of "{glued[1]}"',
        f"write {glued[1]}: and then the value",
    )


_HALF_OF_CHARACTER: Final = re.compile(r"(?:(?:\\u|\\U0000)[dD][89a-fA-F][0-9a-fA-F]{2})+")
"""The escape of a surrogate, or of several; JSON writes a character beyond the first 65,536 so."""


def _quotes(source: Source, context: str, problem: str, begun: int, at: int) -> Flaw | None:
    if "quoted scalar" not in context:
        return None
    if "escape" in problem or "hexdecimal" in problem:
        backslash = source.text.rfind("\\", begun, at + 1)
        half = _HALF_OF_CHARACTER.match(source.text, backslash)
        if half:
            message = f"{quoted(half[0])} names a character by halves, which YAML does not join"
            return Flaw("yaml-syntax", backslash, half.end(), message, "write the character itself, without an escape")
        return Flaw(
            "yaml-syntax",
            backslash,
            backslash + 2,
            f"{quoted(source.text[backslash : at + 2])} means nothing between double quotes",
            "write a backslash as \\\\, or use single quotes",
        )
    return Flaw("yaml-syntax", begun, begun + 1, "this quote is never closed", "add the closing quote")


def _after_value(source: Source, problem: str, at: int, latest: Any) -> Flaw | None:
    """Text after a closing quote or bracket."""
    before = source.text[_start_of_line(source, at) : at].rstrip()
    if not problem.startswith("did not find expected") or not before.endswith(('"', "'", "]", "}")):
        return None
    if before[-1] in "]}":
        return Flaw(
            "yaml-syntax",
            at,
            None,
            "there is text after the closing bracket",
            f"if the brackets belong to the text, {_QUOTE_IT}; if not, delete what follows them",
        )
    begun: int = latest.start_mark.index if latest and latest.style else at
    if begun < _start_of_line(source, at):
        return Flaw(
            "yaml-syntax",
            begun,
            begun + 1,
            "the text of this quote runs on into other lines; its closing quote seems to be missing",
            "add the closing quote",
            ((at, "it ends before this"),),
        )
    other = "double" if before[-1] == "'" else "single"
    return Flaw(
        "yaml-syntax",
        at,
        None,
        "there is text after the closing quote",
        f"put the whole value in {other} quotes, or double each quote within it"
        if before[-1] == "'"
        else f'put the whole value in {other} quotes, or write each quote within it as \\"',
    )


def _open_at_end(source: Source, at: int, opened: list[int]) -> Flaw | None:
    """A bracket that is still open where the file ends."""
    if source.text[at:].strip():
        return None
    begun = next((start for start in reversed(opened) if source.text[start : start + 1] in _CLOSING), None)
    return None if begun is None else _never_closed(begun, source.text[begun])


def _never_closed(begun: int, opening: str, related: tuple[tuple[int, str], ...] = ()) -> Flaw:
    message = f'this "{opening}" is never closed'
    return Flaw("yaml-syntax", begun, begun + 1, message, f'add the closing "{_CLOSING[opening]}"', related)


def _brackets(source: Source, problem: str, begun: int, at: int) -> Flaw | None:
    closing = re.search(r"',' or '([\]}])'", problem)
    if not closing:
        return None
    opening = source.text[begun : begun + 1]
    if source.line_at(begun) != source.line_at(at):
        return _never_closed(begun, opening, ((at, "reading failed here"),))
    if source.text[at : at + 1] == ":":
        return Flaw(
            "yaml-syntax",
            at,
            at + 1,
            "a value between brackets holds a colon and a space, which YAML reads as another field",
            "put that value in quotes",
        )
    return Flaw(
        "yaml-syntax",
        at,
        at + 1,
        f'a comma or the closing "{closing[1]}" was expected here',
        "put a comma between values, and quotes around a value that holds brackets, commas or quotes",
    )


def _comment_in_value(source: Source, problem: str, at: int, latest: Any) -> Flaw | None:
    """A value of several lines, one of which holds a ``#`` after a space."""
    if problem not in {"could not find expected ':'", "did not find expected key"} or latest is None or latest.style:
        return None
    comment = _COMMENT.match(source.text, latest.end_mark.index)
    if not comment or _indentation(source, at) <= _indentation(source, latest.start_mark.index):
        return None
    hash_at = comment.end() - 1
    return Flaw(
        "yaml-syntax",
        hash_at,
        None,
        "this # after a space starts a comment and ends the value, so the lines below do not belong to it",
        f"{_QUOTE_IT}, or write | after the colon and the text on the lines below",
        ((at, "reading failed here"),),
    )


def _indentation(source: Source, at: int) -> int:
    line = source.line(source.line_at(at))
    return len(line) - len(line.lstrip())


def _structure(source: Source, problem: str, begun: int, at: int) -> Flaw | None:
    sign = source.text[at : at + 1]
    match problem:
        case "could not find expected ':'":
            return _line_without_space(source, begun) or Flaw(
                "yaml-syntax",
                begun,
                None,
                "this line is neither a field (`name: value`) nor part of the value above",
                "add the colon, or indent the line deeper than the name of the field it continues",
            )
        case "did not find expected <document start>" if re.search(r"^\.\.\.", source.text[:at], re.MULTILINE):
            return Flaw("yaml-feature", at, None, "this stands after the end of the document", "delete the line ...")
        case "did not find expected key" | "did not find expected <document start>":
            return Flaw("yaml-syntax", at, None, "this line does not fit the lines above it", _IN_LINE)
        case "did not find expected '-' indicator":
            hint = f'start the line with "- ", or, if it is not part of the list, {_IN_LINE}'
            return Flaw("yaml-syntax", at, None, "this line does not fit the list above it", hint)
        case "block sequence entries are not allowed in this context":
            hint = f"start the list on the next line; if the hyphen belongs to the text, {_QUOTE_IT}"
            return Flaw("yaml-syntax", at, at + 1, "a list cannot start on this line", hint)
        case "did not find expected comment or line break":
            hint = "start the text on the next line, indented by two spaces more than the name of the field"
            return Flaw("yaml-syntax", at, None, "there is text on the line of the | or >", hint)
        case "found character that cannot start any token":
            message = f'a value cannot start with "{sign}" unless it is in quotes'
            return Flaw("yaml-syntax", at, at + 1, message, _QUOTE_IT)
        case "did not find expected node content" if sign in "]},":
            hint = f'delete it; if the "{sign}" belongs to a text, {_QUOTE_IT}'
            return Flaw("yaml-syntax", at, at + 1, f'there is nothing before this "{sign}"', hint)
        case _:
            return None


def _start_of_line(source: Source, at: int) -> int:
    return at - (source.span(at).column - 1)
