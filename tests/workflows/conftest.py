"""The site whose workflows run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mkdocs_debates.cli import main
from tests import repositories
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site as ``debates init`` makes it, committed on the branch main."""
    repositories.use_own_settings(monkeypatch)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    root = tmp_path / "origin"
    done = CliRunner().invoke(main, ["init", str(root)])
    assert done.exit_code == 0, done.output
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Start")
    return root
