"""What a page's head says for those who link to it: its one address, and how a link to it is shown (Open Graph)."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from mkdocs_debates.pages.escaping import escaped, marked


class SharedPage(NamedTuple):
    """A page as others show it. ``url`` is absolute, "" where the site's address is not known.

    ``is_article`` tells a page about one thing from a list of the site's. ``language`` is a tag such as ``pt-BR``.
    """

    title: str
    description: str
    url: str
    site: str
    language: str
    is_article: bool


def canonical_link(page: SharedPage) -> Markup:
    """The element that names the page's own address, where that is known."""
    return Markup('<link rel="canonical" href="{}">').format(page.url) if page.url else Markup()


def open_graph(page: SharedPage) -> Markup:
    """The elements from which a preview of a link to the page is made. https://ogp.me"""
    properties = {
        "title": page.title,
        "type": "article" if page.is_article else "website",
        "url": page.url,
        "description": page.description,
        "site_name": page.site,
        "locale": page.language.replace("-", "_"),
    }
    # A template of Markup would take longer for each element than to write it.
    written = (f'<meta property="og:{name}" content="{escaped(value)}">' for name, value in properties.items() if value)
    return marked("".join(written))
