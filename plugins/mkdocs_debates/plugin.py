"""The MkDocs plugin: each hook hands plain values to the project and pages, and their results to MkDocs."""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section

from mkdocs_debates.comparing import compare
from mkdocs_debates.config import DebatesConfig
from mkdocs_debates.exchange.feeds import feed_of_all
from mkdocs_debates.host.last_site import LastSite
from mkdocs_debates.host.pages import PAGE_TEMPLATE, DebatePage, Theme
from mkdocs_debates.host.parts import ONLY, Part, leave_only, part_of
from mkdocs_debates.host.progress import Progress
from mkdocs_debates.host.standing import Stand, Standing, around_pages
from mkdocs_debates.pages.assembly import (
    ALL_DEBATES,
    feed_links,
    pages_of,
    permalinks,
    redirect_paths,
    search_link,
    site_of,
)
from mkdocs_debates.pages.marking import Changes
from mkdocs_debates.pages.references import DebateReferences, OrdinaryPage
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import INDEXES, SEARCH_PAGE, Options, lost_references, media_path
from mkdocs_debates.pages.slots import with_edit_links
from mkdocs_debates.project import load
from mkdocs_debates.publishing.cache import CACHE_FOLDER, Cache
from mkdocs_debates.publishing.packs import EMPTY_PACK
from mkdocs_debates.publishing.press import Press
from mkdocs_debates.publishing.printing import as_json, feed_files, feed_of_debate, printed
from mkdocs_debates.reports.problems.text import render_problems
from mkdocs_debates.schema import SCHEMAS
from mkdocs_debates.searching import PagefindError, entries_of, program, write_indexes, write_parts
from mkdocs_debates.theme import ASSETS, HOST_TEMPLATES, PREVIEW_STYLES, SCRIPTS, STYLES, minified
from mkdocs_debates.versions import VersionError, load_where_parted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HostPage
    from mkdocs.utils.templates import TemplateContext

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.feeds import Feed, Item
    from mkdocs_debates.pages.assembly import Page
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.pages.views import SearchEntry
    from mkdocs_debates.project import Project
    from mkdocs_debates.publishing.packs import Pack
    from mkdocs_debates.searching import Entry

log = logging.getLogger("mkdocs.plugins.debates")

REPLY_FORM = "reply.yml"

MOST_IN_NAV = 20
"""Debates listed in the navigation. It is written on every page of the site, so each costs all of them."""


_CLOCK_STEP = 0.05
"""Seconds by which a file's time may lag behind the clock."""


