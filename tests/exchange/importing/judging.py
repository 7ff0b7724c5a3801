"""What every import has to hold: a debate in which nothing is an error, and what was counted in its source."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from mkdocs_debates.exchange.debate_json import address_field, as_data
from mkdocs_debates.exchange.importing import ORIGIN, Imported
from mkdocs_debates.graph import graph_of
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.model import Debate


def sample(name: str) -> str:
    """A file of another program's, from the folder that DEBATES_SAMPLES names; the project holds none of them."""
    folder = os.environ.get("DEBATES_SAMPLES")
    if not folder:
        pytest.skip("DEBATES_SAMPLES names no folder with files of other programs")
    return (Path(folder) / name).read_text(encoding="utf-8")


def assert_valid(imported: Imported) -> Debate:
    """The debate of ``imported``, which was written as a file and read again: the same, without an error."""
    debate = imported.debate
    data = as_data(debate, {"": "", **{entry.id: "" for _, entry in debate.entries()}})
    del data["version"], data["id"], data["url"]
    for section in ("people", "links", "positions", "cruxes", "claims"):
        for entry in data[section].values():
            del entry[address_field(section)]
    with TemporaryDirectory() as folder:
        # JSON is YAML. The parents are named, so that replies of any depth can be written.
        file = Path(folder) / "imported.yaml"
        file.write_text(
            json.dumps({key: value for key, value in data.items() if value}, indent=0, ensure_ascii=False), "utf-8"
        )
        project = load(Path(folder))
        errors = [each for each in project.problems if each.severity != "advice"]
        assert not errors, errors[:3]
        read = project.debates["imported"].debate
    assert read.claims == debate.claims
    assert read.positions == debate.positions
    assert read.people == debate.people
    assert (read.title, read.summary, read.updated) == (debate.title, debate.summary, debate.updated)
    _assert_in_threads(debate)
    return debate


def _assert_in_threads(debate: Debate) -> None:
    """Each reply stands below its parent, and each entry knows how its source calls it."""
    graph = graph_of(debate)
    assert list(debate.claims) == list(graph.order)
    entries = [entry for _, entry in debate.entries()]
    origins = [(type(entry), entry.extensions[ORIGIN]) for entry in entries]
    assert len(set(origins)) == len(entries)


class Relations(NamedTuple):
    """How many relations of each kind a debate holds, replies included."""

    supports: int
    opposes: int
    undercuts: int


def relations_of(debate: Debate) -> Relations:
    """The relations of a debate, counted."""
    counts = Counter(name for _, name, _ in edges_of(debate))
    return Relations(counts["supports"], counts["opposes"], counts["undercuts"])


def edges_of(debate: Debate) -> set[tuple[str, str, str]]:
    """Each relation as what bears, how, and on what, by how the source calls them."""
    origin = {entry.id: str(entry.extensions[ORIGIN]) for _, entry in debate.entries()}
    found = set()
    for claim in debate.claims.values():
        if claim.reply_to:
            found.add((origin[claim.id], str(claim.relation), origin[claim.reply_to]))
        for name in ("supports", "opposes", "undercuts"):
            found |= {(origin[claim.id], name, origin[target]) for target in getattr(claim, name)}
    return found


def depth_of(debate: Debate) -> int:
    """How many levels of replies stand below the first."""
    return max(graph_of(debate).depths.values(), default=0)


def said(imported: Imported, kind: str) -> list[str]:
    """The remarks of a kind, with their places."""
    return [f"{each.place}: {each.message}" for each in imported.remarks if each.kind == kind]


def work_of(call: Callable[[], Any]) -> int:
    """How many lines of Python ``call`` runs: a measure of its work that no other program disturbs."""
    count = 0

    def note(frame: object, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def assert_linear(call: Callable[[int], Any], size: int = 400) -> None:
    """Twice the size is at most a little more than twice the work."""
    call(2)  # what is made once is made now
    once, twice = (work_of(lambda: call(size)), work_of(lambda: call(2 * size)))
    assert twice < 2.3 * once, (once, twice)
