"""A debate as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.editing.adding import ENTRIES
from mkdocs_debates.exchange.debate_json import address_field, as_data
from mkdocs_debates.exchange.importing import NotReadableError, Remark
from mkdocs_debates.exchange.importing.debate_json import read
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Debate, Link, Person, Section
from mkdocs_debates.project import load
from mkdocs_debates.shapes import fields_of
from tests.building import claim, debate
from tests.docs.examples import ROOT
from tests.editing.test_whole import debates_with_extensions

if TYPE_CHECKING:
    from pathlib import Path


def _json(of: Debate) -> str:
    urls = {entry.id: f"debates/d/#{entry.id}" for _, entry in of.entries()} | {"": "debates/d/"}
    return json.dumps(as_data(of, urls))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates_with_extensions())
def test_every_debate_comes_back(tmp_path: Path, data: dict[str, Any]) -> None:
    (tmp_path / "d.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    given = load(tmp_path).debates["d"].debate
    imported = read(_json(given))
    assert imported.debate == given
    assert imported.remarks == ()
    assert graph_of(imported.debate).order == graph_of(given).order


@pytest.mark.parametrize("name", sorted(file.stem for file in (ROOT / "debates").glob("*.yaml")))
def test_the_debates_of_this_site_come_back(name: str) -> None:
    given = load(ROOT / "debates").debates[name].debate
    assert read(_json(given)).debate == given


def test_people_and_links_keep_their_own_addresses() -> None:
    for section in get_args(Section):
        assert (address_field(section) == "page") == ("url" in fields_of(ENTRIES[section]))
    ann = Person(id="ann", url="https://example.org/ann")
    made = replace(debate(claim("one"), people={"ann": ann}), links={"a": Link(id="a", title="A", url="https://a.org")})
    data = json.loads(_json(made))
    assert data["people"]["ann"] == {"url": "https://example.org/ann", "page": "debates/d/#ann"}
    assert read(_json(made)).debate == made


def test_the_first_version_had_only_addresses_on_the_site() -> None:
    text = '{"version": 1, "id": "d", "url": "x/", "title": "T", "people": {"ann": {"url": "x/#ann"}}, "claims": {}}'
    assert read(text).debate == Debate(id="d", title="T", people={"ann": Person(id="ann")})
    assert read(text).remarks == ()


def test_what_cannot_stand_in_a_debate_is_left_out_and_told() -> None:
    text = json.dumps(
        {
            "version": 2,
            "id": "Not an id",
            "title": "T\u202e",
            "started": None,
            "claims": {"a": {"text": 5, "date": "2026-02-30", "mood": "x"}, "b": {"text": ["x"]}, "c": "x"},
            "tags": [None, "one", True],
        }
    )
    imported = read(text)
    assert imported.debate.title == "T"
    assert imported.debate.id == ""
    assert imported.debate.claims["a"].text == "5"
    assert imported.debate.claims["a"].date is None
    assert imported.debate.tags == ("one", "true")
    assert Remark("lost", "title", "characters that cannot be shown: 1") in imported.remarks
    told = [(each.kind, each.place) for each in imported.remarks]
    assert told == [
        ("guessed", "id"),
        ("lost", "title"),
        ("lost", "claims.a.date"),
        ("lost", "claims.a.mood"),
        ("lost", "claims.b.text"),
        ("lost", "claims.c"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is no JSON"),
        ("{", "this is no JSON"),
        ("[]", 'has a "version" and a "title"'),
        ('{"version": 3, "title": "T"}', 'its "version" is "3", and 1 to 2 can be read'),
        ('{"version": "", "title": "T"}', "can be read"),
        ('{"version": 2, "title": "T", "title": "U"}', 'the name "title" stands twice'),
        ("[" * 100_000, "nested deeper than 100 levels"),
        ('{"version": 2, "title": ' + "[" * 150 + "]" * 150 + "}", "nested deeper than 100 levels"),
    ],
)
def test_what_is_no_debate(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["title", "people", "claims", "cruxes", "answers", "by", "text", "links", "replies", "a", "url"]
)


@given(data=st.dictionaries(FIELDS, st.dictionaries(FIELDS, VALUES | st.dictionaries(FIELDS, VALUES)) | VALUES))
def test_anything_under_the_names_of_fields_gives_a_debate(data: dict[str, Any]) -> None:
    imported = read(json.dumps({"title": "T", **data, "version": 2}))
    assert isinstance(imported.debate, Debate)
