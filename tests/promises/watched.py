"""Runs a module as ``python -m`` does, and says what it reads, writes and asks of the network that it should not.

Each complaint is a line of standard error that starts with ``watched:``. The folder named by ``SITE`` is that of a
site; its debates may be read, of what is beside them nothing but the configuration and the pages, and elsewhere on the
machine programs alone. Written may be the built site, debates (by commands that edit them), and folders for caches and
temporary files.
"""

from __future__ import annotations

import mimetypes
import os
import runpy
import sys
from typing import Any, Final

SITE: Final = os.path.realpath(os.environ["SITE"])
READABLE: Final = ("debates", "docs", "site", ".git", ".cache", "mkdocs.yml", "mkdocs.yaml", "overrides", "")
WRITABLE: Final = ("site", "debates", ".cache", "docs/debates")
ELSEWHERE: Final = tuple(
    os.path.realpath(os.environ[name]) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ
)
PROGRAMS: Final = tuple(os.path.realpath(folder) for folder in {sys.prefix, sys.base_prefix, *sys.path} if folder)
OF_THE_SYSTEM: Final[tuple[str, ...]] = ("/usr/share/zoneinfo", *(str(file) for file in mimetypes.knownfiles))
"""What Python reads by itself: the time zone, and which endings of files mean what."""
CHANGES: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "os.chmod": ((0, 2),), "os.link": ((1, 3),), "os.mkdir": ((0, 2),), "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)), "os.rmdir": ((0, 1),), "os.symlink": ((1, 2),),
}  # fmt: skip
"""Of each event, which arguments are a path that it changes and the open folder that this starts from."""
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def complain(what: str, about: object) -> None:
    """Say so, where nothing that the program does can hide it."""
    os.write(2, f"watched: {what}: {about}\n".encode("utf-8", "backslashreplace"))


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook; see ``sys.addaudithook``."""
    if event.startswith("socket."):
        complain("network", arguments)
    elif event == "open" and isinstance(arguments[0], str | bytes):
        path, _, flags = arguments
        (written if flags & _WRITING else read)(os.fsdecode(path))
    elif event in CHANGES:
        for path, folder in CHANGES[event]:
            if isinstance(arguments[path], str | bytes | os.PathLike):
                written(os.path.join(_path_of(arguments[folder]), os.fsdecode(arguments[path])))


def read(path: str) -> None:
    """Complain of a file beside the debates, or elsewhere on the machine but where programs stand."""
    place = os.path.realpath(path)
    # Names that stand in no folder here belong to another one, which the event does not name.
    if (
        os.path.lexists(place)
        and not _is_in(place, READABLE)
        and not place.startswith(PROGRAMS + ELSEWHERE + OF_THE_SYSTEM)
    ):
        complain("read", path)


def written(path: str) -> None:
    """Complain of anything outside of the folders that may change."""
    place = os.path.realpath(path)
    if place != os.devnull and not _is_in(place, WRITABLE) and not place.startswith(ELSEWHERE):
        complain("written", path)


def _path_of(folder: object) -> str:
    """The path of an open folder, "" for that in which the program runs."""
    return os.readlink(f"/proc/self/fd/{folder}") if isinstance(folder, int) and folder >= 0 else ""


def _is_in(place: str, names: tuple[str, ...]) -> bool:
    below = os.path.relpath(place, SITE)
    return any(below == name or (name and below.startswith(name + os.sep)) for name in names)


if __name__ == "__main__":
    module = sys.argv[1]
    sys.argv = [module, *sys.argv[2:]]
    # Python keeps compiled modules beside their source, which no program asks for.
    sys.dont_write_bytecode = True
    sys.path[0] = os.getcwd()
    sys.addaudithook(watch)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
