"""HTML of other programs as Markdown."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing.from_html import LONGEST, markdown_of
from mkdocs_debates.prose import convert
from tests.exchange.importing.judging import assert_linear

BASE = "https://forum.example.org/posts/p/q?commentId=1"
NOTES = """<p>a<sup class="footnote-ref"><a href="#fn%" id="fnref%">[%]</a></sup></p>
<hr class="footnotes-sep">
<section class="footnotes">
<ol class="footnotes-list">
<li id="fn%" class="footnote-item"><p>The <em>note</em>. <a href="#fnref%" class="footnote-backref">↩︎</a></p></li>
</ol>
</section>"""
NOTES_OF_EDITOR = """<p>So<span class="footnote-reference" id="fnrefab"><sup><a href="#fnab">[1]</a></sup></span>: yes.\
</p><ol class="footnote-section footnotes"><li class="footnote-item" id="fnab">\
<span class="footnote-back-link"><sup><strong><a href="#fnrefab">^</a></strong></sup></span>\
<div class="footnote-content"><p>The note.</p><p>More.</p></div></li></ol>"""
NOTE_ALONE = "footnotes that no mark leads to: they stand in a list"
IN_BRACKETS = 'superscripts and subscripts that have no characters of their own; they stand as "^(…)" and "_(…)"'


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>two<br>three</p>", "One\n\ntwo\\\nthree"),
        ("<p>a <b>b</b> <em>c</em> <code>d`e</code></p>", "a **b** *c* `` d`e ``"),
        ("<h1>A</h1><hr><p>b</p>", "# A\n\n---\n\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c<p>d</p></li></ul>", "- a\n  - b\n- c\n\n  d"),
        ('<ol start="3"><li>a</li><li>b</li></ol><ol><li>c</li></ol>', "3. a\n4. b\n\n1. c"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\n\nc"),
        ("<pre><code>a\n  ``` b</code></pre>", "````\na\n  ``` b\n````"),
        (
            "<table><thead><tr><th>a|b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "| a\\|b |\n| --- |\n| 1 |",
        ),
        ('<a href="/posts/x_(y)">z</a>', "[z](https://forum.example.org/posts/x_%28y%29)"),
        ('<a href="#fn1">[1]</a>', f"[\\[1\\]]({BASE}#fn1)"),
        ('<img src="/c.png" alt="A [chart]">', "[A \\[chart\\]](https://forum.example.org/c.png)"),
        ('<img src="https://x.org/c.png">', "[image](https://x.org/c.png)"),
        ('<a href="https://x.org"><img src="https://x.org/c.png" alt="C"></a>', "[C](https://x.org)"),
        ('<iframe src="https://v.example.org/1"></iframe>', "[v.example.org](https://v.example.org/1)"),
        ('<oembed url="https://v.example.org/1"></oembed>', "[v.example.org](https://v.example.org/1)"),
        ('<video><source src="https://v.example.org/1.mp4"></video>', "[v.example.org](https://v.example.org/1.mp4)"),
        ('<span class="mjx-chtml" aria-label="x^2"><span>x2</span></span>', "$x^2$"),
        (
            "<p>5 m<sup>2</sup>, 2<sup>10</sup> bits, 3×10<sup>-4</sup>, CO<sub>2</sub></p>",
            "5 m², 2¹⁰ bits, 3×10⁻⁴, CO₂",
        ),
        ("<p>x<sup><i>n</i> + 1</sup>, the 5<sup>th</sup></p>", "x*ⁿ* ⁺ ¹, the 5th"),
        ("<p>so<sup>[2]</sup> <sup>in small print</sup></p>", "so\\[2\\] in small print"),
        ("<code>2<sup>8</sup></code>", "`2⁸`"),
        (NOTES.replace("%", "1"), "a[^1]\n\n[^1]: The *note*."),
        ('<p>a<a href="#n">1</a></p><ol><li id="n">b <a href="#m">↩</a></li></ol>', "a[^1]\n\n[^1]: b"),
        (NOTES_OF_EDITOR, "So[^1]\\: yes.\n\n[^1]: The note.\n\n    More."),
        (
            '<p>a<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup>(b)</p>'
            '<ol class="footnotes"><li id="n1">c</li><li id="n2">d<a href="#n1">1</a></li></ol>',
            "a[^1], [^2]\\(b)\n\n[^1]: c\n\n[^2]: d[^1]",
        ),
        ("<script>a</script><style>b</style><p>c</p><!-- d -->", "c"),
    ],
)
def test_elements(html: str, markdown: str) -> None:
    assert markdown_of(html, BASE) == (markdown, [])


@pytest.mark.parametrize(
    ("html", "markdown", "lost"),
    [
        ('<a href="javascript:x">a</a>', "a", 'a link to "javascript:x", where a debate may not link'),
        (
            '<img src="data:image/png;base64,AA" alt="b">',
            "b",
            'an image to "data:image/png;base64,AA", where a debate may not link',
        ),
        ("<iframe>c</iframe>", "c", ""),
        ('<p>a</p><ol class="footnotes"><li id="n">b <a href="#r">↩︎</a></li></ol>', "a\n\n1. b", NOTE_ALONE),
        (
            '<ol class="footnotes"><li id="m">a <a href="#n">2</a></li><li id="n">b <a href="#m">1</a></li></ol>',
            f"1. a [2]({BASE}#n)\n2. b [1]({BASE}#m)",
            NOTE_ALONE,
        ),
        (
            '<blockquote>a<sup class="footnote-ref"><a href="#n">[1]</a></sup></blockquote>',
            "> a",
            'the mark "[1]" of a footnote in a quotation',
        ),
        (
            'a<sup class="footnote-ref"><a href="#n">[1]</a></sup>',
            f"a[\\[1\\]]({BASE}#n)",
            'the footnote "[1]", which is not there',
        ),
        ("<details><summary>a</summary>b</details>", "a\n\nb", "the folding of a passage, which stands open"),
        ('<div class="spoilers"><p>a</p></div>', "a", "the hiding of a spoiler, which stands open"),
        ("10<sup>0.5</sup> e<sup>n<sup>2</sup></sup>", "10^(0.5) e^(n²)", IN_BRACKETS),
        ("x<sub>max</sub> y<sub>Q_</sub>", "xₘₐₓ y\\_(Q\\_)", IN_BRACKETS),
        ("a<![b<p>c</p><!-- d -->", "a\\<!\\[b\n\nc", ""),
        ("<b>" * 40 + "deep", "deep", "markup that is nested deeper than 30 levels"),
        ("<p>" + "a" * LONGEST, "a" * (LONGEST - 3), "what comes after the first 200,000 characters of HTML"),
    ],
)
def test_what_is_lost_is_told(html: str, markdown: str, lost: str) -> None:
    assert markdown_of(html, BASE) == (markdown, [lost] if lost else [])


def test_an_address_needs_a_base_where_it_is_relative() -> None:
    assert markdown_of('<a href="/x">a</a>', "") == ("a", ['a link to "/x", where a debate may not link'])


@given(words=st.text(st.sampled_from("ab 12.)-+*_#>=|`~[]()!<&;:$\\\n"), min_size=1, max_size=30))
def test_words_read_as_they_did(words: str) -> None:
    markdown, lost = markdown_of(f"<p>{escape(words)}</p>", BASE)
    assert lost == []
    assert " ".join(convert(markdown).blocks).split() == words.split()


@pytest.mark.parametrize(
    "html",
    [
        "<ol>" + "<li>x</li>" * 19_000,
        "<thead>" + "<tr></tr>" * 20_000,
        "<" * 200_000,
        "<a href=x>" * 20_000,
        "</p>" * 50_000,
    ],
)
def test_long_lists_and_broken_markup_take_no_longer_than_their_length(html: str) -> None:
    markdown, _ = markdown_of(html, BASE)
    assert len(markdown) <= 3 * len(html)


@pytest.mark.parametrize("html", ["a<sup>b</sup>", "a<sup>1<i>2</i></sup>", NOTES])
def test_twice_the_html_is_twice_the_work(html: str) -> None:
    assert_linear(lambda size: markdown_of("".join(html.replace("%", str(n)) for n in range(size)), BASE), size=20)


PIECES = st.sampled_from(
    [
        "<",
        ">",
        "<!",
        "<![",
        "<!--",
        "-->",
        "<?",
        "?>",
        "</",
        "<p",
        "<p>",
        "a",
        '"',
        "=",
        "&",
        "&#x",
        "&#55296;",
        ";",
        "<!doctype",
        "<a",
        'href="',
        "<img",
        "src=",
        "<li>",
        "</li>",
        "<svg",
        "<script>",
        "<textarea>",
        "<plaintext>",
        "<thead>",
        "<tr>",
        "<td",
        "colspan=9999>",
        "]]",
        "\x00",
    ]
)


@given(pieces=st.lists(PIECES, max_size=12))
def test_any_tags_are_read(pieces: list[str]) -> None:
    markdown, _ = markdown_of("".join(pieces), BASE)
    assert isinstance(markdown, str)
