"""Runs ``debates check`` on a file at each limit, and prints the processor time and the most memory that it took.

::

    python -m tests.promises.limits

Figures are of whole processes, in user time; the first row is a file of one line, which is what starting costs. Beside
them stands what PyYAML takes in C to load the same file, and do nothing with it: seconds of one machine say little.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.checks.prose import MAX_PASSAGES
from mkdocs_debates.prose.converting import MAX_BRACKETS, MAX_LINES, MAX_MARKS
from mkdocs_debates.reading.building import MAX_IDS
from mkdocs_debates.reading.files import MAX_BYTES
from mkdocs_debates.reading.nodes import MAX_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEGABYTES: Final = 200
"""The memory that none of them may need."""

_TITLE: Final = "title: Should we pause?\n"


def inputs() -> Iterator[tuple[str, str, str]]:
    """What each file shows, the rule that is told of it, if any is, and its text."""
    yield "one line", "", _TITLE
    yield "5 MB in one text", "", _TITLE + "x-text: " + "word " * (MAX_BYTES // 5 - 10) + "\n"
    yield "5 MB in texts of 90 KB", "", _TITLE + "claims:\n" + _claims(55, "word " * 18_000)
    yield "5 MB of comments", "", _TITLE + "# comment\n" * (MAX_BYTES // 10 - 10)
    yield "one byte over 5 MB", "too-large", _TITLE + "#" * (MAX_BYTES - len(_TITLE)) + "\n"
    yield f"{MAX_VALUES:,} values in a list", "", _TITLE + f"x-many: [{'a,' * (MAX_VALUES - 10)}]\n"
    yield f"over {MAX_VALUES:,} values", "too-large", _TITLE + f"x-many: [{'a,' * MAX_VALUES}]\n"
    yield f"{MAX_IDS:,} claims", "", _TITLE + "claims:\n" + _claims(MAX_IDS - 1, "A.")
    yield f"over {MAX_IDS:,} claims", "too-large", _TITLE + "claims:\n" + _claims(MAX_IDS + 2, "A.")
    yield "20,000 unknown fields", "unknown-field", _TITLE + "".join(f"field{number}: x\n" for number in range(20_000))
    yield "replies 48 deep", "", _TITLE + "claims:\n" + _chain(48)
    yield "replies 60 deep", "too-deep", _TITLE + "claims:\n" + _chain(60)
    yield "100,000 open brackets", "too-deep", _TITLE + "x-deep: " + "[" * 100_000
    yield from _texts()
    yield "400 nested lists in a text", "too-deep", _TITLE + "summary: '" + "- " * 400 + "a'\n"
    yield "30 KB of a table", "too-large", _TITLE + "summary: |\n" + _table(90, 14_700)
    yield "50,000 emphases in texts", "", _TITLE + "claims:\n" + _claims(10, "x " + "_a_ " * 4_999)
    yield "5,000 formulas in texts", "", _TITLE + "claims:\n" + _claims(5, "x " + "$a$ " * 999)
    passages = f"{MAX_PASSAGES:,} passages, none in 84 KB of a text"
    yield passages, "quote-not-found", _TITLE + "claims:\n" + _notes(MAX_PASSAGES)
    yield f"{MAX_IDS:,} replies in one chain", "too-deep", _TITLE + "claims:\n" + _replies(MAX_IDS)


def _texts() -> Iterator[tuple[str, str, str]]:
    """Texts that hold as much as they may of what takes long."""
    repeated = {
        "`![`": (" ![", MAX_BRACKETS, ""),
        "footnotes": (" [^a", MAX_BRACKETS, ""),
        "items of a list": ("1. a\n", MAX_LINES - 1, ""),
        "headings": ("# a\n", MAX_LINES - 1, "too-large"),
        "formulas": ("$a$ ", MAX_MARKS // 2, "too-large"),
        "emphases": ("*a* ", MAX_MARKS // 2, ""),
    }
    for name, (piece, number, rule) in repeated.items():
        lines = (piece * number).splitlines()
        yield f"{number:,} {name} in a text", rule, _TITLE + "summary: |\n" + "".join(f"  {line}\n" for line in lines)


def _claims(number: int, text: str) -> str:
    return "".join(f"  c{each}: {{text: {text}}}\n" for each in range(number))


def _notes(number: int) -> str:
    notes = "".join(f"    - {{kind: context, text: T, passage: lorem ipsum {each}}}\n" for each in range(number))
    return f"  a:\n    text: {'lorem ipsum ' * 7_000}\n    notes:\n{notes}"


def _chain(length: int) -> str:
    lines = []
    for number in range(length + 1):
        space = "  " * (2 * number + 1)
        lines += [f"{space}c{number}:", f"{space}  text: A.", *([f"{space}  relation: asks"] if number else [])]
        lines += [f"{space}  replies:"] if number < length else []
    return "\n".join(lines) + "\n"


def _replies(number: int) -> str:
    rest = (f"  c{each}: {{reply_to: c{each - 1}, relation: asks, text: A.}}\n" for each in range(1, number))
    return "  c0: {text: A.}\n" + "".join(rest)


def _table(columns: int, rows: int) -> str:
    return f"  {'|a' * columns}|\n  {'|-' * columns}|\n" + "  a\n" * rows


_LOADED: Final = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)"

_MEASURED: Final = """\
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(ended.returncode, used.ru_utime, used.ru_maxrss // 1024, ended.stdout)
"""


class Measured(NamedTuple):
    """The exit status of a process, its seconds of user time, its memory at most in MB, and what it showed."""

    status: int
    seconds: float
    megabytes: int
    shown: str


def measure(text: str, folder: Path) -> Measured:
    """``debates check`` of ``text``, as a file of ``folder``."""
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    return _measured([sys.executable, "-m", "mkdocs_debates", "check", str(folder)])


def loaded(folder: Path) -> float | None:
    """The seconds that PyYAML takes to load the file of ``folder``, None where it fails."""
    measured = _measured([sys.executable, "-c", _LOADED, str(folder / "d.yaml")])
    return measured.seconds if measured.status == 0 else None


def _measured(command: list[str]) -> Measured:
    measured = subprocess.run([sys.executable, "-c", _MEASURED, *command], capture_output=True, text=True, check=True)
    status, seconds, megabytes, shown = measured.stdout.split(" ", 3)
    return Measured(int(status), float(seconds), int(megabytes), shown)


def judged(measured: Measured, rule: str) -> list[str]:
    """What is wrong with a run that should have told of ``rule``, of nothing where that is ""."""
    told = measured.status == int(rule != "") and rule in measured.shown and "Traceback" not in measured.shown
    return [
        *([] if told else [f"exit status {measured.status}, {measured.shown[:1000]}"]),
        *([] if measured.megabytes < MOST_MEGABYTES else [f"{measured.megabytes} MB of memory"]),
    ]


def main() -> int:
    """Print a row for each input; the status is 1 if what was told of one is not what should be, or took too much."""
    wrong = 0
    print("| Input | Bytes | Told | User time, s | PyYAML's, s | Memory, MB |\n|---|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, rule, text in inputs():
            measured = measure(text, Path(folder))
            for flaw in judged(measured, rule):
                wrong += 1
                print(f"{name}: {flaw}", file=sys.stderr)
            told = f"`{rule}`" if rule else ""
            by_pyyaml = loaded(Path(folder))
            beside = "fails" if by_pyyaml is None else f"{by_pyyaml:.2f}"
            row = f"| {name} | {len(text):,} | {told} | {measured.seconds:.2f} | {beside} | {measured.megabytes} |"
            print(row, flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
