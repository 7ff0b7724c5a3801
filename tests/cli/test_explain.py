"""``debates explain``."""

from __future__ import annotations

import textwrap

import pytest
from click.testing import CliRunner

from mkdocs_debates.cli import main
from mkdocs_debates.rules import RULES


@pytest.mark.parametrize("slug", RULES)
def test_a_rule_is_explained_with_its_examples(slug: str) -> None:
    result = CliRunner().invoke(main, ["explain", slug])
    rule = RULES[slug]
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{slug} ({rule.severity})\n")
    words = " ".join(result.stdout.split())
    assert all(" ".join(text.split()) in words for text in (rule.summary, rule.why))
    for example in (rule.wrong, rule.right):
        assert textwrap.indent(example.rstrip("\n"), "    ") in result.stdout


def test_without_a_rule_all_are_listed() -> None:
    listed = CliRunner().invoke(main, ["explain"]).stdout.splitlines()
    assert [line.split()[0] for line in listed if not line.startswith(" ")] == list(RULES)
    assert max(map(len, listed)) <= 80


def test_an_unknown_rule_is_wrong_use() -> None:
    result = CliRunner().invoke(main, ["explain", "unknown-referense"])
    assert result.exit_code == 2
    assert 'did you mean "unknown-reference"?' in result.stderr
