"""HTML from elsewhere as Markdown.

``markdownify`` does the work; here is what debates need beyond it: addresses that they may link to, images and what is
embedded as links, and time and depth that no input can set.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.texts import destination

try:
    from bs4 import BeautifulSoup, Tag
    from bs4.exceptions import ParserRejectedMarkup
    from markdownify import MarkdownConverter

    from mkdocs_debates.exchange.importing.footnotes import find_footnotes, text_after
    from mkdocs_debates.exchange.importing.raised import raise_characters
except ImportError as error:
    raise NotReadableError(
        "texts in HTML need a library that is not installed: pip install 'mkdocs-debates[import]'"
    ) from error

LONGEST: Final = 200_000
_DEEPEST: Final = 30
_MARKUP: Final = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_START_OF_LINE: Final = re.compile(r"^([ \t]*)(>|[-+](?=\s|$)|#{1,6}(?=\s|$)|[-=|](?=[-=|: ]*$))", re.MULTILINE)
_NUMBER_AT_START: Final = re.compile(r"^([ \t]*\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
_OPEN: Final = {
    "details": "the folding of a passage, which stands open",
    ".spoilers, .spoiler": "the hiding of a spoiler, which stands open",
}
_DECLARATION: Final = re.compile("<(?=!(?!--)|[?])")
_LINES: Final = re.compile(r"\n{3,}")


def markdown_of(html: str, base: str) -> tuple[str, list[str]]:
    """The Markdown of ``html``, and what of it was lost, in words.

    Addresses are resolved against ``base``, an address or "". What a debate may not link to keeps its words.
    """
    lost = [] if len(html) <= LONGEST else [f"what comes after the first {LONGEST:,} characters of HTML"]
    soup = _parsed(html[:LONGEST])
    if _is_too_deep(soup):
        return soup.get_text("\n").strip(), [*lost, f"markup that is nested deeper than {_DEEPEST} levels"]
    for head in soup.find_all("thead"):
        if len(head.find_all("tr")) > 1:
            head.name = "tbody"
    lost += find_footnotes(soup)
    lost += (words for name, words in _OPEN.items() if soup.select_one(name))
    for summary in soup.find_all("summary"):
        summary.name = "p"
    if raise_characters(soup):
        lost.append('superscripts and subscripts that have no characters of their own; they stand as "^(…)" and "_(…)"')
    converter = _Converter(base, lost)
    return _LINES.sub("\n\n", converter.convert_soup(soup)).strip(), list(dict.fromkeys(lost))


def _parsed(html: str) -> BeautifulSoup:
    # In an element of its own it is never taken for the name of a file, which the parser would warn of.
    try:
        return BeautifulSoup(f"<div>{html}</div>", "html.parser")
    except ParserRejectedMarkup:  # some declarations are beyond it; what is no comment is shown as it is written
        return BeautifulSoup(f"<div>{_DECLARATION.sub('&lt;', html)}</div>", "html.parser")


def _is_too_deep(soup: BeautifulSoup) -> bool:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, level = waiting.pop()
        if level > _DEEPEST:
            return True
        waiting += [(child, level + 1) for child in tag.children if isinstance(child, Tag)]
    return False


def _indented(text: str, width: int) -> str:
    """``text`` with white space before each line but the first."""
    return re.sub("\n(?!\n|\\Z)", f"\n{' ' * width}", text)


class _Converter(MarkdownConverter):
    """The rules for elements; ``text`` is the Markdown of what stands in one."""

    def __init__(self, base: str, lost: list[str]) -> None:
        super().__init__(heading_style="atx", newline_style="backslash", bullets="-")
        self._base = base
        self._lost = lost
        self._items: Counter[int] = Counter()

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _MARKUP.sub(r"\\\g<0>", text)
        for pair in ("$", "~"):
            if text.count(pair) > 1:
                text = text.replace(pair, f"\\{pair}")
        if not parent_tags.isdisjoint(("td", "th")):
            text = text.replace("|", "\\|")
        return _NUMBER_AT_START.sub(r"\1\\", _START_OF_LINE.sub(r"\1\\\2", text))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = text.strip()
        if not words or "_noformat" in parent_tags or not el.get("href"):
            return text
        address = self._address(el, "href", "a link")
        return text.replace(words, f"[{words}]({address})", 1) if address else text

    def convert_footnote_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        number = el.get("number")
        if not number or "_noformat" in parent_tags:
            return text if number else ""
        # Before these it would be a link, or begin a note.
        return f"[^{number}]\\" if text_after(el).startswith(("(", ":")) else f"[^{number}]"

    def convert_footnote_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n[^{el['number']}]: {_indented(text.strip(), 4)}\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = self.escape(" ".join(str(el.get("alt") or "").split()), parent_tags)
        address = self._address(el, "src", "an image")
        return f"[{alt or 'image'}]({address})" if address and "a" not in parent_tags else alt

    def convert__embedded(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        source = el if el.get("src") or el.get("url") else el.find("source", src=True)
        address = self._address(source, "url" if el.name == "oembed" else "src", el.name) if source else ""
        words = text.strip() or urlsplit(address).hostname or ""
        return f"\n\n[{words}]({address})\n\n" if address else text

    convert_iframe = convert_embed = convert_video = convert_audio = convert_oembed = convert__embedded

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Formulas that MathJax drew hold their TeX in a label."""
        label = str(el.get("aria-label") or "")
        is_formula = any(each in ("mjx-math", "mjx-chtml") for each in el.get_attribute_list("class"))
        return f"${label.strip()}$" if is_formula and label.strip() and "$" not in label else text

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = text.strip()
        if not words:
            return "\n"
        mark = "-"
        if el.parent is not None and el.parent.name == "ol":
            # Counted here: looking back from each item would take a long list very long.
            start = str(el.parent.get("start") or "1")
            first = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
            mark = f"{first + self._items[id(el.parent)]}."
            self._items[id(el.parent)] += 1
        return f"{mark} {_indented(words, len(mark) + 1)}\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = text.strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code.strip() else ""

    def _address(self, el: Any, name: str, what: str) -> str:
        """Where an element leads, "" where a debate may not link there, which is noted."""
        given = str(el.get(name) or "").strip()
        try:
            address = urljoin(self._base, given)
        except ValueError:
            address = given
        if not given or flaw_of_url(address):
            where = f'to "{given[:80]}", where a debate may not link' if given else "without an address"
            self._lost.append(f"{what} {where}")
            return ""
        return destination(address)
