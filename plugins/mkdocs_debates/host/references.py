"""Which page of the site a parser of Markdown is at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mkdocs_debates.pages.references import OrdinaryPage

if TYPE_CHECKING:
    from markdown import Markdown


def page_of(parser: Markdown) -> OrdinaryPage:
    """The page whose links MkDocs lets ``parser`` resolve, or, of a post in a list of a blog, the list that shows it.

    Material's blog renders the beginnings of posts again for each list, with the post's file at the list's address.
    """
    if "relpath" not in parser.treeprocessors:
        return OrdinaryPage("", "")
    links: Any = parser.treeprocessors["relpath"]
    debate = links.file.page.meta.get("debate") if links.file.page is not None else None
    return OrdinaryPage(
        links.file.src_uri,
        unquote(links.file.url).removeprefix("./"),
        debate if isinstance(debate, str) else "",
    )
