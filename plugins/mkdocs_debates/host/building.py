"""One build of the site, and what becomes of its pages."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.files import InclusionLevel

from mkdocs_debates.exchange.inventory import INVENTORY, as_inventory
from mkdocs_debates.host.pages import DebatePage
from mkdocs_debates.host.standing import Stand, Standing
from mkdocs_debates.pages.assembly import permalinks_in
from mkdocs_debates.pages.slots import edit_addresses, with_edit_links
from mkdocs_debates.publishing.packs import EMPTY_PACK
from mkdocs_debates.publishing.printing import feed_of_debate, files_of_site, inventory_of_debate, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from mkdocs_debates.exchange.feeds import Item
    from mkdocs_debates.host.last_site import LastSite
    from mkdocs_debates.host.pages import Theme
    from mkdocs_debates.host.parts import Part
    from mkdocs_debates.host.progress import Progress
    from mkdocs_debates.pages.lists import Page
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.pages.views import SearchEntry
    from mkdocs_debates.project import Project
    from mkdocs_debates.publishing.packs import Pack, PrintedPage
    from mkdocs_debates.publishing.press import Press


class Others(NamedTuple):
    """What other plugins and hooks have to do with pages of debates.

    They may want to see the bodies, or have a say in how the theme shows them (``see_bodies``), or want to see each
    page as it is written (``see_output``).
    """

    see_bodies: bool
    see_output: bool


@dataclass
class Build:
    """One build of the site: what was loaded, the pages by their source path, and what prints them.

    ``before`` and ``earlier_files`` are those of the build before, the files where the site's settings are the same.
    """

    project: Project
    site: Site
    images: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, Page]
    press: Press
    renderer: Renderer
    edit_base: str
    last_site: LastSite
    progress: Progress
    part: Part
    _found: dict[str, Sequence[SearchEntry]] = field(default_factory=dict)
    excluded: list[tuple[File, InclusionLevel]] = field(default_factory=list)
    files: Files = field(init=False)
    others: Others = field(init=False)
    begin: float = field(default_factory=time.time)
    nav: Navigation = field(init=False)
    theme: Theme = field(init=False)
    pack: tuple[str, Pack] = ("", EMPTY_PACK)
    stand: Stand = field(default_factory=Stand)
    before: Stand = field(default_factory=Stand)
    earlier_files: Files | None = None
    shared_files: Callable[[], list[str]] = list

    def key(self, debate_id: str) -> str:
        """A name for what the debate's pages hold, with the lines at which it is edited; "" where there is none."""
        key = self.press.key(debate_id)
        stamp = self.project.labels[debate_id].stamp.hex() if self.site.options.edits else ""
        return key and f"{key} {stamp}"

    def unchanged(self) -> frozenset[str]:
        """The debates that stand in the site's folder as this build would write them."""
        if (
            self.others.see_bodies
            or not self.part.is_whole
            or not self.last_site.kept
            or self.stand.around != self.before.around
        ):
            return frozenset()
        return frozenset(
            debate_id
            for debate_id in self.site.subjects
            # What a preview marks has no key: it depends on another version, and is made anew each time.
            if (key := self.key(debate_id))
            and debate_id in self.before.debates
            and self.before.debates[debate_id].key == key
        )

    def fill(self, page: DebatePage) -> None:
        """Give a page its body, and the search what stands on it, where MkDocs builds the page."""
        ours, debate_id = self.pages[page.file.src_uri], self._debate_of(page.file)
        if debate_id not in self.site.subjects:
            shown = printed(self.site, ours.build(), self.renderer)
        else:
            if self.pack[0] != debate_id:
                self.pack = debate_id, self.press.pack(debate_id)
                self.stand.add(debate_id, Standing.of(self.key(debate_id), self.pack[1]))
                for path, text in self.pack[1].files.items():
                    self.last_site.write(path, text)
            shown = self.pack[1].pages[ours.path]
        self.progress.advance()
        self._give(page, debate_id, shown)
        self._know(page, shown)

    def write_pages(self) -> None:
        """Write the pages of debates that are left to this build, in several processes where that pays.

        MkDocs, which would build them one after another, passes over them until :meth:`include_again`.
        """
        of_debates: defaultdict[str, list[DebatePage]] = defaultdict(list)
        for file in self.theme.pages:
            if isinstance(file.page, DebatePage) and file.inclusion is not InclusionLevel.EXCLUDED:
                of_debates[self._debate_of(file)].append(file.page)
                self._exclude(file)
        for debate_id in [name for name in of_debates if name not in self.site.subjects]:
            for page in of_debates.pop(debate_id):
                self._write_page_of_site(page, debate_id)
                self.progress.advance()

        def write(debate_id: str, pack: Pack) -> Standing:
            for page in of_debates[debate_id]:
                self._write(page, debate_id, pack.pages[self.pages[page.file.src_uri].path])
            for path, text in pack.files.items():
                self.last_site.write(path, text)
            return Standing.of(self.key(debate_id), pack)

        with closing(self.press.each(of_debates, write, alone=self.others.see_output)) as written:
            for debate_id, standing in written:
                self.stand.add(debate_id, standing)
                if self.last_site.kept:
                    self.last_site.want(standing.files())
                for page in of_debates[debate_id]:
                    self._leave_standing(page, self.stand.debates[debate_id])
                    self.progress.advance()

    def _write_page_of_site(self, page: DebatePage, debate_id: str) -> None:
        shown = printed(self.site, self.pages[page.file.src_uri].build(), self.renderer)
        self._write(page, debate_id, shown)
        self._know(page, shown)

    def _write(self, page: DebatePage, debate_id: str, shown: PrintedPage) -> None:
        self._give(page, debate_id, shown)
        output = self.theme.config.plugins.on_post_page(self.theme.page(page), page=page, config=self.theme.config)
        if output and not output.isspace():  # another plugin may have taken the page away
            self.last_site.write_page(page.file.dest_uri, output.encode(errors="xmlcharrefreplace"))
        page.let_go()

    def _give(self, page: DebatePage, debate_id: str, shown: PrintedPage) -> None:
        body, edit = self._with_edit_links(debate_id, shown)
        page.take(body, shown.description, shown.outline, shown.linked_data)
        page.edit_url = edit

    def _know(self, page: DebatePage, shown: PrintedPage) -> None:
        """Keep what others want to know of a page, without its body."""
        page.anchors = partial(tuple, shown.anchors)
        self._found[page.file.src_uri] = shown.search

    def _leave_standing(self, page: DebatePage, standing: Standing) -> None:
        """Let others know what they want to know of a page that is written."""
        path = self.pages[page.file.src_uri].path
        page.anchors = lambda: standing.anchors()[path]

    def found(self) -> Iterator[tuple[str, Sequence[SearchEntry]]]:
        """What the search finds on each page, by its source path, in their order."""
        standing: dict[str, Mapping[str, Sequence[SearchEntry]]] = {}
        for path, page in self.pages.items():
            if path in self._found:
                yield path, self._found[path]
                continue
            debate_id = page.path.partition("/")[0]
            if debate_id not in standing:  # those of one debate come one after another, and no other is held
                of_debate = self.stand.debates.get(debate_id)
                standing = {debate_id: of_debate.search() if of_debate else {}}
            yield path, standing[debate_id].get(page.path, ())

    def _debate_of(self, file: File) -> str:
        """The debate of a page, or another name where it is of none that can be read."""
        return self.pages[file.src_uri].path.partition("/")[0]

    def _exclude(self, file: File) -> None:
        """Let MkDocs pass over a page, which stands in the site for all others."""
        self.excluded.append((file, file.inclusion))
        file.inclusion = InclusionLevel.EXCLUDED

    def include_again(self) -> None:
        """Show other plugins all pages of the site, once MkDocs has built its own."""
        for file, inclusion in self.excluded:
            file.inclusion = inclusion
        self.excluded.clear()

    def _with_edit_links(self, debate_id: str, shown: PrintedPage) -> tuple[str, str | None]:
        """The body of a page, and the address at which it is edited, where there is one."""
        if debate_id not in self.site.subjects:
            return shown.body, shown.edit
        address = edit_addresses(self.site.subjects[debate_id].document, self.edit_base)
        return with_edit_links(shown.body, address), with_edit_links(shown.edit, address) if shown.edit else None

    def leave_to_others(self) -> None:
        """Leave pages to the builds of other parts, but let the search find all where its index is built."""
        for file in self.files.documentation_pages():
            ours = self.pages.get(file.src_uri)
            debate_id = ours.path.partition("/")[0] if ours else ""
            is_shared = debate_id not in self.site.subjects and debate_id not in self.site.broken
            if self.part.shared if is_shared else self.part.holds(debate_id):
                continue
            if ours is not None and self.part.shared:
                self._found[file.src_uri] = ours.search()
            if isinstance(file.page, DebatePage):
                file.page.anchors = lambda: None  # not known here: links to them are the other builds' to check
            elif file.page is not None:
                file.page.present_anchor_ids = None
            file.inclusion = InclusionLevel.EXCLUDED

    def leave_out(self) -> None:
        """Write no page of a debate; other pages may link to all, at anchors that are not known here."""
        for file in self.files.documentation_pages():
            if isinstance(file.page, DebatePage):
                file.page.anchors = lambda: None
                file.inclusion = InclusionLevel.EXCLUDED

    def pass_over(self, debates: frozenset[str]) -> None:
        """Let the pages of ``debates`` be as they are."""
        self.stand.debates |= {debate_id: self.before.debates[debate_id] for debate_id in debates}
        self.last_site.keep(debates, chain.from_iterable(self.stand.debates[each].elsewhere for each in debates))
        for file in self.files.documentation_pages():
            if isinstance(file.page, DebatePage) and self._debate_of(file) in debates:
                self._leave_standing(file.page, self.stand.debates[self._debate_of(file)])
                self._exclude(file)

    def gone(self) -> set[str]:
        """The small files that debates had in the build before, and that none has now, below the plugin's path."""
        changed = {
            debate_id: standing
            for debate_id, standing in self.before.debates.items()
            if self.stand.debates.get(debate_id) is not standing
        }
        gone = set(chain.from_iterable(standing.files() for standing in changed.values()))
        # As a rule those that changed have all of them still.
        for debate_id in sorted(self.stand.debates, key=lambda each: each not in changed):
            if not gone:
                break
            gone.difference_update(self.stand.debates[debate_id].files())
        return gone

    def let_go(self) -> None:
        """Keep nothing of the debate that was printed last: its pages are written."""
        self.pack = "", EMPTY_PACK

    def own_files(self) -> frozenset[str]:
        """The files of the debates of a part, as paths from the folder of the site."""
        root = self.site.options.root.strip("/")
        chosen = self.part.debates or ()
        pages = (path for path, page in self.pages.items() if page.path.partition("/")[0] in chosen)
        small = (
            f"{root}/{path}"
            for debate in chosen
            if debate in self.stand.debates
            for path in self.stand.debates[debate].files()
        )
        media = tuple(f"{root}/{debate}/media/" for debate in chosen)
        return frozenset(
            (
                *(file.dest_uri for path in pages if (file := self.files.get_file_from_path(path))),
                *small,
                *(file.dest_uri for file in self.files if file.dest_uri.startswith(media)),
            )
        )

    def write_shared_files(self) -> list[str]:
        """Write the small files of all debates together, and return their paths.

        Paths are below the plugin's. Also debates whose pages are left to another build stand in these files.
        """
        files = {INVENTORY: self._inventory()} | dict(
            files_of_site(self.site, map(self._permalinks, self.site.subjects), self._news())
        )
        for path, content in files.items():
            self.last_site.write(path, content)
        return list(files)

    def _inventory(self) -> bytes:
        stand = self.stand.debates
        parts = (
            stand[debate_id].inventory() if debate_id in stand else inventory_of_debate(self.site, debate_id)
            for debate_id in self.site.subjects
        )
        return as_inventory(self.site.options.site_name, parts)

    def _permalinks(self, debate_id: str) -> dict[str, str]:
        standing = self.stand.debates.get(debate_id)
        return standing.permalinks() if standing else permalinks_in(self.site, debate_id)

    def _news(self) -> Iterator[Item]:
        for debate_id in self.site.subjects:
            if debate_id in self.stand.debates:
                yield from self.stand.debates[debate_id].news()
            elif feed := feed_of_debate(self.site, debate_id):
                yield from feed.items
