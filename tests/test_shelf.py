"""What is worked out of a debate is kept where there is room, and worked out again where there is none."""

from __future__ import annotations

import pytest

from mkdocs_debates.shelf import Shelf

NAMES = ("c", "a", "b")


def counted(asked: list[str], room: int | None) -> Shelf[str]:
    def work_out(name: str) -> str:
        asked.append(name)
        return name.upper()

    return Shelf(NAMES, work_out, room)


def test_it_has_what_each_debate_gives_in_their_order() -> None:
    shelf = counted([], None)
    assert list(shelf.items()) == [("c", "C"), ("a", "A"), ("b", "B")]
    assert len(shelf) == 3
    assert "x" not in shelf
    assert shelf.get("x") is None
    with pytest.raises(KeyError, match="x"):
        shelf["x"]


def test_nothing_is_worked_out_to_tell_what_there_is() -> None:
    asked: list[str] = []
    shelf = counted(asked, None)
    assert "a" in shelf
    assert shelf.keys() == set(NAMES)
    assert asked == []


def test_with_room_for_all_each_is_worked_out_once() -> None:
    asked: list[str] = []
    shelf = counted(asked, None)
    for name in (*NAMES, *NAMES):
        assert shelf[name] == name.upper()
    assert asked == list(NAMES)


def test_with_little_room_those_are_kept_that_were_asked_for_last() -> None:
    asked: list[str] = []
    shelf = counted(asked, 2)
    for name in ("a", "b", "a", "c", "a", "b", "b"):
        assert shelf[name] == name.upper()
    assert asked == ["a", "b", "c", "b"]


def test_what_is_made_of_others_has_as_much_room() -> None:
    asked: list[str] = []
    made = Shelf.of(counted(asked, 1), str.lower, without=["b"])
    assert list(made.items()) == [("c", "c"), ("a", "a")]
    assert made.room == 1
    assert Shelf.of({"a": "A"}, str.lower).room is None
