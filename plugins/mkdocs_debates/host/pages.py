"""Debates' pages as MkDocs sees them, and how they come into its theme."""

from __future__ import annotations

import functools
import importlib.util
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from jinja2 import TemplateNotFound
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_debates.host.contents import learned
from mkdocs_debates.pages.compiling import compiled_templates
from mkdocs_debates.pages.shells import Rendering, Shell, shell_of
from mkdocs_debates.pages.views import Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from mkdocs_debates.host.contents import Contents

_TOC_TEMPLATE: Final = "partials/toc.html"
_ENTRY_TEMPLATE: Final = "partials/toc-item.html"
_WORDS_TEMPLATE: Final = "partials/language.html"
_THEME_TEMPLATE: Final = "main.html"


def tell_addresses(file: File) -> None:
    """Tell the file of a page below a folder, ``…/index.md``, what MkDocs would find out for each page anew."""
    file.name, folder = "index", file.src_uri.removesuffix("index.md")
    file.dest_uri = f"{folder}index.html"
    file.url = quote(folder if file.use_directory_urls else file.dest_uri)


class DebatePage(Page):
    """A page whose HTML is not made from Markdown. It comes late, and is let go once it is written.

    ``anchors`` gives the ids to which other pages may link, None where they are not known.
    """

    anchors: Callable[[], Iterable[str] | None]

    def __init__(self, title: Markup, file: File, config: MkDocsConfig, *, wide: bool = False) -> None:
        """A ``wide`` page has no lists beside it."""
        self.wide = wide
        self.linked_data = ""
        self.anchors = tuple
        super().__init__(title, file, config)

    def is_still(self, title: Markup, *, wide: bool) -> bool:
        """Whether the page of an earlier build is the one that is wanted now."""
        return self.title == title and self.wide == wide

    def forget_place(self) -> None:
        """Stand nowhere in the navigation, as a new page."""
        self.parent = self.previous_page = self.next_page = None

    def _set_canonical_url(self, base: str | None) -> None:
        """The same as MkDocs', which joins and splits addresses for each page anew: it takes longer than all else."""
        if base and not _HAS_MORE(base) and _IS_BELOW(self.url):
            base = base if base.endswith("/") else f"{base}/"
            self.canonical_url = base + self.url
            self.abs_url = _path_of(base) + self.url
        else:
            super()._set_canonical_url(base)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source: the page has its title, and is kept out of what the search parses.

        mkdocs-macros evaluates titles, too, and that of a debate is data from strangers.
        """
        del config
        self.markdown = ""
        self.meta = {"title": self.title, "search": {"exclude": True}, "render_macros": False}
        if self.wide:
            self.meta["hide"] = ["navigation", "toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing comes of no Markdown."""
        del config, files
        self.content = ""
        self.toc = TableOfContents([])

    @property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]  # a set for each page would take much
        """What MkDocs looks up where a page of the site links to an anchor here."""
        anchors = self.anchors()
        return None if anchors is None else set(anchors)

    def take(self, body: str, description: str, outline: Sequence[Outline], linked_data: str) -> None:
        """Become the page that is shown: the body and what goes into the head are HTML, other words plain text."""
        self.content = body
        self.linked_data = linked_data
        self.toc = TableOfContents(list(_toc(outline)))
        if description:
            self.meta["description"] = Markup(escape(description))

    def let_go(self) -> None:
        """Keep neither what stands on the page nor its list of contents any longer: it is written."""
        self.content = self.linked_data = ""
        self.meta.pop("description", None)
        self.toc = TableOfContents([])


_IS_BELOW: Final = re.compile(r"[\w-]+(/[\w-]+)*(/|\.html)", re.ASCII).fullmatch
"""Tells addresses that can just be put behind that of the site."""
_HAS_MORE: Final = re.compile(r"[?#;]").search
"""Tells addresses that hold more than a path."""


@functools.cache
def _path_of(url: str) -> str:
    return urlsplit(url).path


def language_of(config: MkDocsConfig) -> str:
    """The language that the theme's own words are in."""
    language = config.theme.get("language")
    return language if isinstance(language, str) else "en"


def _toc(outline: Sequence[Outline], level: int = 2) -> Iterator[AnchorLink]:
    for item in outline:
        link = AnchorLink(Markup(escape(item.text)), item.anchor, level)
        link.children = list(_toc(item.children, level + 1))
        yield link


