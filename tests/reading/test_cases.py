"""What the reader says of each file in ``tests/cases/reading``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.cases import Case, cases_in, render

_FOLDER = Path(__file__).parent.parent / "cases" / "reading"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{file.stem}: {case.title}")
        for file in sorted(_FOLDER.glob("*.md"))
        for case in cases_in(file)
    ],
)
def test_problems(case: Case, tmp_path: Path) -> None:
    assert render(case, tmp_path) == case.expected
