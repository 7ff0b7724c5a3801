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


def debate_files(debate_id: str, title: str, *, in_folder: bool) -> dict[PurePosixPath, bytes]:
    """A new debate: its title, and the rest as comments that say what could stand there.

    In a folder, the claims have a file of their own. The paths are relative to the folder of debates.
    """
    text = (SCAFFOLD / "debate.yaml").read_text(encoding="utf-8").replace(_DEBATE_TITLE, scalar(title))
    if not in_folder:
        return {PurePosixPath(f"{debate_id}.yaml"): f"{_modeline(SCHEMA, 1)}\n{text}".encode()}
    main, _, claims = text.partition("# claims:\n")
    part = f"# Claims. Any file in this folder may hold sections; they are joined.\nclaims:\n{claims}"
    return {
        PurePosixPath(debate_id, "debate.yaml"): f"{_modeline(SCHEMA, 2)}\n{main.rstrip()}\n".encode(),
        PurePosixPath(debate_id, "claims.yaml"): f"{_modeline(PART_SCHEMA, 2)}\n{part}".encode(),
    }


def _modeline(schema: str, up: int) -> str:
    """The first line of a file of debates, by which an editor finds its schema, so many folders up."""
    return f"# yaml-language-server: $schema={'../' * up}docs/{schema}"


def existing(root: Path, files: Mapping[PurePosixPath, bytes]) -> list[str]:
    """Those of the files that are there already."""
    return [str(path) for path in files if (root / path).exists()]
