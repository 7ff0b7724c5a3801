"""Passages that a text holds, and the nearest to those that it does not."""

from __future__ import annotations

import time

import pytest

from mkdocs_debates.prose import EMPTY, convert, nearest_passage, passage_found, place_of_passage

TEXT = convert(
    "There is *no* meaningful [path to](https://example.org) impact, she said: “it isn’t there”.\n\n"
    "- A second paragraph[^1] goes\n  on here.\n\n| cell | other |\n|---|---|\n\n[^1]: A note."
)


@pytest.mark.parametrize(
    "passage",
    [
        "no meaningful path to impact",
        "There is no",
        '"it isn\'t there"',
        "“it isn’t there”",
        "  no\n meaningful\tpath ",
        "paragraph goes on here",
        "cell",
        "A note.",
        "eaningfu",
    ],
)
def test_found(passage: str) -> None:
    assert passage_found(passage, TEXT)


@pytest.mark.parametrize(
    "passage", ["there is no", "*no*", "there”. A second", "cell other", "https://example.org", "", "  "]
)
def test_not_found(passage: str) -> None:
    assert not passage_found(passage, TEXT)


@pytest.mark.parametrize(
    ("passage", "nearest"),
    [
        ("no meaningful way to impact", "no meaningful path to impact,"),
        ("No Meaningful Path To Impact", "no meaningful path to impact,"),
        ("paragrpah", "paragraph"),
        ("second paragraf", "second paragraph"),
        ("entirely unrelated words about cheese", ""),
        ("", ""),
    ],
)
def test_nearest(passage: str, nearest: str) -> None:
    assert nearest_passage(passage, TEXT) == nearest


def test_nothing_is_near_in_an_empty_text() -> None:
    assert nearest_passage("words", EMPTY) == ""
    assert not passage_found("words", EMPTY)


@pytest.mark.parametrize(
    "passage", ["wrod", "wrod otehr", "some thing other word " * 5000, "x" * 1_000_000, "word" * 10 + " thing"]
)
def test_the_search_ends_soon(passage: str) -> None:
    text = convert(" ".join(f"word{number} other thing" for number in range(5000)))
    start = time.process_time()
    nearest_passage(passage, text)
    assert time.process_time() - start < 1


def test_a_passage_has_its_place_by_block_and_character() -> None:
    prose = convert("One *two* three.\n\nTwo four.")
    places = [place_of_passage(words, prose) for words in ("two three", "Two", "four", "five")]
    assert places == [(0, 4), (1, 0), (1, 4), (2, 0)]
