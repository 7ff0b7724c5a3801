"""What the heads of pages get beside what the theme writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from mkdocs_debates.host.pages import DebatePage, language_of
from mkdocs_debates.pages.assembly import feed_links, search_link, twin_links
from mkdocs_debates.pages.sharing import SharedPage, canonical_link, open_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_debates.host.building import Build

_END: Final = "</head>"


def with_head(html: str, page: Page, build: Build, config: MkDocsConfig) -> str:
    """A whole page, its head with where debates are searched and, of a page of debates, what it is and has beside it.

    What the theme or another plugin has said there already is left as it is.
    """
    head, end, rest = html.partition(_END)
    if not end:
        return html
    found = Markup().join(_elements(head, page, build, config))
    return f"{head}{found}{end}{rest}" if found else html


def _elements(head: str, page: Page, build: Build, config: MkDocsConfig) -> Iterator[Markup]:
    if isinstance(page, DebatePage):
        path = build.pages[page.file.src_uri].path
        shared = _shared(page, path, build, config)
        if 'rel="canonical"' not in head:
            yield canonical_link(shared)
        if 'property="og:' not in head:
            yield open_graph(shared)
        yield feed_links(build.site, path)
        yield twin_links(build.site, path)
        yield Markup(page.linked_data)
    yield search_link(build.site, page.url)


def _shared(page: DebatePage, path: str, build: Build, config: MkDocsConfig) -> SharedPage:
    face = build.site.faces.get(path.partition("/")[0])
    return SharedPage(
        title=page.title,
        description=page.meta.get("description", ""),
        url=page.canonical_url or "",
        site=config.site_name,
        language=(face.language if face else "") or language_of(config),
        is_article=face is not None,
    )
