"""What things are told apart by: their content, never their names, times or places."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_debates.model import Debate

_PACKAGE: Final = Path(__file__).parent.parent
_MAKING_PAGES: Final = (
    "babel", "graphlay", "imagesize", "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "mdit-py-plugins",
    "pygments",
)  # fmt: skip
"""The libraries that have a say in what a page looks like."""


def digest(*parts: str) -> str:
    """A name for ``parts`` that other parts do not have."""
    encoded = (part.encode("utf-8", "surrogatepass") for part in parts)
    return _name_of(b"".join(b"%d:%b" % (len(part), part) for part in encoded))


def _name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:40]


def digest_of(debate: Debate) -> str:
    """A name for what a debate says, however its files are laid out."""
    return digest(repr(debate))


@functools.cache
def program() -> str:
    """A name for this version of the program: its code and templates, and the libraries that make pages."""
    code = (
        *sorted(_PACKAGE.rglob("*.py")),
        *sorted((_PACKAGE / "theme" / "templates").rglob("*.html")),
        *sorted((_PACKAGE / "theme" / "languages").glob("*.po")),
    )
    return digest(*_contents(code), *map(version, _MAKING_PAGES))


def digest_of_templates(folders: Iterable[Path]) -> str:
    """A name for the templates and words in a site's own folders."""
    return digest(
        *_contents(
            file
            for folder in folders
            for file in sorted((*folder.glob("debates/**/*.html"), *folder.glob("debates/languages/*.po")))
        )
    )


def _contents(files: Iterable[Path]) -> Iterable[str]:
    for file in files:
        yield file.name
        yield hashlib.sha256(file.read_bytes()).hexdigest()
