"""When Python looks for garbage."""

from __future__ import annotations

import atexit
import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for garbage meanwhile.

    For work that makes many objects which stay, and no garbage: Python would look through all of them again and again,
    and find nothing, which takes half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _age_all()
            gc.enable()


def collection_rare(objects: int = 100_000) -> Callable[[], None]:
    """Let Python look for garbage less often, until the function that comes back is called.

    It looks when there are so many ``objects`` more than before; 700 or 2,000 as a rule. For work that leaves little
    garbage of the kind that only a search finds, but makes and drops many objects: the search would take an eighth of
    its time.
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], objects), *before[1:])
    return lambda: gc.set_threshold(*before)


def collect_all_soon() -> None:
    """Look through everything in a second, once what a build left behind is garbage and browsers have the new pages.

    What was made while the search was paused counts as old, and by itself Python looks at that only when much has
    grown old since: a server would grow with each build.
    """
    timer = threading.Timer(_SOON, gc.collect)
    timer.daemon = True
    timer.start()


def none_at_exit() -> None:
    """Let Python end without a last search: it would look through all that is left, which goes then anyway."""
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)


_SOON: Final = 1.0
"""Seconds; on a large site looking through everything takes nearly as long."""


def _age_all() -> None:
    """Count everything as old, at once: the next look at what is new would else begin with all that was made."""
    if not gc.get_freeze_count():  # whoever froze objects wants them to stay so
        gc.freeze()
        gc.unfreeze()
