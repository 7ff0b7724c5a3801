"""Checks that are shared out among processes find the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from mkdocs_debates.checks import check_all
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.project import check_folder, load

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_shared_checks_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        text = f"title: {name}\nclaims:\n  x: {{text: 'As [they](claim:{name}x/x) say, [or](claim:c/x) here'}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    subjects = tuple(load(tmp_path).debates.values())
    alone = check_all(subjects)
    assert {problem.rule for problem in alone} == {"unknown-reference"}
    assert len(alone) == 3
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, "2")
    assert check_all(subjects) == alone


def test_a_check_finds_what_is_found_in_debates_that_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        said = "As [they](claim:c/was), [some](claim:b/y.z), [he](debate:old-c) and [she](position:a/x) say."
        text = (
            f"title: {name}\nformerly: [old-{name}, old]\nclaims:\n  x:\n    formerly: [was]\n    text: {said}\n"
            "  y: {replies: {z: {text: No.}}}\n"
        )
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "d.yaml").write_text("title: d\nclaims:\n  x: [", encoding="utf-8")
    (tmp_path / "e").mkdir()
    loaded = load(tmp_path)
    assert {"unknown-reference", "wrong-reference-kind", "permalink-taken", "yaml-syntax"} <= {
        problem.rule for problem in loaded.problems
    }
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    for processes in ("1", "2", "9"):
        monkeypatch.setenv(PROCESSES, processes)
        assert check_folder(tmp_path) == (tuple(loaded.debates), loaded.problems)
