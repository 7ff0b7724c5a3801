"""Whatever a file holds, the reader answers with values."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_debates.reading import Reading, read_folder
from mkdocs_debates.reports.problems.text import render_problems
from tests.reading.soundness import assert_no_controls, assert_problems_have_places, assert_sound

_REAL = (Path(__file__).parents[2] / "debates" / "ai-lab-jobs.yaml").read_text(encoding="utf-8")
_LINES = _REAL.splitlines(keepends=True)
_PIECES = st.sampled_from(
    [*"[]{}:,-#?!&*|>%@`'\"\\\n\r\t ", "---\n", ": ", " #x", "- ", "\n  ", "<<<<<<<\n", "claims:", "replies:", "\u2028"]
)


def _read(data: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "labs.yaml").write_bytes(data)
        return read_folder(Path(name), shown_as="debates")


def _assert_sound(data: bytes) -> None:
    reading = _read(data)
    (document,) = reading.documents
    assert document.problems == reading.problems
    assert_problems_have_places(reading.problems, {"debates/labs.yaml": data})
    assert_sound(document)
    assert_no_controls(render_problems(reading.problems))


@given(st.binary())
def test_random_bytes(data: bytes) -> None:
    _assert_sound(data)


@given(st.text())
@example("title: {{ x }}")
@example("? ")
@example("'")
def test_random_text(text: str) -> None:
    _assert_sound(text.encode("utf-8", "replace"))


@given(st.lists(st.one_of(_PIECES, st.sampled_from(["title", "text", "a", "1", "é"]))).map("".join))
def test_random_yaml(text: str) -> None:
    _assert_sound(f"title: T\n{text}".encode())


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    start = draw(st.integers(0, len(_LINES) - 1))
    lines = _LINES[start : start + draw(st.integers(1, 80))]
    text = "".join(_LINES[:2] + lines)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_PIECES) + text[at + draw(st.integers(0, 12)) :]
    return text


@given(_mutated())
def test_mutations_of_a_real_debate(text: str) -> None:
    _assert_sound(text.encode())


@given(st.integers(0, len(_REAL)), _PIECES, st.integers(0, 3))
def test_slips_in_a_whole_debate(at: int, piece: str, deleted: int) -> None:
    _assert_sound((_REAL[:at] + piece + _REAL[at + deleted :]).encode())


def test_the_real_debate_is_fine() -> None:
    assert _read(_REAL.encode()).problems == ()