@dataclass
class Build:
    """One build of the site: what was loaded, the pages by their source path, and what prints them.

    ``seen_by_others`` says whether other plugins want to see the pages' bodies, or have a say in how the theme shows
    them.
    """

    project: Project
    site: Site
    images: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, Page]
    press: Press
    references: DebateReferences
    renderer: Renderer
    edit_base: str
    seen_by_others: bool
    last_site: LastSite
    progress: Progress
    part: Part
    found: dict[str, Sequence[SearchEntry]] = field(default_factory=dict)
    files: Files = field(init=False)
    begin: float = field(default_factory=time.time)
    nav: Navigation = field(init=False)
    theme: Theme = field(init=False)
    pack: tuple[str, Pack] = ("", EMPTY_PACK)
    stand: Stand = field(default_factory=Stand)
    before: Stand = field(default_factory=Stand)

    def key(self, debate_id: str) -> str:
        """A name for what the debate's pages hold, with the lines at which it is edited; "" where there is none."""
        key = self.press.key(debate_id)
        stamp = self.site.subjects[debate_id].document.stamp.hex() if self.site.options.edits else ""
        return key and f"{key} {stamp}"

    def unchanged(self) -> frozenset[str]:
        """The debates that stand in the site's folder as this build would write them."""
        if (
            self.seen_by_others
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


class DebatesPlugin(BasePlugin[DebatesConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """Adds the debates below ``source`` to the site."""

    build: Build
    press: Press | None = None
    served: Build | None = None
    serving = False
    server: LiveReloadServer | None = None
    watching = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served. MkDocs keeps a plugin with this hook across builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the debates, and stop where they have errors that the publisher does not want to show."""
        folder = _source_folder(config, self.config.source)
        self._watch(folder)
        before, self.served = self.served, None
        progress = _progress()
        if self.config.search == "pagefind":
            _require_pagefind()
        project = load(folder, shown_as=self.config.source.strip("/"), earlier=before.project if before else None)
        revision = os.environ.get("DEBATES_COMPARE_WITH") or self.config.compare_with
        shows_all = self.serving or bool(revision)
        drafts = frozenset() if shows_all else _drafts(project)
        published = {debate: subject for debate, subject in project.debates.items() if debate not in drafts}
        templates = _override_folders(config)
        renderer = Renderer(templates)
        self.press = press = Press(project.debates, renderer, Cache(_site_folder(config) / CACHE_FOLDER), templates)
        progress.step("Looking at debates", len(published))
        examined = press.examine(tuple(published), progress.advance)
        project = project.checked(problem for each in examined.values() for problem in each.problems or ())
        _report(project, folder, drafts, fail=self.config.on_error == "fail" and not shows_all)
        changes = _changes(folder, revision, published) if revision else None
        options = _options(config, self.config)
        references = {debate: each.references for debate, each in examined.items()}
        site = site_of(published, project.broken - drafts - {""}, options, changes, references)
        _report_lost_references(site)
        part = self._part(published.keys() | site.broken)
        press.print(site, [each for each in site.subjects if part.holds(each)])
        pages = pages_of(site, renderer, project.problems_of)
        root = self.config.path.strip("/")
        self.build = Build(
            project=project,
            site=site,
            images={debate: each.images for debate, each in examined.items()},
            pages={f"{root}/{page.path}index.md": page for page in pages},
            press=press,
            references=DebateReferences(site, log.warning),
            renderer=renderer,
            edit_base=_edit_base(config, folder),
            seen_by_others=_is_seen_by_others(config, self),
            last_site=LastSite(Path(config.site_dir), root),
            progress=progress,
            part=part,
            before=before.stand if before else Stand(),
        )
        config.markdown_extensions.append(self.build.references)  # type: ignore[arg-type]  # instances are taken too
        _add_assets(config, is_preview=changes is not None)
        config.theme.dirs.append(str(HOST_TEMPLATES))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what the last build wrote of debates from being deleted."""
        self.build.last_site.set_aside()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the debates' pages, their images and the assets; put the debates into the navigation."""
        self.build.last_site.bring_back()
        root = self.config.path.strip("/")
        listed = _listed_in_nav(self.build, root) if self.config.nav else []
        own_nav = config.nav is not None
        in_nav = frozenset() if own_nav else frozenset(path for _, path in listed)
        generated = [
            *_page_files(config, self.build, in_nav),
            *_image_files(config, self.build),
            *_asset_files(config, is_preview=self.build.site.changes is not None),
        ]
        _refuse_overwriting(
            files, [*((file.dest_uri, file.src_uri) for file in generated), *_written_later(self.build)]
        )
        for file in generated:
            files.append(file)
        self.build.files = files
        if own_nav and self.config.nav:
            config.nav = _with_debates(config.nav, f"{root}/", listed)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the debates' pages that are not listed to the section of those that are, so that it is marked."""
        own = [page for page in nav.pages if isinstance(page, DebatePage)]
        for page in own:
            _lift_out_of_its_folder(page)
        section = next((page.parent for page in own), None)
        listed = set(map(id, own))
        for file in files.documentation_pages():
            if isinstance(file.page, DebatePage) and id(file.page) not in listed:
                file.page.parent = section
        self.build.nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Tell the reference extension which page comes."""
        if not isinstance(page, DebatePage):
            debate = page.meta.get("debate")
            self.build.references.page = OrdinaryPage(
                page.file.src_uri, page.file.dest_uri, debate if isinstance(debate, str) else ""
            )
        elif not self.build.seen_by_others:
            page.meta["template"] = PAGE_TEMPLATE
        return markdown

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """The body of a debate's page, here where other plugins want to see it."""
        if isinstance(page, DebatePage) and self.build.seen_by_others:
            self._fill(page)
            return page.content or ""
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the theme's templates, for pages that are put into the theme here."""
        self.build.theme = Theme(env, self.build.nav)
        self.build.progress.step("Writing pages of debates", len(self.build.pages))
        if self.serving:
            self.build.stand.around = around_pages(config, self.build.nav)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Pass over pages once they are in the list of all pages, the sitemap.

        Those that stand as they would be written, while serving, and those that are left to the build of another part.
        """
        if template_name == "sitemap.xml":
            if not self.build.part.is_whole:
                self._leave_to_others()
            elif self.serving:
                self._pass_over(self.build.unchanged())
        return output_content

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """A debate's page as a whole, after other plugins have given the theme what they have to give."""
        if isinstance(page, DebatePage) and not self.build.seen_by_others:
            self._fill(page)
            context.update({"debates_page": self.build.theme.page(page, context)})  # type: ignore[misc]
        return context

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Say in the head of a page where its debate's feeds are, and where debates are searched; let its body go."""
        site, links = self.build.site, str(search_link(self.build.site, page.url))
        if isinstance(page, DebatePage):
            if not self.build.seen_by_others:
                page.content = ""
            if site.options.feeds:
                links = f"{feed_links(site, self.build.pages[page.file.src_uri].path)}{links}"
        return output.replace("</head>", f"{links}</head>", 1) if links else output

    def _fill(self, page: DebatePage) -> None:
        """Give a page its body, and the search what stands on it."""
        build = self.build
        ours = build.pages[page.file.src_uri]
        debate_id = ours.path.partition("/")[0]
        if debate_id not in build.site.subjects:
            shown = printed(ours.build(), build.renderer)
        else:
            if build.pack[0] != debate_id:
                build.pack = debate_id, build.press.pack(debate_id)
                build.stand.debates[debate_id] = Standing.of(build.key(debate_id), build.pack[1])
                for path, text in build.pack[1].files.items():
                    build.last_site.write(path, text)
            shown = build.pack[1].pages[ours.path]

        def edit_address(entry: str) -> str:
            file, line = build.site.subjects[debate_id].document.line_of(entry)
            return f"{urljoin(build.edit_base, file)}#L{line}"

        build.progress.advance()
        page.take(with_edit_links(shown.body, edit_address), shown.description, shown.outline)
        page.edit_url = with_edit_links(shown.edit, edit_address) if shown.edit else None
        page.present_anchor_ids = set(shown.anchors)
        build.found[page.file.src_uri] = shown.search

    def _leave_to_others(self) -> None:
        """Leave pages to the builds of other parts, but let the search find all where its index is built."""
        build = self.build
        for file in build.files.documentation_pages():
            ours = build.pages.get(file.src_uri)
            debate_id = ours.path.partition("/")[0] if ours else ""
            is_shared = debate_id not in build.site.subjects and debate_id not in build.site.broken
            if build.part.shared if is_shared else build.part.holds(debate_id):
                continue
            if ours is not None and build.part.shared:
                build.found[file.src_uri] = ours.search()
            if file.page is not None:
                file.page.present_anchor_ids = None  # not known here: links to them are the other builds' to check
            file.inclusion = InclusionLevel.EXCLUDED

    def _pass_over(self, debates: frozenset[str]) -> None:
        """Let the pages of ``debates`` be as they are."""
        build = self.build
        build.stand.debates |= {debate_id: build.before.debates[debate_id] for debate_id in debates}
        for debate_id in debates:
            build.last_site.keep(build.stand.debates[debate_id].files)
        for file in build.files.documentation_pages():
            page = file.page
            path = build.pages[file.src_uri].path if isinstance(page, DebatePage) else ""
            if isinstance(page, DebatePage) and path.partition("/")[0] in debates:
                standing = build.stand.debates[path.partition("/")[0]]
                page.present_anchor_ids = set(standing.anchors[path])
                build.found[file.src_uri] = standing.search[path]
                file.inclusion = InclusionLevel.EXCLUDED

    @event_priority(50)
    def _find(self, *, config: MkDocsConfig) -> None:
        """Give the search what is on pages of debates, in their order, before it writes its index.

        A claim enters once, at its home; it is not parsed out of each page that shows it.
        """
        search = config.plugins.get("material/search") or config.plugins.get("search")
        entries = getattr(getattr(search, "search_index", None), "entries", None)
        if isinstance(entries, list):
            own_index = self.build.site.options.search_page
            for path, page in self.build.pages.items():
                file = self.build.files.get_file_from_path(path)
                if file is not None and (not own_index or page.path == SEARCH_PAGE):
                    entries.extend(_search_entries(file.url, self.build.found.get(path, ())))

    @event_priority(-50)
    def _write_the_rest(self, *, config: MkDocsConfig) -> None:
        """Write what is no page and of no single debate: the list of permalinks, the schema and the feed of all."""
        build = self.build
        if build.part.shared:
            build.last_site.write("permalinks.json", as_json(permalinks(build.site)))
            for name, schema in SCHEMAS.items():
                build.last_site.write(name, as_json(schema()))
            for path, text in feed_files("", _feed(build)):
                build.last_site.write(path, text)
            if build.site.options.search_page:
                _write_indexes(Path(config.site_dir, self.config.path.strip("/"), INDEXES), build, config)
        build.last_site.remove_stale((file.dest_uri for file in build.files), build.begin - _CLOCK_STEP)
        if not build.part.shared:
            leave_only(Path(config.site_dir), self._own_files())
        build.press.finish(whole=build.part.is_whole)
        build.progress.finish()
        if self.serving:
            self.served = build

    on_post_build = CombinedEvent(_find, _write_the_rest)

    def _own_files(self) -> frozenset[str]:
        """The files of the debates of a part, as paths from the folder of the site."""
        build, root = self.build, self.config.path.strip("/")
        chosen = build.part.debates or ()
        pages = (path for path, page in build.pages.items() if page.path.partition("/")[0] in chosen)
        small = (
            f"{root}/{path}"
            for debate in chosen
            if debate in build.stand.debates
            for path in build.stand.debates[debate].files
        )
        media = tuple(f"{root}/{debate}/media/" for debate in chosen)
        return frozenset(
            (
                *(file.dest_uri for path in pages if (file := build.files.get_file_from_path(path))),
                *small,
                *(file.dest_uri for file in build.files if file.dest_uri.startswith(media)),
            )
        )

    def _part(self, debates: Collection[str]) -> Part:
        only = self.config.only or os.environ.get(ONLY, "").split(",")
        try:
            return part_of(only, debates)
        except ValueError as error:
            raise PluginError(f"Debates: {error}") from None

    def on_build_error(self, *, error: Exception) -> None:
        """End what still works for the build."""
        if self.press is not None:
            self.press.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a debate changes."""
        self.server = server
        self._watch(_source_folder(config, self.config.source))
        return server

    def _watch(self, folder: Path) -> None:
        """Watch the folder of debates once it is there; watching a missing one would stop the server."""
        if self.server is not None and not self.watching and folder.is_dir():
            self.server.watch(str(folder))
            self.watching = True


# --- Before the build ---------------------------------------------------------------------------------------------


_SEEING_ONLY_THEIR_OWN: Final = ("material.plugins.search.plugin", "mkdocs.contrib.search")
"""Plugins that take part in pages, but not in those that are kept out of the search."""


def _progress() -> Progress:
    """Tell of the build as MkDocs tells of it, and not where it is to be quiet."""
    watched = sys.stderr.isatty() and log.isEnabledFor(logging.INFO)
    return Progress(log.info, sys.stderr if watched else None)


def _is_seen_by_others(config: MkDocsConfig, own: DebatesPlugin) -> bool:
    """Whether other plugins, or hooks, look at pages' bodies or at what the theme gets."""
    taking_part = (*config.plugins.events["page_content"], *config.plugins.events["page_context"])
    plugins = (getattr(method, "__self__", None) for method in taking_part)
    return any(plugin is not own and type(plugin).__module__ not in _SEEING_ONLY_THEIR_OWN for plugin in plugins)


def _site_folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _source_folder(config: MkDocsConfig, source: str) -> Path:
    return _site_folder(config) / source


def _drafts(project: Project) -> frozenset[str]:
    return frozenset(debate for debate, subject in project.debates.items() if subject.debate.status == "draft")


def _changes(folder: Path, revision: str, debates: Mapping[str, Subject]) -> Changes:
    """What changed since the debates parted from another version."""
    try:
        before = load_where_parted(folder, revision).project.debates
    except VersionError as error:
        raise PluginError(f"Debates cannot be compared with {revision!r} (compare_with): {error}") from None
    return Changes(revision, compare(before, debates))


def _report(project: Project, folder: Path, drafts: frozenset[str], *, fail: bool) -> None:
    """Say what is wrong with the debates that are published; raise where errors are to stop the build."""
    problems = [problem for debate, found in project.problems_of.items() if debate not in drafts for problem in found]
    if not problems and not project.debates.keys() - drafts:
        only_drafts = f" but drafts ({', '.join(sorted(drafts))})" if drafts else ""
        log.warning(
            f"The debates plugin found no debate{only_drafts} in {folder}. Write one there, such as first.yaml with "
            'a line "title: Your question", or set the plugin\'s "source" to the folder that holds them.'
        )
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    if warnings:
        log.warning(f"Debates:\n{render_problems(warnings)}")
    if errors and fail:
        raise PluginError(f"Debates with errors:\n{render_problems(errors)}")
    if errors:
        log.error(f"Debates:\n{render_problems(errors)}")


def _report_lost_references(site: Site) -> None:
    for subject, (entry, *steps), reference in lost_references(site):
        span = subject.document.span(str(entry), *steps, within=reference.written, occurrence=reference.occurrence)
        log.warning(f"{span}: {reference.written} leads to a draft, which is not published")


def _edit_base(config: MkDocsConfig, folder: Path) -> str:
    """The address below which the files of debates are edited, "" where the site does not say."""
    if not config.repo_url or not config.edit_uri:
        return ""
    from_docs = Path(os.path.relpath(folder, config.docs_dir)).as_posix()
    return urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), f"{from_docs}/")


def _options(config: MkDocsConfig, own: DebatesConfig) -> Options:
    return Options(
        directory_urls=config.use_directory_urls,
        unfold=own.unfold,
        page_bytes=own.page_bytes,
        claim_pages=own.claim_pages,
        explorer=own.explorer,
        map=own.map,
        feeds=own.feeds and bool(config.site_url),
        search_page=own.search == "pagefind",
        site_name=config.site_name,
        site_url=config.site_url or "",
        root=f"{own.path.strip('/')}/",
        edits=bool(config.repo_url and config.edit_uri),
        reply_form=_reply_form(config),
    )


def _reply_form(config: MkDocsConfig) -> str:
    """Where a reply is written as an issue, "" where the repository is not on GitHub or has no form for it."""
    if urlsplit(config.repo_url or "").hostname != "github.com" or not config.config_file_path:
        return ""
    form = Path(config.config_file_path).parent / ".github" / "ISSUE_TEMPLATE" / REPLY_FORM
    return f"{(config.repo_url or '').rstrip('/')}/issues/new?template={REPLY_FORM}" if form.is_file() else ""


def _override_folders(config: MkDocsConfig) -> list[Path]:
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []


def _add_assets(config: MkDocsConfig, *, is_preview: bool) -> None:
    config.extra_css.extend([*STYLES, *(PREVIEW_STYLES if is_preview else ())])
    for script in SCRIPTS:
        value = ExtraScriptValue(script)
        value.type = "module"
        config.extra_javascript.append(value)


# --- Files and navigation -----------------------------------------------------------------------------------------


def _page_files(config: MkDocsConfig, build: Build, in_nav: frozenset[str]) -> Iterator[File]:
    for path, page in build.pages.items():
        inclusion = InclusionLevel.UNDEFINED if path in in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content="", inclusion=inclusion)
        DebatePage(page.title, file, config, wide=page.wide)
        yield file


