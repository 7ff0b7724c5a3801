"""Links from one comment of a forum thread to another, which lead to its claim in the debate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from mkdocs_debates.prose import convert

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_ADDRESS: Final = re.compile(r"(?<=[^\\]\]\()https?://[^\s()<>]+")
_POST: Final = re.compile(r"(?P<post>/posts/[^/]+)(?:/[^/]+(?:/comment/(?P<comment>[^/]+))?)?")


def with_references(text: str, page: str, claims: Mapping[str, str]) -> str:
    """``text``, Markdown, in which links to comments of the post at ``page`` are references to their claims.

    ``claims`` are the ids by how the forum calls the comments. A text without references stays as it is where one of
    these links would be none, such as one in code.
    """
    number = 0

    def destination(link: re.Match[str]) -> str:
        nonlocal number
        claim = claims.get(_comment_at(link[0], page))
        number += claim is not None
        return link[0] if claim is None else f"claim:{claim}"

    changed = _ADDRESS.sub(destination, text)
    if not number:
        return text
    prose = convert(changed)
    return changed if len(prose.references) == number and not prose.flaws else text


def _comment_at(address: str, page: str) -> str:
    """How the forum calls the comment that ``address`` leads to, "" where it leads to none of the post."""
    try:
        parts, post = urlsplit(address), urlsplit(page)
    except ValueError:
        return ""
    if not page or _post_at(parts) != _post_at(post):
        return ""
    found = _POST.fullmatch(parts.path.rstrip("/"))
    named = parts.fragment or (found and found["comment"]) or parse_qs(parts.query).get("commentId", [""])[0]
    return str(named or "")


def _post_at(parts: SplitResult) -> tuple[str, str]:
    """The host and what names the post; its title in the address may be another."""
    path = parts.path.rstrip("/")
    found = _POST.fullmatch(path)
    return parts.netloc.lower().removeprefix("www."), found["post"] if found else path
