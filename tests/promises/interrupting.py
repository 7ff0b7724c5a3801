"""Breaks commands off while they write, at one moment after another, and looks at what is left.

::

    python -m tests.promises.interrupting             every moment: each line that runs of what writes files
    python -m tests.promises.interrupting --every 40  every fortieth
    python -m tests.promises.interrupting --locked    in folders that may not be written to
    python -m tests.promises.interrupting --disk DIR  where DIR is a small disk, which is filled before each command

Each moment is a copy of this process, which has loaded everything already. What is wrong goes to standard output as
JSON, and makes the exit status 1.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.cli import COMMANDS, main
from mkdocs_debates.cli import writing as of_commands
from mkdocs_debates.editing import writing as editing_writing
from mkdocs_debates.generators import writing as of_generators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Tree = dict[str, bytes]

_WATCHED: Final = (editing_writing.__file__,)
"""Where a moment is a line that runs."""

_LONG: Final = "word " * 2000
_BIKES: Final = f"""\
title:   Should the city close its centre to cars?
summary: "See [](claim:shops-thrive)."
positions: {{close-it: {{title: Close it}}}}
claims:
  shops-thrive: {{text: "{_LONG}", supports: close-it}}
"""
_PART: Final = "claims:\n  not-all: {text: 'Not [all](claim:shops-thrive).', undercuts:   shops-thrive}\n"
_OTHER: Final = "title:  Other\nsummary: '[](claim:bikes/shops-thrive)'\n"
_PAGE: Final = "# Home\n\n[Shops](claim:bikes/shops-thrive) and [again](claim:bikes/shops-thrive).\n"
_FILES: Final = {
    "debates/bikes/debate.yaml": _BIKES,
    "debates/bikes/more.yaml": _PART,
    "debates/other.yaml": _OTHER,
    "docs/index.md": _PAGE,
    "mkdocs.yml": "site_name: Test\ntheme: {name: material, font: false}\nplugins: [debates]\n",
}
_ARGDOWN: Final = "# Sundays\n\n[Close]: Close it. \n  + <Air>: The air is better.\n"


@dataclass(frozen=True)
class Case:
    """A command to break off. ``whole`` says that signals leave all of its files as they were, or none."""

    name: str
    arguments: tuple[str, ...]
    whole: bool = True
    sparse: int = 1  # how much fewer moments are looked at: a command that writes many files repeats itself
    again: bool = True  # whether the same command finishes what it began
    passing: tuple[str, ...] = ()  # files that say what one run did


CASES: Final = (
    Case("format", ("format",)),
    Case("rename", ("rename", "bikes", "shops-thrive", "shops-live")),
    Case("new debate", ("new", "debate", "cars", "--folder"), again=False),
    Case("new claim", ("new", "claim", "other", "first")),
    Case(
        "import",
        ("import", "sundays.argdown", "--from", "argdown", "--report", "reports/r.md"),
        passing=("reports/r.md",),
    ),
    Case("export", ("export", "bikes", "--to", "json", "-o", "out/bikes.json")),
    Case("init", ("init", "site"), sparse=5),
    Case("pages", ("pages", "--out", "pages"), whole=False, sparse=100, passing=("pages/.debates-pages.json",)),
)


@dataclass(frozen=True)
class Ran:
    """How a run ended: the exit status, negative for a signal that it died of, what it said, and the moments it had."""

    status: int
    said: str
    moments: int


def before() -> Tree:
    """The files before each command."""
    return {path: text.encode() for path, text in {**_FILES, "sundays.argdown": _ARGDOWN}.items()}


def lay(tree: Mapping[str, bytes], root: Path) -> None:
    """Make ``root`` hold just these files."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for path, content in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def tree_of(root: Path) -> Tree:
    """The files below a folder, but for the cache, which may be deleted at any time."""
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def run(root: Path, arguments: tuple[str, ...], prepare: Callable[[Callable[[], int]], None] = lambda _: None) -> Ran:
    """Run a command in a copy of this process; ``prepare`` is called there, with what gives the number of moments."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _in_copy(root, arguments, prepare, reading, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    text, _, moments = said.rpartition("\0")
    return Ran(os.waitstatus_to_exitcode(status), text if moments else said, int(moments or 0))


def _in_copy(root: Path, arguments: tuple[str, ...], prepare: Any, reading: int, writing: int) -> None:
    os.close(reading)
    os.dup2(writing, 1)
    os.dup2(writing, 2)
    os.chdir(root)
    seen = count()
    status = 1
    try:
        prepare(seen.__next__)
        main(list(arguments))
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.settrace(None)
        os.write(writing, f"\0{next(seen)}".encode())
        os._exit(status)


# --- What goes wrong ----------------------------------------------------------------------------------------------


def while_writing(around: Callable[[Callable[[], Any]], Any]) -> None:
    """Let ``around`` call what writes files."""
    for module in (of_commands, of_generators):
        inner = module.write_files

        def wrapped(*arguments: Any, inner: Any = inner, **named: Any) -> None:
            around(lambda: inner(*arguments, **named))

        vars(module)["write_files"] = wrapped


def signalled(number: int, at: int) -> Callable[[Callable[[], int]], None]:
    """Send a signal at a moment; at none where it is -1."""

    def prepare(moment: Callable[[], int]) -> None:
        def trace(frame: Any, event: str, _: Any) -> Any:
            if frame.f_code.co_filename not in _WATCHED:
                return None
            if event == "line" and moment() == at:
                os.kill(os.getpid(), number)
            return trace

        def around(write: Callable[[], Any]) -> None:
            sys.settrace(trace)
            try:
                write()
            finally:
                sys.settrace(None)

        while_writing(around)

    return prepare


_REFUSED: Final = ((os, "replace"), (os, "fsync"), (os, "mkdir"), (os, "chmod"), (os, "fdopen"), (tempfile, "mkstemp"))


def refused(code: int, at: int) -> Callable[[Callable[[], int]], None]:
    """Let the system refuse a call, by its number; none where it is -1."""

    def prepare(moment: Callable[[], int]) -> None:
        def around(write: Callable[[], Any]) -> None:
            real = [(module, name, getattr(module, name)) for module, name in _REFUSED]
            for module, name, function in real:
                setattr(module, name, _refusing(function, moment, code, at))
            try:
                write()
            finally:
                for module, name, function in real:
                    setattr(module, name, function)

        while_writing(around)

    return prepare


def _refusing(function: Any, moment: Callable[[], int], code: int, at: int) -> Any:
    def called(*arguments: Any, **named: Any) -> Any:
        if moment() == at:
            raise OSError(code, os.strerror(code))
        return function(*arguments, **named)

    return called


def limited(size: int) -> Callable[[Callable[[], int]], None]:
    """Let no file grow beyond ``size``: the system's own refusal in the middle of a file."""
    return lambda _: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


