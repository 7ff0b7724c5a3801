"""Golden cases of the checks that need whole debates; the reader's own problems come with them."""

from __future__ import annotations

import sys
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


@pytest.mark.skipif(sys.platform != "linux", reason="names files as Linux does")
@pytest.mark.parametrize("shown_as", ["", "debates"])
@pytest.mark.parametrize("name", ["debate.yaml", "\udcff.yaml"])
def test_a_problem_is_one_of_its_debate_whatever_its_file_is_called(tmp_path: Path, shown_as: str, name: str) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/debate.yaml").write_text("title: T\n")
    with (tmp_path / "d" / name).open("a") as file:
        file.write("claims: 1\n")
    project = load(tmp_path, shown_as=shown_as)
    assert [*project.problems_of] == ["d"]
    assert project.broken == {"d"}
