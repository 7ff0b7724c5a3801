"""The lines of a map's boxes."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.pages.maps import _room, _wrapped

WORDS = st.lists(st.text("abcDE-’é…学", min_size=1, max_size=9), min_size=1, max_size=16)


@given(WORDS)
def test_a_title_stands_on_three_lines_or_fewer(words: list[str]) -> None:
    title = " ".join(words)
    lines, room = _wrapped(title), _room(title)
    if max(map(len, words)) <= room - 2:  # a longer one that comes last is cut, which textwrap would leave out
        assert lines == tuple(textwrap.wrap(title, room, max_lines=3, placeholder=" …", break_on_hyphens=False))
    assert len(lines) <= 3
    assert all(len(line) <= room for line in lines)
    assert title == " ".join(lines) or lines[-1].endswith("…")


def test_a_long_word_with_more_behind_it_is_cut() -> None:
    assert _wrapped(" ".join(["y" * 25] * 4)) == ("y" * 25, "y" * 25, "y" * 24 + "…")


def test_long_words_are_broken_and_spaces_that_hold_words_together_are_kept() -> None:
    assert _wrapped("x" * 40) == ("x" * 25, "x" * 15)
    assert _wrapped("under 10\u00a0kg of luggage per head") == ("under 10\u00a0kg of luggage", "per head")
    assert _wrapped("") == ("",)
