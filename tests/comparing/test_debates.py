"""What changed between two versions of a debate."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.comparing import compare
from mkdocs_debates.project import load
from tests.random_debates import debates, ids_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.comparing.changes import Difference
    from tests.random_debates import Data

SUNDAYS: Data = {
    "title": "Should Main Street be closed on Sundays?",
    "people": {"shopkeeper": {"role": "has a shop"}, "neighbour": {}},
    "links": {"count": {"title": "Traffic count"}},
    "positions": {"close": {"title": "Close it", "held_by": ["neighbour"]}, "keep": {"title": "Keep it open"}},
    "cruxes": {
        "trade": {
            "question": "Do shops sell less?",
            "answers": {"less": {"label": "Less"}, "no-less": {"label": "As much"}},
            "views": [{"by": "shopkeeper", "answer": "less", "credence": "80%"}],
        }
    },
    "claims": {
        "by-car": {
            "by": "shopkeeper",
            "text": "Half of my customers come by car on a Sunday.",
            "supports": ["keep"],
            "replies": {"walk": {"relation": "opposes", "text": "They would walk.", "quotes": "by car"}},
        },
        "quiet": {"text": "It is quiet. See [this](claim:by-car)."},
    },
    "shifts": [{"by": "neighbour", "to": "close"}],
}
Found = tuple[str, str, str, tuple[str, ...]]


def _compared(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    with tempfile.TemporaryDirectory() as folder:
        versions = []
        for name, version in (("before", before), ("after", after)):
            below = Path(folder) / name
            below.mkdir()
            for debate_id, data in version.items():
                (below / f"{debate_id}.yaml").write_text(json.dumps(data), encoding="utf-8")
            versions.append(load(below).debates)
        return compare(*versions)


def _edited(edit: Callable[[Data], object]) -> Difference:
    after = copy.deepcopy(SUNDAYS)
    edit(after)
    return _compared({"d": SUNDAYS}, {"d": after})


def _found(difference: Difference) -> list[Found]:
    return [(c.part, c.entry, c.person, c.kinds) for each in difference.debates for c in each.changes]


def _claim(debate: Data, claim_id: str = "by-car") -> Data:
    found: Data = debate["claims"][claim_id]
    return found


EDITS: dict[str, tuple[Callable[[Data], object], Found]] = {
    "the debate": (lambda d: d.update(title="Another?"), ("debate", "", "", ("reworded",))),
    "a person": (lambda d: d["people"].update(ann={}), ("people", "ann", "", ("added",))),
    "a link": (lambda d: d["links"]["count"].update(url="https://example.org"), ("links", "count", "", ("edited",))),
    "a link gone": (lambda d: d["links"].pop("count"), ("links", "count", "", ("removed",))),
    "a holder": (
        lambda d: d["positions"]["keep"].update(held_by="shopkeeper"),
        ("positions", "keep", "", ("bearing",)),
    ),
    "an answer": (
        lambda d: d["cruxes"]["trade"]["answers"]["less"].update(label="Far less"),
        ("answers", "trade.less", "", ("reworded",)),
    ),
    "a new answer": (
        lambda d: d["cruxes"]["trade"]["answers"].update(more={"label": "More"}),
        ("answers", "trade.more", "", ("added",)),
    ),
    "a credence": (
        lambda d: d["cruxes"]["trade"]["views"][0].update(credence="60%"),
        ("views", "trade", "shopkeeper", ("credence",)),
    ),
    "a view": (
        lambda d: d["cruxes"]["trade"]["views"][0].update(answer="no-less"),
        ("views", "trade", "shopkeeper", ("answer",)),
    ),
    "a new view": (
        lambda d: d["cruxes"]["trade"]["views"].append({"by": "neighbour", "answer": "less"}),
        ("views", "trade", "neighbour", ("added",)),
    ),
    "a resolution": (
        lambda d: d["cruxes"]["trade"].update(resolution={"answer": "less"}),
        ("cruxes", "trade", "", ("status",)),
    ),
    "a text": (lambda d: _claim(d).update(text="Most come by car."), ("claims", "by-car", "", ("reworded",))),
    "an edge": (lambda d: _claim(d).update(opposes="close"), ("claims", "by-car", "", ("bearing",))),
    "a withdrawal": (lambda d: _claim(d).update(status="withdrawn"), ("claims", "by-car", "", ("status",))),
    "a relation": (
        lambda d: _claim(d)["replies"]["walk"].update(relation="qualifies"),
        ("claims", "walk", "", ("relation",)),
    ),
    "a shift": (
        lambda d: d["shifts"].append({"by": "shopkeeper", "to": "keep"}),
        ("shifts", "", "shopkeeper", ("added",)),
    ),
    "a shift's date": (lambda d: d["shifts"][0].update(date="2025"), ("shifts", "", "neighbour", ("edited",))),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_one_change(name: str) -> None:
    edit, expected = EDITS[name]
    assert _found(_edited(edit)) == [expected]


def test_a_moved_and_reworded_claim_is_one_change() -> None:
    def edit(debate: Data) -> None:
        moved = _claim(debate).pop("replies")
        moved["walk"] = {"relation": "opposes", "text": "They would all walk."}
        _claim(debate, "quiet")["replies"] = moved

    (change,) = _edited(edit).debates[0].changes
    assert set(change.kinds) >= {"moved", "reworded"}
    parent = change.field("reply_to")
    assert parent is not None
    assert (parent.before, parent.after) == ("by-car", "quiet")


def test_a_concession_shows_on_the_claim_that_it_grants() -> None:
    concession = {"relation": "concedes", "text": "True."}
    difference = _edited(lambda debate: _claim(debate)["replies"].update({"granted": concession}))
    assert _found(difference) == [("claims", "by-car", "", ("conceded",)), ("claims", "granted", "", ("added",))]
    assert difference.debates[0].changes[0].granted_by == ("granted",)


def test_a_rename_is_one_change_and_breaks_nothing() -> None:
    def edit(debate: Data) -> None:
        renamed = debate["claims"].pop("by-car")
        debate["claims"] = {"many-drive": {**renamed, "formerly": "by-car"}, **debate["claims"]}
        _claim(debate, "quiet")["text"] = "It is quiet. See [this](claim:many-drive)."

    (debate,) = _edited(edit).debates
    (change,) = debate.changes
    assert (change.kinds, change.former, change.entry) == (("renamed",), "d/by-car", "many-drive")
    assert [(each.key, each.now) for each in debate.redirected] == [("d/by-car", "d/many-drive")]
    assert not debate.lost
    assert not debate.orphaned


def test_a_removed_claim_leaves_lost_permalinks_and_an_orphan() -> None:
    def edit(debate: Data) -> None:
        gone = debate["claims"].pop("by-car")
        debate["claims"]["walk"] = {"text": gone["replies"]["walk"]["text"]}
        debate["claims"]["many-drive"] = {"text": "Half of my customers come by car on Sundays.", "supports": "keep"}

    (debate,) = _edited(edit).debates
    (lost,) = debate.lost
    assert (lost.key, lost.successor) == ("d/by-car", "many-drive")
    assert [(each.claim, each.parent) for each in debate.orphaned] == [("walk", "by-car")]


def test_words_that_were_moderated_away_do_not_come() -> None:
    difference = _edited(lambda debate: _claim(debate).update(status="removed"))
    assert _found(difference) == [("claims", "by-car", "", ("status",))]
    assert "customers" not in repr(difference)


def test_a_claim_may_move_to_another_debate() -> None:
    without = copy.deepcopy(SUNDAYS)
    del without["claims"]["quiet"]
    there = {"title": "Noise", "claims": {"hush": {"text": "It is.", "formerly": "d/quiet"}}}
    difference = _compared({"d": SUNDAYS, "noise": {"title": "Noise"}}, {"d": without, "noise": there})
    (debate,) = [each for each in difference.debates if each.changes]
    assert [(c.entry, c.former, set(c.kinds)) for c in debate.changes] == [("hush", "d/quiet", {"renamed", "reworded"})]
    assert not any(each.lost for each in difference.debates)


def test_a_renamed_debate_is_the_same_debate() -> None:
    (debate,) = _compared({"d": SUNDAYS}, {"e": {**SUNDAYS, "formerly": "d"}}).debates
    assert (debate.debate, debate.former, debate.lost) == ("e", "d", ())
    assert [(change.part, change.kinds) for change in debate.changes] == [("debate", ("renamed",))]


def test_debates_come_and_go() -> None:
    difference = _compared({"d": SUNDAYS}, {"e": {"title": "E"}})
    assert [(each.debate, each.state) for each in difference.debates] == [("d", "removed"), ("e", "added")]
    assert [each.key for each in difference.debates[0].lost] == ["d"]


def test_a_debate_that_cannot_be_read_is_not_compared() -> None:
    (debate,) = _compared({"d": SUNDAYS}, {"d": {**SUNDAYS, "claims": "none"}}).debates
    assert (debate.state, debate.changes, debate.lost) == ("unreadable", (), ())


@given(debates())
def test_a_debate_does_not_differ_from_itself(debate: Data) -> None:
    assert _compared({"d": debate}, {"d": debate}).debates == ()


@given(debates(), st.data())
def test_a_rename_is_one_change_and_going_back_loses_the_new_name(debate: Data, data: st.DataObject) -> None:
    ids = ids_of(debate)
    if not ids:
        return
    old = data.draw(st.sampled_from(ids))
    renamed = _renamed(debate, old)
    there, back = _compared({"d": debate}, {"d": renamed}), _compared({"d": renamed}, {"d": debate})
    assert [change.kinds for each in there.debates for change in each.changes] == [("renamed",)]
    assert not there.debates[0].lost
    assert [each.key for each in back.debates[0].lost] == ["d/renamed-entry"]


def _renamed(value: Any, old: str) -> Any:
    """The debate's data with another id: as key, as value, in ``crux.answer`` and in references."""
    if isinstance(value, dict):
        out = {"renamed-entry" if key == old else key: _renamed(each, old) for key, each in value.items()}
        if isinstance(value.get(old), dict):
            out["renamed-entry"]["formerly"] = [old]
        return out
    if isinstance(value, list):
        return [_renamed(each, old) for each in value]
    if not isinstance(value, str):
        return value
    if value == old:
        return "renamed-entry"
    return (
        f"renamed-entry{value[len(old) :]}"
        if value.startswith(f"{old}.")
        else value.replace(f":{old})", ":renamed-entry)")
    )


@pytest.mark.parametrize("odd", ["", "../../x", "a.b"])
def test_ids_that_are_none_are_compared_as_well(odd: str) -> None:
    plain = {"title": "T", "claims": {"one": {"text": "A."}}}
    named = {"title": "T", "claims": {odd: {"text": "A."}}}
    changed = {"title": "T", "claims": {odd: {"text": "B."}}}
    for before, after in ((plain, named), (named, plain), (named, changed)):
        _compared({"d": before}, {"d": after})
