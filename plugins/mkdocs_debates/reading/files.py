"""Which files of the folder make which debate, and their bytes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.diagnostics import Problem, Related, Span
from mkdocs_debates.reading.opening import read_within
from mkdocs_debates.reading.values import flaw_of_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAX_BYTES: Final = 5_000_000
MAIN_FILES: Final = ("debate.yaml", "debate.yml")
RESERVED_DEBATE_IDS: Final = {"cruxes": "lists the cruxes of all debates", "search": "searches all debates"}
"""What no debate can be called, and what the page does that stands there."""
_SUFFIXES: Final = (".yaml", ".yml")


Content = bytes | tuple[str, str, str]
"""The bytes of a file, or why it is not read: the rule, the message and the hint."""


class DebateFiles(NamedTuple):
    """The files of one debate, relative to the folder of debates, the main one first, and what is wrong with them."""

    debate_id: str
    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Found:
    """The debates of a folder, and the problems of files that make no debate."""

    debates: list[DebateFiles] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_debates(folder: Path, shown_as: str) -> Found:
    """The debates in ``folder`` by id. A folder that does not exist has none."""
    return _Search(folder, shown_as).run()


def read_bytes(folder: Path, name: str, text_of: Callable[[Path], bytes] | None) -> Content:
    """What is in a file, which ``text_of`` says if it is given."""
    file = folder / name
    try:
        size = file.stat().st_size
        data = b"" if size > MAX_BYTES else text_of(file) if text_of else read_within(folder, file, MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return "unreadable-file", f"the file cannot be read: {reason}", "check that it exists and who may read it"
    size = max(size, len(data))
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes, and the limit is {MAX_BYTES:,}"
        return "too-large", message, "make the debate a folder, with debate.yaml and several files beside it"
    return data


def shown_path(shown_as: str, name: str) -> str:
    """A file's path as problems give it."""
    return f"{shown_as}/{name}" if shown_as else name


