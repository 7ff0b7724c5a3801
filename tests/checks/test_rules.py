"""The examples of the rules that need whole debates do what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.comparing import compare, permalink_problems
from mkdocs_debates.project import load
from mkdocs_debates.rules import RULES
from tests.reading.test_rules import OF_FILES, OF_THE_READER

if TYPE_CHECKING:
    from pathlib import Path

OF_A_CHANGE = sorted(rule.slug for rule in RULES.values() if rule.before)
OF_THE_CHECKS = sorted(set(RULES) - set(OF_THE_READER) - set(OF_FILES) - set(OF_A_CHANGE) - {"permalink-taken"})


def _rules_broken(text: str, folder: Path) -> set[str]:
    (folder / "labs.yaml").write_text(text, encoding="utf-8")
    return {problem.rule for problem in load(folder).problems}


@pytest.mark.parametrize("slug", OF_THE_CHECKS)
def test_the_wrong_example_breaks_its_rule(slug: str, tmp_path: Path) -> None:
    assert slug in _rules_broken(RULES[slug].wrong, tmp_path)


@pytest.mark.parametrize("slug", OF_THE_CHECKS)
def test_the_right_example_keeps_its_rule(slug: str, tmp_path: Path) -> None:
    assert slug not in _rules_broken(RULES[slug].right, tmp_path)


@pytest.mark.parametrize("slug", OF_A_CHANGE)
def test_the_examples_of_a_change_break_and_keep_their_rule(slug: str, tmp_path: Path) -> None:
    rule = RULES[slug]
    assert slug in _rules_broken_since(rule.before, rule.wrong, tmp_path)
    assert not _rules_broken_since(rule.before, rule.right, tmp_path)


def _rules_broken_since(before: str, after: str, folder: Path) -> set[str]:
    (folder / "labs.yaml").write_text(before, encoding="utf-8")
    then = load(folder).debates
    (folder / "labs.yaml").write_text(after, encoding="utf-8")
    now = load(folder).debates
    return {problem.rule for problem in permalink_problems(compare(then, now), then, now, "debates")}
