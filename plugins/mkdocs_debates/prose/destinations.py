"""Where links and images in a text may lead."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.prose.values import Flaw, Image, Reference

if TYPE_CHECKING:
    from mkdocs_debates.prose.values import ReferenceKind

_REFERENCE: Final = re.compile(r"(crux|claim|position|link|person|debate):(.*)", re.DOTALL)
_IMAGE_TYPES: Final = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_NOT_IN_A_PATH: Final = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|#%]")
_SHOWN: Final = 80

Target = Reference | str | Flaw
"""What a link leads to: a reference, or a web address, or why it leads nowhere."""

_LINK_HINT: Final = (
    "inside the site, write crux:, claim:, position:, link:, person: or debate: and an id; "
    "what is no link goes between backticks"
)
_IMAGE_HINT: Final = "put a PNG, JPEG, WebP, AVIF or GIF file beside the debate and write ![words](chart.png)"


def parse_reference(destination: str, occurrence: int = 0) -> Reference | None:
    """``destination`` as a reference, None if it has the scheme of none.

    What follows the scheme is taken apart, not checked: a malformed id is an id that nothing has. ``occurrence``
    counts the destinations of its text that are written exactly so.
    """
    match = _REFERENCE.fullmatch(destination)
    if not match:
        return None
    kind, path = cast("ReferenceKind", match[1]), match[2]
    debate, entry = "", path
    if kind != "debate" and not path.startswith("/"):
        first, slash, rest = path.partition("/")
        debate, entry = (first, rest) if slash else ("", path)
    answer = ""
    if kind == "crux" and not entry.endswith("."):
        entry, _, answer = entry.partition(".")
    return Reference(kind=kind, debate=debate, id=entry, answer=answer, written=destination, occurrence=occurrence)


def target_of(destination: str, occurrence: int) -> Target:
    """What a text that links to ``destination`` leads to."""
    return parse_reference(destination, occurrence) or flaw_of_link(destination, occurrence) or destination


def flaw_of_link(destination: str, occurrence: int) -> Flaw | None:
    """Why a text may not link to ``destination``, which is no reference; None where it may."""
    if not destination:
        return Flaw("unsafe-url", "a link has no address", _LINK_HINT, "", 0)
    flaw = flaw_of_url(destination)
    if not flaw:
        return None
    return Flaw("unsafe-url", f"{_shown(destination)} {flaw}", _LINK_HINT, destination, occurrence)


def is_remote(destination: str) -> bool:
    """Whether ``destination`` is a web address that a page may link to."""
    return destination[:4].lower() == "http" and not flaw_of_url(destination)


def image_file(destination: str, occurrence: int) -> Image | Flaw:
    """The file beside the debate that an image shows, or why it may not."""
    path = unquote(destination)
    if not path:
        return Flaw("unsafe-url", "an image has no address", _IMAGE_HINT, "", 0)
    if path.startswith("/") or _NOT_IN_A_PATH.search(path):
        message = f"{_shown(destination)} is neither a file beside the debate nor a web address"
        return Flaw("unsafe-url", message, _IMAGE_HINT, destination, occurrence)
    path = posixpath.normpath(path)
    if path.split("/", maxsplit=1)[0] == "..":
        message = f"{_shown(destination)} leads out of the debate's folder"
        return Flaw("unsafe-url", message, _IMAGE_HINT, destination, occurrence)
    if not path.lower().endswith(_IMAGE_TYPES):
        message = f"{_shown(destination)} is not a PNG, JPEG, WebP, AVIF or GIF file"
        return Flaw("bad-value", message, _IMAGE_HINT, destination, occurrence)
    return Image(path, occurrence)


def _shown(destination: str) -> str:
    shown = destination if len(destination) <= _SHOWN else destination[:_SHOWN] + "…"
    return f'"{shown}"'
