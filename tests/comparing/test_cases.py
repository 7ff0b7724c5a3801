"""What the guard says of each change in ``tests/cases/changes``, from ``before/`` to ``after/``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_debates.comparing import compare, permalink_problems
from mkdocs_debates.project import load
from tests.reading.cases import Case, cases_in, report, write


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{file.stem}: {case.title}")
        for file in sorted((Path(__file__).parents[1] / "cases/changes").glob("*.md"))
        for case in cases_in(file)
    ],
)
def test_a_change_has_its_problems(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    then, now = (load(tmp_path / version, shown_as="").debates for version in ("before", "after"))
    assert report(permalink_problems(compare(then, now), then, now, "")) == case.expected
