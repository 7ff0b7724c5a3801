"""A text rewritten for a document of several texts reads as it did."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mkdocs_debates.prose import Reference, convert
from mkdocs_debates.prose.rewriting import Around, escaped, rewritten
from tests.prose.test_any_text import texts
from tests.prose.test_simple_text import any_text, nearly_simple


def resolve(reference: Reference) -> tuple[str, str] | None:
    return (f"https://r.org/{reference.id}", "The *title*") if reference.id != "lost" else None


AROUND = Around(resolve, lambda path: f"media/{path}", 0, "c")


def whole(source: str) -> str:
    text, footnotes = rewritten(source, AROUND)
    return "\n\n".join((text, *footnotes))


def shown(source: str) -> str:
    """A text as HTML without what depends on where its links lead and on the language of its code."""
    prose = convert(source)
    html = str(prose.html(resolve=resolve, image=lambda path: path, heading_level=0))
    bare = re.sub(r"</?(?:a|span)>", "", re.sub(r"<(/?\w+)[^>]*>", r"<\1>", html))
    bare = re.sub(r"<p>\s*</p>", "", bare)
    bare = bare.replace("<mrow></mrow>", "")  # it shows nothing, and keeps a formula's brackets from being a link's
    bare = bare.replace("\n</code></pre>", "</code></pre>")  # the last line of code may end with the text
    return " ".join(re.sub(r"<li>\s+</li>", "<li></li>", bare).split())


CASES = {
    "Raw <b>HTML</b> &amp; <!-- x -->": r"Raw \<b>HTML\</b> & \<!-- x -->",
    "[a][l] and [b](crux:x.y)\n\n[l]: https://e.org 'T'": '[a](https://e.org "T") and [b](https://r.org/x)',
    "[](claim:x) <crux:y> [gone](crux:lost)": r"[The \*title\*](https://r.org/x) [The \*title\*](https://r.org/y) gone",
    "*a* __b__ ~~c~~ `d` `` e`f ``": "*a* __b__ ~~c~~ `d` ``e`f``",
    "See [it](crux:lost), [this](crux:y) or [that](javascript:x).": "See it, [this](https://r.org/y) or that.",
    "# One\n\nTwo\n===": "# One\n\n# Two",
    "- a\n- b\n\n\n* c": "- a\n- b\n\n* c",
    "1. a\n\n   b\n2. c": "1. a\n\n   b\n\n2. c",
    "> a\n>\n> b": "> a\n>\n> b",
    "```py\n<b>\n```": "```py\n<b>\n```",
    "| a | b |\n|:-|-:|\n| `x\\|y` | z\\|w |": "| a | b |\n| :--- | ---: |\n| `x\\|y` | z\\|w |",
    "![A chart](./chart.png) ![far](https://e.org/x.png)": "![A chart](media/chart.png) [far](https://e.org/x.png)",
    "https://e.org/a_b": "<https://e.org/a_b>",
    "a[^n] b[^n]\n\n[^n]: Note *x*.\n\n    More.": "a[^c-1] b[^c-1]\n\n[^c-1]: Note *x*.\n\n    More.",
    "$x_1$ for \\$5": r"$x_1$ for \$5",
    "$a<b$ and $<script>$": r"$a\lt b$ and $\lt script\gt$",
    "$[a](javascript:x)$": r"$[a]{}(javascript:x)$",
    "\\- no list\n\\+ no\n1\\. no\n\\# no": "\\- no list\n\\+ no\n1\\. no\n\\# no",
    "a\\\nb  \nc": "a\\\nb\\\nc",
    "***": "___",
    "snake_case and _em_": "snake_case and _em_",
}


@pytest.mark.parametrize("source", CASES)
def test_a_text_becomes(source: str) -> None:
    assert whole(source) == CASES[source]


def test_a_simple_text_keeps_its_characters() -> None:
    source = "It (he said) *is* so:\n\n- one `x`\n- [two](crux:y)\n\n> A quote."
    assert whole(f"\n{source}\n\n") == source.replace("crux:y", "https://r.org/y")


def test_headings_sink_and_labels_are_apart() -> None:
    around = Around(resolve, str, 4, "claim")
    text, notes = rewritten("# One [^a]\n\n### Three\n\n[^a]: Note.", around)
    assert text == "##### One [^claim-1]\n\n###### Three"
    assert notes == ("[^claim-1]: Note.",)


many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(st.one_of(texts, any_text))
@example("a | b\n\\-|-\nc")
@example("&#10;- a")
@example("[a]: b\n\n[^1]: c [^1]")
@example("$<$ and $a>$")
@example("$$]($$")
def test_any_text_reads_as_before(source: str) -> None:
    # Marks of emphasis one right after the other, ***a*b*, may pair in another way once others of them are escaped.
    if not convert(source).flaws:
        marks = re.compile(r"</?(?:em|strong|del)>|[*_~\s]")
        assert marks.sub("", shown(whole(source))) == marks.sub("", shown(source))


@many
@given(nearly_simple)
@example("1. \xa0")
@example("```\n\na")
@example("$[a](crux:b)$")
def test_emphasis_stays_where_it_was(source: str) -> None:
    if not convert(source).flaws:
        assert shown(whole(source)) == shown(source)


@many
@given(st.one_of(texts, any_text))
def test_raw_html_stays_text(source: str) -> None:
    if convert(source).flaws:
        return
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(whole(source))
    assert not [each for token in tokens for each in (token, *(token.children or ())) if each.type.startswith("html")]


@settings(max_examples=500)
@given(st.one_of(st.text(max_size=60), texts))
def test_a_line_reads_as_it_is(line: str) -> None:
    if "\x00" in line:
        return
    (paragraph, inline, _) = MarkdownIt("commonmark", {"html": True}).parse(f"x {escaped(line)}")
    assert paragraph.type == "paragraph_open"
    assert all(token.type == "text" for token in inline.children or ())
    assert inline.children is not None
    assert "".join(token.content for token in inline.children).split() == f"x {line}".split()
