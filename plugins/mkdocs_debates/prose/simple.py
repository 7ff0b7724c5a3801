"""Most texts: paragraphs, quotes and short lists, with emphasis, code and links that do not stand in each other.

They are rendered without the parser, which takes ten times as long, to what it would make of them. A text is simple
only if nothing in it could be read in another way; whatever leaves a doubt is left to the parser.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final, Literal

from mkdocs_debates.prose.destinations import target_of
from mkdocs_debates.prose.rendering import Rendering
from mkdocs_debates.prose.values import Flaw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_debates.prose.destinations import Target

# Lines of words that begin with a letter, a quotation mark or a parenthesis. What is named one by one is found faster.
_PLAIN: Final = re.compile(
    r"""\n*+(?:(?!\d)[\w"'(“‘„«][A-Za-z0-9\w .,:;!?'"()/%@+=’‘“”„«»–—…-]*+(?:\n++|\Z))*+""",
)
_NOT_PLAIN: Final = ("_", "://", " \n")

# From letter or digit to letter or digit, with a break before and after: so no mark can be read as the other end. Each
# form starts with its mark, and looks back from there, because a search for a few characters is quick.
_WORDS: Final = r"[^\W_][^*_`\[\]<>&\\\n]*+(?:\n[^*_`\[\]<>&\\\n]++)*+(?<=[^\W_])"
_NO_BREAK: Final = r"""[^\s("'“‘„«]"""
_SPAN: Final = re.compile(
    rf"""
    (?: \* (?<!{_NO_BREAK}\*) (?P<star>\*?) (?P<marked>{_WORDS}) (?P=star) \*
      | ` (?<!{_NO_BREAK}`) (?P<code>{_WORDS}) `
      | \[ (?<!{_NO_BREAK}\[) (?P<linked>{_WORDS}) \] \( (?P<destination>[\w:/.\#?=%+@~,;'!-]+) \)
    )
    (?= [\s.,;:!?)"'’”»…–—-] | \Z )
    """,
    re.VERBOSE,
)

_LINKED: Final = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<destination>[^()]*)\)")
"""In a simple text, brackets stand around the words of links alone."""

Form = Literal["paragraph", "quote", "list", "loose list"]
_TAGS: Final[dict[Form, tuple[str, str, str, str]]] = {
    "paragraph": ("", "<p>", "</p>\n", ""),
    "quote": ("<blockquote>\n", "<p>", "</p>\n", "</blockquote>\n"),
    "list": ("<ul>\n", "<li>", "\n</li>\n", "</ul>\n"),
    "loose list": ("<ul>\n", "<li><p>", "</p>\n</li>\n", "</ul>\n"),
}
"""What stands before a block, before and after each text in it, and after the block."""
_BULLETS: Final = ("- ", "* ")
_QUOTE: Final = "> "
_LINK: Final = "]("
_EMPHASIS: Final = {"": "em", "*": "strong"}


def is_simple(source: str) -> bool:
    """Whether :func:`render_simple` can render ``source``, which is not blank. In time linear in its length."""
    return _destinations_in(source) is not None


def targets_of(source: str) -> Sequence[Target]:
    """What the links of a simple text lead to, or why they lead nowhere, in the order in which they stand."""
    destinations = _destinations_in(source)
    if not destinations:
        return ()
    written: Counter[str] = Counter()
    targets: list[Target] = []
    for destination in destinations:
        key = destination.removeprefix("./")
        targets.append(target_of(destination, written[key]))
        written[key] += 1
    return targets


@functools.lru_cache(maxsize=256)
def _destinations_in(source: str) -> tuple[str, ...] | None:
    """What is written as the destinations of links in ``source``, in their order; None where it is not simple.

    That of the last texts is kept: those of a debate go into its pages, and then into its document.
    """
    if _is_plain(source):
        return ()
    destinations: list[str] = []

    def words(span: re.Match[str]) -> str:
        if span["destination"]:
            destinations.append(span["destination"])
        return _words_of(span)

    blocks = _blocks(source)
    simple = bool(blocks) and all(_is_plain(_SPAN.sub(words, text)) for _, texts in blocks for text in texts)
    return tuple(destinations) if simple else None


