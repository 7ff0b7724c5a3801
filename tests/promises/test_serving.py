"""Edits of all kinds, one after another, end no server, and what is served is what stands on the disk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.promises.serving import survive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="FIFOs, and memory as Linux tells it")
def test_the_server_lives_through_some_edits(tmp_path: Path) -> None:
    server, wrong = survive(tmp_path, seed=2, number=16)
    assert wrong == []
    assert len(server.memory) == 17
    assert server.memory[-1] - server.memory[8] < 12 << 20
