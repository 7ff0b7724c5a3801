"""What a fuzzer once found goes on being as it should be."""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING

import pytest

from tests.fuzzing import targets
from tests.fuzzing.corpus import LONGEST, kept
from tests.fuzzing.targets import TARGETS, in_time

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("target", TARGETS)
def test_each_kept_input_keeps_the_promises(target: str) -> None:
    paths = kept(target)
    assert len(paths) > 8
    check = in_time(TARGETS[target])
    for path in paths:
        data = path.read_bytes()
        assert len(data) <= LONGEST
        try:
            check(data)
        except BaseException as error:
            error.add_note(f"the input is {path}")
            raise


def test_an_input_has_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def spin(data: bytes) -> None:
        end = time.process_time() + 0.02
        while time.process_time() < end:
            pass

    in_time(spin)(b"x")
    monkeypatch.setattr(targets, "_SECONDS", 0.01)
    with pytest.raises(AssertionError, match=r"s for 1 bytes"):
        in_time(spin)(b"x")


@pytest.mark.parametrize("target", TARGETS)
def test_an_input_leaves_no_file_behind(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_memory", lambda: tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    TARGETS[target](kept(target)[-1].read_bytes())
    assert list(tmp_path.iterdir()) == []
