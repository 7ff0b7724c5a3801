"""A simple text is converted without the parser, to what the parser would make of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_debates.prose import Prose, convert, converting, parsed
from mkdocs_debates.prose.simple import is_simple

PIECES = (
    *("a", "Word", "ü", "12", "1.", "2)", "(1)", "-", "--", "---", "===", "=", "+", "%", "/", "//", "://", "http"),
    *(":", "?", "!", "'", '"', "“", "…", "—", "@", "x@y.org", "www.example.org", "é́", "中", "٣."),
    *("#", "##", "*", "**", "_", "`", "``", "[", "]", "(", ")", "](", "<", ">", "&amp;", "&", "|", "~", "^", "\\", "$"),
    *("\u00a0", "\t", "\u2003", "[^1]", "[^1]: ", "[a]: b", "[a][b]", "![a](b.png)", "<crux:a>", "https://a.org"),
)
SPANS = (
    *(
        "*a*",
        "*a b*",
        "*a\nb*",
        "**a**",
        "**a\nb**",
        "`a`",
        "`a\nb`",
        "*a 1*",
        "*a.*",
        "*a* b*",
        "`a`b`",
        "**a*",
        "*a *",
    ),
    *("[a](crux:b)", "[a b](claim:c/d-e)", "[a\nb](link:x)", "[a](https://a.org/b?c=d#e)", "[a](./x)", "[a](x)"),
    *("[a](javascript:b)", "[a](crux:b.c)", "[a](crux:)", "[*a*](crux:b)", "*[a](crux:b)*", "[a] (crux:b)", "[a]()"),
    *('[a](b "c")', "[a](<b>)", "[a](b_c)", "[a](b*c)", "[a](http://a:1)", "[a](mailto:a@b.org)", "[1. a](crux:b)"),
)
STARTS = ("- ", "* ", "> ", "  ", "    ", "1. ", "+ ", "-", ">", " ", "[^1]: ", "| ")
ENDS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n", " \n", "  \n", "\n\n- a\n  b\n- *c*\n\n", "\n\n> a\n> b\n\n")

any_text = st.lists(st.sampled_from((*PIECES, *SPANS, *STARTS, *ENDS, " ", " ", " ")), max_size=30).map("".join)
a_word = st.sampled_from(("a", "Word", "ü", "a.", "b,", "(c)", '"d"', "e?", "f:", *SPANS[:7], *SPANS[13:23]))
a_line = st.lists(a_word, min_size=1, max_size=6).map(" ".join)
a_list = st.lists(st.lists(a_line, min_size=1, max_size=2).map("\n  ".join), min_size=1, max_size=3)
a_block = st.one_of(
    st.lists(a_line, min_size=1, max_size=3).map("\n".join),
    st.lists(a_line, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.tuples(st.sampled_from(("- ", "* ")), a_list).map(lambda each: "\n".join(each[0] + item for item in each[1])),
    st.tuples(st.sampled_from(("- ", "* ")), a_list).map(lambda each: "\n\n".join(each[0] + item for item in each[1])),
)
nearly_simple = st.lists(st.one_of(a_block, a_block, a_block, any_text), min_size=1, max_size=5).map("\n\n".join)


def with_parser(source: str) -> Prose:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(converting, "is_simple", lambda _: False)
        return convert(source)


@settings(max_examples=500)
@given(source=st.one_of(any_text, nearly_simple))
@example(source="One.\n\n\n\nTwo\nlines.\n")
@example(source='"' * 90_000)
@example(source="*a* [b](crux:c) " * 5000)
@example(source="- a\n\n- b\n- c\n\nd\n\n- e")
@example(source="- a\n\n* b")
@example(source="- a\n\n-b\n\n- c")
@example(source="> a\n>\n> b")
@example(source="> a\n> \n> b")
@example(source="- \n  a")
@example(source="- a\n- - b")
@example(source="*a*b* `c*`")
@example(source="![*a*](b) !*a*")
def test_the_parser_makes_the_same_of_it(source: str) -> None:
    assert convert(source) == with_parser(source)


@pytest.mark.parametrize(
    "source",
    [
        'It\'s 5 % (or so): "yes"?',
        "One\nparagraph.\n\nAnother – of two.\n",
        "What *they* say, **all\nof them**, is `none`.",
        "It is [as\nsaid](claim:first-claim), (*so*); see [this](https://example.org/a-b?c=1#d).",
        "A [bad link](javascript:x), [one more](javascript:x).",
        "Because\n\n- of *this*\n  and\n- that.\n\nAnd\n\n> they said\n> “so”.",
        "- One.\n- Two.\n\n- *Three*.\n\nFour.",
    ],
)
def test_what_people_write_needs_no_parser(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_simple(source)
    expected = with_parser(source)
    monkeypatch.setattr(parsed, "render_parsed", None)
    assert convert(source) == expected


def test_the_words_and_the_html_of_a_simple_text_are_made_when_they_are_asked_for() -> None:
    asked_for = []

    def made(source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked_for.append(source)
        return ("words",), ("html",)

    prose = Prose.later("source", made)
    assert (prose.references, prose.images, prose.flaws) == ((), (), ())
    assert not asked_for
    assert prose.blocks == ("words",)
    assert prose.chunks == ("html",)
    assert asked_for == ["source"]
