"""Citations of what is itself BibTeX, TeX, Markdown or HTML: it stays what it says."""

from __future__ import annotations

from typing import Final

import pytest
from markdown_it import MarkdownIt

from mkdocs_debates.pages.citing import bibtex, markdown, plain

NASTY: Final = (
    "Stay out of the labs",
    "a } b",
    "a { b",
    "\\end{document}",
    "100% of $5 & #1 under_score",
    "}, url = {https://example.org}",
    "first\nsecond\r\nthird\u2028fourth\x85fifth\x1csixth\ufeffseventh",
    "  spaces\t\xa0around  ",
    "~tilde^caret\\backslash\\\\",
    "[link](https://example.org) <b>bold</b> `code` *em* _em_ ~~del~~ ![img](x.png)",
    "# heading",
    "1. item",
    "12) item",
    "- item",
    "+ item",
    "> quote",
    "www.example.org and someone@example.org and https://example.org",
    "| a | b |",
    "&amp; &lt;script&gt;",
    "\x00\x07\x1b[31m",
    "Ein Fall für „Größe“ – 数学？",
    "2.5 - 3 = well-known. Or not?",
    "__proto__ constructor",
    "",
)
"""What the script is held against as well."""

PARSER: Final = MarkdownIt("commonmark", {"linkify": True}).enable(["linkify", "table", "strikethrough"])


@pytest.mark.parametrize("text", NASTY, ids=repr)
def test_markdown_shows_the_words_and_nothing_else(text: str) -> None:
    for around in ("{}", "Ann: [{}](<https://example.org/>)"):
        tokens = PARSER.parse(around.format(markdown(text)))
        assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
        inline = [child for token in tokens for child in token.children or ()]
        kinds = {"text", "text_special"} | ({"link_open", "link_close"} if "(" in around else set())
        assert {child.type for child in inline} <= kinds
        shown = "".join(child.content for child in inline)
        assert shown == around.partition("[")[0].replace("{}", "") + plain(text)


@pytest.mark.parametrize("text", NASTY, ids=repr)
def test_bibtex_keeps_its_field(text: str) -> None:
    field = bibtex(text)
    depth = [field[:end].count("{") - field[:end].count("}") for end in range(1, len(field) + 1)]
    assert field.startswith("{")
    assert depth[-1] == 0
    assert all(level > 0 for level in depth[:-1])
    assert "\n" not in field
    assert _read(field) == plain(text)


def _read(field: str) -> str:
    """What TeX makes of a field."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    rest, words = field[1:-1], ""
    while rest:
        name = next((name for name in names if rest.startswith(f"\\text{name}{{}}")), None)
        if name:
            words, rest = words + names[name], rest[len(name) + 7 :]
        elif rest[0] == "\\":
            words, rest = words + rest[1], rest[2:]
        else:
            assert rest[0] not in "{}~^#$%&_"
            words, rest = words + rest[0], rest[1:]
    return words
