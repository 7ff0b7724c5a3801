"""Texts that are too much, and texts that merely look like it."""

from __future__ import annotations

import time

import pytest

from mkdocs_debates.prose import Prose, convert


def shown(prose: Prose) -> str:
    return prose.html(resolve=lambda _: ("x", "y"), image=lambda path: path)


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("a" * 100_001, "too-large"),
        ("[" * 2_501, "too-large"),
        ("a\n" * 5_001, "too-large"),
        ("*_" * 5_000 + "$", "too-large"),
        ("<a" * 10_001, "too-large"),
        ("|a" * 250 + "|\n" + "|-" * 250 + "|\n" + "a\n" * 250, "too-large"),
        (("|a" * 90 + "|\n" + "|-" * 90 + "|\n" + "a\n" * 60 + "\n") * 2, "too-large"),
        ("[^a]: x\n\n" + "[^a]" * 2000, "too-large"),
        ("[](crux:a)" * 2400, "too-large"),
        ('"' * 60_000, "too-large"),
        (">" * 100 + "a", "too-deep"),
        ("".join("  " * level + "- a\n" for level in range(200)), "too-deep"),
        ("- " * 30 + "a", "too-deep"),
        ("[^a]: " * 50 + "b", "too-deep"),
        ("*a " * 100 + "b* " * 100, "too-deep"),
    ],
)
def test_too_much_is_a_flaw_and_shows_nothing(source: str, rule: str) -> None:
    prose = convert(source)
    assert [flaw.rule for flaw in prose.flaws] == [rule]
    assert prose.flaws[0].message
    assert prose.flaws[0].hint
    assert shown(prose) == ""


@pytest.mark.parametrize(
    "source",
    [
        "| a |\n|---|\n| b |",
        "".join("  " * level + "- a\n" for level in range(18)),
        "> " * 30 + "a",
        "| a | b |\n|---|---|\n" + "| c | d |\n" * 500,
        "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(60)),
        "word " * 15_000,
        "".join(f"# {number}\n\ntext\n\n" for number in range(1000)),
        "[" * 2_500,
        "a\n" * 5_000,
        "*_" * 5_000,
    ],
)
def test_much_is_fine(source: str) -> None:
    prose = convert(source)
    assert not prose.flaws
    assert shown(prose)


def test_nothing_is_dropped_below_the_depth_limit() -> None:
    for depth in range(1, 45):
        for mark in ("> ", "- ", "1. "):
            prose = convert(mark * depth + "word")
            assert ("word" in prose.text) != any(flaw.rule == "too-deep" for flaw in prose.flaws)


@pytest.mark.parametrize(
    "source",
    [
        "[" * 2500,
        " ![" * 2500,
        " [^a" * 2500,
        "[^a]: x\n\n" + "[^" * 2400,
        "[a](" * 2500,
        "[" * 2500 + "](a)" * 2500,
        "[a\n" * 2500,
        "://" * 30_000,
        "https://" * 10_000,
        "https://example.org/" + ")" * 70_000,
        "*a " * 10_000,
        "*_ " * 5_000,
        "<a" * 10_000,
        "$a$ " * 5_000,
        "`" * 10_000,
        "1. a\n" * 5_000,
        "===\n" * 5_000,
        "#" * 100_000,
        "a|b\n-|-\n" * 2_500,
        "```python\n" + "'" * 9000 + "\n```",
    ],
    ids=lambda source: source[:12].replace("\n", "/"),
)
def test_a_flood_is_over_soon(source: str) -> None:
    start = time.process_time()
    convert(source)
    assert time.process_time() - start < 5  # seconds; what is not linear takes minutes
