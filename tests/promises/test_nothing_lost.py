"""A command that is broken off, or refused by the system, leaves each file as it was or as it shall be."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="copies of a process, and rights, as Linux has them")
BIKES = "title:   Bikes\nclaims:\n  one: {text: One.}\n"
_CAPBSET_DROP = 24  # prctl(2)
_CAPABILITIES = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: that root may read and write everything


def _interrupting(*arguments: str, prepare: Callable[[], None] | None = None) -> Any:
    command = [sys.executable, "-m", "tests.promises.interrupting", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=prepare)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _be_bound_by_rights() -> None:
    if os.geteuid() == 0:
        for capability in _CAPABILITIES:
            ctypes.CDLL(None).prctl(_CAPBSET_DROP, capability, 0, 0, 0)


@linux_only
def test_commands_broken_off_at_some_moments() -> None:
    report = _interrupting("--every", "100")
    assert report["wrong"] == []
    assert len(report["broken off"]) == 8
    assert sum(report["broken off"].values()) > 50


@linux_only
def test_commands_in_folders_that_may_not_be_written_to() -> None:
    assert _interrupting("--locked", prepare=_be_bound_by_rights)["wrong"] == []


@linux_only
def test_a_small_disk_that_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk; files are limited in another test")
    try:
        (disk / "debates").mkdir()
        names = [f"debates/bikes-{number}.yaml" for number in range(12)]
        for name in names:
            (disk / name).write_text(BIKES)
        done = _debates(disk, "format")
        assert (done.returncode, "No space left on device" in done.stderr) == (2, True), done.stderr
        assert "debates/bikes-" in done.stderr
        assert "Traceback" not in done.stderr
        assert {file.name for file in (disk / "debates").iterdir()} == {Path(name).name for name in names}
        assert all((disk / name).read_text() == BIKES for name in names)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written_is_an_error_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/bikes.yaml").write_text(BIKES)
    with open("/dev/full", "w") as full:
        done = _debates(tmp_path, "export", "bikes", "--to", "json", stdout=full)
    assert (done.returncode, done.stderr) == (2, "Error: the output: No space left on device\n")


def test_a_site_that_was_begun_is_finished_and_another_is_left_alone(tmp_path: Path) -> None:
    assert _debates(tmp_path, "init", "site").returncode == 0
    (tmp_path / "site/mkdocs.yml").unlink()
    assert _debates(tmp_path, "init", "site").returncode == 0
    assert (tmp_path / "site/mkdocs.yml").is_file()
    assert _debates(tmp_path, "init", "site").returncode == 2
    (tmp_path / "site/mkdocs.yml").unlink()
    (tmp_path / "site/README.md").write_text("Mine.\n")
    assert _debates(tmp_path, "init", "site").returncode == 2
    assert not (tmp_path / "site/mkdocs.yml").exists()


def test_what_is_published_is_built_in_a_fresh_folder() -> None:
    root = Path(__file__).parents[2]
    scaffold = root / "plugins/mkdocs_debates/editing/scaffold/site/.github/workflows/publish.yml"
    for workflow in (scaffold, root / ".github/workflows/publish.yml"):
        if workflow.exists():
            text = workflow.read_text(encoding="utf-8")
            assert 'mkdocs build --strict --site-dir "$RUNNER_TEMP/site"' in text
            assert "path: ${{ runner.temp }}/site" in text
            assert "needs: build" in text


def _debates(folder: Path, *arguments: str, stdout: Any = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs_debates", *arguments]
    return subprocess.run(command, cwd=folder, stdout=stdout, stderr=subprocess.PIPE, text=True)
