"""Markdown as a page shows it, and as it reads."""

from __future__ import annotations

import pytest

from mkdocs_debates.prose import EMPTY, convert


def html(source: str, heading_level: int = 3, prefix: str = "") -> str:
    return convert(source).html(
        resolve=lambda _: None, image=lambda path: path, heading_level=heading_level, prefix=prefix
    )


def test_nothing_is_nothing() -> None:
    assert convert("") is convert(" \n\t") is EMPTY
    assert html("") == ""
    assert EMPTY.text == ""


def test_paragraphs() -> None:
    assert html("a *b* **c** ~~d~~ `e`\nf  \ng") == (
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code>\nf<br>\ng</p>\n"
    )
    assert convert("a *b* **c** ~~d~~ `e`\nf  \ng\n\nh").blocks == ("a b c d e f g", "h")


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_sink_below_the_page(level: int) -> None:
    assert html("# a", heading_level=level) == f"<h{min(6, level + 1)}>a</h{min(6, level + 1)}>\n"
    assert html("a\n---", heading_level=level).startswith(f"<h{min(6, level + 2)}>")


@pytest.mark.parametrize(
    "source", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</article>", "<!-- a -->", "<b>bold</b>"]
)
def test_raw_html_is_text(source: str) -> None:
    shown = source.replace("<", "&lt;").replace(">", "&gt;")
    assert html(source) == f"<p>{shown}</p>\n"
    assert convert(source).blocks == (source,)


@pytest.mark.parametrize("source", ["{{ config }}", "{% raw %}", "- [ ] a task", "&lt;b&gt;"])
def test_what_others_would_read_stays_literal(source: str) -> None:
    assert source.removeprefix("- ") in html(source)


def test_lists() -> None:
    assert html("- a\n- b\n  1. c") == "<ul>\n<li>a\n</li>\n<li>b\n<ol>\n<li>c\n</li>\n</ol>\n</li>\n</ul>\n"
    assert html("3. a") == '<ol start="3">\n<li>a\n</li>\n</ol>\n'
    assert convert("- a\n- b\n\n  c").blocks == ("a", "b", "c")


def test_a_table_scrolls_in_a_frame_named_by_its_columns() -> None:
    page = html("| Year | *Cost* |\n|:-----|-----:|\n| 2025 | <1> |")
    assert page.startswith('<div class="debate-table" role="group" aria-label="Year, Cost" tabindex="0"><table>')
    assert '<th align="left">Year</th>' in page
    assert '<td align="right">&lt;1&gt;</td>' in page
    assert convert("| a | b |\n|---|---|\n| c | |").blocks == ("a", "b", "c")


def test_a_column_without_words_has_no_heading() -> None:
    page = html("| | Cost |\n|---|:--|\n| Trams | 3 |")
    assert '<tr>\n<td></td>\n<th align="left">Cost</th>\n</tr>' in page


def test_a_table_without_column_names_is_a_table() -> None:
    assert 'aria-label="Table"' in html("| | |\n|-|-|\n|a|b|")


def test_code_has_the_colours_of_its_language() -> None:
    page = html("```python title=x\nif a < 1: pass\n```")
    assert page.startswith('<div class="language-python highlight"><pre><span></span><code><span class="k">if</span>')
    assert '<span class="o">&lt;</span>' in page
    assert "style=" not in page
    assert convert("```python\nif a:\n    b\n```").blocks == ("if a: b",)


@pytest.mark.parametrize("fence", ["```", "```nonsense", '```"><script>', "```brainfuck"])
def test_code_in_another_language_is_plain(fence: str) -> None:
    assert (
        html(f"{fence}\n<b>\n```") == '<div class="highlight"><pre><span></span><code>&lt;b&gt;\n</code></pre></div>\n'
    )


def test_indented_code() -> None:
    assert "<code>&lt;b&gt;\n</code>" in html("    <b>")


def test_footnotes_carry_the_prefix_of_the_page() -> None:
    page = html("a[^n] b[^n]\n\n[^n]: words", prefix="claim")
    assert '<sup id="claim_fnref_1"><a class="footnote-ref" href="#claim_fn_1">1</a></sup>' in page
    assert '<sup id="claim_fnref_1_2">' in page
    assert '<li id="claim_fn_1"><p>words <a class="footnote-backref" href="#claim_fnref_1"' in page
    assert 'href="#claim_fnref_1_2"' in page
    assert convert("a[^n] b\n\n[^n]: words").blocks == ("a b", "words")


def test_footnotes_without_a_prefix_have_an_underscore_too() -> None:
    assert 'id="_fn_1"' in html("a[^n]\n\n[^n]: words")


def test_footnotes_are_numbered_as_they_are_read() -> None:
    page = html("a[^z] b[^y]\n\n[^x]: third\n\n[^y]: second\n\n[^z]: first[^x]")
    assert page.index("first") < page.index("second") < page.index("third")


def test_a_footnote_inside_another_keeps_both_whole() -> None:
    page = html("a[^1] b[^2]\n\n[^1]: - c\n\n      [^2]: d\n\n    e\n")
    assert page.count("<ul>") == page.count("</ul>") == 1
    assert all(words in page for words in ("c", "d", "e"))
    assert page.index("<ul>") < page.index("</ul>") < page.index("<p>d")


def test_footnotes_that_are_not_cited_are_not_shown() -> None:
    assert html("a\n\n[^1]: b") == "<p>a</p>\n"


def test_references_to_footnotes_that_are_not_there_are_text() -> None:
    assert html("a[^1]") == "<p>a[^1]</p>\n"


def test_a_text_is_converted_alike_whatever_came_before() -> None:
    source = "[a][1] b[^1]\n\n[1]: https://example.org\n\n[^1]: c"
    first = html(source)
    html("[1]: https://other.example\n\n[^1]: d\n\n[x][1]")
    assert html(source) == first
    assert html("[a][1] b[^1]") == "<p>[a][1] b[^1]</p>\n"


def test_line_ends_do_not_matter() -> None:
    assert html("a\r\nb\r\n\r\nc") == html("a\nb\n\nc")


def test_words_at_the_edges_of_links_stay_apart() -> None:
    assert convert("a[ b ](https://example.org)c").blocks == ("a b c",)


def test_text() -> None:
    assert convert("# a\n\nb ![c](d.png)\n\n- e").text == "a\n\nb c\n\ne"
