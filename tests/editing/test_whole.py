"""A debate written as one file: it reads as the same debate, and is laid out as it shall be."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.editing.layout import laid_out
from mkdocs_debates.editing.whole import MOST_NESTED, UnwritableError, yaml_of
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Citation, Claim, Debate, Note
from mkdocs_debates.project import load
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS
from tests.building import claim, debate
from tests.docs.examples import ROOT
from tests.random_debates import debates

if TYPE_CHECKING:
    from pathlib import Path

CHARACTERS = st.text(st.sampled_from("ab \n\t:#-|>'\"[]{},&*!%@`?~é\u00a0\U0001f600"), max_size=30)
TEXTS = st.one_of(CHARACTERS, st.text(st.characters(exclude_categories=["Cs"]), max_size=30)).filter(
    lambda text: not REFUSED_CHARACTERS.search(text) and "\r" not in text
)
EXTENSIONS = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)


def _read(folder: Path, text: str) -> Debate:
    (folder / "d.yaml").write_bytes(text.encode())
    return load(folder).debates["d"].debate


def _comes_back(folder: Path, given: Debate) -> str:
    """The text of a debate, which is read again and compared."""
    text = yaml_of(given)
    read = _read(folder, text)
    assert read == given
    assert graph_of(read).order == graph_of(given).order
    assert laid_out(text.encode(), "d.yaml", "d.yaml") == text.encode()
    return text


@st.composite
def debates_with_extensions(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a debate with fields of its own in many places."""
    data = draw(debates())
    holders = [data, *data["people"].values(), *data["cruxes"].values(), *data["claims"].values()]
    holders += [
        each for crux in data["cruxes"].values() for each in (*crux["answers"].values(), *crux.get("views", ()))
    ]
    for holder in draw(st.lists(st.sampled_from(holders), max_size=3)):
        holder["x-own"] = draw(EXTENSIONS)
    return data


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates_with_extensions())
def test_every_debate_comes_back(tmp_path: Path, data: dict[str, Any]) -> None:
    _comes_back(tmp_path, _read(tmp_path, json.dumps(data, ensure_ascii=False)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=TEXTS, note=TEXTS)
def test_every_text_comes_back(tmp_path: Path, text: str, title: str, note: str) -> None:
    made = Claim(
        id="one",
        text=text.strip("\n") if text.strip() else "",
        title=" ".join(title.split()),
        notes=(Note(passage="a", text=note.strip("\n") if note.strip() else "", extensions={"x-own": note}),),
        links=(Citation(link="two"), Citation(link="two", quote="a: b, [c]")),
        extensions={"x-own": [text, {title or "x": note}], "x-text": text},
    )
    given = _read(tmp_path, yaml_of(Debate(id="d", title="T", claims={"one": made})))
    assert given.claims["one"] == made
    _comes_back(tmp_path, given)


@pytest.mark.parametrize("name", sorted(file.stem for file in (ROOT / "debates").glob("*.yaml")))
def test_the_debates_of_this_site_come_back(tmp_path: Path, name: str) -> None:
    _comes_back(tmp_path, replace(load(ROOT / "debates").debates[name].debate, id="d"))


def test_replies_stand_below_their_parents_and_texts_in_blocks(tmp_path: Path) -> None:
    made = debate(claim("one"), claim("three"), claim("two", "one", "opposes"), people={}, positions={}, cruxes={})
    assert (
        _comes_back(tmp_path, replace(made, summary="Short.", extensions={"x-origin": "t: 1"}))
        == """\
# yaml-language-server: $schema=../docs/debate.schema.json
title: D
summary: |
  Short.

claims:
  one:
    text: |
      Text of one.
    replies:
      two:
        relation: opposes
        text: |
          Text of two.

  three:
    text: |
      Text of three.
x-origin: "t: 1"
"""
    )


def test_replies_deeper_than_a_reader_can_follow_name_their_parents(tmp_path: Path) -> None:
    chain = [claim("c0"), *(claim(f"c{n}", f"c{n - 1}") for n in range(1, 90))]
    beside = [claim(f"b{n}", f"c{n}") for n in range(60)]
    text = _comes_back(tmp_path, debate(*chain, *beside))
    assert text.count("reply_to:") == 90 // (MOST_NESTED + 1) + sum(
        n % (MOST_NESTED + 1) == MOST_NESTED for n in range(60)
    )


def test_a_reply_with_deep_fields_of_its_own_and_its_later_siblings_stand_elsewhere(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(96):
        deep = [deep]
    made = debate(claim("a"), claim("b", "a"), replace(claim("c", "a"), extensions={"x-deep": deep}), claim("d", "a"))
    text = _comes_back(tmp_path, made)
    assert text.count("reply_to: a\n") == 2


def test_replies_without_a_parent_or_in_a_circle_come_back(tmp_path: Path) -> None:
    _comes_back(tmp_path, debate(claim("a", "b"), claim("b", "a"), claim("c", "gone"), claim("d", "c")))


def test_a_debate_beyond_the_limits_says_which(tmp_path: Path) -> None:
    many = {"x-own": [[str(n) for n in range(1000)] for _ in range(510)]}
    with pytest.raises(UnwritableError, match="more than 250,000 values"):
        yaml_of(Debate(id="d", title="T", extensions=many))