def _image_files(config: MkDocsConfig, build: Build) -> Iterator[File]:
    for debate_id in build.site.subjects:
        for image in sorted(build.images[debate_id]):
            source = build.project.image_file(debate_id, image)
            if source is not None:
                path = f"{build.site.options.root}{media_path(debate_id, image)}"
                yield File.generated(config, path, abs_src_path=str(source))


def _asset_files(config: MkDocsConfig, *, is_preview: bool) -> Iterator[File]:
    for path, sources in ASSETS.items():
        if is_preview or path not in PREVIEW_STYLES:
            yield File.generated(config, path, content=minified(sources))


def _written_later(build: Build) -> Iterator[tuple[str, str]]:
    """What is written beside the pages, as the file and what it is."""
    root = build.site.options.root
    yield f"{root}permalinks.json", "the list of permalinks"
    for name in SCHEMAS:
        yield f"{root}{name}", "the schema of the format"
    for debate_id in build.site.subjects:
        yield f"{root}{debate_id}/debate.json", f"the debate {debate_id} as data"
    if build.site.options.feeds:
        for folder in ("", *(f"{debate_id}/" for debate_id in build.site.subjects)):
            yield f"{root}{folder}feed.xml", "a feed"
            yield f"{root}{folder}feed.json", "a feed"
    if build.site.options.search_page:
        yield f"{root}{INDEXES}parts.json", "the list of the search's indexes"
    for path in redirect_paths(build.site):
        yield f"{root}{path}index.html", "a permalink"


