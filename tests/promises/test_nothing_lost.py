"""A command that is broken off, or refused by the system, leaves each file as it was or as it shall be."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="copies of a process, and rights, as Linux has them")
BIKES = "title:   Bikes\nclaims:\n  one: {text: One.}\n"
_CAPBSET_DROP = 24  # prctl(2)
_CAPABILITIES = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: that root may read and write everything


def _interrupting(*arguments: str, prepare: Callable[[], None] | None = None) -> Any:
    command = [sys.executable, "-m", "tests.promises.interrupting", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=prepare)
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert done.returncode == bool(report["wrong"])
    return report


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
def test_commands_on_a_small_disk_that_is_full(tmp_path: Path) -> None:
    with _small_disk(tmp_path) as disk:
        report = _interrupting("--disk", str(disk))
    assert report["wrong"] == []
    assert len(report["broken off"]) == 8


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, by the rights of root."""
    sudo = ["sudo", "-n"] if os.geteuid() and shutil.which("sudo") else []
    options = f"size=8m,mode=0700,uid={os.geteuid()},gid={os.getegid()}"
    mounted = subprocess.run([*sudo, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        message = f"no small disk can be mounted: {mounted.stderr.decode()}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    try:
        yield folder
    finally:
        subprocess.run([*sudo, "umount", str(folder)], check=True)


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
