"""A folder of finished pages, served on this machine the way a host of static sites serves it."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Site:
    """A built site and where it is served; `base` ends with a slash."""

    folder: Path
    base: str

    def url(self, path: str = "") -> str:
        """The URL of `path`, which is relative to the site's root."""
        return urljoin(self.base, path)


class _PagesHandler(SimpleHTTPRequestHandler):
    # Windows takes types from its registry, where programs put wrong ones.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }

    # What hosts of static sites commonly compress.
    compressible = frozenset((".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"))

    def __init__(self, *arguments: object, below: str, directory: str, compressed: bool) -> None:
        self._below = below
        self._compressed = compressed
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        if not self.path.startswith(self._below):
            self.send_error(404)
            return None
        file = Path(self.translate_path(urlsplit(self.path).path))
        file = file / "index.html" if self.path.endswith("/") else file
        if self._compressed and file.suffix in self.compressible and file.is_file():
            return self._send_compressed(file)
        return super().send_head()

    def _send_compressed(self, file: Path) -> IO[bytes]:
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self._below))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep requests out of the tests' output."""


class _PagesServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves a page breaks off its downloads."""


@contextmanager
def served(folder: Path, below: str = "/", *, compressed: bool = False) -> Iterator[str]:
    """Serve `folder` under the path `below` (slashes at both ends); gives the URL it has there.

    A path that is not there is answered with the folder's `404.html`, as such hosts do. With `compressed`, texts are
    sent as gzip.
    """
    handler = partial(_PagesHandler, below=below, directory=str(folder), compressed=compressed)
    with _PagesServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{below}"
        finally:
            server.shutdown()
            thread.join()
