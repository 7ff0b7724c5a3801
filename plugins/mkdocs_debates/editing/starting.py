"""A new site, and a new debate."""

from __future__ import annotations

import json
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.yaml_text import scalar
from mkdocs_debates.reading import read_folder
from mkdocs_debates.reading.files import RESERVED_DEBATE_IDS
from mkdocs_debates.reading.values import flaw_of_id
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
    # MkDocs guesses types, so the title is in quotes there: one may be called 2024, or No.
    quoted = json.dumps(title, ensure_ascii=False)
    for path, written in ((PurePosixPath("mkdocs.yml"), quoted), (PurePosixPath("README.md"), title)):
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
        return {PurePosixPath(f"{debate_id}.yaml"): f"{modeline(SCHEMA, 1)}\n{text}".encode()}
    main, _, claims = text.partition("# claims:\n")
    part = f"# Claims. Any file in this folder may hold sections; they are joined.\nclaims:\n{claims}"
    return {
        PurePosixPath(debate_id, "debate.yaml"): f"{modeline(SCHEMA, 2)}\n{main.rstrip()}\n".encode(),
        PurePosixPath(debate_id, "claims.yaml"): f"{modeline(PART_SCHEMA, 2)}\n{part}".encode(),
    }


def modeline(schema: str = SCHEMA, up: int = 1) -> str:
    """The first line of a file of debates, by which an editor finds its schema, so many folders up."""
    return f"# yaml-language-server: $schema={'../' * up}docs/{schema}"


def existing(root: Path, files: Mapping[PurePosixPath, bytes]) -> list[str]:
    """Those of the files that are there already, links that lead nowhere included, all of them or with other content.

    Where only some are there, as they would be written, a run before was broken off, and is finished by writing all.
    """
    there = [path for path in files if os.path.lexists(root / path)]
    if len(there) < len(files):
        there = [path for path in there if not _holds(root / path, files[path])]
    return [str(path) for path in there]


def _is_empty(folder: Path) -> bool:
    """Whether it is a folder with nothing in it but what a run that was broken off left."""
    return folder.is_dir() and not folder.is_symlink() and all(name.startswith(".") for name in os.listdir(folder))


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == content


def why_not_debate(folder: Path, debate_id: str) -> str:
    """Why no debate of ``folder`` can get this id; "" where one can."""
    flaw = flaw_of_id(debate_id)
    if flaw:
        return f'"{debate_id}" {"; ".join(filter(None, (flaw.message, flaw.hint)))}'
    if debate_id in RESERVED_DEBATE_IDS:
        return f'no debate can be called "{debate_id}"'
    for name in (debate_id, f"{debate_id}.yaml", f"{debate_id}.yml"):
        if os.path.lexists(folder / name) and not _is_empty(folder / name):
            return f"{folder / name} is there already"
    for document in read_folder(folder).documents:
        if debate_id in document.debate.formerly:
            owner = document.debate.id
            return f'"{debate_id}" was once the debate "{owner}", and links to it lead there'
    return ""
