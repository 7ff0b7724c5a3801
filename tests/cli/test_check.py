"""``debates check``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_debates.cli import COMMANDS, main
from tests import repositories

ROOT = Path(__file__).parents[2]
FINE = "title: Should it close?\nclaims:\n  one:\n    text: One.\n  two:\n    text: Two.\n"
WRONG = "title: Should it close?\nstatsu: open\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a fine debate, which is the current folder."""
    repositories.use_own_settings(monkeypatch)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    made = repositories.new_repository(tmp_path / "site", sundays=FINE)
    monkeypatch.chdir(made)
    return made


def _check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def test_a_fine_debate_passes_in_every_form(root: Path) -> None:
    for form in ("text", "github", "json", "sarif"):
        assert _check("--format", form).exit_code == 0, form


@pytest.mark.parametrize("path", ["", "debates", "debates/cars.yaml"])
def test_a_debate_may_be_called_debate(root: Path, path: str) -> None:
    (root / "debates/debate.yaml").write_text(FINE)
    (root / "debates/cars.yaml").write_text(WRONG)
    told = _check(*filter(None, [path]))
    assert told.exit_code == 1
    assert "debates/cars.yaml:2:1: error unknown-field" in told.stderr + told.stdout


def test_each_form_tells_of_a_problem(root: Path) -> None:
    (root / "debates/sundays.yaml").write_text(WRONG)
    reports = {form: _check("--format", form) for form in ("text", "github", "json", "sarif")}
    assert all(report.exit_code == 1 for report in reports.values())
    assert reports["text"].stdout.startswith("debates/sundays.yaml:2:1: error unknown-field:")
    assert reports["github"].stdout.startswith("::error file=debates/sundays.yaml,line=2,")
    assert json.loads(reports["json"].stdout)["problems"][0]["rule"] == "unknown-field"
    assert json.loads(reports["sarif"].stdout)["runs"][0]["results"][0]["ruleId"] == "unknown-field"


def test_a_summary_is_added_to_that_of_the_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "debates/sundays.yaml").write_text(WRONG)
    summary = root / "summary.md"
    summary.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    _check("--format", "text")
    assert summary.read_text() == "Before.\n"
    _check("--format", "github")
    assert summary.read_text().startswith("Before.\n### Debates: 1 error in 1 file\n")


def test_a_lost_id_fails_until_it_is_a_former_one(root: Path) -> None:
    file = root / "debates/sundays.yaml"
    file.write_text(FINE.replace("  two:", "  second:"))
    assert _check().exit_code == 0
    report = _check("--against", "main")
    assert report.exit_code == 1
    assert ('debates/sundays.yaml:5:3: error permalink-lost: "two" ("Two.") is gone') in report.stdout
    assert 'add `formerly: [two]` to "second"' in report.stdout
    file.write_text(FINE.replace("  two:", "  second:\n    formerly: [two]"))
    assert _check("--against", "main").exit_code == 0


def test_an_orphaned_reply_is_a_warning(root: Path) -> None:
    with_reply = FINE + "    replies:\n      three: {relation: opposes, text: Three.}\n"
    repositories.commit(root, {"debates/sundays.yaml": with_reply})
    (root / "debates/sundays.yaml").write_text(FINE.replace("two", "three").replace("Two", "Three"))
    report = _check("--against", "HEAD")
    assert (
        'sundays.yaml:5:3: warning orphaned-reply: the claim "three" replied to "two", which is gone' in report.stdout
    )


def test_what_others_added_meanwhile_is_not_lost(root: Path) -> None:
    repositories.git(root, "switch", "--quiet", "--create", "mine")
    repositories.git(root, "switch", "--quiet", "main")
    repositories.commit(root, {"debates/other.yaml": "title: Other\n"})
    repositories.git(root, "switch", "--quiet", "mine")
    assert _check("--against", "main").exit_code == 0


def test_a_version_that_cannot_be_had_is_wrong_use(root: Path) -> None:
    report = _check("--against", "elsewhere")
    assert report.exit_code == 2
    assert 'git knows no commit "elsewhere"' in report.stderr


def test_problems_of_a_file_that_was_named_come_once(root: Path) -> None:
    (root / "debates/sundays.yaml").write_text(WRONG)
    (root / "debates/other.yaml").write_text(WRONG)
    report = _check("debates/sundays.yaml", "debates/sundays.yaml", "debates")
    assert report.stdout.count("unknown-field") == 2
    assert _check("debates/sundays.yaml").stdout.count("unknown-field") == 1


def test_the_hooks_for_pre_commit_are_commands_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["debates-check", "debates-format"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "debates"
        assert command in COMMANDS
        assert hook["language"] == "python"
        assert re.search(hook["files"], "debates/sundays.yaml")
        assert re.search(hook["files"], "debates/sundays/claims.yml")
