"""A page as a Markdown file: front matter, and its HTML as one block into which no parser of Markdown looks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

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

    def passed_over(name: str, classes: str) -> bool:
        claim, is_heading, _ = name.partition(_HEADING_OF_CLAIM)
        elsewhere = name == _HEADING_OF_KEYS or (is_heading and claim not in at_home)
        return elsewhere or not _INTERFACE.isdisjoint(classes.split())

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


_PIECE: Final = re.compile(
    r"""
      (?P<plain> (?: [^<\n\t{]+ | \n(?=<) | </? (?!script|style) [a-z0-9]+ > )+ )
    | (?P<remark> <!--.*?--> )
    | (?P<code> <(?:script|style)\b [^>]* > .*? </(?:script|style)> )
    | (?P<tag> <[A-Za-z] (?: [^"'<>] | "[^"]*" | '[^']*' )* > )
    | (?P<text> [^<]+ )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NAMES: Final = re.compile(r'\s(id|class)="([^"]*)"')
_QUOTED: Final = re.compile(r"""("[^"]*"|'[^']*')""")
_REFERENCES: Final = {ord(each): f"&#{ord(each)};" for each in "\n\t{"}
_SPACES: Final = str.maketrans("\n\t", "  ")
_BLANK: Final = re.compile(r"\n\s+")
_OF_TEMPLATES: Final = re.compile(r"\{(?=[{%#])")


def html_block(html: str, passed_over: Callable[[str, str], bool] = lambda name, classes: False) -> str:
    """``html``, one element, as lines none of which is blank, and each of which begins with a tag.

    CommonMark ends a block of HTML at a blank line; other parsers look for fences, includes and code by their
    first characters in a line; templates look for braces. Character references stand for all these, so a browser makes
    the same document of it, but for a mark on elements that searches are to pass over: those of whose id and classes
    ``passed_over`` says so.

    The patterns know HTML as templates write it, with ``<`` escaped in texts and attributes. A parser takes ten times
    as long, and as long as all the rest.
    """

    def inert(found: re.Match[str]) -> str:
        piece = found[0]
        match found.lastgroup:
            case "plain":
                return piece
            case "text":
                # Behind a text stands a tag, with which the line begins that its last character may end.
                end = "\n" if piece.endswith("\n") else ""
                return f"{piece.removesuffix(end).translate(_REFERENCES)}{end}"
            case "tag":
                names = dict(_NAMES.findall(piece))
                mark = " data-search-exclude" if passed_over(names.get("id", ""), names.get("class", "")) else ""
                return f"{_inert_tag(piece)[:-1]}{mark}>" if mark else _inert_tag(piece)
            case "code":
                brace = r"\\u007b" if "json" in piece.partition(">")[0] else "{ "
                return _OF_TEMPLATES.sub(brace, _BLANK.sub("\n", piece))
        return "<!---->"

    return f"{_PIECE.sub(inert, html).strip()}\n"


def _inert_tag(tag: str) -> str:
    if not ("{" in tag or "\n" in tag or "\t" in tag):
        return tag
    parts = _QUOTED.split(tag)
    return "".join(part.translate(_REFERENCES if number % 2 else _SPACES) for number, part in enumerate(parts))
