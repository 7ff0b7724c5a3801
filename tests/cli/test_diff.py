"""``debates diff``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from tests import repositories
from tests.repositories import commit, git

if TYPE_CHECKING:
    from pathlib import Path

ONE = "title: Should it close?\nclaims:\n  one:\n    text: One.\n"
TWO = ONE + "  two:\n    text: Two.\n"
THREE = TWO + "  three:\n    text: Three.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is the current folder: one claim at the tag ``start``, two on main, three in the files."""
    repositories.use_own_settings(monkeypatch)
    made = repositories.new_repository(tmp_path / "site", sundays=ONE)
    git(made, "tag", "start")
    commit(made, {"debates/sundays.yaml": TWO})
    (made / "debates/sundays.yaml").write_text(THREE)
    monkeypatch.chdir(made)
    return made


def _diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def _added(*arguments: str) -> list[str]:
    done = _diff(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    return [change["id"] for debate in json.loads(done.stdout)["debates"] for change in debate["changes"]]


@pytest.mark.parametrize(
    ("refs", "added"),
    [
        (["start"], ["two", "three"]),
        (["main"], ["three"]),
        (["start", "main"], ["two"]),
        (["start...main"], ["two"]),
        (["start..."], ["two"]),
        (["main", "start"], ["two"]),
    ],
)
def test_versions_are_compared(root: Path, refs: list[str], added: list[str]) -> None:
    assert _added(*refs) == added


def test_what_others_changed_meanwhile_does_not_come(root: Path) -> None:
    git(root, "checkout", "--quiet", "--", "debates")
    git(root, "switch", "--quiet", "--create", "other", "start")
    commit(root, {"debates/another.yaml": "title: Another\n"})
    git(root, "switch", "--quiet", "main")
    assert _added("other") == ["two"]
    assert _added("other...main") == ["two"]
    assert json.loads(_diff("other", "main", "--format", "json").stdout)["debates"][0]["state"] == "removed"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "sundays: Should it close?"),
        ("markdown", "<!-- debates: changes -->"),
        ("json", "{"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_each_form(root: Path, form: str, start: str) -> None:
    done = _diff("main", "--format", form)
    assert done.exit_code == 0
    assert done.stdout.startswith(start)
    assert "three" in done.stdout


CONFIG = "site_name: S\ntheme: material\nplugins:\n  - debates:\n      preview_url: https://p.example.org/{number}/\n"


def test_a_preview_is_linked_where_the_site_says_where_it_stands(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG)
    asked = ["main", "--format", "markdown", "--config-file", "mkdocs.yml"]
    assert "https://p.example.org/7/debates/sundays/claims/three/" in _diff(*asked, "--pull-request", "7").stdout
    assert "p.example.org" not in _diff(*asked).stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [("site_name: S\n", "does not name the plugin debates"), ("site_name: [\n", "is no configuration")],
)
def test_a_configuration_that_cannot_be_used_is_wrong_use(root: Path, text: str, words: str) -> None:
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(text)
    done = _diff("main", "--format", "html", "--config-file", "mkdocs.yml")
    assert done.exit_code == 2
    assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], 'git knows no commit "nowhere"'),
        (["start", "nowhere"], 'git knows no commit "nowhere"'),
        (["a...b"], 'git knows no commit "a"'),
        (["start", "main", "main"], "give one version or two, not 3"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use(root: Path, arguments: list[str], words: str) -> None:
    done = _diff(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "debates").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = _diff("main")
    assert done.exit_code == 2
    assert "not a git repository" in done.stderr
