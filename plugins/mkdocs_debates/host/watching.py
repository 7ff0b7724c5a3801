"""The folder of debates under a server, which builds again once something in it was saved."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

_CHANGES: Final = ("created", "modified", "moved", "deleted")
"""Events after which a file may hold something else; a build, too, opens files and closes them."""


class Watch:
    """Watches the folder of debates in two ways, and has the server build as soon as one of them sees a change.

    The system tells at once what was saved, but not of files that stand on another machine or outside a container;
    MkDocs' own observer, which looks every half second, sees these as well. What both see is told once.
    """

    def __init__(self, server: LiveReloadServer, watched: str) -> None:
        """``watched`` is a folder that the server watches itself; what changes is told as if it were there."""
        self._server = server
        self._told_as = ObservedWatch(os.path.abspath(watched), recursive=True)
        self._observers: tuple[BaseObserver, ...] = (server.observer, Observer())
        self._watches: list[tuple[BaseObserver, ObservedWatch]] = []
        self._lock = threading.Lock()
        self._is_told = False
        with suppress(OSError):  # the system may have no more of what it takes
            self._observers[1].start()

    def begin(self, folder: Path) -> None:
        """Watch ``folder``, where it is there, and no other, from now on, before a build reads its files.

        A watch ends silently when its folder is gone, so it begins anew with each build.
        """
        for observer, watch in self._watches:
            with suppress(KeyError):
                observer.unschedule(watch)
        self._watches.clear()
        with self._lock:
            self._is_told = False
        if folder.is_dir():
            for observer in self._observers:
                with suppress(OSError):
                    self._watches.append((observer, observer.schedule(_Handler(self), str(folder), recursive=True)))

    def tell(self, event: FileSystemEvent) -> None:
        """Have the server build, unless a build that has not begun yet will see the change."""
        with self._lock:
            if self._is_told:
                return
            self._is_told = True
        self._server.observer.event_queue.put((event, self._told_as))


class _Handler(FileSystemEventHandler):
    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of what may be another content."""
        if not event.is_directory and event.event_type in _CHANGES:
            self._watch.tell(event)
