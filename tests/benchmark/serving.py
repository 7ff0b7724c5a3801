"""How long a served site takes from a saved file to the page that shows it: ``python -m tests.benchmark.serving``.

One claim of one debate is edited, and the page of all its debate's claims asked for again and again, until it comes
with what the claim says now. MkDocs by itself looks for saved files every half second, and waits another tenth.
"""

from __future__ import annotations

import argparse
import http.client
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmark.debates import debates, edited
from tests.benchmark.hand_made import pages_of
from tests.benchmark.sites import SIDES, Size, edit_claim, write_site

if TYPE_CHECKING:
    from tests.benchmark.sites import Side

_PATIENCE: Final = 600
_READY: Final = re.compile(r"Serving on (http://127\.0\.0\.1:(\d+)/)")


def main() -> None:
    """Print the time of the first build and of each build after an edit, for both sites."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.serving", description="Measure a served site.")
    parser.add_argument("--debates", type=int, default=50)
    parser.add_argument("--claims", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sides", default=",".join(SIDES), help="which sites, of %(default)s")
    options = parser.parse_args()
    size = Size(options.debates, options.claims, 1)
    for side in SIDES:
        if side in options.sides.split(","):
            with tempfile.TemporaryDirectory(prefix="serving-") as folder:
                first, after = _measured(Path(folder), side, size, options.rounds)
            print(
                f"{side}, {size.debates} x {size.claims} claims: served after {first:.2f} s, then, from a saved file "
                f"to its page, median {statistics.median(after):.2f} s ({min(after):.2f}-{max(after):.2f})"
            )


def _measured(folder: Path, side: Side, size: Size, rounds: int) -> tuple[float, list[float]]:
    write_site(folder, side, size)
    log = folder / "serve.log"
    page = _page_of_edited_claim(side, size)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{_free_port()}"]
    start = time.perf_counter()
    with log.open("w") as output, subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process:
        try:
            port = _port(log, process)
            first = time.perf_counter() - start
            return first, [_round(folder, side, size, edition, port, page) for edition in range(1, rounds + 1)]
        finally:
            process.terminate()


def _page_of_edited_claim(side: Side, size: Size) -> str:
    """Where the claim that is edited is shown in full."""
    debate = edited(next(debates(1, size.claims, size.seed)), 1)
    if side == "plugin":
        return f"/debates/{debate.id}/dossier/"
    found = next(path for path, text in pages_of(debate) if _words(1) in text)
    return f"/{found.removesuffix('.md').removesuffix('index')}/".replace("//", "/")


def _words(edition: int) -> str:
    return f"looked at again {edition} times"


def _round(folder: Path, side: Side, size: Size, edition: int, port: int, page: str) -> float:
    time.sleep(1.5)  # until the server has come to rest, and a file saved again has another time
    words = _words(edition)
    start = time.perf_counter()
    edit_claim(folder, side, size, edition)
    while time.perf_counter() - start < _PATIENCE:
        if words in _get(port, page):
            return time.perf_counter() - start
        time.sleep(0.01)
    raise TimeoutError(f"{page} never held {words!r}")


def _get(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def _port(log: Path, process: subprocess.Popen[bytes]) -> int:
    while process.poll() is None:
        found = _READY.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return int(found[2])
        time.sleep(0.02)
    raise ChildProcessError(log.read_text(encoding="utf-8", errors="replace")[-4000:])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
