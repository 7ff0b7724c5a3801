"""From the parser's tokens to HTML with gaps, words and findings."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from mkdocs_debates.addresses import other_host, shown_address
from mkdocs_debates.model import words_of_id
from mkdocs_debates.prose.code import code_block
from mkdocs_debates.prose.destinations import image_file, is_remote, target_of
from mkdocs_debates.prose.formulas import formula_as_mathml
from mkdocs_debates.prose.sentences import shortened
from mkdocs_debates.prose.values import Flaw, Formula, HeadingTag, Picture, Prefix, Reference, ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from mkdocs_debates.prose.values import Chunk, Image

OCCURRENCE: Final = "debates_occurrence"
"""In the ``meta`` of a link or an image: the how-manieth destination of its text, from 0, it is of those written so."""

_PREFIX: Final = Prefix()
_REL: Final = 'rel="noopener nofollow ugc"'
_LONGEST_LABEL: Final = 80

_AS_IT_IS: Final = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "table_close": "</table></div>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "td_close": "</td>\n",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<del>",
    "s_close": "</del>",
    "softbreak": "\n",
    "hardbreak": "<br>\n",
}
_BREAKS: Final = ("softbreak", "hardbreak")


@dataclass(slots=True)
class _Footnote:
    number: int
    references: int = 0
    chunks: list[Chunk] = field(default_factory=list)


@dataclass(slots=True)
class Rendering:
    """One text under conversion. Its lists grow in the order in which the text is read, footnotes last.

    ``footnotes`` are the tokens of those that the text defines, by label; only the cited ones are rendered.
    """

    footnotes: Mapping[str, Sequence[Token]]
    chunks: list[Chunk] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    _cited: dict[str, _Footnote] = field(default_factory=dict)
    _to_render: list[str] = field(default_factory=list)
    _within_link: bool = False

    def render(self, tokens: Sequence[Token]) -> None:
        """Add block tokens, and those of the footnotes that they cite."""
        self._blocks(tokens)
        if self._cited:
            self._footnotes()

    # --- Blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                self.add_words(self._inline(token.children or ()))
            elif token.hidden:
                # The paragraphs of a tight list have no tags; what follows one stays apart from it.
                self.chunks.append("\n" if kind == "paragraph_close" else "")
            elif kind in _AS_IT_IS:
                self.chunks.append(_AS_IT_IS[kind])
            elif kind == "table_open":
                self.chunks.append(_start_of_table(tokens, index))
            elif kind in ("th_open", "th_close"):
                self.chunks.append(_heading_of_column(tokens, index))
            else:
                self._block(token)

    def _block(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.chunks.append(HeadingTag(int(token.tag[1:]), ""))
            case "heading_close":
                self.chunks += HeadingTag(int(token.tag[1:]), "/"), "\n"
            case "fence" | "code_block":
                self.chunks.append(code_block(token.content, token.info))
                self.add_words(token.content)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                self.chunks.append("<ol>\n" if start == 1 else f'<ol start="{start}">\n')
            case "td_open":
                self.chunks.append(_start_of_cell("td", token))
            case unknown:
                raise AssertionError(f"no rule for the token {unknown}")

    def add_words(self, words: str) -> None:
        """Add a block that reads as ``words``."""
        block = " ".join(words.split())
        if block:
            self.blocks.append(block)

    # --- Inside a block -------------------------------------------------------------------------------------------

    def _inline(self, tokens: Sequence[Token]) -> str:
        """Add the tokens of a paragraph or a part of it and return its words."""
        words: list[str] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "text":
                words.append(token.content)
                self.chunks.append(escape(token.content))
            elif token.type == "link_open":
                close = _closing(tokens, position)
                words.append(self._link(token, tokens[position + 1 : close]))
                position = close
            elif token.type in _AS_IT_IS:
                words.append(" " if token.type in _BREAKS else "")
                self.chunks.append(_AS_IT_IS[token.type])
            else:
                words.append(self._span(token))
            position += 1
        return "".join(words)

    def _span(self, token: Token) -> str:
        match token.type:
            case "code_inline":
                self.chunks.append(f"<code>{escape(token.content)}</code>")
                return token.content
            case "image":
                return self._image(token)
            case "formula":
                return self._formula(token)
            case "footnote_ref":
                self._footnote_reference(token.meta["label"])
                return ""
            case unknown:
                raise AssertionError(f"no rule for the token {unknown}")

    def _inside_link(self, tokens: Sequence[Token]) -> tuple[list[Chunk], str]:
        around, self.chunks, self._within_link = self.chunks, [], True
        words = self._inline(tokens)
        inside, self.chunks, self._within_link = self.chunks, around, False
        return inside, words

    def _link(self, opening: Token, inside: Sequence[Token]) -> str:
        if self._within_link:  # as in [words <https://example.org> words](https://example.org)
            return self._inline(inside)
        target = target_of(str(opening.attrs["href"]), opening.meta[OCCURRENCE])
        if isinstance(target, Flaw):
            self.flaws.append(target)
            return self._inline(inside)
        # An address in angle brackets, <crux:value-drift>, has no words of its own.
        is_bare = isinstance(target, Reference) and opening.info == "auto"
        chunks, words = self._inside_link(() if is_bare else inside)
        return self.link(target, chunks, words, _tooltip(opening))

    def link(self, target: Reference | str, chunks: Sequence[Chunk], words: str, tooltip: str = "") -> str:
        """Add a link on ``chunks``, which read as ``words``; returns what it reads as, words or not."""
        is_empty = not words.strip() and not _shows_picture(chunks)
        if isinstance(target, Reference):
            self.references.append(target)
            if is_empty:
                chunks, words = (), words_of_id(target.answer or target.id)
            self.chunks.append(ReferenceLink(target, merged(chunks), tooltip))
        else:
            if is_empty:
                words = shown_address(target)
                chunks = (escape(words),)
            elif host := other_host(words, target):
                # Words that are an address would make a reader believe that it is the one that they lead to.
                words += f" ({host})"
                chunks = (*chunks, f" ({escape(host)})")
            self.chunks += f'<a href="{escape(target)}"{tooltip} {_REL}>', *chunks, "</a>"
        return words

    def _formula(self, token: Token) -> str:
        mathml = formula_as_mathml(token.content, display=token.markup == "$$")
        if mathml is None:
            message = "this formula cannot be read"
            hint = "write it in TeX; for a dollar sign that begins no formula, write \\$"
            self.flaws.append(Flaw("bad-formula", message, hint, token.content, 0))
            self.chunks.append(f"<code>{escape(token.content)}</code>")
        else:
            self.chunks.append(Formula(mathml, token.content))
        return token.content

    def _image(self, token: Token) -> str:
        destination, occurrence = str(token.attrs["src"]), token.meta[OCCURRENCE]
        alt = " ".join(_plain(token.children or ()).split())
        if is_remote(destination):
            return self._remote_image(destination, alt, token)
        image = image_file(destination, occurrence)
        if isinstance(image, Flaw):
            self.flaws.append(image)
            self.chunks.append(escape(alt))
        else:
            self.images.append(image)
            self.chunks.append(Picture(image.written, alt, _tooltip(token)))
        return alt

    def _remote_image(self, address: str, alt: str, token: Token) -> str:
        words = alt or shown_address(address)
        if host := other_host(words, address):
            words += f" ({host})"
        if self._within_link:
            self.chunks.append(escape(words))
        else:
            self.chunks.append(f'<a href="{escape(address)}"{_tooltip(token)} {_REL}>{escape(words)}</a>')
        return words

    # --- Footnotes ------------------------------------------------------------------------------------------------

    def _footnote_reference(self, label: str) -> None:
        note = self._cited.get(label)
        if not note:
            note = self._cited[label] = _Footnote(len(self._cited) + 1)
            self._to_render.append(label)
        note.references += 1
        mark = _mark(note.number, note.references)
        self.chunks += '<sup id="', _PREFIX, f'_fnref_{mark}"><a class="footnote-ref" href="#'
        self.chunks += _PREFIX, f'_fn_{note.number}">{note.number}</a></sup>'

    def _footnotes(self) -> None:
        around = self.chunks
        for label in self._to_render:  # grows by the footnotes that footnotes cite
            self.chunks = self._cited[label].chunks
            self._blocks(self.footnotes[label])
        self.chunks = around
        self.chunks.append('<section class="footnote">\n<hr>\n<ol>\n')
        for note in self._cited.values():
            self.chunks += '<li id="', _PREFIX, f'_fn_{note.number}">', *_with_ways_back(note), "</li>\n"
        self.chunks.append("</ol>\n</section>\n")


def _with_ways_back(note: _Footnote) -> list[Chunk]:
    ways: list[Chunk] = []
    for nth in range(1, note.references + 1):
        back = (
            f'_fnref_{_mark(note.number, nth)}" aria-label="Back to {_mark(note.number, nth, ".")} in the text">↩</a>'
        )
        ways += ' <a class="footnote-backref" href="#', _PREFIX, back
    if note.chunks and note.chunks[-1] == _AS_IT_IS["paragraph_close"]:
        return [*note.chunks[:-1], *ways, note.chunks[-1]]
    return [*note.chunks, "<p>", *ways, "</p>\n"]


def _mark(number: int, nth: int, between: str = "_") -> str:
    return f"{number}{between}{nth}" if nth > 1 else str(number)


# --- Tokens -----------------------------------------------------------------------------------------------------------


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """The position of the ``link_close`` that belongs to the ``link_open`` at ``opening``."""
    depth = 0
    for position in range(opening, len(tokens)):
        depth += (tokens[position].type == "link_open") - (tokens[position].type == "link_close")
        if not depth:
            return position
    raise AssertionError("a link that does not end")


def _heading_of_column(tokens: Sequence[Token], index: int) -> str:
    """The start or the end of a cell in a table's first row, which heads its column only if it says something."""
    opens = tokens[index].type == "th_open"
    tag = "th" if tokens[index + 1 if opens else index - 1].children else "td"
    return _start_of_cell(tag, tokens[index]) if opens else f"</{tag}>\n"


