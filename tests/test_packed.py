"""Debates that stay packed are those that one has at hand, with the same problems and the same pages."""

from __future__ import annotations

import json
import pickle
import shutil
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from mkdocs_debates import project
from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.project import load, load_packed
from mkdocs_debates.publishing.printing import printing_of
from mkdocs_debates.reading import DebateFolder
from tests.random_debates import Data, debates

if TYPE_CHECKING:
    from mkdocs_debates.checks.subject import Subject, Surroundings
    from mkdocs_debates.project import Project

FLAGSHIP = Path(__file__).parents[1] / "debates"
LINKED = """\
title: About {name}
formerly: [old-{name}]
people:
  ann: {{name: Ann}}
claims:
  one:
    text: See [](claim:{other}/one), [what was removed](claim:{other}/gone) and [all](debate:{other}).
    by: ann
  gone: {{text: Nobody is to read this., status: removed, replies: {{two: {{text: No., relation: opposes}}}}}}
"""


@pytest.fixture(params=["1", "2"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's own debates, three that name each other, and one with errors, read by one process or by two."""
    folder = tmp_path / "debates"
    shutil.copytree(FLAGSHIP, folder)
    for name, other in ("ab", "bc", "ca"):
        (folder / f"{name}.yaml").write_text(LINKED.format(name=name, other=other), encoding="utf-8")
    (folder / "wrong.yaml").write_text(
        "title: Wrong\nclaims:\n  x: {text: Said in [it](claim:a/no-such)., suports: y}\n", encoding="utf-8"
    )
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, request.param)
    return folder


def packed(folder: Path) -> Project:
    """The debates of a folder, packed, whoever looks at them."""
    return load_packed(DebateFolder(folder), lambda *_: None)[0]


def claims_and_known(subject: Subject, around: Surroundings) -> tuple[str, int, list[str]]:
    """What somebody may see who looks at a debate."""
    return subject.debate.id, len(subject.graph.order), sorted(around.profiles)


@pytest.mark.parametrize("at_hand", [0, 40, 5_000])
def test_each_debate_is_looked_at_with_all_known(folder: Path, monkeypatch: pytest.MonkeyPatch, at_hand: int) -> None:
    monkeypatch.setattr(project, "AT_HAND", at_hand)
    done = list[None]()
    found, seen = load_packed(DebateFolder(folder), claims_and_known, lambda: done.append(None))
    subjects = load(folder).debates
    assert [*found.debates] == [*seen] == [*subjects]
    assert seen == {name: (name, len(each.graph.order), sorted(subjects)) for name, each in subjects.items()}
    assert len(done) == len(subjects)


def test_debates_and_problems_are_the_same(folder: Path) -> None:
    at_hand, put_away = load(folder), packed(folder)
    assert [*put_away.debates] == [*at_hand.debates]
    for debate_id, subject in put_away.debates.items():
        expected = at_hand.debates[debate_id]
        assert subject.debate == expected.debate
        assert subject.graph == expected.graph
        for _, entry in subject.debate.entries():
            assert subject.document.span(entry.id, "text") == expected.document.span(entry.id, "text")
            assert subject.document.line_of(entry.id) == expected.document.line_of(entry.id)
    assert put_away.labels == at_hand.labels
    assert put_away.problems == at_hand.problems
    assert put_away.problems_of == at_hand.problems_of
    assert put_away.broken == at_hand.broken == {"wrong"}


def test_their_pages_are_the_same_with_room_for_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "FEW", 1)
    renderer, options = Renderer(), Options(site_url="https://example.org/", feeds=True)
    sites = [site_of(each.debates, frozenset({"wrong"}), options) for each in (load(folder), packed(folder))]
    at_hand, put_away = (
        [(page.path, page.title) for page in pages_of(site, renderer, {"wrong": ()})] for site in sites
    )
    assert put_away == at_hand
    for debate_id in sites[0].subjects:
        expected, found = (printing_of(site, debate_id, renderer).held() for site in sites)
        assert found == expected


def test_few_are_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "FEW", 2)
    debates = packed(folder).debates
    first, second = debates["a"], debates["b"]
    assert debates["a"] is first
    assert debates["c"] is not None
    assert debates["a"] is first
    assert debates["b"] is not second


@given(debates())
def test_a_debate_comes_back_as_it_was(debate: Data) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_text(json.dumps(debate), encoding="utf-8")
        document = load(Path(folder)).debates["d"].document
        back = pickle.loads(pickle.dumps(document))
        assert back.debate == document.debate
        assert back.stamp == document.stamp
        assert {each: back.line_of(each) for each in debate["claims"]} == {
            each: document.line_of(each) for each in debate["claims"]
        }
