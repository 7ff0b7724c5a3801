"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write ``contents``, each file whole or not at all, and none where one of them cannot be written.

    Everything is first written beside its file, and put in its place by renaming, so that an interruption leaves
    each file as it was or as it shall be. A file's permissions stay; a link goes on leading to its file. Folders that
    are missing are made. Raises ``OSError`` where a folder or a file cannot be written.
    """
    with ExitStack() as undo:
        ready = [(_write_beside(file.resolve(), content, undo), file.resolve()) for file, content in contents.items()]
        for written, file in ready:
            os.replace(written, file)


def _write_beside(file: Path, content: bytes, undo: ExitStack) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    # A name that starts with a dot is read by nobody while it is there.
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".new", dir=file.parent)
    undo.callback(_discard, Path(name))
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if file.exists():
        shutil.copymode(file, name)
    else:
        os.chmod(name, 0o666 & ~_umask())
    return Path(name)


def _discard(file: Path) -> None:
    with suppress(FileNotFoundError):
        file.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
