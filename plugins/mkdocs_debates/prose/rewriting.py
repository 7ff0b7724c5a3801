"""A text as Markdown again, for a document that holds several: in it, it reads as on its page, whatever is around it.

Raw HTML stays text, links by label become links that stand for themselves, and references lead to where the document
has what they name. Footnotes get labels that no other text has. Simple texts keep their characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.prose.destinations import image_file, is_remote, target_of
from mkdocs_debates.prose.simple import is_simple, with_destinations
from mkdocs_debates.prose.values import Flaw, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token


class Around(NamedTuple):
    """What a text needs to know of the document that it comes into.

    ``resolve`` gives the address and the title of what a reference leads to, or None; ``image`` the address of an
    image file. Headings sink below ``heading_level``, and the labels of footnotes begin with ``prefix``.
    """

    resolve: Callable[[Reference], tuple[str, str] | None]
    image: Callable[[str], str]
    heading_level: int
    prefix: str


def rewritten(source: str, around: Around) -> tuple[str, tuple[str, ...]]:
    """``source`` as Markdown without a blank line at its ends, and its footnotes, which go to the document's end.

    ``source`` is within the limits that the checks set.
    """
    if not source.strip():
        return "", ()
    if is_simple(source):
        return with_destinations(source, lambda written: _destination_of(written, around)), ()
    # Imported where it is used: the parser takes a fifth of the command's start, and many debates do without.
    from mkdocs_debates.prose.parsing import new_environment, parser

    text = _Text(around)
    lines = text.blocks(parser().parse(source, new_environment()))
    return "\n".join(lines), tuple(text.footnotes.values())


_MARKUP: Final = re.compile(r"[\\`*\[\]<|~$^]|(?<![^\W_])_|_(?![^\W_])|&(?=[#A-Za-z])|!$")
_AT_START: Final = re.compile(r"^(?:[-+#=>]|[0-9]{1,9}[.)](?=\s|$))", re.MULTILINE)


_HARMLESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ,.:;?'’“”()/%-]*[A-Za-z0-9.?)]").fullmatch
"""Tells words that nothing could take for markup, as nearly all titles are."""


def escaped(text: str) -> str:
    """``text`` on one line of Markdown that shows it as it is."""
    if _HARMLESS(text) and "  " not in text:
        return text
    return _with_safe_starts(_escaped(" ".join(text.split())))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text).replace("\n", "&#10;")


def _with_safe_starts(text: str) -> str:
    """``text`` with escapes where a line would begin a block."""
    lines = "\n".join(line.strip(" \t") for line in text.split("\n"))
    return _AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", lines)


def _destination_of(written: str, around: Around) -> str | None:
    """Where a link leads in the document; None where it leads nowhere."""
    target = target_of(written, 0)
    if isinstance(target, Reference):
        found = around.resolve(target)
        return destination(found[0]) if found else None
    return None if isinstance(target, Flaw) else destination(target)


def destination(address: str, title: str = "") -> str:
    """What stands between the parentheses of a link to ``address``."""
    address = re.sub(r"&(?=[#A-Za-z0-9]+;)", "&amp;", address)
    if not address or re.search(r"[\s()<>\\]", address):
        address = "<" + re.sub(r"[<>\\]", r"\\\g<0>", address) + ">"
    words = re.sub(r'[\\"&]', r"\\\g<0>", " ".join(title.split()))
    return f'{address} "{words}"' if words else address


@dataclass(slots=True)
class _Text:
    """A text that is being written; ``footnotes`` are those defined so far, by label."""

    around: Around
    footnotes: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _within_link: bool = False

    # --- Blocks -------------------------------------------------------------------------------------------------

    def blocks(self, tokens: Sequence[Token], *, tight: bool = False) -> list[str]:
        """The lines of block tokens, with a blank line between two of them, which a ``tight`` list does without."""
        lines: list[str] = []
        position = 0
        before = ""
        while position < len(tokens):
            token = tokens[position]
            end = _end_of(tokens, position)
            inside = tokens[position + 1 : end]
            # A list whose marks are those of the list before it would go on with that.
            mark = _OTHER_MARKS[token.markup] if token.type in _LISTS and token.markup == before else token.markup
            block = self._block(token, inside, mark)
            if block:
                lines += ([""] if lines and not (tight and token.type in _TIGHT) else []) + block
                before = mark if token.type in _LISTS else ""
            position = end + 1
        return lines

    def _block(self, token: Token, inside: Sequence[Token], mark: str) -> list[str]:
        match token.type:
            case "paragraph_open":
                return _with_safe_starts(self._inline(inside[0].children or ())).split("\n")
            case "heading_open":
                words = " ".join(self._inline(inside[0].children or ()).replace("\\\n", " ").split())
                level = min(6, self.around.heading_level + int(token.tag[1:]))
                return [f"{'#' * level} {_with_safe_end(words)}".rstrip(" ")]
            case "fence" | "code_block":
                return _code(token.content, token.info)
            case "blockquote_open":
                return [f"> {line}" if line else ">" for line in self.blocks(inside)] or [">"]
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, inside, mark)
            case "hr":
                return ["___"]
            case "table_open":
                return self._table(inside)
            case "footnote_reference_open":
                self._footnote(token.meta["label"], inside)
                return []
            case unknown:
                raise AssertionError(f"no rule for the token {unknown}")

    def _list(self, token: Token, inside: Sequence[Token], mark: str) -> list[str]:
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        tight = not any(
            each.type == "paragraph_open" and not each.hidden and each.level == token.level + 2 for each in inside
        )
        lines: list[str] = []
        position = 0
        while position < len(inside):
            end = _end_of(inside, position)
            block = self.blocks(inside[position + 1 : end], tight=tight)
            if block and _RULE.fullmatch(f"{mark} {block[0]}"):
                mark = _OTHER_MARKS[mark]
            lines += [] if tight or not lines else [""]
            lines += _hanging(f"{'' if number is None else number}{mark} ", block)
            number = None if number is None else number + 1
            position = end + 1
        return lines

    def _table(self, tokens: Sequence[Token]) -> list[str]:
        rows: list[list[str]] = []
        rules: list[str] = []
        for index, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                words = " ".join(self._inline(tokens[index + 1].children or ()).split())
                rows[-1].append(re.sub(r"(?<!\\)\|", r"\|", words))
                if token.type == "th_open":
                    rules.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), "---"))
        written = [f"| {' | '.join(row)} |" for row in rows]
        return [written[0], f"| {' | '.join(rules)} |", *written[1:]]

    def _footnote(self, label: str, inside: Sequence[Token]) -> None:
        name = self._label(label)
        if name not in self.footnotes:
            self.footnotes[name] = "\n".join(_hanging(f"[^{name}]: ", self.blocks(inside), "    "))

    def _label(self, label: str) -> str:
        return f"{self.around.prefix}-{self._numbers.setdefault(label, len(self._numbers) + 1)}"

    # --- Inside a block -----------------------------------------------------------------------------------------

    def _inline(self, tokens: Sequence[Token]) -> str:
        pieces: list[str] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _end_of(tokens, position) if token.type == "link_open" else position
            pieces.append(self._span(token, tokens[position + 1 : end]))
            position = end + 1
        return "".join(pieces)

    def _span(self, token: Token, inside: Sequence[Token]) -> str:
        match token.type:
            case "text":
                return _escaped(token.content)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "\\\n"
            case "em_open" | "em_close" | "strong_open" | "strong_close" | "s_open" | "s_close":
                return token.markup
            case "code_inline":
                return _code_span(token.content)
            case "formula":
                return f"{token.markup}{_harmless(token.content)}{token.markup}"
            case "footnote_ref":
                return f"[^{self._label(token.meta['label'])}]"
            case "link_open":
                return self._link(token, inside)
            case "image":
                return self._image(token)
            case unknown:
                raise AssertionError(f"no rule for the token {unknown}")

    def _link(self, token: Token, inside: Sequence[Token]) -> str:
        written = str(token.attrs["href"])
        if self._within_link:
            return self._inline(inside)
        target = target_of(written, 0)
        is_bare = token.info == "auto" and isinstance(target, Reference)
        words = "" if is_bare else self._inside_link(inside)
        if token.info == "auto" and isinstance(target, str):
            return f"<{target}>"
        if isinstance(target, Reference):
            found = self.around.resolve(target)
            address, title = found or (None, target.written)
            words = words.strip() or escaped(title)
        else:
            address = None if isinstance(target, Flaw) else target
            words = words if words.strip() else escaped(written)
        if address is None:
            return words
        return f"[{words}]({destination(address, str(token.attrs.get('title', '')))})"

    def _inside_link(self, tokens: Sequence[Token]) -> str:
        self._within_link = True
        words = self._inline(tokens)
        self._within_link = False
        return words

    def _image(self, token: Token) -> str:
        written = str(token.attrs["src"])
        words = " ".join(self._inside_link(token.children or ()).replace("\\\n", " ").split())
        title = str(token.attrs.get("title", ""))
        if is_remote(written):
            return f"[{words or escaped(written)}]({destination(written, title)})"
        image = image_file(written, 0)
        return (
            words if isinstance(image, Flaw) else f"![{words}]({destination(self.around.image(image.written), title)})"
        )


_LISTS: Final = ("bullet_list_open", "ordered_list_open")
_OTHER_MARKS: Final = {"-": "*", "*": "-", "+": "-", ".": ")", ")": "."}
_TIGHT: Final = ("paragraph_open", *_LISTS)
_RULE: Final = re.compile(r"(?:- *){3,}|(?:\* *){3,}")
"""Lists in lists with nothing in them, which would be taken for a line across the page."""
_ALIGNMENTS: Final = {"text-align:left": ":---", "text-align:right": "---:", "text-align:center": ":---:"}


def _end_of(tokens: Sequence[Token], opening: int) -> int:
    """The position of the token that closes the one at ``opening``, which may be that itself."""
    depth = 0
    for position in range(opening, len(tokens)):
        depth += tokens[position].nesting
        if not depth:
            return position
    raise AssertionError(f"{tokens[opening].type} does not end")


def _hanging(mark: str, lines: Sequence[str], indent: str = "") -> list[str]:
    """``lines`` behind a mark, all but the first one indented."""
    first, *others = lines or [""]
    step = indent or " " * len(mark)
    return [f"{mark}{first}" if first else mark.rstrip(), *(f"{step}{line}" if line else "" for line in others)]


def _with_safe_end(heading: str) -> str:
    """A heading's words; a ``#`` at their end would be taken for its closing mark."""
    return re.sub(r"(^|\s)(#+)$", r"\1\\\2", heading)


def _code(content: str, info: str) -> list[str]:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", content)), default=0))
    language = re.sub(r"[^\w+#.-].*", "", info, flags=re.DOTALL)
    lines = content.removesuffix("\n").split("\n") if content else []
    return [f"{fence}{language}", *lines, fence]


def _harmless(formula: str) -> str:
    """The same formula without what is a tag, a link or an image where formulas are not known."""
    without_tags = formula.replace("<", r"\lt ").replace(">", r"\gt ")
    # What ends in white space is no formula.
    return re.sub(r"(?<=\\[lg]t) $", "", without_tags).replace("](", "]{}(").replace("][", "]{}[")


def _code_span(content: str) -> str:
    fence = "`" * (1 + max(map(len, re.findall("`+", content)), default=0))
    edges = content[:1] + content[-1:]
    space = " " if "`" in edges or (edges == "  " and content.strip()) else ""
    return f"{fence}{space}{content}{space}{fence}"
