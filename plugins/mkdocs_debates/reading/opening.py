"""Files below a folder, opened so that nothing else can take their place."""

from __future__ import annotations

import errno
import os
import stat
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# A pipe that nobody writes to is opened at once, and refused, instead of waited for.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def open_within(folder: Path, file: Path) -> IO[bytes]:
    """``file``, opened to be read, if it is a regular file below ``folder``, which links may lead to.

    What is opened is looked at, not what stood there before: a file may have become a link out of the folder, a pipe
    or a device since it was listed. Raises ``OSError`` for these and for whatever cannot be opened.
    """
    descriptor = os.open(file, _FLAGS)
    try:
        opened = os.fstat(descriptor)
        if not stat.S_ISREG(opened.st_mode):
            raise OSError(errno.EINVAL, "Not a regular file", str(file))
        # No link leads on from a path that has been resolved, so that this is the place of what is open.
        place = file.resolve(strict=True)
        if not place.is_relative_to(folder.resolve()) or not os.path.samestat(opened, place.lstat()):
            raise OSError(errno.EPERM, "It leads out of its folder", str(file))
        return os.fdopen(descriptor, "rb")
    except RuntimeError as error:  # a loop of links took its place; pathlib says so in its own way
        os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file)) from error
    except BaseException:
        os.close(descriptor)
        raise


def read_within(folder: Path, file: Path, most: int = -1) -> bytes:
    """What is in ``file``, ``most`` bytes of it if that is given; see :func:`open_within`."""
    with open_within(folder, file) as stream:
        return stream.read(most)
