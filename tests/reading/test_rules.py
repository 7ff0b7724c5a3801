"""The examples of the rule catalogue do what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.reading import read_folder
from mkdocs_debates.rules import RULES, Rule

if TYPE_CHECKING:
    from pathlib import Path

OF_THE_READER = (
    "yaml-syntax",
    "yaml-feature",
    "conflict-marker",
    "duplicate-key",
    "too-deep",
    "unknown-field",
    "missing-field",
    "wrong-type",
    "bad-value",
    "bad-id",
    "duplicate-id",
    "missing-relation",
    "unsafe-url",
    "lost-text",
)
OF_FILES = ("too-large", "unreadable-file", "reserved-id")


def _rules_broken(text: str, folder: Path) -> list[str]:
    (folder / "labs.yaml").write_text(text)
    return [problem.rule for problem in read_folder(folder).problems]


@pytest.mark.parametrize("slug", OF_THE_READER)
def test_the_wrong_example_breaks_the_rule_and_no_other(slug: str, tmp_path: Path) -> None:
    assert _rules_broken(RULES[slug].wrong, tmp_path) == [slug]


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.slug not in OF_FILES], ids=lambda rule: rule.slug
)
def test_the_right_example_reads_without_problems(rule: Rule, tmp_path: Path) -> None:
    assert _rules_broken(rule.right, tmp_path) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.slug)
def test_a_rule_is_told_in_full(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.wrong != rule.right
    assert rule.wrong.endswith("\n")
    assert rule.right.endswith("\n")
