"""Texts of other programs become prose in which nothing is an error and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing.texts import cleaned, paragraph, plain, sound, title_of
from mkdocs_debates.prose import convert
from tests.exchange.importing.judging import assert_linear

MARKS = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "#",
    "~",
    "|",
    "$",
    "!",
    "\\",
    "-",
    "+",
    "1.",
    "=",
    "&amp;",
    ":",
    "^",
]
WORDS = ["a", " ", "\n", "\n\n", "    ", "https://e.org/a", "http://u:p@h", "[x](ftp://y)", "claim:a", "---", "|-|"]
MARKUP = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Plain words, don't you think? a_b", "Plain words, don't you think? a_b"),
        ("See https://example.org/a.", "See https://example.org/a."),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a *b* c", r"a \*b\* c"),
        ("# 1 of 2", r"\# 1 of 2"),
        ("1984. A book", r"1984\. A book"),
        ("- a", r"\- a"),
        ("[x](https://e.org)", r"\[x\](https://e.org)"),
        ("R&amp;D", r"R\&amp;D"),
        ("    code", "code"),
        ("a\n\nb", "a\n\nb"),
        ("", ""),
    ],
)
def test_plain_text_shows_its_characters(text: str, markdown: str) -> None:
    assert plain(text) == markdown


@given(st.one_of(MARKUP, st.text(max_size=30).map(lambda text: cleaned(text)[0])))
def test_any_plain_text_shows_its_characters(text: str) -> None:
    shown = convert(plain(text))
    assert " ".join(shown.blocks).split() == text.split()
    assert not shown.references
    assert not shown.images


@pytest.mark.parametrize(
    ("text", "kept", "wrong"),
    [
        ("*a* [b](https://e.org)", "*a* [b](https://e.org)", ""),
        ("a [b](ftp://c) [d](https://e.org)", r"a [b]\(ftp://c) [d](https://e.org)", '"ftp://c" starts with "ftp:"'),
        ("[b](claim:a) [c](claim:z)", r"[b](claim:a) [c]\(claim:z)", '"claim:z" leads nowhere'),
        ("![b](./c.png)", r"![b]\(./c.png)", 'the image "c.png" is not there'),
        ("see http://u:p@h/ *now*", r"see http\://u:p@h/ *now*", "user name or password"),
        ("[*a*]\n\n[*a*]: javascript:x", "[*a*]\n\n\\[*a*]: javascript:x", "javascript:"),
        (r"\(a\) [b](ftp://c_\(d\)) *e*", r"\(a\) [b]\(ftp://c_\(d\)) *e*", '"ftp://c_(d)" starts with "ftp:"'),
        (r"\(a\) [b](javascript:c(1)) *d*", r"\(a\) [b]\(javascript:c(1)) *d*", "javascript:"),
        (r"\(a\) [b](jav&#97;script:c) *d*", r"\(a\) [b]\(jav&#97;script:c) *d*", "javascript:"),
        (r"\(a\) [b](<ftp://c d>) <ftp://e> *f*", r"\(a\) [b]\(\<ftp://c d>) \<ftp://e> *f*", '"ftp:'),
        (r"\(a\) [https://e](http://u:p@h) *b*", r"\(a\) [https://e]\(http\://u:p@h) *b*", "user name or password"),
        ("> [a]: ftp://b\n\n[a] *c*", "\\> \\[a\\]: ftp\\://b\n\n\\[a\\] \\*c\\*", '"ftp://b" starts with "ftp:"'),
    ],
)
def test_what_may_not_stand_in_prose_is_shown_as_it_is_written(text: str, kept: str, wrong: str) -> None:
    found, words = sound(text, {"claim:a"})
    assert found == kept
    assert wrong in words
    assert bool(words) is bool(wrong)


@given(st.one_of(MARKUP, st.text(max_size=30).map(lambda text: cleaned(text)[0])))
def test_any_text_becomes_sound(text: str) -> None:
    found, words = sound(text, {"claim:a"})
    shown = convert(found)
    assert not shown.flaws
    assert not shown.images
    assert {each.written for each in shown.references} <= {"claim:a"}
    assert words or found == text


@pytest.mark.parametrize(
    "text", ["a" * 150_000, "[" * 60_000, "> " * 3000 + "a", '"' * 90_000, "|a" * 20_000 + "\n" + "|-" * 20_000]
)
def test_a_text_beyond_the_limits_of_prose_is_cut(text: str) -> None:
    found, words = sound(text)
    assert not convert(found).flaws
    assert words


@given(st.lists(MARKUP.filter(lambda line: "\n" not in line and line.strip()), min_size=1, max_size=4))
def test_lines_of_a_paragraph_start_no_block(lines: list[str]) -> None:
    words = ["word", *lines]
    assert len(convert(paragraph(words)).blocks) <= 1


def test_a_paragraph_keeps_its_lines() -> None:
    assert paragraph(["a", "- b", "2. c", "*d* e", "# f", "g"]) == "a\n\\- b\n2\\. c\n*d* e\n\\# f\ng"


def test_characters_that_cannot_be_seen_are_counted() -> None:
    assert cleaned("\ufeffa\r\nb\rc\u2028d\x00\x07") == ("a\nb\nc\nd", 2)


def test_a_title_is_the_first_sentence() -> None:
    assert title_of("*All* [buses](https://e.org). Trams.") == "All buses."


def test_the_work_grows_as_the_text_does() -> None:
    assert_linear(lambda size: sound("[a](ftp://b) " * size))
    assert_linear(lambda size: plain("*a* " * size))


@pytest.mark.parametrize("mark", ["*", "_", "- ", "=", "|", "#", "1.", "[", "](", "\\"])
def test_a_line_of_marks_alone_comes_to_an_end(mark: str) -> None:
    line = mark * 20_000 + "a"
    assert len(paragraph([line])) <= len(line) + 1
    assert not convert(sound(line)[0]).flaws
