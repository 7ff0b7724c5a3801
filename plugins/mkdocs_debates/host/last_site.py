"""The debates' folder of the last build, over which the next one is written.

MkDocs empties the folder of the site before each build. A site of many claims has many small files that are the same
from build to build, and making a file and its folder anew takes longer than seeing that they are right.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass
class LastSite:
    """``folder`` below the folder of a site. ``kept`` says whether it holds what the last build wrote."""

    site: Path
    folder: str
    _written: set[str] = field(default_factory=set)
    _untouched: set[str] = field(default_factory=set)
    kept: bool = False

    @property
    def _aside(self) -> Path:
        # MkDocs leaves alone what begins with a dot.
        return self.site / f".{self.folder.replace('/', '-')}-of-the-last-build"

    def set_aside(self) -> None:
        """Move the folder out of MkDocs' way, without the files that may be called anything, the images."""
        below = self.site / self.folder
        if not below.is_dir() or below.is_symlink():
            return
        with contextlib.suppress(OSError):  # then it is built anew
            if self._aside.exists():
                shutil.rmtree(self._aside)
            below.rename(self._aside)

    def bring_back(self) -> None:
        """Move the folder back into the emptied site."""
        if not self._aside.is_dir():
            return
        below = self.site / self.folder
        below.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._aside.rename(below)
        except OSError:  # somebody else was quicker to write there
            shutil.rmtree(self._aside)
            return
        self.kept = True
        for media in below.glob("*/media"):
            shutil.rmtree(media, ignore_errors=True)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file below the folder, unless it is there as it should be."""
        self.write_page(f"{self.folder}/{path}", content.encode() if isinstance(content, str) else content)
        self.want([path])

    def want(self, paths: Iterable[str]) -> None:
        """Keep files below the folder that another process wrote from being deleted."""
        if self.kept:
            self._written.update(f"{self.folder}/{path}" for path in paths)

    def write_page(self, path: str, data: bytes) -> None:
        """Write a file below the site that is known to be wanted, unless it is there as it should be.

        Raises a ``PluginError`` where that is impossible.
        """
        file = f"{self.site}/{path}"
        if self.kept:
            with contextlib.suppress(OSError), open(file, "rb") as present:
                if present.read() == data:
                    return
        try:
            if not self.kept and file.endswith("/index.html"):  # nearly each has a folder to itself
                _make_folder(file)
            _write_new(file, data)
        except OSError as error:
            raise _unwritable(file, error) from None

    def keep(self, debates: Iterable[str], files: Iterable[str]) -> None:
        """Leave the folders of ``debates`` as they are, and their ``files`` wherever these stand."""
        self._untouched.update(debates)
        elsewhere = (path for path in files if path.partition("/")[0] not in self._untouched)
        self._written.update(f"{self.folder}/{path}" for path in elsewhere)

    def remove_stale(self, current: Iterable[str], since: float, gone: Iterable[str] = ()) -> None:
        """Delete what nobody wrote ``since`` then, in seconds, or wants to be there: neither here nor ``current``.

        In folders that are kept, delete only the files that are ``gone``.
        """
        if not self.kept:
            return
        for path in gone:
            if path.partition("/")[0] in self._untouched:
                self._remove(path)
        wanted = self._written.union(current)
        begin = len(f"{self.site}/")
        for parent, folders, names in self._touched():
            above = parent[begin:].replace(os.sep, "/")
            for name in names:
                file = f"{parent}/{name}"
                if f"{above}/{name}" not in wanted and os.stat(file, follow_symlinks=False).st_mtime < since:
                    os.unlink(file)
            if names and not folders and f"{above}/{names[0]}" in wanted:
                continue
            with contextlib.suppress(OSError):  # as a rule it is not empty
                os.rmdir(parent)

    def _remove(self, path: str) -> None:
        """Delete a file and the folders that are empty then."""
        with contextlib.suppress(OSError):
            os.unlink(f"{self.site}/{self.folder}/{path}")
            while "/" in path:
                path = path.rpartition("/")[0]
                os.rmdir(f"{self.site}/{self.folder}/{path}")

    def _touched(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """The folders in which something may be stale, as :func:`os.walk` gives them, the inner ones first."""
        top = f"{self.site}/{self.folder}"
        for parent, folders, names in os.walk(top):
            for folder in folders:
                if folder not in self._untouched and not os.path.islink(f"{parent}/{folder}"):
                    yield from os.walk(f"{parent}/{folder}", topdown=False)
            yield parent, folders, names
            break


_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def _write_new(file: str, data: bytes) -> None:
    """Write a file, with its folder where that is not there; without Python's buffers, since there are thousands."""
    try:
        descriptor = os.open(file, _NEW, 0o666)
    except FileNotFoundError:
        _make_folder(file)
        descriptor = os.open(file, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _make_folder(file: str) -> None:
    """Make the folder of a file. As a rule the one above is there, and to look for that takes as long again."""
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)
    except OSError:
        os.makedirs(folder, exist_ok=True)


def write_unless_there(file: Path, text: str) -> None:
    """Write a file of the emptied site, unless another plugin or a page of the site's own was quicker.

    Raises a ``PluginError`` where that is impossible.
    """
    try:
        with file.open("xb") as written:
            written.write(text.encode())
    except FileExistsError:
        pass
    except OSError as error:
        raise _unwritable(str(file), error) from None


def _unwritable(file: str, error: OSError) -> PluginError:
    return PluginError(f"Debates: {file} cannot be written: {error.strerror}")