def with_destinations(source: str, destination: Callable[[str], str | None]) -> str:
    """A simple text in which each link leads where ``destination`` says, which gets what is written there.

    Of a link that leads nowhere, None, the words stay.
    """

    def link(found: re.Match[str]) -> str:
        there = destination(found["destination"])
        return found["words"] if there is None else f"[{found['words']}]({there})"

    text = source.strip("\n")
    return _LINKED.sub(link, text) if _LINK in text else text


def render_simple(source: str, targets: Sequence[Target]) -> Rendering:
    """A simple text rendered, without the parser. ``targets`` are those of its links, in their order."""
    rendering = Rendering({})
    left = iter(targets)
    for form, texts in _blocks(source):
        before, before_text, after_text, after = _TAGS[form]
        rendering.chunks.append(before)
        for text in texts:
            rendering.chunks.append(before_text)
            rendering.add_words(_render_spans(rendering, text, left))
            rendering.chunks.append(after_text)
        rendering.chunks.append(after)
    return rendering


@functools.lru_cache(maxsize=1)
def _blocks(source: str) -> Sequence[tuple[Form, Sequence[str]]]:
    """The blocks of a text, and the texts in each; no blocks where the lines of one do not go together.

    Whoever asks asks more than once.
    """
    blocks: list[tuple[Form, list[str]]] = []
    last_bullet = ""
    for part in filter(None, (part.strip("\n") for part in source.split("\n\n"))):
        bullet = part[:2] if part.startswith(_BULLETS) else ""
        form: Form = "list" if bullet else "quote" if part.startswith(_QUOTE) else "paragraph"
        texts = _items(part, bullet) if bullet else _quoted(part) if form == "quote" else [part]
        if not texts or any("\n\n" in f"\n{text}\n" for text in texts):
            return []
        if not (bullet and last_bullet):
            blocks.append((form, texts))
        elif bullet == last_bullet:  # what only a blank line parts is one list
            items = blocks[-1][1]
            items += texts
            blocks[-1] = "loose list", items
        else:
            return []
        last_bullet = bullet
    return blocks


def _items(block: str, bullet: str) -> list[str]:
    items = f"\n{block}".split(f"\n{bullet}")[1:]
    fits = all(item.count("\n") == item.count("\n  ") for item in items)
    return [item.replace("\n  ", "\n") for item in items] if fits else []


def _quoted(block: str) -> list[str]:
    lines = f"\n{block}"
    fits = lines.count("\n") == lines.count(f"\n{_QUOTE}")
    return [lines.replace(f"\n{_QUOTE}", "\n")[1:]] if fits else []


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and not any(map(text.__contains__, _NOT_PLAIN)) and not text.endswith(" ")


def _words_of(span: re.Match[str]) -> str:
    return span["marked"] or span["code"] or span["linked"]


def _render_spans(rendering: Rendering, text: str, targets: Iterator[Target]) -> str:
    """Add a text with its spans, and return its words. ``targets`` are those of the links that are left."""
    words: list[str] = []
    position = 0
    for span in _SPAN.finditer(text):
        before = text[position : span.start()]
        rendering.chunks.append(escape(before))
        words += before, _render_span(rendering, span, targets)
        position = span.end()
    rendering.chunks.append(escape(text[position:]))
    return "".join([*words, text[position:]])


def _render_span(rendering: Rendering, span: re.Match[str], targets: Iterator[Target]) -> str:
    words = _words_of(span)
    if span["destination"]:
        target = next(targets)
        if not isinstance(target, Flaw):
            return rendering.link(target, (escape(words),), words)
        rendering.flaws.append(target)
        rendering.chunks.append(escape(words))
    elif span["code"]:
        words = words.replace("\n", " ")
        rendering.chunks.append(f"<code>{escape(words)}</code>")
    else:
        tag = _EMPHASIS[span["star"]]
        rendering.chunks.append(f"<{tag}>{escape(words)}</{tag}>")
    return words
