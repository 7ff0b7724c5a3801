"""``debates rename``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_debates.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DEBATE = "title: T\nsummary: '[](claim:one)'\nclaims:\n  one:\n    text: One.\n"


def test_files_are_written_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/sundays.yaml").write_text(DEBATE)
    done = CliRunner().invoke(main, ["rename", "sundays", "one", "first"])
    assert (done.exit_code, done.stdout) == (0, "debates/sundays.yaml: 3 places\n")
    after = DEBATE.replace("one", "first") + "    formerly: [one]\n"
    assert (tmp_path / "debates/sundays.yaml").read_text() == after


def test_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/sundays.yaml").write_text(DEBATE)
    done = CliRunner().invoke(main, ["rename", "sundays", "two", "first"])
    assert done.exit_code == 2
    assert 'there is no "two"' in done.stderr


def test_a_disk_that_is_full_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/sundays.yaml").write_text(DEBATE)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", "debates/sundays.yaml")

    monkeypatch.setattr(os, "fsync", full)
    done = CliRunner().invoke(main, ["rename", "sundays", "one", "first"])
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert [file.name for file in (tmp_path / "debates").iterdir()] == ["sundays.yaml"]
    assert (tmp_path / "debates/sundays.yaml").read_text() == DEBATE
