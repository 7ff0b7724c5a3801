"""Any text, by the parser: its tokens, and whether they stay within the limits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mkdocs_debates.prose.parsing import MAX_CELLS, MAX_NESTING, TOO_MANY_CELLS, new_environment, parser
from mkdocs_debates.prose.rendering import OCCURRENCE, Rendering
from mkdocs_debates.prose.values import Flaw, too_large

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

_CONTAINERS: Final = ("list_item_open", "blockquote_open", "footnote_reference_open")


def render_parsed(source: str) -> Rendering | Flaw:
    """``source`` rendered, or why it is not."""
    environment = new_environment()
    tokens = parser().parse(source, environment)
    flaw = _flaw_of_structure(tokens, environment)
    if flaw:
        return flaw
    _number_destinations(tokens, environment.get("references", {}))
    main, footnotes = _apart(tokens)
    rendering = Rendering(footnotes)
    rendering.render(main)
    return rendering


def _flaw_of_structure(tokens: Sequence[Token], environment: Mapping[str, object]) -> Flaw | None:
    if TOO_MANY_CELLS in environment:
        return too_large(
            f"the tables of this text have more than {MAX_CELLS:,} cells",
            "publish the table elsewhere and link to it, or show the part that matters",
        )
    if any(_too_deep(token) for token in tokens):
        message = f"this text is nested too deep: fewer than {MAX_NESTING // 2} lists may stand in each other"
        return Flaw("too-deep", message, "write it flatter, or as a chain of claims", "", 0)
    return None


def _too_deep(token: Token) -> bool:
    if token.children:
        return any(child.level >= MAX_NESTING for child in token.children)
    # The parser drops what stands in a container at its limit, without a word.
    return token.level >= MAX_NESTING - 1 and token.type in _CONTAINERS


def _number_destinations(tokens: Sequence[Token], definitions: Mapping[str, Mapping[str, list[int]]]) -> None:
    """Note at each link and image which of the destinations written like its own, in the source's order, it has.

    A link by label, ``[words][label]``, has the destination of the label's definition.
    """
    found = [
        (definitions[token.meta["label"]]["map"][0] if "label" in token.meta else block.map[0], token)
        for block in tokens
        if block.map
        for token in block.children or ()
        if token.type in ("link_open", "image")
    ]
    found.sort(key=lambda each: each[0])
    seen: Counter[str] = Counter()
    defined: dict[str, int] = {}
    for _, token in found:
        written = str(token.attrs.get("href") or token.attrs.get("src", "")).removeprefix("./")
        label = token.meta.get("label")
        if label in defined:
            token.meta[OCCURRENCE] = defined[label]
            continue
        token.meta[OCCURRENCE] = seen[written]
        seen[written] += 1
        if label:
            defined[label] = token.meta[OCCURRENCE]


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens of the text itself, and those of its footnotes by label; of two with one label the first counts."""
    main: list[Token] = []
    footnotes: dict[str, list[Token]] = {}
    nested = [main]
    for token in tokens:
        if token.type == "footnote_reference_open":
            nested.append([])
            footnotes.setdefault(token.meta["label"], nested[-1])
        elif token.type == "footnote_reference_close":
            nested.pop()
        else:
            nested[-1].append(token)
    return main, footnotes