# --- What is left -------------------------------------------------------------------------------------------------


class Trial:
    """Breaks off one command again and again, and collects what is wrong."""

    def __init__(self, root: Path, case: Case) -> None:
        self.root = root
        self.case = case
        self.old = before()
        lay(self.old, root)
        ran = run(root, case.arguments)
        assert ran.status == 0, ran.said
        self.new = tree_of(root)
        self.broken_off = 0
        self.wrong: list[str] = []

    def moments(self, prepare: Callable[[Callable[[], int]], None]) -> int:
        """How many moments a run has."""
        lay(self.old, self.root)
        return run(self.root, self.case.arguments, prepare).moments

    def break_off(self, what: str, prepare: Any, statuses: tuple[int, ...], words: str) -> None:
        """Run the command with something that goes wrong. Where it ended early, the next run has to finish it."""
        lay(self.old, self.root)
        ran = run(self.root, self.case.arguments, prepare)
        self.broken_off += 1
        self.wrong += [f"{self.case.name}, {what}: {flaw}" for flaw in self._flaws(ran, statuses, words)]
        left = self._kept(tree_of(self.root))
        if self.case.again and left not in (self._kept(self.old), self._kept(self.new)):
            again = run(self.root, self.case.arguments)
            if again.status or self._kept(tree_of(self.root)) != self._kept(self.new):
                self.wrong.append(f"{self.case.name}, {what}: not finished by another run: {again.said[-300:]}")

    def expect_refusal(self, ran: Ran, words: str) -> None:
        """Take it for wrong if a command that could not write did not say so, or left something."""
        self.broken_off += 1
        if ran.status != 2 or words not in ran.said or "Traceback" in ran.said:
            self.wrong.append(f"{self.case.name}: status {ran.status}: {ran.said[-600:]}")
        if tree_of(self.root) != self.old:
            self.wrong.append(f"{self.case.name}: something was written")

    def _kept(self, tree: Tree) -> Tree:
        return {path: data for path, data in tree.items() if path not in self.case.passing and not _is_stray(path)}

    def _flaws(self, ran: Ran, statuses: tuple[int, ...], words: str) -> Iterator[str]:
        tree = tree_of(self.root)
        killed = ran.status == -signal.SIGKILL
        if ran.status not in (0, *statuses) or "Traceback" in ran.said:
            yield f"status {ran.status}: {ran.said[-600:]}"
        if ran.status > 0 and words not in ran.said:
            yield f"does not say {words!r}: {ran.said[-600:]}"
        for path in sorted(self.old.keys() | self.new.keys() | tree.keys()):
            found = tree.get(path)
            if _is_stray(path):
                if not killed:
                    yield f"{path} is left"
            elif found not in (self.old.get(path), self.new.get(path)) and path not in self.case.passing:
                yield f"{path} is neither old nor new"
        whole = self.case.whole and not killed and ran.status != 2  # a renaming may be refused after another
        if whole and (left := self._kept(tree)) not in (self._kept(self.old), self._kept(self.new)):
            changed = sorted(path for path in left if left[path] != self.old.get(path))
            yield f"some files are old and some new: {changed}"
        if whole and ran.status == 0 and self._kept(tree) != self._kept(self.new):
            yield "ended well without having written"


