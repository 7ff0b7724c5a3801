"""Every rule has cases, and a folder with many flaws has all of them told in one run, each at its place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from mkdocs_debates.rules import RULES
from tests.reading.cases import cases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_CASES: Final = Path(__file__).parents[1] / "cases"
_PROBLEM: Final = re.compile(r"^\S.*?:\d+:\d+: (?:error|warning|advice) ([a-z-]+): ", re.MULTILINE)
_AT_LEAST: Final = 2


def _rules_of_cases() -> Iterator[str]:
    for folder in ("reading", "checks", "changes"):
        for file in (_CASES / folder).glob("*.md"):
            for case in cases_in(file):
                yield from set(_PROBLEM.findall(case.expected))


@pytest.fixture(scope="module")
def counted() -> Counter[str]:
    """How many cases show each rule."""
    return Counter(_rules_of_cases())


@pytest.mark.parametrize("slug", RULES)
def test_a_rule_has_two_cases(slug: str, counted: Counter[str]) -> None:
    assert counted[slug] >= _AT_LEAST


def test_cases_name_no_rule_that_there_is_not(counted: Counter[str]) -> None:
    assert set(counted) <= set(RULES)


def test_all_flaws_of_a_folder_are_told_at_once() -> None:
    """That they are is a case of its own; here, that it leaves none out but those of a change."""
    (case,) = cases_in(_CASES / "checks" / "all-at-once.md")
    assert set(RULES) - set(_PROBLEM.findall(case.expected)) == {"permalink-lost", "orphaned-reply"}
