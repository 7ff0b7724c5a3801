"""What was written into a folder, and from what: so a later run knows its own files, and whether they are stale."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STAMP: Final = ".debates-pages.json"
"""The file of the stamp. Generators pass over names that begin with a dot."""

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """``made_from`` names what the files were made from; ``files`` are digests by path, "/" between folders.

    ``made_from`` is "" until all of them are written.
    """

    made_from: str
    files: Mapping[str, str]

    @classmethod
    def of(cls, made_from: str, contents: Mapping[str, bytes]) -> Stamp:
        """The stamp of files that are written as they shall be."""
        return cls(made_from, {path: digest_of_file(data) for path, data in contents.items()})

    def as_bytes(self) -> bytes:
        """The file of the stamp."""
        data = {"version": _VERSION, "made_from": self.made_from, "files": dict(sorted(self.files.items()))}
        return f"{json.dumps(data, indent=1, ensure_ascii=False)}\n".encode()

    def changed(self, folder: Path) -> Iterator[str]:
        """The files that are missing in ``folder``, or not as they were written."""
        for path, written in self.files.items():
            if found(folder, path) != written:
                yield path


NO_STAMP: Final = Stamp("", {})


def stamp_in(folder: Path) -> Stamp | None:
    """The stamp of a folder, None where there is none that can be read. Paths that lead out of it are left aside."""
    try:
        data = json.loads((folder / STAMP).read_bytes())
        files = {path: str(written) for path, written in data["files"].items() if stays_inside(path)}
        return Stamp(str(data["made_from"]), files) if data["version"] == _VERSION else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def stays_inside(path: str) -> bool:
    """Whether a path from a folder leads to a place below it, links aside."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and not {"..", STAMP} & set(parts) and not set(path) & set("\\:\0")


def found(folder: Path, path: str) -> str:
    """The digest of a file, "" where there is none."""
    try:
        return digest_of_file((folder / path).read_bytes())
    except OSError:
        return ""


def digest_of_file(data: bytes) -> str:
    """A name for the content of a file."""
    return hashlib.sha256(data).hexdigest()[:40]