def _is_stray(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") and name.endswith(".new")


def interrupted(case: Case, root: Path, every: int) -> Trial:
    """A command broken off by signals, by refusals of the system, and by a limit on files."""
    trial, every = Trial(root, case), every * case.sparse
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        name = number.name
        last = trial.moments(signalled(number, -1))
        for at in range(number * 7 % min(every, last), last, every):
            statuses = (-9,) if number == signal.SIGKILL else (128 + number,)
            trial.break_off(f"{name} at {at} of {last}", signalled(number, at), statuses, "Ended by SIG")
    last = trial.moments(refused(errno.ENOSPC, -1))
    for at in range(last % 5, last, every // 4 or 1):
        trial.break_off(f"full disk at {at} of {last}", refused(errno.ENOSPC, at), (2,), "No space left on device")
    for size in (0, 100):
        trial.break_off(f"files of {size} bytes", limited(size), (2,), "File too large")
    return trial


def locked(case: Case, root: Path) -> Trial:
    """A command in folders that may not be written to."""
    trial = Trial(root, case)
    lay(trial.old, root)
    shown = [root, *(each for each in root.rglob("*") if each.is_dir())]
    for each in shown:
        each.chmod(0o555)
    ran = run(root, case.arguments)
    for each in shown:
        each.chmod(0o755)
    trial.expect_refusal(ran, "Permission denied")
    return trial


def crowded(case: Case, root: Path) -> Trial:
    """A command on a disk without room, which is that of ``root``."""
    trial = Trial(root, case)
    lay(trial.old, root)
    filler = root.parent / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b" " * 4096):
            pass
    ran = run(root, case.arguments)
    filler.unlink()
    trial.expect_refusal(ran, "No space left on device")
    return trial


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--locked", action="store_true")
    parser.add_argument("--disk", type=Path)
    given = parser.parse_args()
    for command in COMMANDS:
        main.get_command(None, command)  # type: ignore[arg-type]
    report: dict[str, Any] = {"broken off": {}, "wrong": []}
    with tempfile.TemporaryDirectory(dir=given.disk) as folder:
        for case in CASES:
            root = Path(folder) / "work"
            if given.disk:
                trial = crowded(case, root)
            else:
                trial = locked(case, root) if given.locked else interrupted(case, root, given.every)
            report["broken off"][case.name] = trial.broken_off
            report["wrong"] += trial.wrong
    print(json.dumps(report, indent=1))
    sys.exit(bool(report["wrong"]))


if __name__ == "__main__":
    _main()
