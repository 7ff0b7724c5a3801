"""The sources that the documentation imports become the debates that it shows."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.project import load
from tests.docs.examples import DOCS, examples_of

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.exchange.importing import Imported

PAGE = DOCS / "importing-formats.md"
READERS = {"bridge.txt": "kialo", "bridge.argdown": "argdown", "bridge.json": "aif", "bridge-graph.json": "argumend"}


@pytest.mark.parametrize("source", READERS)
def test_a_source_becomes_the_debate_that_is_shown(source: str, tmp_path: Path) -> None:
    ((given, shown),) = [pair for pair in pairwise(examples_of(PAGE)) if pair[0].title == source]
    (tmp_path / "shown.yaml").write_text(shown.text, encoding="utf-8")
    debate = load(tmp_path).debates["shown"].debate
    imported: Imported = import_module(f"mkdocs_debates.exchange.importing.{READERS[source]}").read(given.text)
    for name in ("title", "summary", "tags", "updated", "people", "links", "positions", "claims"):
        assert getattr(imported.debate, name) == getattr(debate, name)


def test_each_source_on_the_page_is_read() -> None:
    assert {each.title for each in examples_of(PAGE) if not each.title.startswith("debates/")} == set(READERS)
