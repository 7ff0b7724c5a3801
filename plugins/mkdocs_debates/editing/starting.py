"""A new site, and a new debate."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.yaml_text import scalar
from mkdocs_debates.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping

SCAFFOLD: Final = Path(__file__).parent / "scaffold"
SCHEMA, PART_SCHEMA = SCHEMAS
_SITE_TITLE: Final = "Debates of our street"
_DEBATE_TITLE: Final = "Should we?"


def site_files(title: str) -> dict[PurePosixPath, bytes]:
    """The files of a new site called ``title``, by their path in it."""
    root = SCAFFOLD / "site"
    found = {
        PurePosixPath(file.relative_to(root).as_posix()): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }
    for path, written in ((PurePosixPath("mkdocs.yml"), scalar(title)), (PurePosixPath("README.md"), title)):
        found[path] = found[path].replace(_SITE_TITLE.encode(), written.encode())
    return found | {PurePosixPath("docs") / name: content for name, content in schema_files().items()}


def schema_files() -> dict[str, bytes]:
    """The JSON Schemas of a debate and of a part of one, by file name, as the first lines of debates name them."""
    return {name: f"{json.dumps(each(), indent=2, ensure_ascii=False)}\n".encode() for name, each in SCHEMAS.items()}


def debate_text(title: str, *, in_folder: bool) -> bytes:
    """A new debate: its title, and the rest as comments that say what could stand there."""
    text = (SCAFFOLD / "debate.yaml").read_text(encoding="utf-8").replace(_DEBATE_TITLE, scalar(title))
    return f"{modeline('debate.yaml', depth=int(in_folder))}\n{text}".encode()


def modeline(name: str, depth: int) -> str:
    """The first line of a file of debates, by which an editor finds the schema, ``depth`` folders below them."""
    schema = SCHEMA if name.startswith("debate.") or not depth else PART_SCHEMA
    return f"# yaml-language-server: $schema={'../' * (depth + 1)}docs/{schema}"


def existing(root: Path, files: Mapping[PurePosixPath, bytes]) -> list[str]:
    """Those of the files that are there already."""
    return [str(path) for path in files if (root / path).exists()]
