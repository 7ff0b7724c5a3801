"""The canonical layout: golden cases, and what holds for every file."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mkdocs_debates.editing.layout import laid_out
from tests.editing.random_layouts import Layout
from tests.fuzzing.targets import layout
from tests.random_debates import debates
from tests.reading.cases import cases_in

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "layout"


def _laid_out(text: str | bytes) -> str:
    result = laid_out(text.encode() if isinstance(text, str) else text, "debate.yaml", "debate.yaml")
    assert isinstance(result, bytes), result
    return result.decode()


def _cases() -> list[Any]:
    """Each case of the files: a heading, the text before, and the text after, or "same"."""
    found = []
    for file in sorted(CASES.glob("*.md")):
        for case in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = case.partition("\n")
            blocks = body.split("```yaml\n")[1:]
            texts = [block.partition("```")[0] for block in blocks]
            found.append(pytest.param(texts[0], texts[-1], id=title))
    return found


@pytest.mark.parametrize(("before", "after"), _cases())
def test_golden_case(before: str, after: str) -> None:
    assert _laid_out(before) == after
    assert _laid_out(after) == after


@pytest.mark.parametrize("file", sorted((ROOT / "debates").glob("*.yaml")), ids=lambda file: file.name)
def test_the_debates_of_this_site_are_in_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert _laid_out(text) == text


def test_line_ends_stay_and_a_byte_order_mark_goes() -> None:
    assert _laid_out("\ufefftitle:  T\r\nstatus: open\r\n") == "title: T\r\nstatus: open\r\n"
    assert _laid_out("title:  T\r\nstatus: open\n") == "title: T\nstatus: open\n"


@pytest.mark.parametrize("text", ["title: [\n", "a: &x 1\n", "a: 1\na: 2\n", "<<<<<<< HEAD\n", "a:\n\tb: 1\n"])
def test_a_file_that_cannot_be_read_gives_its_problems(text: str) -> None:
    assert isinstance(laid_out(text.encode(), "debate.yaml", "debate.yaml"), list)


@pytest.mark.parametrize(
    "text", ["", "# Only a comment.\n", "- a\n- b\n", "text\n", "{}\n", "x-own: {a: [1]}\ntitle:\n"]
)
def test_whatever_reads_as_yaml_is_laid_out(text: str) -> None:
    assert _values(_laid_out(text)) == _values(text)


PIECES = (
    *("a", "x", "title: ", "b: ", "claims:\n", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "  "),
    *("# c\n", "  # d\n", "|\n", ">-\n", ">+\n", ">1\n", "'x'", '"y" '),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@settings(max_examples=500)
def test_pieces_of_yaml_are_laid_out_once_and_for_all_or_refused(text: str) -> None:
    layout(text.encode())


def _values(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def _order_of_entries(data: Any) -> list[Any]:
    """The ids of all claims, in their order."""
    found: list[Any] = []
    for claim_id, claim in (data or {}).items():
        found += [claim_id, *_order_of_entries(claim.get("replies"))]
    return found


@settings(deadline=None, max_examples=60)
@given(data=debates(), seed=st.integers(0, 2**32))
def test_values_comments_and_the_order_of_claims_stay_in_every_layout(data: dict[str, Any], seed: int) -> None:
    layout = Layout(Random(seed))
    text = layout.document(data)
    result = _laid_out(text)
    assert _values(result) == _values(text)
    assert YAML(typ="safe", pure=True).load(result) == YAML(typ="safe", pure=True).load(text)
    assert _order_of_entries(_values(result)["claims"]) == _order_of_entries(data["claims"])
    assert _laid_out(result) == result
    lines = result.splitlines()
    for comment, key in layout.above.items():
        place = next(index for index, line in enumerate(lines) if line.strip() == comment)
        below = next(line for line in lines[place + 1 :] if line.strip() and not line.lstrip().startswith("#"))
        # A comment above the dash of an item is the item's, whichever of its keys comes first.
        assert below.lstrip(' -"').startswith(key) or below.lstrip().startswith("- "), (comment, below)
    for comment, key in layout.beside.items():
        (place,) = [index for index, line in enumerate(lines) if line.endswith(comment)]
        assert any(line.lstrip(' -"').startswith(key) for line in lines[max(0, place - 12) : place + 1])
        assert not lines[place].lstrip().startswith("#")


TEXTS = st.text(st.sampled_from("ab \n\t:#-|>'\"[]{}é"), max_size=30)


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, style=st.sampled_from(["|", ">", '"', "'", None]), width=st.integers(5, 80))
def test_every_text_keeps_its_value(text: str, style: str | None, width: int) -> None:
    written = yaml.dump(
        {"summary": text, "title": text, "claims": {"a": {"text": text}}},
        default_style=style,
        allow_unicode=True,
        width=width,
    )
    result = laid_out(written.encode(), "debate.yaml", "debate.yaml")
    if isinstance(result, bytes):
        assert _values(result.decode()) == _values(written)
        assert _laid_out(result) == result.decode()
    else:
        assert "! " in written or "\t" in written, written


READ = [
    pytest.param(data, id=f"{file.stem}: {case.title}: {name}")
    for file in sorted((ROOT / "tests" / "cases").glob("*/*.md"))
    if file.parent.name in ("reading", "checks")
    for case in cases_in(file)
    for name, data in case.files
]


@pytest.mark.parametrize("data", READ)
def test_each_golden_case_of_the_reader_is_laid_out_or_refused(data: bytes) -> None:
    result = laid_out(data, "debate.yaml", "debate.yaml")
    if isinstance(result, bytes):
        assert laid_out(result, "debate.yaml", "debate.yaml") == result
