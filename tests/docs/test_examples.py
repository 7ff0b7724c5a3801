"""What the documentation shows is so: each example is a file, and each message the one that is given."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from mkdocs.config.base import load_config

from mkdocs_debates.project import load
from mkdocs_debates.reports.text import render_problems
from tests.docs.examples import DOCS, ROOT, Example, examples_of

CHECK = "debates check"
WRITTEN = sorted(page for page in DOCS.glob("*.md") if page.name != "rules.md")


def _id(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", WRITTEN, ids=_id)
def test_each_state_of_the_debates_gives_the_messages_that_are_shown(page: Path, tmp_path: Path) -> None:
    examples = [each for each in examples_of(page) if each.title.startswith("debates/") or each.title == CHECK]
    shown_as = "debates"
    for position, example in enumerate(examples):
        if example.title == CHECK:
            continue
        file = tmp_path / example.title
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, encoding="utf-8")
        problems = load(tmp_path / shown_as, shown_as=shown_as).problems
        following = examples[position + 1] if position + 1 < len(examples) else None
        if following is not None and following.title == CHECK:
            assert render_problems(problems) == following.text, f"{page.name}, line {following.line}"
        else:
            flaws = [problem for problem in problems if problem.severity != "advice"]
            assert render_problems(flaws) == "", f"{page.name}, line {example.line}"


@pytest.mark.parametrize("page", WRITTEN, ids=_id)
def test_every_yaml_example_with_a_title_is_a_debate_or_a_configuration(page: Path) -> None:
    titles = {each.title for each in examples_of(page) if each.language == "yaml" and each.title}
    assert all(title == "mkdocs.yml" or title.startswith("debates/") for title in titles)


@pytest.mark.parametrize("page", WRITTEN, ids=_id)
def test_each_configuration_is_accepted_by_mkdocs(page: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "overrides").mkdir()
    for example in examples_of(page):
        if example.title == "mkdocs.yml":
            file = tmp_path / "mkdocs.yml"
            file.write_text(example.text, encoding="utf-8")
            assert "debates" in load_config(str(file)).plugins, f"{page.name}, line {example.line}"


def test_the_marked_lines_of_the_first_debate_are_the_new_ones() -> None:
    debates = [each for each in examples_of(DOCS / "first-debate.md") if each.title.startswith("debates/")]
    assert len(debates) > 5
    for before, after in pairwise(debates):
        old = before.text.splitlines()
        lines = after.text.splitlines()
        unmarked = [line for number, line in enumerate(lines, 1) if number not in after.highlighted]
        if len(lines) == len(old):
            changed = {number for number, (new, was) in enumerate(zip(lines, old, strict=True), 1) if new != was}
            assert after.highlighted == changed, f"line {after.line}"
        else:
            assert [line for line in unmarked if line] == [line for line in old if line], f"line {after.line}"


def test_the_rules_begin_with_a_message_of_the_first_debate() -> None:
    message = next(examples_of(DOCS / "rules.md")).text
    assert any(message in each.text for each in examples_of(DOCS / "first-debate.md") if each.title == CHECK)


def test_the_home_page_quotes_the_flagship_debate() -> None:
    quoted = next(each for each in examples_of(DOCS / "index.md") if each.language == "yaml")
    debate = (ROOT / "debates" / "ai-lab-jobs.yaml").read_text(encoding="utf-8")
    indents = {line.index(quoted.text.splitlines()[0]) for line in debate.splitlines() if _starts(quoted, line)}
    assert len(indents) == 1
    indent = " " * indents.pop()
    assert "".join(f"{indent}{line}" for line in quoted.text.splitlines(keepends=True)) in debate


def _starts(quoted: Example, line: str) -> bool:
    return line.strip() == quoted.text.splitlines()[0]


def test_the_configuration_of_this_site_reads_as_yaml() -> None:
    assert yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"] == ["search", "debates"]
