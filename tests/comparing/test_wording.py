"""Word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.comparing.wording import Wording, word_changes


@given(st.text("ab .\n"), st.text("ab .\n"))
def test_the_pieces_join_to_both_texts(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(each.text for each in pieces if each.kind != "inserted") == before
    assert "".join(each.text for each in pieces if each.kind != "deleted") == after
    assert all(each.text for each in pieces)


@pytest.mark.parametrize("text", ["", "One.", "One two.\n\nThree."])
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(each.kind == "same" for each in word_changes(text, text))


def test_a_word_is_replaced() -> None:
    assert word_changes("Half of them walk.", "Half of them drive.") == (
        Wording("same", "Half of them "),
        Wording("deleted", "walk"),
        Wording("inserted", "drive"),
        Wording("same", "."),
    )


def test_neighbouring_words_change_together() -> None:
    assert word_changes("a big red car", "a small blue car")[1:3] == (
        Wording("deleted", "big red"),
        Wording("inserted", "small blue"),
    )


def test_long_texts_are_compared_by_lines_and_then_as_a_whole() -> None:
    lines = [f"line {number} of it\n" for number in range(1000)]
    by_lines = word_changes("".join(lines), "".join(["first\n", *lines[:500], "x\n", *lines[501:-1], "last\n"]))
    assert Wording("inserted", "x\n") in by_lines
    whole = word_changes("a\n" * 9000 + "b", "c\n" * 9000 + "d")
    assert [each.kind for each in whole] == ["deleted", "inserted"]
