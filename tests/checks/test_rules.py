"""The examples of the rules that need whole debates do what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.project import load
from mkdocs_debates.rules import RULES
from tests.reading.test_rules import OF_FILES, OF_THE_READER

if TYPE_CHECKING:
    from pathlib import Path

OF_THE_CHECKS = sorted(set(RULES) - set(OF_THE_READER) - set(OF_FILES) - {"permalink-taken"})


def _rules_broken(text: str, folder: Path) -> set[str]:
    (folder / "labs.yaml").write_text(text, encoding="utf-8")
    return {problem.rule for problem in load(folder).problems}


@pytest.mark.parametrize("slug", OF_THE_CHECKS)
def test_the_wrong_example_breaks_its_rule(slug: str, tmp_path: Path) -> None:
    assert slug in _rules_broken(RULES[slug].wrong, tmp_path)


@pytest.mark.parametrize("slug", OF_THE_CHECKS)
def test_the_right_example_keeps_its_rule(slug: str, tmp_path: Path) -> None:
    assert slug not in _rules_broken(RULES[slug].right, tmp_path)
