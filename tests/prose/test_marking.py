from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_debates.prose import Passage, convert, with_passages
from tests.exchange.importing.judging import assert_linear

VOID = {"br", "hr", "img"}


def shown(source: str, *passages: str, beside: str = "") -> str:
    """``source`` with ``passages`` marked; each is followed by a link named after its number."""
    marks = [
        Passage(words, f"p_{n}", Markup(f'<a href="#r_{n}">{n}</a>'), Markup(beside))
        for n, words in enumerate(passages, 1)
    ]
    prose = with_passages(convert(source), marks)
    return str(prose.html(resolve=lambda reference: (f"to-{reference.id}", "A title"), image=lambda path: path))


def mark(words: str) -> str:
    return f'<mark class="debate-passage">{words}</mark>'


def start(number: int) -> str:
    return f'<span class="debate-passage-start" id="p_{number}"></span>'


def test_a_passage_is_marked_and_followed_by_its_reference() -> None:
    html = shown("Some say our player went in.", "our player")
    assert html == f'<p>Some say {start(1)}{mark("our player")}<a href="#r_1">1</a> went in.</p>\n'


def test_a_passage_spans_emphasis() -> None:
    html = shown("It is *one in ten* at most.", "is one in")
    assert html == (f'<p>It {start(1)}{mark("is ")}<em>{mark("one in")}<a href="#r_1">1</a> ten</em> at most.</p>\n')


def test_the_reference_of_a_passage_that_ends_in_a_link_or_in_code_follows_it() -> None:
    html = shown("See [the *plan* of June](https://example.org) and `code here`.", "See the plan", "and code")
    assert f'{mark("plan")}</em> of June</a><a href="#r_1">1</a>' in html
    assert f'<code>{mark("code")} here</code><a href="#r_2">2</a>' in html


def test_a_passage_spans_references_with_words_and_without() -> None:
    html = shown("Read [this *one*](claim:x) and [](crux:why-so) today.", "this one and Why so today")
    assert f'<a href="to-x">{start(1)}{mark("this ")}<em>{mark("one")}</em></a>{mark(" and ")}' in html
    titled = mark('<a href="to-why-so">A title</a>')
    assert f'{titled}{mark(" today")}<a href="#r_1">1</a>' in html


def test_passages_overlap() -> None:
    html = shown("one two three four", "one two three", "two three four", "two")
    assert html == (
        f'<p>{start(1)}{mark("one ")}{start(2)}{start(3)}{mark("two")}<a href="#r_3">3</a>{mark(" three")}'
        f'<a href="#r_1">1</a>{mark(" four")}<a href="#r_2">2</a></p>\n'
    )


def test_what_stands_beside_a_passage_follows_its_block() -> None:
    html = shown("First.\n\n- a *b*\n- c\n\nLast.", "a b", beside="<aside>note</aside>")
    assert re.search(
        r'</p><div class="debate-noted">\s*<ul>.*</ul>'
        r'<div class="debate-beside"><aside>note</aside></div></div>\n\s*<p>Last',
        html,
        re.S,
    )


def test_a_heading_and_its_passage_stay_together() -> None:
    html = shown("## Head words\n\nText.", "words", beside="<aside>note</aside>")
    assert re.match(
        r'<div class="debate-noted"><h5>Head .*</h5>'
        r'<div class="debate-beside"><aside>note</aside></div></div>\n\s*<p>Text',
        html,
        re.S,
    )


def test_a_passage_in_a_table_in_code_and_in_a_footnote() -> None:
    source = "| a b | c |\n|---|---|\n| d | e f |\n\n```python\nprint(1)\n```\n\nText[^1] more.\n\n[^1]: Foot words."
    html = shown(source, "e f", "print(1)", "Text more", "Foot words", beside="<i>n</i>")
    for number in range(1, 5):
        assert f'id="p_{number}"' in html
        assert f'<a href="#r_{number}">' in html
    assert _texts(html) == _texts(html.replace(mark("Foot words"), "Foot words"))


def test_typographic_quotes_and_white_space_match() -> None:
    assert mark("“so”\nand on") in shown("They say “so”\nand on.", '"so" and on')


def test_what_stands_beside_a_passage_that_is_not_there_comes_last() -> None:
    assert shown("Text.", "no such", beside="<i>n</i>") == "<p>Text.</p>\n<i>n</i>"


WORDS = st.sampled_from(["a", "b c", "*d*", "**e *f* g**", "`h i`", "[j](https://example.org/)", "[k *l*](claim:m)",
                         "[](crux:n-o)", "![p](q.png)", "\n\n", "\n", "\n- ", "\n> ", "\n## ", "[^1]", "<r>", "&amp;",
                         "$x^2$", "$$y < z$$",
                         "“s”", "~~t~~", "\\\n", "\n```\nu v\n```\n", "|w|\n|-|\n|x|\n"])  # fmt: skip


@pytest.mark.parametrize("beside", ["", "<aside>n</aside>"])
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), st.data())
def test_any_passage_of_any_text_is_marked_word_for_word(beside: str, source: str, data: st.DataObject) -> None:
    source += "\n\n[^1]: y z"
    blocks = convert(source).blocks
    block = data.draw(st.sampled_from(blocks or [""]))
    first = data.draw(st.integers(0, max(len(block) - 1, 0)))
    passage = block[first : data.draw(st.integers(first + 1, max(len(block), first + 1)))].strip()
    assume(passage)
    html = shown(source, passage, beside=beside)
    plain = shown(source)
    _require_well_formed(html)
    assert _without_marks(html, beside) == plain
    assert html.count('id="p_1"') == 1
    assert html.count('<a href="#r_1">') == 1


def _without_marks(html: str, beside: str) -> str:
    """``html`` as it was before anything was marked in it."""
    if beside and beside in html:
        html = html.replace(f'<div class="debate-beside">{beside}</div></div>\n', "")
        html = html.replace('<div class="debate-noted">', "")
    html = re.sub(r'<span class="debate-passage-start"[^>]*></span>|<a href="#r_\d">\d</a>', "", html)
    return re.sub(r'<mark class="debate-passage">|</mark>', "", html)


def _require_well_formed(html: str) -> None:
    open_tags: list[str] = []

    class Walker(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert tag != "a" or "a" not in open_tags, "a link in a link"
            if tag not in VOID:
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Walker().feed(html)
    assert not open_tags


def _texts(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


def test_many_passages_of_a_long_text_take_no_longer_than_their_number() -> None:
    assert_linear(
        lambda size: shown(
            " ".join(f"one{number} two{number} *three*" for number in range(size)),
            *(f"one{number} two{number}" for number in range(size)),
        )
    )
