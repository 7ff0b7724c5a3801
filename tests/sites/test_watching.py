"""A server learns at once, and once, that something in the folder of debates was saved."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from mkdocs_debates.host import watching
from mkdocs_debates.host.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE = 20.0
_LONG_ENOUGH = 0.7
"""Seconds after which everybody has looked."""


class Server:
    """What a server is to a watch: its observer. It notes what it is told of."""

    def __init__(self, docs: Path, interval: float) -> None:
        self.told: list[str] = []
        self.observer = PollingObserver(timeout=interval)
        handler = FileSystemEventHandler()
        handler.on_any_event = lambda event: self.told.append(str(event.src_path))  # type: ignore[method-assign]
        self.observer.schedule(handler, str(docs), recursive=True)
        self.observer.start()

    def is_told(self, times: int) -> bool:
        """Whether it was told so often, after waiting for that."""
        limit = time.monotonic() + _PATIENCE
        while len(self.told) < times and time.monotonic() < limit:
            time.sleep(0.02)
        return len(self.told) == times


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[float], tuple[Server, Watch]]]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates" / "bikes.yaml").write_text("title: Bikes")
    servers: list[Server] = []

    def begin(interval: float) -> tuple[Server, Watch]:
        servers.append(Server(tmp_path / "docs", interval))
        watch = Watch(servers[-1], str(tmp_path / "docs"))  # type: ignore[arg-type]  # it is as much of a server as is wanted
        watch.begin(tmp_path / "debates")
        return servers[-1], watch

    yield begin
    for server in servers:
        server.observer.stop()


def test_the_system_tells_at_once(tmp_path: Path, serve: Callable[[float], tuple[Server, Watch]]) -> None:
    server, _ = serve(3600.0)  # the server itself will not look before the test is over
    (tmp_path / "debates" / "bikes.yaml").read_text()
    (tmp_path / "debates" / "bikes.yaml").write_text("title: More bikes")
    assert server.is_told(1)


def test_where_the_system_tells_nothing_the_server_looks(
    tmp_path: Path, serve: Callable[[float], tuple[Server, Watch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_left(*_: Any, **__: Any) -> None:
        raise OSError("inotify watch limit reached")

    silent = SimpleNamespace(start=nothing_left, schedule=nothing_left)
    monkeypatch.setattr(watching, "Observer", lambda: silent)
    server, watch = serve(0.1)
    time.sleep(0.3)  # until it has looked for the first time
    (tmp_path / "debates" / "bikes.yaml").write_text("title: More bikes")
    assert server.is_told(1)
    watch.begin(tmp_path / "debates")
    time.sleep(0.3)
    (tmp_path / "debates" / "bikes.yaml").unlink()
    assert server.is_told(2)


def test_a_change_is_told_once_until_a_build_begins(
    tmp_path: Path, serve: Callable[[float], tuple[Server, Watch]]
) -> None:
    server, watch = serve(0.1)
    (tmp_path / "debates" / "bikes.yaml").write_text("title: More bikes")
    assert server.is_told(1)
    (tmp_path / "debates" / "cars.yaml").write_text("title: Cars")  # the build that is to begin reads it
    time.sleep(_LONG_ENOUGH)
    assert server.is_told(1)
    watch.begin(tmp_path / "debates")
    (tmp_path / "debates" / "bikes.yaml").read_text()  # as a build does
    time.sleep(_LONG_ENOUGH)
    assert server.is_told(1)
    (tmp_path / "debates" / "cars.yaml").write_text("title: More cars")
    assert server.is_told(2)


def test_a_folder_may_go_and_come_back(tmp_path: Path, serve: Callable[[float], tuple[Server, Watch]]) -> None:
    server, watch = serve(0.1)
    debates = tmp_path / "debates"
    debates.rename(tmp_path / "elsewhere")
    time.sleep(_LONG_ENOUGH)
    watch.begin(debates)
    told = len(server.told)
    time.sleep(_LONG_ENOUGH)
    debates.mkdir()
    watch.begin(debates)
    (debates / "cars.yaml").write_text("title: Cars")
    assert server.is_told(told + 1)
    assert threading.active_count() < 20
