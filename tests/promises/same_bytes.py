"""Builds a site under other circumstances, and compares all files with those of a first build.

::

    python -m tests.promises.same_bytes                       the project's own debates, with this Python
    python -m tests.promises.same_bytes --python /path/to/python3.13 --python …

A Python that is named needs the same versions of what the project depends on. Each build also writes the pages for
other generators, and every format of export.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT: Final = Path(__file__).parents[2]
_SETTINGS: Final = """\
site_name: Test
site_url: https://example.org/sub/
repo_url: https://github.com/a/b
theme: {name: material, font: false}
plugins: [search, debates]
"""


@dataclass(frozen=True)
class Circumstances:
    """Under what a site is built. ``reverse`` turns the order round in which folders list their files."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    reverse: bool = False
    python: str = sys.executable


FIRST: Final = Circumstances(
    "first", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "DEBATES_PROCESSES": "1"}
)
OTHERS: Final = (
    Circumstances(
        "other seed, zone, locale, umask, order and processes",
        {"PYTHONHASHSEED": "4", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "DEBATES_PROCESSES": "2"},
        umask=0o077,
        reverse=True,
    ),
    Circumstances(
        "plain C, west", {"PYTHONHASHSEED": "77", "TZ": "Etc/GMT+12", "LC_ALL": "C", "LANG": "C"}, reverse=True
    ),
)


def new_site(folder: Path, debates: Path | Mapping[str, str]) -> Path:
    """A site of debates, files below a folder or texts by name."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    if isinstance(debates, Path):
        shutil.copytree(debates, folder / "debates")
    else:
        (folder / "debates").mkdir()
        for name, text in debates.items():
            (folder / "debates" / name).write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, around: Circumstances) -> dict[str, bytes]:
    """All files that a build, the pages for generators and the exports give."""
    for written in ("site", "pages", "exports"):
        shutil.rmtree(folder / written, ignore_errors=True)
    command = [around.python, "-m", "tests.promises.same_bytes", "--build", str(folder)]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1000000000",
        "PYTHONDONTWRITEBYTECODE": "1",
        **around.environment,
    }
    done = subprocess.run(
        [*command, "--reverse"] if around.reverse else command,
        cwd=ROOT,
        env=environment,
        umask=around.umask,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{around.name}: {done.stdout}{done.stderr}"
    files = (file for part in ("site", "pages", "exports") for file in (folder / part).rglob("*"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files if file.is_file()}


def different(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def _build(folder: Path, *, reverse: bool) -> None:
    if reverse:
        _turn_round()
    os.chdir(folder)
    from mkdocs.__main__ import cli

    from mkdocs_debates.cli import main
    from mkdocs_debates.exchange.exporting import FORMATS
    from mkdocs_debates.reading.files import find_debates

    cli(["build", "--strict", "--quiet"], standalone_mode=False)
    _quietly(main, "pages", "--out", "pages")
    for debate in find_debates(Path("debates"), "").debates:
        for form in FORMATS:
            _quietly(main, "export", debate.debate_id, "--to", form, "-o", f"exports/{debate.debate_id}.{form}")


def _quietly(main: Any, *arguments: str) -> None:
    from click.testing import CliRunner

    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output


def _turn_round() -> None:
    """Let folders list their files the other way round."""
    listdir, scandir = os.listdir, os.scandir

    class Reversed:
        def __init__(self, *arguments: Any) -> None:
            with scandir(*arguments) as entries:
                self._entries = iter(sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True))

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def __iter__(self) -> Any:
            return self

        def __next__(self) -> Any:
            return next(self._entries)

        def close(self) -> None:
            pass

    vars(os)["listdir"] = lambda *arguments: sorted(listdir(*arguments), reverse=True)
    vars(os)["scandir"] = Reversed


def compare(folder: Path, debates: Path | Mapping[str, str], others: Iterable[Circumstances]) -> dict[str, list[str]]:
    """By circumstances, the files that differ from those of the first build, which has no cache."""
    site = new_site(folder / "first", debates)
    first = built(site, FIRST)
    assert len(first) > 50
    found = {
        around.name: different(first, built(new_site(folder / str(at), debates), around))
        for at, around in enumerate(others)
    }
    found["warm cache"] = different(first, built(site, OTHERS[0]))
    return found


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path)
    parser.add_argument("--reverse", action="store_true")
    parser.add_argument("--python", action="append", default=[])
    given = parser.parse_args()
    if given.build:
        _build(given.build, reverse=given.reverse)
        return
    pythons = [Circumstances(python, FIRST.environment, python=python) for python in given.python]
    with tempfile.TemporaryDirectory() as folder:
        found = compare(Path(folder), ROOT / "debates", [*OTHERS, *pythons])
    for name, files in found.items():
        print(f"{name}: {len(files)} files differ {files[:5]}")
    sys.exit(any(found.values()))


if __name__ == "__main__":
    _main()
