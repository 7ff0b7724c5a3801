"""A folder that keeps what was made, by the content it was made from. It may be deleted at any time."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CACHE_FOLDER: Final = Path(".cache", "debates")
"""Where a site keeps its cache, beside ``mkdocs.yml``."""

_UNFINISHED: Final = "."
"""How names of files begin that are not whole; they stay where a process is ended."""

_ABANDONED: Final = 3_600.0
"""Seconds after which nobody is at a file any more."""


class Stored:
    """A file of the cache, which stays readable when it is deleted. It is closed when nobody has it any more.

    Raises :class:`OSError` where it cannot be opened.
    """

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        weakref.finalize(self, os.close, self._file)
        self.size = os.stat(self._file).st_size

    def read(self, begin: int, size: int) -> bytes:
        """The ``size`` bytes from ``begin`` on. Raises :class:`OSError`, also where it begins before the file does."""
        os.lseek(self._file, begin, os.SEEK_SET)
        return os.read(self._file, size)


@dataclass(frozen=True)
class Cache:
    """Files below ``folder``, each by its key. What cannot be read is not there, and what cannot be kept is made again.

    ``folder`` is None where nothing is to be kept.
    """

    folder: Path | None
    _used: set[str] = field(default_factory=set)

    def get(self, key: str) -> bytes | None:
        """What was kept under ``key``."""
        if self.folder is None:
            return None
        self._used.add(key)
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def open(self, key: str) -> Stored | None:
        """What was kept under ``key``, to read parts of it."""
        if self.folder is None:
            return None
        self._used.add(key)
        try:
            return Stored(self.folder / key)
        except OSError:
            return None

    def has(self, key: str) -> bool:
        """Whether something is kept under ``key``."""
        self._used.add(key)
        return self.folder is not None and (self.folder / key).is_file()

    def want(self, key: str) -> None:
        """Let what another process put here under ``key`` not be forgotten."""
        self._used.add(key)

    def put(self, key: str, pieces: Iterable[bytes]) -> bool:
        """Keep data that comes in ``pieces``, as a whole or not at all. Returns whether it is kept.

        Some pieces may have been taken where it is not. Raises what making a piece raises.
        """
        if self.folder is None:
            return False
        self._used.add(key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, unfinished = tempfile.mkstemp(dir=self.folder, prefix=f"{_UNFINISHED}{os.getpid()}-")
        except OSError:
            return False
        try:
            try:
                is_whole = all(_is_written(descriptor, piece) for piece in pieces)
            finally:
                os.close(descriptor)
            if is_whole:
                with contextlib.suppress(OSError):
                    os.replace(unfinished, self.folder / key)
                    return True
            return False
        finally:
            with contextlib.suppress(OSError):  # as a rule it is not there any more
                os.unlink(unfinished)

    def forget_unused(self) -> None:
        """Delete the oldest of what nobody asked for or put here since this object was made, and what is unfinished.

        As much of it stays as was used, for the builds before an edit was taken back, or with other settings. So does
        what another build may be at.
        """
        unused = sorted((file for file in self._files() if file.name not in self._used), key=_age)
        unfinished = [file for file in unused if file.name.startswith(_UNFINISHED)]
        finished = [file for file in unused if not file.name.startswith(_UNFINISHED)]
        left = time.time() - _ABANDONED
        for file in (*(file for file in unfinished if -_age(file)[0] < left), *finished[len(self._used) :]):
            with contextlib.suppress(OSError):
                file.unlink()

    def forget_unfinished(self, process: int) -> None:
        """Delete what another process, which has ended, did not finish."""
        for file in self.folder.glob(f"{_UNFINISHED}{process}-*") if self.folder else ():
            with contextlib.suppress(OSError):
                file.unlink()

    def _files(self) -> Iterator[Path]:
        if self.folder is not None and self.folder.is_dir():
            yield from (file for file in self.folder.iterdir() if file.is_file())


def _is_written(descriptor: int, data: bytes) -> bool:
    rest = memoryview(data)
    with contextlib.suppress(OSError):
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    return not rest


def _age(file: Path) -> tuple[float, str]:
    try:
        return -file.stat().st_mtime, file.name
    except OSError:
        return 0, file.name
