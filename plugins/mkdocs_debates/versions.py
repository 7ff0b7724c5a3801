"""The folder of debates as it stood at another commit, from git."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from mkdocs_debates.project import load
from mkdocs_debates.reports.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.project import Project

_ENVIRONMENT: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
_REGULAR: Final = frozenset({"100644", "100755", "100664"})
_LINK: Final = "120000"
_SUFFIXES: Final = (".yaml", ".yml")


class VersionError(Exception):
    """A version cannot be had: no git, no repository, no such commit. The message says what to do."""


@dataclass(frozen=True)
class Version:
    """The debates at a commit. ``revision`` is how it was asked for, ``commit`` its full hash.

    The project is loaded; its files are gone, so that images cannot be looked up in it.
    """

    revision: str
    commit: str
    project: Project


def load_at(folder: Path, revision: str) -> Version:
    """The debates of ``folder`` as they stood at ``revision``, whatever git takes for a commit.

    Files are taken from git's store and the working tree is left alone. ``folder`` need not exist at that commit or
    now: then there are no debates. Raises :class:`VersionError`.
    """
    repository = _Repository(folder)
    return _load(repository, folder, revision, repository.commit(revision))


def load_parting(folder: Path, one: str, other: str) -> Version:
    """The debates at the commit where two revisions parted (``git merge-base``).

    Histories that have nothing in common parted at ``one``. Raises :class:`VersionError`.
    """
    repository = _Repository(folder)
    return _load(repository, folder, one, repository.parting(repository.commit(one), other))


def load_where_parted(folder: Path, revision: str) -> Version:
    """The debates at the commit where ``revision`` and the working tree's ``HEAD`` parted (``git merge-base``).

    What others have added at ``revision`` since then does not count as missing here. Histories that have nothing in
    common are compared as they are. Raises :class:`VersionError`.
    """
    return load_parting(folder, revision, "HEAD")


class _Repository:
    """The repository that holds a folder."""

    def __init__(self, folder: Path) -> None:
        self._inside = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
        self.root = Path(self._text("rev-parse", "--show-toplevel"))

    def commit(self, revision: str) -> str:
        """The full hash of the commit that ``revision`` names."""
        if revision.startswith("-"):
            raise VersionError(f'"{escaped(revision)}" is no revision: a revision does not begin with a hyphen')
        found = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode:
            raise VersionError(self._words_on_unknown(revision))
        return found.stdout.decode().strip()

    def parting(self, one: str, other: str) -> str:
        """The commit where two parted, or ``one`` where they have nothing in common."""
        found = self._run("merge-base", one, self.commit(other))
        if found.returncode == 0:
            return found.stdout.decode().strip()
        if self._is_shallow():
            raise VersionError(
                "this clone is shallow, so where the two versions parted cannot be found; fetch the whole history by "
                "`git fetch --unshallow` (in a workflow: `fetch-depth: 0` for actions/checkout)"
            )
        return one

    def files(self, commit: str, below: str) -> Iterator[tuple[str, str, str]]:
        """The mode, the hash and the path of each file of ``commit`` below a folder of the repository."""
        listing = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{below}/" if below else ".")
        for entry in listing.stdout.decode("utf-8", "surrogateescape").split("\0"):
            about, _, path = entry.partition("\t")
            if path:
                mode, _, digest = about.split(" ")
                yield mode, digest, path

    def contents(self, digests: list[str]) -> Iterator[bytes]:
        """What the blobs hold, in the order of their hashes."""
        if not digests:
            return
        found = self._run("cat-file", "--batch", given="\n".join([*digests, ""]).encode()).stdout
        start = 0
        for _ in digests:
            head = found.index(b"\n", start)
            size = int(found[start:head].split()[2])
            yield found[head + 1 : head + 1 + size]
            start = head + 1 + size + 1

    def _words_on_unknown(self, revision: str) -> str:
        name = escaped(revision)
        if self._is_shallow():
            return (
                f'git knows no "{name}" here, and this clone is shallow: fetch the whole history by '
                "`git fetch --unshallow` (in a workflow: `fetch-depth: 0` for actions/checkout)"
            )
        if self._run("rev-parse", "--verify", "--quiet", "HEAD").returncode:
            return f'git knows no "{name}": this repository has no commit yet'
        return (
            f'git knows no commit "{name}"; `git branch --all` lists the branches, `git fetch origin` brings new ones'
        )

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _text(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            words = escaped(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
            raise VersionError(f"earlier versions come from git, which says here: {words}")
        return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", "-C", str(self._inside), *arguments],
                input=given,
                capture_output=True,
                env={**os.environ, **_ENVIRONMENT},
                check=False,
            )
        except FileNotFoundError:
            raise VersionError("git is not installed, and earlier versions come from it; install git") from None


def _load(repository: _Repository, folder: Path, revision: str, commit: str) -> Version:
    below = PurePosixPath(os.path.relpath(folder.resolve(), repository.root.resolve()).replace(os.sep, "/"))
    if ".." in below.parts:
        raise VersionError(f"the folder {escaped(str(folder))} lies outside of the repository that holds it")
    prefix = "" if str(below) == "." else str(below)
    with tempfile.TemporaryDirectory(prefix="debates-") as written:
        target = Path(written) / "debates"
        _write(repository, commit, prefix, target)
        return Version(revision, commit, load(target, shown_as=f"{revision}:{prefix}"))


def _write(repository: _Repository, commit: str, prefix: str, target: Path) -> None:
    """Write the YAML files and the links of a commit, as data: no link is followed and no name leads out."""
    wanted = [
        (mode, digest, name)
        for mode, digest, path in repository.files(commit, prefix)
        if (name := path[len(prefix) + 1 :] if prefix else path) and _is_wanted(mode, name)
    ]
    for (mode, _, name), content in zip(wanted, repository.contents([each[1] for each in wanted]), strict=True):
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            file.symlink_to(os.fsdecode(content))
        else:
            file.write_bytes(content)


def _is_wanted(mode: str, name: str) -> bool:
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return False
    return mode == _LINK or (mode in _REGULAR and name.lower().endswith(_SUFFIXES))
