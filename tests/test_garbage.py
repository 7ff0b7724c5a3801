"""The search for garbage is paused, and goes on as it was."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import weakref

import pytest

from mkdocs_debates import garbage
from mkdocs_debates.garbage import collect_all_soon, collection_paused, collection_rare


def test_the_search_is_paused_and_goes_on() -> None:
    with collection_paused():
        assert not gc.isenabled()
        with collection_paused():
            pass
        assert not gc.isenabled()
        made: list[list[int]] = [[] for _ in range(10_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert len(gc.get_objects(generation=0)) < len(made)


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_search_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collection_paused():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_what_others_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collection_paused():
            pass
        assert gc.get_freeze_count() >= frozen - 100
    finally:
        gc.unfreeze()


def test_a_rare_search_becomes_as_it_was() -> None:
    before = gc.get_threshold()
    as_before = collection_rare()
    assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold()[1:] == before[1:]
    as_before()
    assert gc.get_threshold() == before


def test_a_search_that_never_begins_stays_so() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        as_before = collection_rare()
        assert gc.get_threshold()[0] == 0
        as_before()
        assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_everything_is_looked_through_soon_and_not_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loop:
        def __init__(self) -> None:
            self.own = self

    monkeypatch.setattr(garbage, "_SOON", 0.2)
    gc.disable()
    try:
        left = weakref.ref(Loop())
        collect_all_soon()
        assert left() is not None
        limit = time.monotonic() + 20
        while left() is not None and time.monotonic() < limit:
            time.sleep(0.05)
        assert left() is None
    finally:
        gc.enable()


_ENDS_WITH_A_LOOP = """
from mkdocs_debates.garbage import none_at_exit

class Loop:
    def __init__(self):
        self.own = self
    def __del__(self):
        print("found")

if {quietly}:
    none_at_exit()
left = Loop()
"""


@pytest.mark.parametrize(("quietly", "said"), [(False, "found\n"), (True, "")])
def test_nothing_is_looked_through_at_the_end_of_the_process(quietly: bool, said: str) -> None:
    command = [sys.executable, "-c", _ENDS_WITH_A_LOOP.format(quietly=quietly)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == said
