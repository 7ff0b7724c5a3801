"""The MkDocs plugin: each hook hands plain values to the project and pages, and their results to MkDocs."""

from __future__ import annotations

import logging
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import InclusionLevel

from mkdocs_debates.config import DebatesConfig
from mkdocs_debates.exchange.llms import as_list
from mkdocs_debates.garbage import collect_all_soon
from mkdocs_debates.host.building import Build, Others
from mkdocs_debates.host.files import generated_files, refuse_overwriting
from mkdocs_debates.host.heads import with_head
from mkdocs_debates.host.languages import LANGUAGES, is_of_further_language
from mkdocs_debates.host.last_site import LastSite, write_unless_there
from mkdocs_debates.host.navigation import (
    DEBATES,
    call_in_the_language,
    lift_out_of_its_folder,
    listed_in_nav,
    with_debates,
)
from mkdocs_debates.host.pages import DebatePage, Theme
from mkdocs_debates.host.parts import ONLY, Part, leave_only, part_of
from mkdocs_debates.host.progress import Progress
from mkdocs_debates.host.references import page_of
from mkdocs_debates.host.searches import give_entries, require_pagefind, write_own_indexes
from mkdocs_debates.host.standing import Stand, around_pages, settings_in
from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.references import DebateReferences
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import TWIN_LIST, references_to_drafts
from mkdocs_debates.project import load, load_packed
from mkdocs_debates.publishing.cache import CACHE_FOLDER, Cache
from mkdocs_debates.publishing.examining import Examiner
from mkdocs_debates.publishing.press import Press
from mkdocs_debates.reading import DebateFolder
from mkdocs_debates.reports.problems.text import render_problems
from mkdocs_debates.settings import settings_of
from mkdocs_debates.shelf import Shelf
from mkdocs_debates.spool import Spool
from mkdocs_debates.theme import PREVIEW_STYLES, SCRIPTS, STYLES
from mkdocs_debates.theme.words import flaws_of_own_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HostPage
    from mkdocs.utils.templates import TemplateContext

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.host.watching import Watch
    from mkdocs_debates.pages.marking import Changes
    from mkdocs_debates.project import Project
    from mkdocs_debates.publishing.examining import LookedAt
    from mkdocs_debates.settings import Settings
    from mkdocs_debates.theme.words import Words

log = logging.getLogger("mkdocs.plugins.debates")

_LOOKING = "Looking at debates"

_CLOCK_STEP = 0.05
"""Seconds by which a file's time may lag behind the clock."""


