"""Golden cases of the checks that need whole debates; the reader's own problems come with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_debates.project import load
from tests.reading.cases import Case, cases_in, report, write

CASES = [
    pytest.param(case, id=f"{file.stem}: {case.title}")
    for file in sorted((Path(__file__).parents[1] / "cases/checks").glob("*.md"))
    for case in cases_in(file)
]


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_its_problems(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    assert report(load(tmp_path, shown_as="").problems) == case.expected