def _start_of_cell(tag: str, token: Token) -> str:
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{tag} align="{escape(align)}">' if align else f"<{tag}>"


def _start_of_table(tokens: Sequence[Token], index: int) -> str:
    """The start of a table that scrolls in a frame of its own, reachable by keyboard and named by its columns."""
    columns: list[str] = []
    for position in range(index, len(tokens)):
        if tokens[position].type == "thead_close":
            break
        columns += filter(None, [" ".join(_plain(tokens[position].children or ()).split())])
    label = shortened(", ".join(columns), _LONGEST_LABEL) or "Table"
    return f'<div class="debate-table" role="group" aria-label="{escape(label)}" tabindex="0"><table>\n'


def _plain(tokens: Sequence[Token]) -> str:
    """The words of tokens inside a block, without markup."""
    return "".join(
        _plain(token.children) if token.children else " " if token.type in _BREAKS else token.content
        for token in tokens
        if token.type not in ("footnote_ref",)
    )


def merged(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """``chunks`` with the pieces of HTML between two gaps as one."""
    joined: list[Chunk] = []
    for is_text, group in itertools.groupby(chunks, _is_text):
        if is_text:
            joined.append("".join(map(str, group)))
        else:
            joined.extend(group)
    return tuple(joined)


def _is_text(chunk: Chunk) -> bool:
    return isinstance(chunk, str)


def _shows_picture(chunks: Sequence[Chunk]) -> bool:
    return any(isinstance(chunk, Picture) for chunk in chunks)


def _tooltip(token: Token) -> str:
    title = token.attrs.get("title", "")
    return f' title="{escape(str(title))}"' if title else ""