def printable(name: str) -> str:
    """A file's name with bytes that are not UTF-8 written out, so that it can be printed."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


class _Search:
    def __init__(self, folder: Path, shown_as: str) -> None:
        self._folder = folder
        self._shown_as = shown_as
        self._found = Found()
        self._inside = folder.resolve()

    def run(self) -> Found:
        if not self._folder.exists():
            return self._found
        if not self._folder.is_dir():
            self._refuse("", "is not a folder", "name the folder that holds the debates")
            return self._found
        candidates: list[DebateFiles] = []
        for name in self._names_in(""):
            candidates += self._candidate(name)
        # Ids that are well made come first, so that of two that fall together the other one is refused.
        candidates.sort(key=lambda files: (flaw_of_id(files.debate_id) is not None, files.debate_id, files.names))
        taken: dict[str, DebateFiles] = {}
        for files in candidates:
            earlier = taken.setdefault(files.debate_id.casefold(), files)
            if earlier is files:
                self._found.debates.append(self._with_flaws_of_id(files))
            else:
                self._found.problems.append(self._twice(files, earlier))
        self._found.debates.sort(key=lambda files: files.debate_id)
        return self._found

    def _candidate(self, name: str) -> Iterator[DebateFiles]:
        kind = self._kind(name)
        stem, suffix = os.path.splitext(name)
        if kind == "file" and suffix.lower() in _SUFFIXES:
            yield DebateFiles(stem, (name,))
        elif kind == "folder" and suffix.lower() in _SUFFIXES:
            self._refuse(name, "is a folder, but is named like a file", f"name it {stem}")
        elif kind == "folder":
            yield from self._debate_folder(name)

    def _debate_folder(self, name: str) -> Iterator[DebateFiles]:
        files = sorted(self._files_below(name, [self._inside]))
        mains = [f"{name}/{main}" for main in MAIN_FILES if f"{name}/{main}" in files]
        if mains:
            first, *others = mains
            yield DebateFiles(name, (first, *(file for file in files if file not in mains)))
            for other in others:
                yield DebateFiles(name, (other,))
        elif files:
            self._refuse(
                files[0],
                f"stands in the folder {printable(name)}, which has no debate.yaml and so is no debate",
                f"add {printable(name)}/debate.yaml with a title, or move the file",
            )

    def _files_below(self, name: str, above: list[Path]) -> Iterator[str]:
        """The YAML files in a folder of a debate and in the folders below it."""
        here = (self._folder / name).resolve()
        if here in above:
            self._refuse(name, "is a link that leads back to a folder above it", "delete the link")
            return
        for entry in self._names_in(name):
            below = f"{name}/{entry}"
            kind = self._kind(below)
            named_like_file = entry.lower().endswith(_SUFFIXES)
            if kind == "folder" and named_like_file:
                self._refuse(below, "is a folder, but is named like a file", "name it without the ending")
            elif kind == "folder":
                yield from self._files_below(below, [*above, here])
            elif kind == "file" and named_like_file:
                yield below

    def _names_in(self, name: str) -> list[str]:
        try:
            names = os.listdir(self._folder / name)
        except OSError as error:
            self._refuse(name, f"cannot be read: {error.strerror}", "check who may read it")
            return []
        return sorted(each for each in names if not each.startswith("."))

    def _kind(self, name: str) -> str:
        """``file``, ``folder``, or "" for what is not read; that is reported if it is named like a debate."""
        path = self._folder / name
        try:
            if path.is_symlink() and not path.resolve(strict=True).is_relative_to(self._inside):
                return self._not_read(name, "is a link that leads out of the folder of debates")
            mode = path.stat().st_mode
        except (OSError, RuntimeError):
            return self._not_read(name, "cannot be found or read")
        if stat.S_ISREG(mode):
            return "file"
        return "folder" if stat.S_ISDIR(mode) else self._not_read(name, "is neither a file nor a folder")

    def _not_read(self, name: str, message: str) -> str:
        if name.lower().endswith(_SUFFIXES) or "." not in name.rpartition("/")[2]:
            self._refuse(name, message, "put the file itself here, or delete this")
        return ""

    def _refuse(self, name: str, message: str, hint: str) -> None:
        what = printable(name.rpartition("/")[2]) or "this"
        self._found.problems.append(self._problem("unreadable-file", name, f"{what} {message}", hint))

    def _problem(self, rule: str, name: str, message: str, hint: str, related: tuple[Related, ...] = ()) -> Problem:
        return Problem(rule, self._span(name), message, hint=hint, related=related)

    def _span(self, name: str) -> Span:
        return Span(shown_path(self._shown_as, printable(name)).removesuffix("/"))

    def _with_flaws_of_id(self, files: DebateFiles) -> DebateFiles:
        debate_id, first = printable(files.debate_id), files.names[0]
        flaw = flaw_of_id(debate_id)
        problems: tuple[Problem, ...] = ()
        if flaw:
            hint = f"rename the file or folder{f', {flaw.hint}' if flaw.hint else ''}"
            problems = (
                self._problem(flaw.rule, first, f'the name of the debate, "{debate_id}", {flaw.message}', hint),
            )
        elif debate_id in RESERVED_DEBATE_IDS:
            message = f'no debate can be called "{debate_id}": the page {debate_id}/ {RESERVED_DEBATE_IDS[debate_id]}'
            problems = (self._problem("reserved-id", first, message, "rename the file or folder"),)
        return DebateFiles(debate_id, files.names, problems)

    def _twice(self, files: DebateFiles, earlier: DebateFiles) -> Problem:
        related = Related(self._span(earlier.names[0]), "the other one")
        message = (
            f'the debate "{printable(earlier.debate_id)}" is there twice: {printable(earlier.names[0])} is it, too'
        )
        hint = "join the two, or rename one; capital and small letters count as the same"
        return self._problem("duplicate-id", files.names[0], message, hint, (related,))