def _refuse_overwriting(files: Files, ours: Sequence[tuple[str, str]]) -> None:
    """Raise where a file of the site would be one of ours, each an output file and its name."""
    present = {file.dest_uri: file.src_uri for file in files}
    clashes = [(output, name, present[output]) for output, name in ours if output in present]
    if clashes:
        lines = "\n".join(f"  {theirs} and {name} would both be {output}" for output, name, theirs in clashes)
        raise PluginError(
            f"Files of the site stand where pages of debates go:\n{lines}\n"
            'Rename these files, or set the plugin\'s "path" to another folder.'
        )


def _listed_in_nav(build: Build, root: str) -> list[tuple[str, str]]:
    """The titles and source paths that the navigation shows: the list of debates, and the first of them."""
    paths = (f"{root}/{debate}/index.md" for debate in sorted({*build.site.subjects, *build.site.broken}))
    own = [(build.pages[path].title, path) for path in paths if path in build.pages][:MOST_IN_NAV]
    return [(ALL_DEBATES, f"{root}/index.md"), *own]


def _with_debates(nav: Any, marker: str, listed: Sequence[tuple[str, str]]) -> Any:
    """The navigation with the debates in place of each item that names ``marker``, "debates/"."""
    if isinstance(nav, dict):
        return {title: _with_debates(item, marker, listed) for title, item in nav.items()}
    if isinstance(nav, list):
        items: list[Any] = []
        for item in nav:
            replaced = _with_debates(item, marker, listed)
            items.extend(replaced if item == marker else [replaced])
        return items
    return [{Markup(escape(title)): path} for title, path in listed] if nav == marker else nav


