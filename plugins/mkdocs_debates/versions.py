"""The folder of debates as it stood at another commit, from git."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.project import Project


class VersionError(Exception):
    """A version cannot be had: no git, no repository, no such commit. The message says what to do."""


@dataclass(frozen=True)
class Version:
    """The debates at a commit. ``revision`` is how it was asked for, ``commit`` its full hash."""

    revision: str
    commit: str
    project: Project


def load_at(folder: Path, revision: str) -> Version:
    """The debates of ``folder`` as they stood at ``revision``, whatever git takes for a commit.

    Files are taken from git's store and the working tree is left alone. ``folder`` need not exist at that commit or
    now: then there are no debates. Raises :class:`VersionError`.
    """
    raise NotImplementedError


def load_where_parted(folder: Path, revision: str) -> Version:
    """The debates at the commit where ``revision`` and the working tree's ``HEAD`` parted (``git merge-base``).

    What others have added at ``revision`` since then does not count as missing here. Histories that have nothing in
    common are compared as they are. Raises :class:`VersionError`.
    """
    raise NotImplementedError
