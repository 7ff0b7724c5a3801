"""``debates format``."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_debates.cli.folders import default_folder, folder_of
from mkdocs_debates.cli.writing import write
from mkdocs_debates.editing.layout import LayoutError, laid_out
from mkdocs_debates.reading.files import find_debates
from mkdocs_debates.reading.opening import read_within
from mkdocs_debates.reports.escaping import escaped
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.diagnostics import Problem


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Change nothing; name the files that would change, and fail if any would.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
def command(paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Lay files out in one canonical way.

    PATH is a folder of debates, or a file or folder within one; left out, it is the folder "debates". What the files
    say, and their comments, stay as they are.
    """
    changed: dict[Path, bytes] = {}
    problems: list[Problem] = []
    count = 0
    files = {file: folder for path in paths or (default_folder(),) for folder, file in _files(path)}
    for file, folder in files.items():
        count += 1
        before, after = _laid_out(folder, file)
        if isinstance(after, list):
            problems += after
        elif after != before:
            changed[file] = after
            if diff:
                click.echo(_difference(file, before, after), nl=False)
            elif check:
                click.echo(file.as_posix())
    if problems:
        click.echo(render_problems(problems), nl=False, err=diff)
    if changed and not check and not diff:
        write(changed, within=files.values())
    would = "would be" if check or diff else "were"
    click.echo(f"{len(changed)} of {count} {'file' if count == 1 else 'files'} {would} laid out anew.", err=True)
    sys.exit(int(bool(problems) or (check and bool(changed))))


def _files(path: Path) -> Iterator[tuple[Path, Path]]:
    """The files of debates at or below a path, each after its folder of debates."""
    folder = folder_of(path)
    if path.is_file():
        yield folder, path
        return
    files = (folder / name for debate in find_debates(folder, folder.as_posix()).debates for name in debate.names)
    yield from ((folder, file) for file in files if path == folder or file.is_relative_to(path))


def _laid_out(folder: Path, file: Path) -> tuple[bytes, bytes | list[Problem]]:
    try:
        before = read_within(folder, file)
        return before, laid_out(before, file.name, file.as_posix())
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from None
    except LayoutError as error:
        raise click.ClickException(escaped(str(error))) from None


def _difference(file: Path, before: bytes, after: bytes) -> str:
    names = (f"a/{file.as_posix()}", f"b/{file.as_posix()}")
    old, new = (each.decode("utf-8-sig").splitlines() for each in (before, after))
    lines = difflib.unified_diff(old, new, *names, lineterm="")
    return "".join(f"{escaped(line)}\n" for line in lines)
