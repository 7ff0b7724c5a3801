"""Debates as they stood at another commit, in scratch repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.versions import VersionError, load_at, load_where_parted
from tests import repositories
from tests.repositories import git as _git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    repositories.use_own_settings(monkeypatch)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one debate on the branch main, committed once."""
    debate = "title: Should it close?\nclaims:\n  one:\n    text: One.\n"
    return repositories.new_repository(tmp_path / "site", sundays=debate)


def _commit(root: Path, name: str, text: str) -> None:
    repositories.commit(root, {name: text})


def test_the_debates_come_as_they_were(repository: Path) -> None:
    (repository / "debates/sundays.yaml").unlink()
    version = load_at(repository / "debates", "main")
    assert version.commit == _git(repository, "rev-parse", "main")
    assert list(version.project.debates["sundays"].debate.claims) == ["one"]
    assert not (repository / "debates/sundays.yaml").exists()


def test_problems_name_the_version(repository: Path) -> None:
    _commit(repository, "debates/sundays.yaml", "title: [\n")
    (problem, *_) = load_at(repository / "debates", "HEAD").project.problems
    assert problem.span.path == "HEAD:debates/sundays.yaml"


def test_a_folder_that_was_not_there_has_no_debates(repository: Path) -> None:
    assert not load_at(repository / "elsewhere", "main").project.debates


def test_a_repository_that_is_the_folder_of_debates(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    _commit(tmp_path, "sundays.yaml", "title: T\n")
    assert list(load_at(tmp_path, "HEAD").project.debates) == ["sundays"]


def test_what_others_added_since_does_not_count(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--create", "mine")
    _git(repository, "switch", "--quiet", "main")
    _commit(repository, "debates/later.yaml", "title: Later\n")
    _git(repository, "switch", "--quiet", "mine")
    assert list(load_at(repository / "debates", "main").project.debates) == ["later", "sundays"]
    assert list(load_where_parted(repository / "debates", "main").project.debates) == ["sundays"]


def test_a_detached_head_will_do(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--detach", "main")
    assert list(load_where_parted(repository / "debates", "main").project.debates) == ["sundays"]


def test_histories_with_nothing_in_common_are_compared_as_they_are(repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--orphan", "fresh")
    _commit(repository, "debates/other.yaml", "title: Other\n")
    assert list(load_where_parted(repository / "debates", "main").project.debates) == ["sundays"]


def test_links_that_lead_out_are_refused(repository: Path) -> None:
    (repository / "debates/out.yaml").symlink_to("/etc/passwd")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message", "link")
    version = load_at(repository / "debates", "HEAD")
    assert "unreadable-file" in {each.rule for each in version.project.problems}
    assert list(version.project.debates) == ["sundays"]


@pytest.mark.parametrize("revision", ["nowhere", "-c", "a b", "no\nwhere", "HEAD~5"])
def test_an_unknown_revision_is_named(repository: Path, revision: str) -> None:
    with pytest.raises(VersionError) as caught:
        load_at(repository / "debates", revision)
    assert revision.replace("\n", "\\n") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Path, tmp_path: Path) -> None:
    _commit(repository, "debates/later.yaml", "title: Later\n")
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository}", str(clone))
    with pytest.raises(VersionError, match="fetch-depth: 0"):
        load_at(clone / "debates", "HEAD~1")


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    with pytest.raises(VersionError, match="no commit yet"):
        load_at(tmp_path / "debates", "main")


def test_outside_of_a_repository_git_says_so(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="not a git repository"):
        load_at(tmp_path, "main")


def test_without_git_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VersionError, match="git is not installed"):
        load_at(tmp_path, "main")
