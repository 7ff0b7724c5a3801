"""What does not fit its page goes elsewhere, and of a debate that is small nothing does."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.graph import Graph, graph_of
from mkdocs_debates.pages.paging import Paging, _Plan, paging_of
from mkdocs_debates.project import load
from tests.random_debates import Data, debates

ROOT = Path(__file__).parents[2]


def _graph(text: str) -> Graph:
    with TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_text(text, encoding="utf-8")
        return graph_of(load(Path(folder)).debates["d"].debate)


def _looked_at_whole(graph: Graph, limit: int) -> Paging:
    with patch.object(_Plan, "is_small", lambda plan: False):
        return paging_of(graph, limit)


@given(debates(), st.integers(2_000, 100_000))
def test_a_small_debate_is_on_the_pages_that_it_would_be_on_anyway(debate: Data, limit: int) -> None:
    graph = _graph(json.dumps(debate))
    assert paging_of(graph, limit) == _looked_at_whole(graph, limit)


def test_it_is_so_at_any_size_of_pages() -> None:
    debate = next(iter(load(ROOT / "debates").debates.values())).debate
    graph, small = graph_of(debate), []
    for limit in range(20_000, 1_000_000, 20_000):
        expected = _looked_at_whole(graph, limit)
        assert paging_of(graph, limit) == expected
        plan = _Plan(graph, limit)
        plan.place_replies()
        small.append(plan.is_small())
        assert not (small[-1] and (expected.moved or expected.splits))
    assert small == sorted(small)
    assert set(small) == {False, True}
