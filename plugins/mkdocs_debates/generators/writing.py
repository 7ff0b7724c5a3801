"""Files written into a folder that others write into as well."""

from __future__ import annotations

import contextlib
import stat
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.writing import write_files
from mkdocs_debates.generators.stamp import NO_STAMP, STAMP, Stamp, found, stamp_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_SHOWN: Final = 5


class RefusedError(Exception):
    """Writing would touch what is somebody else's. The message names the files."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of files: how many were written, how many removed; ``left`` are not, since somebody edited them."""

    written: int
    removed: int
    left: tuple[str, ...]


def write_below(folder: Path, contents: Mapping[str, bytes], made_from: str) -> Written:
    """Bring ``folder`` to ``contents``, files by their paths, and leave a stamp there.

    What is there as it should be is not touched. What an earlier run wrote and is wanted no more is removed, if nobody
    edited it. A run that was interrupted leaves a stamp that says so, and the next one goes on from there.

    Raises :class:`RefusedError`, before anything is written, where a file would stand in place of one that no earlier
    run wrote, or behind a link; ``OSError`` where a file cannot be written.
    """
    earlier, stamp = stamp_in(folder) or NO_STAMP, Stamp.of(made_from, contents)
    paths = contents.keys() | earlier.files.keys()
    strange = sorted(_strange(folder, {*paths, STAMP}))
    if strange:
        raise RefusedError(f"there as a link, or as something else that is not written to: {_some(strange)}")
    present = {path: found(folder, path) for path in paths}
    foreign = [path for path in contents if present[path] not in ("", stamp.files[path]) and path not in earlier.files]
    if foreign:
        raise RefusedError(f"not written by an earlier run, and would be overwritten: {_some(foreign)}")
    changed = [path for path in contents if present[path] != stamp.files[path]]
    stale = [path for path in earlier.files if path not in contents and present[path]]
    if changed or stale:
        write_files({folder / STAMP: Stamp("", {**earlier.files, **stamp.files}).as_bytes()})
    for path in changed:
        write_files({folder / path: contents[path]}, synced=False)  # a later run sees what is not as it should be
    own = [path for path in stale if present[path] == earlier.files[path]]
    for path in own:
        (folder / path).unlink()
        _remove_empty(folder, path)
    if stamp_in(folder) != stamp:
        write_files({folder / STAMP: stamp.as_bytes()})
    return Written(len(changed), len(own), tuple(sorted(set(stale) - set(own))))


def _strange(folder: Path, paths: Collection[str]) -> Iterator[str]:
    """What is there in place of a file of ``paths``, or of a folder above one: a link, say."""
    above = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents} - {"."}
    for wanted, kind in ((above, stat.S_IFDIR), (paths, stat.S_IFREG)):
        for path in wanted:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                if stat.S_IFMT((folder / path).lstat().st_mode) != kind:
                    yield path


def _remove_empty(folder: Path, path: str) -> None:
    for parent in PurePosixPath(path).parents[:-1]:
        with contextlib.suppress(OSError):  # as a rule it is not empty
            (folder / parent).rmdir()


def _some(paths: list[str]) -> str:
    rest = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(paths[:_SHOWN])}{rest}"
