"""The Markdown of debates: CommonMark with GitHub's tables, strikethrough, footnotes, formulas and bare addresses."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import table as whole_table
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref as any_footnote_ref

from mkdocs_debates.addresses import shown_address

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

MAX_NESTING: Final = 40
MAX_CELLS: Final = 10_000
TOO_MANY_CELLS: Final = "debates_too_many_cells"
"""Set in the environment of a text whose tables have more than ``MAX_CELLS`` cells; the rest of it is not parsed."""

_CELLS: Final = "debates_cells"
_DELIMITER_ROW: Final = re.compile(r"[-:|][-:|\s]*")
_FOOTNOTE: Final = re.compile(r"\[\^[^\s\]]{1,200}\]")

_FORMULA: Final = re.compile(r"\$\$([^$]{1,2000})\$\$|(?<![\w$])\$(?![\s$])([^$\n]{1,2000})(?<!\s)\$(?![\w$])")
_SCHEME_BEFORE: Final = re.compile(r"(?:^|[^A-Za-z0-9.+-])(https?)$", re.IGNORECASE)
_LONGEST_SCHEME: Final = len(" https")
_REST_OF_ADDRESS: Final = re.compile(r"://[^\s<>\"“”„«»`|\\^{}。，、；！？：（）「」『』【】\x00-\x20]{1,2000}")
_AFTER_ADDRESS: Final = "?!.,:;*_~'’‘…"


class _Parser(MarkdownIt):
    # Destinations are judged as written, by our own policy: a link refused here would turn into text unnoticed.

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return shown_address(link)

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@functools.cache
def parser() -> MarkdownIt:
    """The one parser; it keeps nothing from one text to the next."""
    options = {"html": False, "maxNesting": MAX_NESTING, "store_labels": True, "strikethrough_single_tilde": True}
    markdown = _Parser("commonmark").enable(["table", "strikethrough"])
    markdown.options.update(options)
    markdown.block.ruler.at("table", _table_of_bounded_size, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("newline", "bare_address", _bare_address)
    markdown.inline.ruler.before("newline", "formula", _formula)
    footnote_plugin(markdown, inline=False, move_to_end=False)
    markdown.inline.ruler.at("footnote_ref", _footnote_ref)
    return markdown


def _table_of_bounded_size(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, unless the text's tables hold too many cells: short rows are filled up, so few words can make many."""
    if not silent:
        cells = state.env.get(_CELLS, 0) + _most_cells(state, start, end)
        state.env[_CELLS] = cells
        if cells > MAX_CELLS:
            state.env[TOO_MANY_CELLS] = True
            state.line = end
            return True
    return whole_table(state, start, end, silent)


def _most_cells(state: StateBlock, start: int, end: int) -> int:
    """How many cells a table that starts here can have, 0 where none starts."""
    if start + 1 >= end:
        return 0
    delimiters = state.src[state.bMarks[start + 1] + state.tShift[start + 1] : state.eMarks[start + 1]]
    if "|" not in state.src[state.bMarks[start] : state.eMarks[start]] or not _DELIMITER_ROW.fullmatch(delimiters):
        return 0
    line = start
    while line < end and not state.isEmpty(line):
        line += 1
    return (delimiters.count("|") + 1) * (line - start)


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """A reference to a footnote; a flood of ``[^`` does not make each look for its end anew."""
    return bool(_FOOTNOTE.match(state.src, state.pos)) and any_footnote_ref(state, silent)


def _formula(state: StateInline, silent: bool) -> bool:
    """``$x^2$`` in a line, or ``$$x^2$$`` as a line of its own; ``$5 and $10`` are sums of money."""
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = (found[1] or found[2]).strip()
        token.markup = "$$" if found[1] else "$"
    state.pos = found.end()
    return True


def _bare_address(state: StateInline, silent: bool) -> bool:
    """``https://…`` in the running text becomes a link, with GitHub's rules for where it ends."""
    if state.src[state.pos] != ":" or state.linkLevel > 0 or silent:
        return False
    scheme = _SCHEME_BEFORE.search(state.pending[-_LONGEST_SCHEME:])
    rest = _REST_OF_ADDRESS.match(state.src, state.pos, state.posMax) if scheme else None
    if not scheme or not rest:
        return False
    end = _without_closing_marks(rest[0])
    if len(end) <= len("://"):
        return False
    address = scheme[1] + end
    state.pending = state.pending[: -len(scheme[1])]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    opening.info = "auto"
    state.push("text", "", 0).content = shown_address(address)
    state.push("link_close", "a", -1).info = "auto"
    state.pos += len(end)
    return True


def _without_closing_marks(address: str) -> str:
    """``address`` without the marks at its end that belong to the sentence around it."""
    while True:
        if address.endswith((")", "]")):
            opening = "(" if address.endswith(")") else "["
            if address.count(address[-1]) <= address.count(opening):
                return address
            address = address[:-1]
        elif address[-1:] and address[-1] in _AFTER_ADDRESS:
            address = address.rstrip(_AFTER_ADDRESS)
        else:
            return address


def new_environment() -> EnvType:
    """What the parser notes down about one text."""
    return {}
