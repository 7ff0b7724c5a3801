"""Whatever the text, conversion ends well and its HTML is harmless."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.prose import convert, first_sentence, nearest_passage, parse_reference, passage_found
from tests.prose.harmlessness import assert_harmless, assert_same_words, assert_within_itself, shown

PIECES = [
    "[", "]", "(", ")", "!", "<", ">", "`", "```", "~~", "*", "**", "_", "|", "\n", "\n\n", "    ", "- ", "1. ", "> ",
    "# ", "|-|-|\n", "|a|b|\n", "[^1]", "[^1]: ", "[a]: ", "\\", "&#106;", "&lt;", "\"", "'", "javascript:", "data:",
    "https://", "http://x.org", "mailto:a@b.org", "crux:a", "claim:b/c", "//x.org", "a.png", "../", "onerror=x",
    "<script>", "</article>", "<img src=x>", "</p>", "<!--", "{{ x }}", "python\n", "\t", "\x00", "é", "字",
    " ", "word", "$", "\\frac{", "$$",
]  # fmt: skip

texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
relaxed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(texts)
def test_the_html_is_harmless(source: str) -> None:
    assert_harmless(shown(convert(source)))


@relaxed
@given(texts)
def test_the_html_stays_within_itself(source: str) -> None:
    assert_within_itself(shown(convert(source)))


@relaxed
@given(texts)
def test_the_words_are_those_of_the_html(source: str) -> None:
    assert_same_words(source, convert(source))


@relaxed
@given(texts, texts)
def test_searching_ends_well(source: str, passage: str) -> None:
    prose = convert(source)
    nearest = nearest_passage(passage, prose)
    assert not nearest or passage_found(nearest, prose)
    assert len(first_sentence(prose, 40)) <= 40
    parse_reference(passage)
    for block in prose.blocks:
        assert passage_found(block, prose)


@relaxed
@given(texts)
def test_flaws_can_be_found_in_the_source(source: str) -> None:
    prose = convert(source)
    for flaw in prose.flaws:
        assert flaw.written in source
        assert flaw.occurrence < max(1, source.count(flaw.written))
