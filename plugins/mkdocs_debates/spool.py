"""Bytes that are put away for as long as the program runs, where they take no memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from typing import ClassVar, NamedTuple


class Place(NamedTuple):
    """Where some bytes stand in the file."""

    begin: int
    size: int


Spooled = Place | bytes
"""What was put away: in the file, or here where the disk has no room for it."""


class Spool:
    """A file without a name, which is gone with this object or the program. Copies of the process read it, too.

    Only one process may put something there. It ``works`` where the system can read at a place; elsewhere all stays in
    memory.
    """

    works: ClassVar = hasattr(os, "pread")

    def __init__(self) -> None:
        self._file = -1
        self._end = 0
        if not self.works:
            return
        with contextlib.suppress(OSError), tempfile.TemporaryFile() as file:  # there may be no place for it
            self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)

    def put(self, data: bytes) -> Spooled:
        """Where ``data`` can be read from."""
        if self._file < 0:
            return data
        place = Place(self._end, len(data))
        with contextlib.suppress(OSError):
            if os.pwrite(self._file, data, place.begin) == place.size:
                self._end += place.size
                return place
        return data

    def read(self, place: Spooled) -> bytes:
        """What was put there."""
        return os.pread(self._file, place.size, place.begin) if isinstance(place, Place) else place