class DebatesPlugin(BasePlugin[DebatesConfig]):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """Adds the debates below ``source`` to the site."""

    build: Build
    press: Press | None = None
    served: Build | None = None
    serving = False
    watch: Watch | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served. MkDocs keeps a plugin with this hook across builds."""
        self.serving = command == "serve"

    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the debates, and stop where they have errors that the publisher does not want to show.

        After other plugins, since some change how pages are addressed.
        """
        settings = settings_of(config, self.config)
        folder, options = settings.folder, settings.options
        for message in flaws_of_own_words(options.words):
            log.warning(message)
        if self.watch is not None:
            self.watch.begin(folder)
        before, self.served = self.served, None
        progress = _progress()
        if self.config.search == "pagefind":
            require_pagefind()
        revision = os.environ.get("DEBATES_COMPARE_WITH") or self.config.compare_with
        shows_all = self.serving or bool(revision)
        examiner = Examiner(Cache(settings.site / CACHE_FOLDER), settings.templates)
        looked_at: dict[str, LookedAt] = {}
        if shows_all:
            project = load(folder, shown_as=settings.shown_as, earlier=before.project if before else None)
        else:
            project, looked_at = _load_packed(settings, examiner, progress)
        drafts = frozenset() if shows_all else project.drafts
        published = Shelf.of(project.debates, lambda subject: subject, without=drafts)
        renderer = Renderer(settings.templates, options.words)
        self.press = press = Press(project, renderer, examiner, looked_at, before.press if before else None)
        if shows_all:
            progress.step(_LOOKING, len(published))
        examined = press.examine(tuple(published), progress.advance)
        project = project.checked(problem for each in examined.values() for problem in each.problems or ())
        _report(project, folder, drafts, fail=self.config.on_error == "fail" and not shows_all)
        changes = _changes(folder, revision, published, options.words) if revision else None
        references = {debate: each.references for debate, each in examined.items()}
        earlier = before.site if before else None
        site = site_of(published, project.broken - drafts - {""}, options, changes, references, earlier)
        for message in references_to_drafts(site):
            log.warning(message)
        part = self._part(published.keys() | site.broken)
        press.take(site, [each for each in site.subjects if part.holds(each)])
        press.print_ahead()
        pages = pages_of(site, renderer, project.problems_of)
        root = self.config.path.strip("/")
        self.build = Build(
            project=project,
            site=site,
            images={debate: each.images for debate, each in examined.items()},
            pages={f"{root}/{page.path}index.md": page for page in pages},
            press=press,
            renderer=renderer,
            edit_base=settings.edit_base,
            last_site=LastSite(Path(config.site_dir), root),
            progress=progress,
            part=part,
            stand=Stand(settings_in(config)) if self.serving or not Spool.works else Stand(store=Spool()),
            before=before.stand if before else Stand(),
        )
        if before and before.stand.settings == self.build.stand.settings and LANGUAGES not in config.plugins:
            self.build.earlier_files = before.files
        config.markdown_extensions.append(DebateReferences(site, log.warning, page_of))  # type: ignore[arg-type]  # instances are taken too
        _add_assets(config, is_preview=changes is not None)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what the last build wrote of debates from being deleted; see who takes part, now that all are there."""
        build = self.build
        bodies, output = (_others_take_part(config, self, *events) for events in _SEEING)
        build.others = Others(see_bodies=bodies, see_output=output)
        build.last_site.set_aside()

    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the debates' pages, their images and the assets; put the debates into the navigation."""
        return files if LANGUAGES in config.plugins else self._with_debates(files, config)

    @event_priority(-110)
    def _add_files_last(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add them after the plugin that sorts files by language: it refuses pages that are not below ``docs``."""
        return self._with_debates(files, config) if LANGUAGES in config.plugins else files

    on_files = CombinedEvent(_add_files, _add_files_last)

    def _with_debates(self, files: Files, config: MkDocsConfig) -> Files:
        self.build.last_site.bring_back()
        root = self.config.path.strip("/")
        listed = listed_in_nav(self.build) if self.config.nav else []
        own_nav = config.nav is not None
        in_nav = frozenset() if own_nav else frozenset(path for _, path in listed)
        generated = generated_files(config, self.build, in_nav)
        refuse_overwriting(files, generated, self.build)
        for file in generated:
            files.append(file)
        self.build.files = files
        if own_nav and self.config.nav:
            config.nav = with_debates(config.nav, f"{root}/", listed)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the debates' pages that are not listed to the section of those that are, so that it is marked."""
        own = [page for page in nav.pages if isinstance(page, DebatePage)]
        for page in own:
            lift_out_of_its_folder(page)
        section = next((page.parent for page in own), None)
        if config.nav is None:
            call_in_the_language(section, self.build.site.words(DEBATES))
        listed = set(map(id, own))
        for file in files.documentation_pages():
            if isinstance(file.page, DebatePage) and id(file.page) not in listed:
                file.page.parent = section
        self.build.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """The body of a debate's page, here where other plugins want to see it."""
        if isinstance(page, DebatePage) and self.build.others.see_bodies:
            self.build.fill(page)
            return page.content or ""
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the theme's templates, for pages that are put into the theme here."""
        self.build.theme = Theme(env, self.build.nav, config, self._all_pages(files))
        self.build.progress.step("Writing pages of debates", len(self.build.pages))
        if self.serving:
            self.build.stand.around = around_pages(config, self.build.nav)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write the pages of debates once they are in the list of all pages, the sitemap.

        Those aside that stand as they would be written, while serving, and those that are left to another build: of
        another part, or of the site's usual language.
        """
        build = self.build
        if template_name == "sitemap.xml":
            if not build.part.is_whole:
                build.leave_to_others()
            elif is_of_further_language(config):
                build.leave_out()
            elif self.serving:
                build.pass_over(build.unchanged())
            if not build.others.see_bodies:
                build.write_pages()
        return output_content

    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Name all pages of the site, for a theme that lists them."""
        return self._with_all_pages(context, config)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name all pages of the site, for a template that lists them."""
        return self._with_all_pages(context, config)

    def _with_all_pages(self, context: TemplateContext, config: MkDocsConfig) -> TemplateContext:
        """The context with the pages that MkDocs does not build itself, but for those that are of another language."""
        if not is_of_further_language(config):
            context["pages"] = self.build.theme.pages
        return context

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Say in the head of a page what it is and where it leads."""
        return with_head(output, page, self.build, config)

    @event_priority(50)
    def _find(self, *, config: MkDocsConfig) -> None:
        """Let the search find debates before it writes its index; meanwhile, begin with what is of all debates."""
        build = self.build
        build.include_again()
        build.let_go()
        if not is_of_further_language(config):
            build.shared_files = build.write_shared_files
            # Others may look at all files of the site now, and would come upon one that is half written.
            if build.part.shared and not _others_take_part(config, self, "post_build"):
                build.shared_files = build.press.meanwhile(build.write_shared_files)
            give_entries(build, config)

    @event_priority(-50)
    def _write_the_rest(self, *, config: MkDocsConfig) -> None:
        """Write what is left, and delete what nobody wants."""
        build = self.build
        if is_of_further_language(config):
            build.press.close()
            return
        if build.part.shared:
            build.last_site.want(build.shared_files())
            if build.site.options.twins:
                write_unless_there(Path(config.site_dir) / TWIN_LIST, as_list(build.site))
            if build.site.options.search_page:
                write_own_indexes(build, config)
        written = (file.dest_uri for file in build.files)
        build.last_site.remove_stale(written, build.begin - _CLOCK_STEP, build.gone())
        if not build.part.shared:
            leave_only(Path(config.site_dir), build.own_files())
        build.press.finish(whole=build.part.is_whole)
        build.progress.finish()
        if self.serving:
            self.served = build
            collect_all_soon()

    on_post_build = CombinedEvent(_find, _write_the_rest)

    def _all_pages(self, files: Files) -> list[File]:
        """The pages of the site, with drafts where it is served."""
        levels = InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
        return list(files.documentation_pages(inclusion=levels))

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
        if self.serving:
            collect_all_soon()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a debate changes."""
        from mkdocs_debates.host.watching import Watch

        settings = settings_of(config, self.config)
        self.watch = Watch(server, config.docs_dir)
        self.watch.begin(settings.folder)
        log.info(f"Watching debates in '{settings.shown_as}' for changes")
        return server


# --- Before the build ---------------------------------------------------------------------------------------------


_SEEING_ONLY_THEIR_OWN: Final = ("material.plugins.search.plugin", "mkdocs.contrib.search", "properdocs.contrib.search")
"""Plugins that take part in pages, but not in those that are kept out of the search, and write but their index."""


def _load_packed(settings: Settings, examiner: Examiner, progress: Progress) -> tuple[Project, dict[str, LookedAt]]:
    debates = DebateFolder(settings.folder, shown_as=settings.shown_as)
    progress.step(_LOOKING, len(debates))
    return load_packed(debates, examiner.look_at, progress.advance)


def _progress() -> Progress:
    """Tell of the build as MkDocs tells of it, and not where it is to be quiet."""
    watched = sys.stderr.isatty() and log.isEnabledFor(logging.INFO)
    return Progress(log.info, sys.stderr if watched else None)


_SEEING: Final = (("page_content", "page_context"), ("post_page",))
"""The events in which others see pages' bodies and what the theme gets, and those in which they see whole pages."""


def _others_take_part(config: MkDocsConfig, own: DebatesPlugin, *events: str) -> bool:
    """Whether other plugins, or hooks, do something in ``events``."""
    taking_part = chain.from_iterable(config.plugins.events[event] for event in events)
    plugins = (getattr(method, "__self__", None) for method in taking_part)
    return any(plugin is not own and type(plugin).__module__ not in _SEEING_ONLY_THEIR_OWN for plugin in plugins)


def _changes(folder: Path, revision: str, debates: Mapping[str, Subject], words: Words) -> Changes:
    """What changed since the debates parted from another version."""
    # Imported where it is used: most builds compare nothing.
    from mkdocs_debates.comparing import compare
    from mkdocs_debates.pages.marking import Changes
    from mkdocs_debates.versions import VersionError, load_where_parted

    try:
        before = load_where_parted(folder, revision).project.debates
    except VersionError as error:
        raise PluginError(f"Debates cannot be compared with {revision!r} (compare_with): {error}") from None
    return Changes(revision, compare(before, debates), words)


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


def _add_assets(config: MkDocsConfig, *, is_preview: bool) -> None:
    config.extra_css.extend([*STYLES, *(PREVIEW_STYLES if is_preview else ())])
    for script in SCRIPTS:
        value = ExtraScriptValue(script)
        value.type = "module"
        config.extra_javascript.append(value)
