"""What might have been meant is looked up where it helps, and for a debate that is wrong throughout it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.checks import check_all
from mkdocs_debates.checks.subject import MOST_HINTS
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("field", ["supports: clam-{0}", "text: '[so](claim:clam-{0})'"], ids=["field", "prose"])
def test_every_reference_that_leads_nowhere_is_told_and_the_first_with_a_hint(tmp_path: Path, field: str) -> None:
    count = MOST_HINTS + 20
    text = "" if field.startswith("text") else "text: Said., "
    claims = "".join(f"  claim-{number}: {{{text}{field.format(number)}}}\n" for number in range(count))
    (tmp_path / "many.yaml").write_text(f"title: Many\nclaims:\n{claims}")
    problems = [each for each in check_all([*load(tmp_path).debates.values()]) if each.severity == "error"]
    assert [problem.rule for problem in problems] == ["unknown-reference"] * count
    assert problems[0].hint == 'did you mean "claim-0"?'
    assert [bool(problem.hint) for problem in problems] == [True] * MOST_HINTS + [False] * 20


def test_every_passage_that_is_missing_is_told_and_the_first_with_the_nearest(tmp_path: Path) -> None:
    count = MOST_HINTS + 20
    notes = "".join(f"      - {{kind: context, text: T, passage: in teen {number}}}\n" for number in range(count))
    (tmp_path / "many.yaml").write_text(f"title: Many\nclaims:\n  a:\n    text: One in ten stays.\n    notes:\n{notes}")
    problems = [each for each in check_all([*load(tmp_path).debates.values()]) if each.severity == "error"]
    assert [problem.rule for problem in problems] == ["quote-not-found"] * count
    nearest = 'the nearest passage reads "in ten stays."'
    elsewhere = "copy the words as the page shows them"
    assert [problem.hint for problem in problems] == [nearest] * MOST_HINTS + [elsewhere] * 20


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("claim-number-4oo", "claim-number-400"),
        ("cliam-number-4000", "claim-number-4000"),
        ("claim-nmber-777", "claim-number-777"),
        ("nothing-like-it", ""),
    ],
)
def test_among_many_names_the_one_that_begins_or_ends_so_is_meant(word: str, meant: str) -> None:
    names = [f"{'abcdefghij'[number % 10]}-other-{number * 7919}" for number in range(20_000)]
    assert did_you_mean(word, [*names, meant]) == (f'did you mean "{meant}"?' if meant else "")
