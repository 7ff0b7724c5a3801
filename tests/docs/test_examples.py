"""What the documentation shows is so: each example is a file, and each message the one that is given."""

from __future__ import annotations

import shlex
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from mkdocs.config.base import load_config
from mkdocs.utils.yaml import yaml_load

from mkdocs_debates.cli import main
from mkdocs_debates.comparing import compare, permalink_problems
from mkdocs_debates.project import load
from mkdocs_debates.reports.changes.text import render_text
from mkdocs_debates.reports.problems.text import render_problems
from tests.docs.examples import DOCS, ROOT, Example, examples_of
from tests.reading.cases import cases_in, render

if TYPE_CHECKING:
    from pathlib import Path

CHECK = "debates check"
WRITTEN = sorted(page for page in DOCS.glob("*.md") if page.name != "rules.md")


def _id(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", WRITTEN, ids=_id)
def test_each_state_of_the_debates_gives_the_messages_that_are_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = [each for each in examples_of(page) if each.title.startswith("debates/") or each.title == CHECK]
    for example, following in pairwise([*examples, None]):
        assert example is not None
        where = f"{page.name}, line {example.line}"
        if example.title == CHECK:
            assert CliRunner().invoke(main, ["check"]).output == example.text, where
            continue
        file = tmp_path / example.title
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, encoding="utf-8")
        if following is None or following.title != CHECK:
            flaws = [each for each in load(tmp_path / "debates").problems if each.severity != "advice"]
            assert render_problems(flaws) == "", where


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


def test_the_tutorial_writes_a_debate_of_this_site() -> None:
    debates = [each for each in examples_of(DOCS / "first-debate.md") if each.title == "debates/sundays.yaml"]
    assert debates[-1].text == (DOCS.parent / "debates" / "sundays.yaml").read_text(encoding="utf-8")


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
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        assert yaml_load(file)["plugins"] == ["search", "debates"]


def test_the_golden_case_that_is_shown_is_one(tmp_path: Path) -> None:
    shown = (DOCS / "contributing.md").read_text(encoding="utf-8").partition("````markdown\n")[2].partition("````")[0]
    file = tmp_path / "cases.md"
    file.write_text(shown, encoding="utf-8")
    (case,) = cases_in(file)
    assert case.files
    assert render(case, tmp_path / "files") == case.expected


def test_the_first_debate_can_be_built_and_customised_as_shown(tmp_path: Path) -> None:
    for page in ("first-debate.md", "customising.md"):
        for example in examples_of(DOCS / page):
            if "/" in example.title or example.title == "mkdocs.yml":
                file = tmp_path / example.title
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(example.text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(tmp_path / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    crux = (tmp_path / "site/debates/sundays/cruxes/trade/index.html").read_text(encoding="utf-8")
    assert "Do you know of a study?" in crux
    assert "Do shops sell less when no cars come?" in crux


def _blocks(page: str, section: str, language: str) -> list[str]:
    """The blocks of code of a language in a section of a page."""
    part = (DOCS / page).read_text(encoding="utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return [block.partition("```")[0] for block in part.split(f"```{language}\n")[1:]]


def test_the_person_that_is_added_looks_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = _blocks("commands.md", "new", "sh")
    (shown,) = _blocks("commands.md", "new", "yaml")
    assert CliRunner().invoke(main, ["init", str(tmp_path / "site")]).exit_code == 0
    monkeypatch.chdir(tmp_path / "site")
    file = tmp_path / "site" / "debates" / "sundays.yaml"
    before = file.read_text(encoding="utf-8")
    program, *arguments = shlex.split(command)
    assert program == "debates"
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert file.read_text(encoding="utf-8").replace(f"\n{shown}", "", 1) == before


def test_the_difference_reads_as_shown(tmp_path: Path) -> None:
    (shown,) = _blocks("commands.md", "diff", "text")
    buses = "    replies:\n      rare: {relation: opposes, text: Buses are rare on "
    start = "title: Should Main Street be closed to cars on Sundays?\nclaims:\n"
    cars, other = "  cars:\n    text: Most come by car.\n", "  buses:\n    text: There are buses.\n"
    versions = []
    for name, text in (
        ("before", f"{start}{cars}{other}{buses}Sundays.}}\n"),
        ("after", f"{start}{cars}{buses}Mondays.}}\n{other}"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sundays.yaml").write_text(text, encoding="utf-8")
        versions.append(load(tmp_path / name).debates)
    before, after = versions
    assert render_text(compare(before, after)).rstrip("\n") == shown.rstrip("\n")


def test_the_lost_permalink_reads_as_shown(tmp_path: Path) -> None:
    (shown,) = _blocks("commands.md", "check", "text")
    before = "title: T\nclaims:\n  trade:\n    text: Trade suffers.\n"
    after = "title: T\n# \n\n\n\n\n\n\n\n\nclaims:\n  trade-suffers:\n    text: Trade suffers.\n"
    versions = []
    for name, text in (("before", before), ("after", after)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sundays.yaml").write_text(text, encoding="utf-8")
        versions.append(load(tmp_path / name, shown_as="debates").debates)
    then, now = versions
    problems = permalink_problems(compare(then, now), then, now, "debates")
    assert render_problems(problems).splitlines()[0] == shown.rstrip("\n")


def test_pages_for_other_generators_look_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = list(examples_of(DOCS / "hosts.md"))
    (settings,) = (each.text for each in examples if each.title == "zensical.toml")
    (shown,) = (each.text for each in examples if each.text.startswith("---\n"))
    (told,) = (each.text for each in examples if each.text.startswith("docs: "))
    monkeypatch.chdir(tmp_path)
    for path, text in {
        "zensical.toml": settings,
        "docs/index.md": "# Home\n",
        "debates/sundays.yaml": (ROOT / "debates/sundays.yaml").read_text(encoding="utf-8"),
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    arguments = ["pages", "--out", "docs"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    page = (tmp_path / "docs/debates/sundays/index.md").read_text(encoding="utf-8")
    assert page.partition('dir="')[0].startswith(shown.partition('">\n…')[0])
    if find_spec("zensical") is not None:
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        built = (tmp_path / "site/debates/sundays/index.html").read_text(encoding="utf-8")
        assert '<script src="../../assets/debates/debates.js" type="module">' in built
        assert 'href="../../assets/debates/debates.css"' in built
    (tmp_path / "zensical.toml").write_text(settings.replace("unfold = 3", "unfold = 2"), encoding="utf-8")
    assert CliRunner().invoke(main, [*arguments, "--check"]).stderr == told
