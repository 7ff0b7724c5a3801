"""All debates of a folder as files for a generator of sites."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_debates import __version__
from mkdocs_debates.exchange.inventory import INVENTORY, as_inventory
from mkdocs_debates.generators.markdown import markdown_page
from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import media_path, references_to_drafts
from mkdocs_debates.pages.slots import edit_addresses, with_edit_links
from mkdocs_debates.project import load
from mkdocs_debates.publishing.cache import CACHE_FOLDER, Cache
from mkdocs_debates.publishing.digests import digest, digest_of, digest_of_templates
from mkdocs_debates.publishing.examining import Examiner
from mkdocs_debates.publishing.press import Press
from mkdocs_debates.publishing.printing import files_of_site, printed
from mkdocs_debates.reading.opening import read_within
from mkdocs_debates.theme import ASSETS, PREVIEW_STYLES, minified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.exchange.feeds import Item
    from mkdocs_debates.pages.lists import Page
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.project import Project
    from mkdocs_debates.publishing.packs import PrintedPage
    from mkdocs_debates.settings import Settings


@dataclass(frozen=True)
class Publication:
    """The debates that are published, and what makes files of them. Close it at the end."""

    settings: Settings
    project: Project
    site: Site
    images: Mapping[str, tuple[str, ...]]
    press: Press
    renderer: Renderer

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the debates, drafts aside."""
        drafts, found = self.project.drafts, self.project.problems_of
        return tuple(problem for debate, problems in found.items() if debate not in drafts for problem in problems)

    def references_to_drafts(self) -> Iterator[str]:
        """A message for each reference to what is not published."""
        return references_to_drafts(self.site)

    def digest(self) -> str:
        """A name for all that the files are made from: debates, images, settings, and the program's version."""
        stamps = self.site.broken if not self.settings.edit_base else self.project.debates.keys() - self.project.drafts
        return digest(
            __version__,
            repr(self.site.options),
            self.settings.edit_base,
            digest_of_templates(self.settings.templates),
            *(f"{debate_id} {digest_of(subject.debate)}" for debate_id, subject in self.site.subjects.items()),
            # The lines at which one edits, and the places of problems, move with every edit above them.
            *(f"{debate_id} {self.project.labels[debate_id].stamp.hex()}" for debate_id in sorted(stamps)),
            *(f"{path} {hashlib.sha256(data).hexdigest()}" for path, data in self._images()),
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its path from the folder of the generator's pages."""
        self.press.take(self.site, tuple(self.site.subjects))
        self.press.print_ahead()
        root = self.site.options.root
        news: list[Item] = []
        permalinks: list[dict[str, str]] = []
        inventory: list[str] = []
        pages = {page.path: page for page in pages_of(self.site, self.renderer, self.project.problems_of)}
        for page in pages.values():
            if page.path.partition("/")[0] not in self.site.subjects:
                yield self._page(page, printed(self.site, page.build(), self.renderer))
        for debate_id in self.site.subjects:
            pack = self.press.pack(debate_id)
            yield from (self._page(pages[path], shown) for path, shown in pack.pages.items())
            yield from ((f"{root}{path}", text.encode()) for path, text in pack.files.items())
            news += pack.news
            permalinks.append(pack.permalinks)
            inventory.append(pack.inventory)
        yield from ((f"{root}{path}", text.encode()) for path, text in files_of_site(self.site, permalinks, news))
        yield f"{root}{INVENTORY}", as_inventory(self.site.options.site_name, inventory)
        yield from self._images()
        for path, sources in ASSETS.items():
            if path not in PREVIEW_STYLES:
                yield path, minified(sources).encode()
        self.press.finish(whole=True)

    def close(self) -> None:
        """End all processes."""
        self.press.close()

    def _page(self, page: Page, shown: PrintedPage) -> tuple[str, bytes]:
        subject, body = self.site.subjects.get(page.path.partition("/")[0]), shown.body
        if subject is not None:
            body = with_edit_links(body, edit_addresses(subject.document, self.settings.edit_base))
        text = markdown_page(page.title, shown, body, wide=page.wide)
        return f"{self.site.options.root}{page.path}index.md", text.encode()

    def _images(self) -> Iterator[tuple[str, bytes]]:
        for debate_id in self.site.subjects:
            for image in sorted(self.images[debate_id]):
                file = self.project.image_file(debate_id, image)
                if file is not None:
                    path = f"{self.site.options.root}{media_path(debate_id, image)}"
                    yield path, read_within(self.project.folder, file)


def publication_of(settings: Settings) -> Publication:
    """The debates below ``settings.folder`` but for drafts, without a search page and previews, which need MkDocs.

    They have no twins in Markdown either: a generator would take these for pages.
    """
    project = load(settings.folder, shown_as=settings.shown_as)
    renderer = Renderer(settings.templates, settings.options.words)
    press = Press(project, renderer, Examiner(Cache(settings.site / CACHE_FOLDER), settings.templates))
    published = {debate: subject for debate, subject in project.debates.items() if debate not in project.drafts}
    examined = press.examine(tuple(published))
    project = project.checked(problem for each in examined.values() for problem in each.problems or ())
    options = replace(settings.options, search_page=False, twins=False)
    references = {debate: each.references for debate, each in examined.items()}
    site = site_of(published, project.broken - project.drafts - {""}, options, references=references)
    images = {debate: each.images for debate, each in examined.items()}
    return Publication(settings, project, site, images, press, renderer)
