"""Files at the limits: what is told of each is what should be, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises.limits import MOST_MEGABYTES, Measured, inputs, judged, measure

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = {name: (rule, text) for name, rule, text in inputs()}


@pytest.mark.parametrize("name", INPUTS)
def test_at_the_limit(name: str, tmp_path: Path) -> None:
    rule, text = INPUTS[name]
    assert judged(measure(text, tmp_path), rule) == []


def test_what_would_be_wrong_is_found() -> None:
    assert judged(Measured(1, 0.1, 30, "d.yaml:1:1: error too-deep: ..."), "too-deep") == []
    assert len(judged(Measured(0, 0.1, MOST_MEGABYTES, "Traceback"), "too-deep")) == 2
    assert judged(Measured(1, 0.1, 30, "Traceback"), "") != []
