"""While serving, a debate that breaks shows its problems, takes nothing else down, and comes back."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.sites.test_plugin import BIKES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30


class Served:
    """A site that is being served: its source folder and its address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")

    def wait_for(self, page: str, words: str) -> str:
        """The page once it holds ``words``."""
        last = ""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            last = self._get(page)
            if words in last:
                return last
            time.sleep(0.2)
        raise AssertionError(f"{page} never held {words!r}; it was {last[-2000:]!r}")

    def _get(self, page: str) -> str:
        try:
            with urllib.request.urlopen(self.address + page, timeout=10) as response:
                text: bytes = response.read()
                return text.decode()
        except urllib.error.URLError as error:
            return str(error)


@pytest.fixture
def host(request: pytest.FixtureRequest) -> str:
    """The program that serves."""
    host = str(getattr(request, "param", "mkdocs"))
    if find_spec(host) is None:
        pytest.skip(f"{host} is not installed")
    return host


@pytest.fixture
def served(tmp_path: Path, host: str) -> Iterator[Served]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "debates").mkdir()
    for name in ("bikes", "other"):
        (tmp_path / f"debates/{name}.yaml").write_text(BIKES, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: {name: material, font: false}\nplugins: [debates]\n", encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        host,
        "serve",
        "-f",
        str(tmp_path / "mkdocs.yml"),
        "-a",
        f"127.0.0.1:{_free_port()}",
    ]
    log = tmp_path / "serve.log"
    with log.open("w") as output, subprocess.Popen(command, stderr=output, stdout=output) as process:
        try:
            yield Served(tmp_path, _address(log, process))
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"Serving on (http://\S+)", log.read_text(encoding="utf-8"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"], indirect=True)
def test_a_debate_breaks_and_comes_back(served: Served) -> None:
    page = "debates/bikes/positions/close-it/"
    served.wait_for(page, "Shops thrive")
    assert "Watching debates in 'debates' for changes" in (served.folder / "serve.log").read_text(encoding="utf-8")
    wrong = BIKES.replace("supports: close-it\n", "supports: clos-it\n")
    served.write("debates/bikes.yaml", wrong)
    broken = served.wait_for("debates/bikes/", "unknown-reference")
    assert f"bikes.yaml:{1 + wrong.splitlines().index('    supports: clos-it')}:15" in broken
    assert "close-it" in broken
    served.wait_for("debates/other/positions/close-it/", "Shops thrive")
    served.write("debates/bikes.yaml", BIKES.replace("Shops thrive", "Shops bloom"))
    served.wait_for(page, "Shops bloom")


def test_the_server_lives_through_what_happens_to_files(served: Served) -> None:
    bikes = served.folder / "debates/bikes.yaml"
    served.wait_for("debates/bikes/", "close its centre")
    bikes.write_text("", encoding="utf-8")
    served.wait_for("debates/bikes/", "the file is empty")
    bikes.write_bytes(b"\x00\xff\xfe" * 50)
    served.wait_for("debates/bikes/", "error")
    bikes.unlink()
    served.wait_for("debates/bikes/", "404")
    served.write("debates/bikes.yaml", BIKES)
    served.wait_for("debates/bikes/positions/close-it/", "Shops thrive")


def test_drafts_are_shown_while_serving(served: Served) -> None:
    served.write("debates/bikes.yaml", BIKES + "status: draft\n")
    served.wait_for("debates/bikes/", "draft")
