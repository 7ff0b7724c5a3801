"""Checks that are shared out among processes find the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from mkdocs_debates.checks import check_all
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.project import load

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