@dataclass(frozen=True)
class Theme:
    """Puts debates' pages into the site's theme: by shells where these are sure to do, else by its template.

    A shell serves all pages that differ in their values alone. Its links read as they would from a folder that shares
    nothing with what they lead to, since that way is right from every page that stands as deep.
    """

    environment: Environment
    nav: Navigation
    config: MkDocsConfig
    pages: Sequence[File]
    _shells: dict[tuple[object, ...], tuple[Shell | None, dict[str, Any]]] = field(default_factory=dict)
    _parts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let the theme's templates, too, be compiled once and not for each build."""
        self.environment.bytecode_cache = self.environment.bytecode_cache or compiled_templates()

    def page(self, page: DebatePage) -> str:
        """The whole page."""
        page.active = True  # so the navigation tells where one is
        try:
            if id(page) in self._in_nav:
                return self._by_template(self._context(page))
            kind = self._kind(page)
            if kind not in self._shells:
                context = self._context(page)
                self._shells[kind] = self._learned(page, context), context
            shell, context = self._shells[kind]
            context["page"] = page
            return shell.filled(self._values(page, context)) if shell else self._by_template(context)
        finally:
            page.active = False

    def _context(self, page: DebatePage) -> dict[str, Any]:
        """What a template may show. It is the same for pages that stand as deep, but for the page."""
        return {**get_context(self.nav, self.pages, self.config, page)}

    def _by_template(self, context: Mapping[str, Any]) -> str:
        return self.environment.get_template(_THEME_TEMPLATE).render(context)

    @cached_property
    def _in_nav(self) -> frozenset[int]:
        return frozenset(map(id, self.nav.pages))

    @staticmethod
    def _kind(page: DebatePage) -> tuple[object, ...]:
        """What pages share that differ in their values alone."""
        return (
            page.url.count("/"), page.url.endswith("/"), id(page.parent), page.wide,
            bool(page.toc), "description" in page.meta, page.edit_url is None, page.canonical_url is None,
        )  # fmt: skip

    def _learned(self, page: DebatePage, context: Mapping[str, Any]) -> Shell | None:
        """The shell of pages like ``page``, which is left as it was."""
        kept = page.content, page.toc, page.meta, page.title, page.edit_url, page.canonical_url, page.file.url
        *folders, name = page.file.url.split("/")
        page.file.url = "/".join((*(_NOWHERE for _ in folders), name))
        try:
            shell = shell_of(*[self._sample(page, context, words) for words in _SAMPLES])
            page.content, page.toc, page.meta, page.title, page.edit_url, page.canonical_url, _ = kept
            proof = Rendering(self._by_template(context), self._values(page, context))
        except TemplateNotFound:
            return None  # a theme without a template for the list of a page's contents
        finally:
            page.content, page.toc, page.meta, page.title, page.edit_url, page.canonical_url, page.file.url = kept
        proven = shell is not None and shell.filled(proof.values) == proof.output and _NOWHERE not in proof.output
        return shell if proven else None

    def _sample(self, page: DebatePage, context: Mapping[str, Any], words: str) -> Rendering:
        """A rendering of ``page`` with other values."""
        page.content = f"<h1>{words} content</h1>"
        page.title = Markup(escape(f"{words} title"))
        page.meta = {**page.meta, "title": page.title}
        if "description" in page.meta:
            page.meta["description"] = Markup(escape(f"{words} description"))
        if page.edit_url is not None:
            page.edit_url = f"https://{_host(words)}.example/edit"
        if page.canonical_url is not None:
            page.canonical_url = f"https://{_host(words)}.example/page/"
        if page.toc:
            page.toc = TableOfContents(list(_toc([Outline(f"{words} first", f"{_host(words)}-first", ())])))
        return Rendering(self._by_template(context), self._values(page, context))

    def _values(self, page: DebatePage, context: Mapping[str, Any]) -> dict[str, str]:
        """What stands on ``page`` and on no other, the longest first where one holds another."""
        values = {"content": page.content or ""}
        if page.toc:
            values["toc"] = self._list_of_contents(page, context).strip()
            values["first"] = next(iter(page.toc)).url
        values["title"] = str(page.title)
        if "description" in page.meta:
            values["description"] = str(page.meta["description"])
        if page.edit_url is not None:
            values["edit"] = page.edit_url
        if page.canonical_url is not None:
            values["canonical"] = page.canonical_url
        return values

    def _list_of_contents(self, page: DebatePage, context: Mapping[str, Any]) -> str:
        if "contents" not in self._parts:
            self._parts["contents"] = self._learned_contents(page, context)
        contents: Contents | None = self._parts["contents"]
        return contents.filled(page.toc) if contents else self._by_own_template(_TOC_TEMPLATE, context)

    def _learned_contents(self, page: DebatePage, context: Mapping[str, Any]) -> Contents | None:
        """The list as Material writes it. Others may do what no sample shows, such as to fold a long one."""
        if not all(map(self._is_of_material, (_TOC_TEMPLATE, _ENTRY_TEMPLATE))):
            return None
        kept = page.toc

        def of_list(links: Sequence[AnchorLink]) -> str:
            page.toc = TableOfContents(list(links))
            return self._by_own_template(_TOC_TEMPLATE, context)

        try:
            return learned(of_list, lambda link: self._by_own_template(_ENTRY_TEMPLATE, context, toc_item=link))
        finally:
            page.toc = kept

    def _is_of_material(self, name: str) -> bool:
        material = importlib.util.find_spec("material")
        folders = (material and material.submodule_search_locations) or ()
        try:
            file = self.environment.get_template(name).filename
        except TemplateNotFound:
            return False
        return file is not None and any(Path(file).is_relative_to(folder) for folder in folders)

    def _by_own_template(self, name: str, context: Mapping[str, Any], **values: Any) -> str:
        """What one of the theme's parts makes of a page."""
        if "words" not in self._parts:  # they are the same on all pages, and as long as a page
            self._parts["words"] = self.environment.get_template(_WORDS_TEMPLATE).make_module(dict(context))
        return self.environment.get_template(name).render(context, lang=self._parts["words"], **values)


_SAMPLES: Final = ("Sample of words", 'Proof & its <b>"quotes"</b>')
"""Words to learn from, which no theme holds, and words that tell whether a template writes them as they are."""


_NOWHERE: Final = "~nowhere"
"""A folder in which nothing of the site stands."""


def _host(words: str) -> str:
    return words.partition(" ")[0].lower() + "-of-a-page"
