"""``debates format``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from mkdocs_debates.editing import layout

if TYPE_CHECKING:
    from pathlib import Path

FINE = "title: Should it close?\nstatus: open\n"
OTHER = "status:   open\ntitle: Should it close?\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of debates below the current one: one file that is fine, one that is not."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "debates"
    (made / "parts").mkdir(parents=True)
    (made / "fine.yaml").write_text(FINE)
    (made / "parts" / "debate.yaml").write_text(OTHER)
    return made


def _format(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["format", *arguments])


def test_files_are_laid_out_anew(folder: Path) -> None:
    done = _format()
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 of 2 files were laid out anew.\n")
    assert (folder / "parts" / "debate.yaml").read_text() == FINE
    assert _format().stderr == "0 of 2 files were laid out anew.\n"


def test_check_names_them_and_changes_nothing(folder: Path) -> None:
    done = _format("--check")
    assert (done.exit_code, done.stdout) == (1, "debates/parts/debate.yaml\n")
    assert (folder / "parts" / "debate.yaml").read_text() == OTHER
    assert _format("--check", "debates/fine.yaml").exit_code == 0


def test_diff_shows_them_and_changes_nothing(folder: Path) -> None:
    (folder / "parts" / "debate.yaml").write_text(OTHER + "x-own: a\u200bb\n")
    done = _format("--diff")
    assert done.exit_code == 0
    assert "--- a/debates/parts/debate.yaml\n+++ b/debates/parts/debate.yaml\n" in done.stdout
    assert "\n-status:   open\n" in done.stdout
    assert "\n+status: open\n" in done.stdout
    assert "\\u200b" in done.stdout
    assert (folder / "parts" / "debate.yaml").read_text().startswith(OTHER)
    assert _format("--diff", "--check").exit_code == 1


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_are_done(folder: Path) -> None:
    (folder / "fine.yaml").write_text("title: [\n")
    done = _format()
    assert done.exit_code == 1
    assert "debates/fine.yaml:1:8: error yaml-syntax" in done.stdout
    assert (folder / "fine.yaml").read_text() == "title: [\n"
    assert (folder / "parts" / "debate.yaml").read_text() == FINE


def test_a_result_that_says_something_else_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_tidied", lambda lines: "\n".join(lines).replace("Should", "Could"))
    done = _format()
    assert done.exit_code == 1
    assert "cannot be laid out without changing what it says" in done.stderr
    assert (folder / "parts" / "debate.yaml").read_text() == OTHER


def test_a_lost_comment_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "parts" / "debate.yaml").write_text(f"# Mine.\n{OTHER}")
    kept = layout._tidied
    monkeypatch.setattr(layout, "_tidied", lambda lines: kept([line for line in lines if not line.startswith("#")]))
    assert _format().exit_code == 1
    assert (folder / "parts" / "debate.yaml").read_text() == f"# Mine.\n{OTHER}"


def test_a_folder_of_a_debate_can_be_named(folder: Path) -> None:
    assert _format("--check", "debates/parts").stdout == "debates/parts/debate.yaml\n"
