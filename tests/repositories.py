"""Scratch repositories for tests of what takes earlier versions from git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def use_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know no settings but the tests' own."""
    for name, value in _SETTINGS.items():
        monkeypatch.setenv(name, value)


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder."""
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def new_repository(root: Path, **files: str) -> Path:
    """A repository at ``root`` on the branch main with one commit of debates, by id."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {f"debates/{debate}.yaml": text for debate, text in files.items()})
    return root


def commit(root: Path, files: dict[str, str | None]) -> None:
    """Commit files with these texts; None takes one away."""
    for name, text in files.items():
        file = root / name
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", ", ".join(files))
