"""From the parser's tokens to HTML with gaps, words and findings."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from markupsafe import escape

from mkdocs_debates.model import words_of_id
from mkdocs_debates.prose.code import code_block
from mkdocs_debates.prose.destinations import flaw_of_link, image_file, is_remote, parse_reference
from mkdocs_debates.prose.sentences import shortened
from mkdocs_debates.prose.values import Flaw, HeadingTag, Image, Picture, Prefix, Reference, ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from mkdocs_debates.prose.values import Chunk

_PREFIX: Final = Prefix()
_OCCURRENCE: Final = "occurrence"
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
    "th_close": "</th>\n",
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


@dataclass(slots=True)
class _Footnote:
    number: int
    references: int = 0
    chunks: list[Chunk] = field(default_factory=list)
    ends_in_paragraph: bool = False


@dataclass(slots=True)
class Rendering:
    """One text under conversion. Its lists grow in the order in which the text is read, footnotes last."""

    footnotes: Mapping[str, Sequence[Token]]
    chunks: list[Chunk] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    cited: dict[str, _Footnote] = field(default_factory=dict)

    def render(self, tokens: Sequence[Token]) -> None:
        """Add block tokens, and those of the footnotes that they cite."""
        self._blocks(tokens)
        if self.cited:
            self._footnotes()

    # --- Blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                words = self._inline(token.children or ())
                if words:
                    self.blocks.append(words)
            elif token.hidden:
                self.chunks.append("\n" if kind == "paragraph_close" else "")
            elif kind in _AS_IT_IS:
                self.chunks.append(_AS_IT_IS[kind])
            elif kind == "table_open":
                self.chunks.append(_table_start(tokens[index:]))
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
                self.blocks += filter(None, [" ".join(token.content.split())])
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                self.chunks.append("<ol>\n" if start == 1 else f'<ol start="{start}">\n')
            case "th_open" | "td_open":
                align = str(token.attrs.get("style", "")).removeprefix("text-align:")
                self.chunks.append(f'<{token.tag} align="{escape(align)}">' if align else f"<{token.tag}>")
            case unknown:
                raise AssertionError(f"the parser knows no {unknown}")

    # --- Inside a block -------------------------------------------------------------------------------------------

    def _inline(self, tokens: Sequence[Token]) -> str:
        """Add the tokens of one paragraph and return its words."""
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
                words.append(" " if token.type.endswith("break") else "")
                self.chunks.append(_AS_IT_IS[token.type])
            else:
                words.append(self._span(token))
            position += 1
        return " ".join("".join(words).split())

    def _span(self, token: Token) -> str:
        match token.type:
            case "code_inline":
                self.chunks.append(f"<code>{escape(token.content)}</code>")
                return token.content
            case "image":
                return self._image(token)
            case "footnote_ref":
                self._footnote_reference(token.meta["label"])
                return ""
            case unknown:
                raise AssertionError(f"the parser knows no {unknown}")
