"""What is said to have changed is what a script of random edits has done, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.comparing import compare
from mkdocs_debates.project import load
from tests.random_debates import debates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject

Done = set[tuple[str, str, str]]
"""Part, id and kind of each change."""


def _unshared(data: dict[str, Any]) -> dict[str, Any]:
    """The same without lists that stand at two places, which would be written once and named twice."""
    copied: dict[str, Any] = json.loads(json.dumps(data))
    return copied


def _loaded(folder: Path, data: dict[str, Any]) -> Mapping[str, Subject]:
    folder.mkdir(exist_ok=True)
    file = folder / "random.yaml"
    file.write_text(yaml.dump(_unshared(data), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load(folder).debates


def _claims(data: dict[str, Any]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Each claim with the mapping that holds it."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    waiting = [data["claims"]]
    while waiting:
        holder = waiting.pop()
        for claim_id, claim in holder.items():
            found[claim_id] = (claim, holder)
            if claim.get("replies"):
                waiting.append(claim["replies"])
    return found


def _below(claim: dict[str, Any]) -> set[str]:
    return {each for reply, below in claim.get("replies", {}).items() for each in {reply, *_below(below)}}


class _Script:
    """Edits of a debate, each at a place of its own, and what they amount to."""

    def __init__(self, data: dict[str, Any], draw: st.DataObject) -> None:
        self.data = _unshared(data)
        self.draw = draw
        self.done: Done = set()
        self.touched: set[str] = set()

    def run(self) -> None:
        for number in range(self.draw.draw(st.integers(0, 6))):
            edit = self.draw.draw(st.sampled_from([self._reword, self._add, self._move, self._relate, self._rename]))
            edit(number)
        if self.draw.draw(st.booleans()):
            self.data["positions"]["new-position"] = {"title": "New"}
            self.done.add(("positions", "new-position", "added"))
        if self.draw.draw(st.booleans()) and self.data["cruxes"]:
            crux = next(iter(self.data["cruxes"]))
            self.data["cruxes"][crux]["question"] = "Reworded?"
            self.done.add(("cruxes", crux, "reworded"))
        if self.draw.draw(st.booleans()) and self.data["people"] and self.data["positions"]:
            person, position = next(iter(self.data["people"])), next(iter(self.data["positions"]))
            self.data.setdefault("shifts", []).append({"by": person, "to": position, "date": "1999"})
            self.done.add(("shifts", "", "added"))

    def _choose(self, allowed: set[str]) -> str | None:
        free = sorted(allowed - self.touched)
        if not free:
            return None
        chosen = self.draw.draw(st.sampled_from(free))
        self.touched.add(chosen)
        return chosen

    def _reword(self, number: int) -> None:
        # What a claim that was removed for moderation says is not told.
        claims = _claims(self.data)
        chosen = self._choose({each for each, (claim, _) in claims.items() if claim.get("status") != "removed"})
        if chosen:
            _claims(self.data)[chosen][0]["text"] = f"Said in other words, {number}."
            self.done.add(("claims", chosen, "reworded"))

    def _add(self, number: int) -> None:
        self.data["claims"][f"new-{number}"] = {"text": f"Something new, {number}."}
        self.touched.add(f"new-{number}")
        self.done.add(("claims", f"new-{number}", "added"))

    def _move(self, number: int) -> None:
        claims = _claims(self.data)
        chosen = self._choose({each for each, (claim, _) in claims.items() if "relation" in claim})
        if not chosen:
            return
        claim, holder = claims[chosen]
        parents = sorted(set(claims) - _below(claim) - {chosen, *_named(claim)})
        parents = [each for each in parents if claims[each][0].get("replies") is not holder]
        parents = [each for each in parents if each != claim.get("reply_to")]
        if not parents:
            return
        target = claims[self.draw.draw(st.sampled_from(parents))][0]
        claim.pop("reply_to", None)
        target.setdefault("replies", {})[chosen] = holder.pop(chosen)
        self.done.add(("claims", chosen, "moved"))

    def _relate(self, number: int) -> None:
        claims = _claims(self.data)
        chosen = self._choose({each for each, (claim, _) in claims.items() if "relation" in claim})
        if chosen:
            claim = claims[chosen][0]
            claim["relation"] = "clarifies" if claim["relation"] != "clarifies" else "comments"
            self.done.add(("claims", chosen, "relation"))

    def _rename(self, number: int) -> None:
        people = set(self.data["people"])
        chosen = self._choose(people)
        if chosen:
            self.data["people"][chosen]["name"] = f"Another name {number}"
            self.done.add(("people", chosen, "reworded"))


def _named(claim: dict[str, Any]) -> set[str]:
    return {each for field in ("supports", "opposes", "undercuts") for each in claim.get(field, ())}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates())
def test_nothing_has_changed_between_a_debate_and_itself(tmp_path: Path, data: dict[str, Any]) -> None:
    version = _loaded(tmp_path / "one", data)
    assert compare(version, version).debates == ()
    assert compare(version, _loaded(tmp_path / "two", data)).debates == ()


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates(), draw=st.data())
def test_the_changes_are_the_edits(tmp_path: Path, data: dict[str, Any], draw: st.DataObject) -> None:
    script = _Script(data, draw)
    script.run()
    before, after = _loaded(tmp_path / "before", data), _loaded(tmp_path / "after", script.data)
    difference = compare(before, after)
    found = {
        (change.part, change.entry, kind)
        for debate in difference.debates
        for change in debate.changes
        for kind in change.kinds
    }
    # A concession that comes or goes shows at its parent as well.
    assert {each for each in found if each[2] != "conceded"} == script.done
    assert [debate.lost for debate in difference.debates if debate.lost] == []