def _lift_out_of_its_folder(page: HostPage) -> None:
    """Put a debate in place of the section that MkDocs makes of its folder where a site has no nav of its own."""
    section = page.parent
    if isinstance(section, Section) and section.children == [page] and isinstance(section.parent, Section):
        above = section.parent
        above.children = [page if child is section else child for child in above.children]
        page.parent = above


# --- Pages --------------------------------------------------------------------------------------------------------


def _search_entries(url: str, entries: Sequence[SearchEntry]) -> Iterator[dict[str, Any]]:
    """Material shows titles and texts of entries as HTML, so both are escaped."""
    for entry in entries:
        location = f"{url}#{entry.anchor}" if entry.anchor else url
        yield {"location": location, "title": str(escape(entry.title)), "text": str(escape(entry.text))}


# --- Indexes of Pagefind -------------------------------------------------------------------------------------------

PART = "all"
"""The one part of which the site's indexes are made; builds of parts leave them to that of what is shared."""


def _require_pagefind() -> None:
    try:
        program()
    except PagefindError as error:
        raise PluginError(f"Debates: {error}") from None


def _write_indexes(folder: Path, build: Build, config: MkDocsConfig) -> None:
    try:
        write_indexes(folder, PART, _indexed(build, config))
    except PagefindError as error:
        raise PluginError(f"Debates cannot be searched: {error}") from None
    write_parts(folder, [PART])


def _indexed(build: Build, config: MkDocsConfig) -> Iterator[Entry]:
    language = config.theme.get("language")
    usual = language if isinstance(language, str) else "en"
    for path, page in build.pages.items():
        subject = build.site.subjects.get(page.path.partition("/")[0])
        file = build.files.get_file_from_path(path)
        if subject is not None and file is not None:
            found = build.found.get(path, ())
            yield from entries_of(found, file.url, subject.debate.title, subject.debate.language or usual)


# --- Feeds ---------------------------------------------------------------------------------------------------------


def _feed(build: Build) -> Feed | None:
    """What is new in any debate."""
    options = build.site.options
    if not options.feeds:
        return None
    root = f"{options.site_url}{options.root}"
    news = (item for debate_id in build.site.subjects for item in _news(build, debate_id))
    return feed_of_all(news, f"{options.site_name}: {ALL_DEBATES}", root, f"{root}feed")


def _news(build: Build, debate_id: str) -> tuple[Item, ...]:
    if debate_id in build.stand.debates:
        return build.stand.debates[debate_id].news
    feed = feed_of_debate(build.site, debate_id)  # its pages are left to another build
    return feed.items if feed else ()
