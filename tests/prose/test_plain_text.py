"""A text without markup is converted without the parser, to what the parser would make of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_debates.prose import convert, converting

ALWAYS = re.compile("")
WORDS = (
    *("a", "Word", "ü", "12", "1.", "2)", "(1)", "-", "--", "---", "===", "=", "+", "%", "/", "//", "://", "http"),
    *(":", "?", "!", "'", '"', "“", "…", "—", "@", "x@y.org", "www.example.org", "é́", "中", "٣."),
    *("#", "##", "*", "_", "`", "[", "]", "<", ">", "&amp;", "&", "|", "~", "^", "\\", "$", "\u00a0", "\t", "\u2003"),
)
TEXTS = st.lists(st.sampled_from((*WORDS, " ", " ", "  ", "\n", "\n", "\n\n")), max_size=30).map("".join)


def with_parser(monkeypatch: pytest.MonkeyPatch, source: str) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(converting, "_MAY_BE_MARKUP", ALWAYS)
        return convert(source)


@given(source=TEXTS)
@example(source="One.\n\n\n\nTwo\nlines.\n")
@example(source='"' * 90_000)
@example(source="a" * 100_001)
def test_the_parser_makes_the_same_of_it(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert convert(source) == with_parser(patch, source)


@pytest.mark.parametrize("source", ['It\'s 5 % (or so): "yes"?', "One\nparagraph.\n\nAnother – of two.\n"])
def test_what_people_write_needs_no_parser(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = convert(source)
    monkeypatch.setattr(converting, "parser", None)
    assert convert(source) == expected
