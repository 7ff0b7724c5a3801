"""A debate of the site as a pack."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mkdocs_debates.exchange.debate_json import as_data, as_json
from mkdocs_debates.exchange.exporting import to_markdown
from mkdocs_debates.exchange.feeds import as_atom, as_json_feed, feed_of, feed_of_all
from mkdocs_debates.exchange.inventory import lines_of
from mkdocs_debates.exchange.llms import as_list
from mkdocs_debates.pages.assembly import (
    DebatePages,
    embeds_of,
    permalinks_in,
    redirect_pages_of,
    urls_of,
)
from mkdocs_debates.pages.lists import ALL_DEBATES
from mkdocs_debates.pages.site import TWIN_LIST, Here, twin_path, with_addresses
from mkdocs_debates.pages.threads import permalink_address
from mkdocs_debates.permalinks import keys_of
from mkdocs_debates.publishing.packs import PrintedPage, Printing
from mkdocs_debates.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.exchange.feeds import Feed, Item
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.pages.views import PageView


def printing_of(site: Site, debate_id: str, renderer: Renderer) -> Printing:
    """All that is published of a debate."""
    feed = feed_of_debate(site, debate_id)
    return Printing(
        _pages(site, debate_id, renderer),
        _files(site, debate_id, renderer, feed),
        feed.items if feed else (),
        permalinks_in(site, debate_id),
        inventory_of_debate(site, debate_id),
    )


def _pages(site: Site, debate_id: str, renderer: Renderer) -> Iterator[tuple[str, PrintedPage]]:
    for page in DebatePages(site, debate_id, renderer).pages():
        yield page.path, printed(site, page.build(), renderer)


def _files(site: Site, debate_id: str, renderer: Renderer, feed: Feed | None) -> Iterator[tuple[str, str]]:
    subject = site.subjects[debate_id]
    for path, permalink in redirect_pages_of(site, subject):
        yield f"{path}index.html", renderer.permalink(permalink)
    for path, embed in embeds_of(site, subject, renderer):
        yield f"{path}index.html", renderer.embed(embed)
    yield from feed_files(f"{debate_id}/", feed)
    yield f"{debate_id}/debate.json", as_json(as_data(subject.debate, urls_of(site, debate_id)))
    if site.options.twins:
        yield twin_path(debate_id), to_markdown.text_of(site, debate_id)


def printed(site: Site, view: PageView, renderer: Renderer) -> PrintedPage:
    """A page with its body rendered, and addresses as they are on it."""
    here = Here(site, view.path)
    return PrintedPage(
        description=view.description,
        outline=tuple(view.outline),
        anchors=tuple(sorted(_anchors(view))),
        edit=view.edit,
        search=view.search,
        body=with_addresses(str(renderer.page(view)), here),
        linked_data=with_addresses(view.linked_data, here),
    )


def feed_files(folder: str, feed: Feed | None) -> Iterator[tuple[str, str]]:
    """The files of a feed, each by its path below the plugin's."""
    if feed is not None:
        yield f"{folder}feed.xml", as_atom(feed)
        yield f"{folder}feed.json", as_json(as_json_feed(feed))


def files_of_site(site: Site, permalinks: Iterable[dict[str, str]], news: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """The small files that belong to no single debate, each by its path below the plugin's.

    ``permalinks`` are those of each debate, ``news`` of all.
    """
    yield "permalinks.json", as_json(dict(sorted(dict(chain.from_iterable(map(dict.items, permalinks))).items())))
    for name, schema in SCHEMAS.items():
        yield name, as_json(schema())
    options = site.options
    if options.twins:
        yield TWIN_LIST, as_list(site, options.root)
    if options.feeds:
        root = f"{options.site_url}{options.root}"
        yield from feed_files(
            "", feed_of_all(news, f"{options.site_name}: {site.words(ALL_DEBATES)}", root, f"{root}feed")
        )


def inventory_of_debate(site: Site, debate_id: str) -> str:
    """What has an id in a debate, as a part of the site's inventory. Of a claim the address is given that lasts."""
    debate, here = site.subjects[debate_id].debate, Here(site, "", debate_id)
    addresses = {**site.addresses[debate_id], **{claim: permalink_address(here, claim) for claim in debate.claims}}
    answers = ((f"{debate_id}/{entry}", entry) for entry in addresses if "." in entry)
    keys = sorted((*keys_of(debate), *answers))
    return lines_of((key, here.href(addresses[entry]), site.title(debate_id, entry)) for key, entry in keys)


def feed_of_debate(site: Site, debate_id: str) -> Feed | None:
    """What is new in a debate, None where the site has no feeds."""
    options = site.options
    if not options.feeds:
        return None
    urls = {entry: options.site_url + url for entry, url in urls_of(site, debate_id).items()}
    url = f"{options.site_url}{options.root}{debate_id}/feed"
    return feed_of(site.subjects[debate_id], urls, urls[""], url, site.words)


def _anchors(view: PageView) -> set[str]:
    anchors = set(view.anchors)
    waiting = list(view.outline)
    while waiting:
        item = waiting.pop()
        anchors.add(item.anchor)
        waiting.extend(item.children)
    return anchors
