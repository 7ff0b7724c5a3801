"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""The signals by which somebody asks a program to end."""


def write_files(contents: Mapping[Path, bytes], *, within: Iterable[Path] = (), synced: bool = True) -> None:
    """Write ``contents``, each file whole or not at all, and none where one of them cannot be written.

    Everything is first written beside its file, and then put in its place by renaming, in the order of ``contents``.
    Signals that ask the program to end wait for that, or take back what is not in its place yet; the loss of power or
    an end by force leaves each file as it was or as it shall be, and perhaps one beside it whose name starts with a
    dot. A file's permissions stay; a link goes on leading to its file. Folders that are missing are made.

    Where folders are given as ``within``, a file that leads out of these is one that cannot be written: a link may have
    taken its place since it was read.
    Without ``synced``, nobody waits for the disk, and what is written may be empty after a loss of power.
    Raises ``OSError``, with the name of the file, where a folder or a file cannot be written.
    """
    folders = [Path(os.path.realpath(folder)) for folder in within]
    with _ending_held() as end_if_asked, ExitStack() as undo:
        ready = []
        for file, content in contents.items():
            target = Path(os.path.realpath(file))
            with _named(file):
                _refuse_outside(target, folders)
                ready.append((_write_beside(target, content, undo, synced=synced), target))
            end_if_asked()
        for written, target in ready:
            with _named(target):
                os.replace(written, target)


def _refuse_outside(target: Path, folders: Sequence[Path]) -> None:
    if folders and not any(map(target.is_relative_to, folders)):
        raise OSError(errno.EPERM, "It leads out of its folder")


def _write_beside(file: Path, content: bytes, undo: ExitStack, *, synced: bool) -> Path:
    _make_folder(file.parent, undo)
    # A name that starts with a dot is read by nobody while it is there.
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name[:100]}.", suffix=".new", dir=file.parent)
    undo.callback(_discard, Path(name))
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        if synced:
            os.fsync(stream.fileno())
    if file.exists():
        shutil.copymode(file, name)
    else:
        os.chmod(name, 0o666 & ~_umask())
    return Path(name)


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it, which are removed again if nothing comes to stand in them."""
    if not folder.is_dir():
        _make_folder(folder.parent, undo)
        folder.mkdir(exist_ok=True)
        undo.callback(_remove_empty, folder)


def _discard(file: Path) -> None:
    with suppress(FileNotFoundError):
        file.unlink()


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # as a rule it is not empty
        folder.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def ending_handlers() -> dict[int, Any]:
    """What handles the signals by which somebody asks the program to end, where another may.

    Those stay that are to be ignored, and those that another library handles.
    """
    handlers = {number: signal.getsignal(number) for number in _ENDING}
    return {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Let an ``OSError`` name ``file``, and not the one beside it or none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


@contextmanager
def _ending_held() -> Iterator[Callable[[], None]]:
    """Let signals of :data:`_ENDING` wait. What is given ends what is done here, where there has been one."""
    asked: list[int] = []

    def end_if_asked() -> None:
        if asked:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # signals are another's affair
        yield end_if_asked
        return
    before = ending_handlers()
    try:
        for number in before:
            signal.signal(number, lambda number, _: asked.append(number))
        yield end_if_asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])
