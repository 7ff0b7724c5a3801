"""The kept inputs: which there are, which are worth keeping, and how much of the program they reach."""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import imagesize

import mkdocs_debates
from tests.fuzzing.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import CodeType

CORPUS: Final = Path(__file__).parent / "corpus"
LONGEST: Final = 4096
"""Bytes of an input. What is longer is for the tests of limits."""

_PACKAGE: Final = Path(mkdocs_debates.__file__).parent
_FOLLOWED: Final = (str(_PACKAGE), str(Path(imagesize.__file__).parent))
"""The program, and what reads the heads of images for it."""

_Arc = tuple[str, int, int]
"""A file of the program, and two lines of which the second ran after the first."""


def kept(target: str) -> list[Path]:
    """The files of a target's corpus."""
    return sorted((CORPUS / target).glob("*"))


def keep(target: str, found: Iterable[bytes]) -> int:
    """Keep of ``found`` what goes a way through the program that no shorter input goes; returns how many are kept."""
    folder = CORPUS / target
    inputs = {path.read_bytes() for path in kept(target)} | {data for data in found if len(data) <= LONGEST}
    reached: set[_Arc] = set()
    telling = []
    for data in sorted(inputs, key=lambda each: (len(each), each)):
        arcs = arcs_of(target, data)
        if not arcs <= reached:
            reached |= arcs
            telling.append(data)
    folder.mkdir(parents=True, exist_ok=True)
    for path in kept(target):
        path.unlink()
    for data in telling:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return len(telling)


def arcs_of(target: str, data: bytes) -> set[_Arc]:
    """The ways that an input takes through the program."""
    arcs: set[_Arc] = set()
    previous: dict[int, int] = {}

    def note(frame: Any, event: str, argument: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(_FOLLOWED):
            return None
        if event == "return":
            previous.pop(id(frame), None)
        else:
            arcs.add((name, previous.get(id(frame), 0), frame.f_lineno))
            previous[id(frame)] = frame.f_lineno
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        TARGETS[target](data)
    finally:
        sys.settrace(before)
    return arcs


def lines_reached(targets: Iterable[str]) -> dict[str, tuple[int, int]]:
    """By module: how many lines within its functions the corpora of ``targets`` reach, and how many there are.

    Modules of which nothing is reached do not come.
    """
    reached: set[tuple[str, int]] = set()
    for target in targets:
        for path in kept(target):
            arcs = arcs_of(target, path.read_bytes())
            reached |= {(name, line) for name, _, line in arcs if name.startswith(str(_PACKAGE))}
    result = {}
    for name in sorted({name for name, _ in reached}):
        module = ".".join(Path(name).relative_to(_PACKAGE.parent).with_suffix("").parts)
        importlib.import_module(module)
        lines = set(_lines_of_functions(compile(Path(name).read_text("utf-8"), name, "exec")))
        result[module] = (len({line for file, line in reached if file == name} & lines), len(lines))
    return result


def _lines_of_functions(code: CodeType, *, inside: bool = False) -> Iterator[int]:
    if inside:
        yield from (line for _, _, line in code.co_lines() if line and line != code.co_firstlineno)
    for constant in code.co_consts:
        if hasattr(constant, "co_lines"):
            is_class_body = "__qualname__" in constant.co_names and not constant.co_flags & 0x02  # CO_NEWLOCALS
            yield from _lines_of_functions(constant, inside=not is_class_body)
