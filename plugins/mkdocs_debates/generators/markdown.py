"""A page as a Markdown file: front matter, and its HTML as one block into which no parser of Markdown looks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.publishing.packs import PrintedPage

NOTE: Final = "Written by `debates pages` from the files of debates; edit those."
"""What stands at the head of each page for whoever opens it."""

_HIDDEN: Final = ["toc"]
"""What the theme need not show beside a page: its list of headings, since no generator sees those."""
_INTERFACE: Final = frozenset(
    f"debate-{name}"
    for name in (
        "actions", "cite", "contents", "crumbs", "focus-bar", "keys", "map", "map-outline", "neighbours", "on-paper",
        "pages", "toolbar",
    )
)  # fmt: skip
"""Classes of what serves the page, or shows once more what stands elsewhere."""
_HEADING_OF_KEYS: Final = "_keys"
_HEADING_OF_CLAIM: Final = "_title"
_HIDDEN_ON_WIDE: Final = ["navigation", "toc"]


def markdown_page(title: str, page: PrintedPage, body: str, *, wide: bool) -> str:
    """The file of a page: ``body`` is its HTML, with the addresses at which one edits.

    Searches that look for such marks, Zensical's and Material's, pass over what is not at home on the page, over what
    serves the page alone, and over a page on which nothing is at home.
    """
    at_home = {entry.anchor for entry in page.search}

    def passed_over(attributes: Attributes) -> bool:
        name = attributes.get("id") or ""
        claim, is_heading, _ = name.partition(_HEADING_OF_CLAIM)
        elsewhere = name == _HEADING_OF_KEYS or (is_heading and claim not in at_home)
        return elsewhere or not _INTERFACE.isdisjoint((attributes.get("class") or "").split())

    matter = [f"title: {_scalar(title)}"]
    if page.description:
        matter.append(f"description: {_scalar(page.description)}")
    matter.append(f"hide: {json.dumps(_HIDDEN_ON_WIDE if wide else _HIDDEN)}")
    if not any(entry.kind for entry in page.search):
        matter.append("search: {exclude: true}")
    lines = "\n".join(matter)
    return f"---\n# {NOTE}\n{lines}\n---\n\n{html_block(body, passed_over)}"


# --- Front matter -------------------------------------------------------------------------------------------------


_JOINER: Final = "\u2060"
_OPENING: Final = re.compile(r"<|&(?=[#A-Za-z])|\{(?=[{%#])")
_QUOTES: Final = str.maketrans({'"': "”", "'": "’"})
_OPENING_QUOTE: Final = re.compile(r"""(?<![^\s([])"(?=\S)""")


def _scalar(text: str) -> str:
    """Plain text as a scalar of YAML that does no harm in a template, whether that escapes it or not.

    Themes write titles into elements and attributes, many as they are, and some undo escapes. So quotes become
    typographic ones, and an invisible word joiner stands behind what could begin an element, a character reference or
    the code of a template.
    """
    quoted = _OPENING_QUOTE.sub("“", " ".join(text.split())).translate(_QUOTES)
    return json.dumps(_OPENING.sub(rf"\g<0>{_JOINER}", quoted), ensure_ascii=False)


# --- HTML ---------------------------------------------------------------------------------------------------------


Attributes = Mapping[str, str | None]


def _none(attributes: Attributes) -> bool:
    return False


def html_block(html: str, passed_over: Callable[[Attributes], bool] = _none) -> str:
    """``html``, one element, as lines none of which is blank, and each of which begins with a tag.

    CommonMark ends a block of HTML at a blank line; other parsers look for fences, includes and code by their
    first characters in a line; templates look for braces. A browser makes the same document of it, but for a mark on
    elements that are to be ``passed_over`` by searches, as is said of their attributes.
    """
    cutter = _Cutter(html, passed_over)
    pieces = ((kind, html[begin:end]) for (begin, kind), (end, _) in pairwise([*cutter.cuts, (len(html), "end")]))
    return f"{''.join(_inert(kind, piece) for kind, piece in pieces).strip()}\n"


_Kind = Literal["text", "tag", "marked", "remark", "json", "code", "end"]

_TAGS: Final = ("tag", "marked")
_CODE: Final = ("script", "style")


class _Cutter(HTMLParser):
    """Finds where texts, tags and remarks begin, and what stands in scripts and styles: "json", or other "code"."""

    def __init__(self, html: str, passed_over: Callable[[Attributes], bool]) -> None:
        super().__init__(convert_charrefs=False)
        self._passed_over = passed_over
        self.cuts: list[tuple[int, _Kind]] = []
        self._within: _Kind = "text"
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def _cut(self, kind: _Kind) -> None:
        line, column = self.getpos()
        if kind in _TAGS or not self.cuts or self.cuts[-1][1] != kind:
            self.cuts.append((self._lines[line - 1] + column, kind))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._cut("marked" if self._passed_over(attributes) else "tag")
        if tag in _CODE:
            self._within = "json" if "json" in (attributes.get("type") or "") else "code"

    def handle_endtag(self, tag: str) -> None:
        self._cut("tag")
        self._within = "text"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._cut("tag")

    def handle_data(self, data: str) -> None:
        self._cut(self._within)

    def handle_entityref(self, name: str) -> None:
        self._cut("text")

    def handle_charref(self, name: str) -> None:
        self._cut("text")

    def handle_comment(self, data: str) -> None:
        self._cut("remark")


_REFERENCES: Final = {ord(each): f"&#{ord(each)};" for each in "\n\t{"}
_QUOTED: Final = re.compile(r"""("[^"]*"|'[^']*')""")
_BLANK: Final = re.compile(r"\n\s+")
_OF_TEMPLATES: Final = re.compile(r"\{(?=[{%#])")


def _inert(kind: _Kind, piece: str) -> str:
    """A piece with character references for what begins a line, and for the braces of templates."""
    match kind:
        case "text":
            # Behind a text stands a tag, with which the line begins that its last character may end.
            end = "\n" if piece.endswith("\n") else ""
            return f"{piece.removesuffix(end).translate(_REFERENCES)}{end}"
        case "tag":
            parts = _QUOTED.split(piece)
            return "".join(
                part.translate(_REFERENCES) if number % 2 else " ".join(part.splitlines())
                for number, part in enumerate(parts)
            )
        case "marked":
            return f"{_inert('tag', piece).removesuffix('>')} data-search-exclude>"
        case "json":
            return _OF_TEMPLATES.sub(r"\\u007b", _BLANK.sub("\n", piece))
        case "code":
            return _OF_TEMPLATES.sub("{ ", _BLANK.sub("\n", piece))
    return "<!---->"
