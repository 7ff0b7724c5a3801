"""Debates in the navigation of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape
from mkdocs.structure.nav import Section

from mkdocs_debates.pages.lists import ALL_DEBATES
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.structure.pages import Page as HostPage

    from mkdocs_debates.host.building import Build

DEBATES: Final = N_("Debates")
"""As MkDocs calls the folder."""

MOST_IN_NAV: Final = 20
"""Debates listed in the navigation. It is written on every page of the site, so each costs all of them."""


def listed_in_nav(build: Build) -> list[tuple[str, str]]:
    """The titles and source paths that the navigation shows: the list of debates, and the first of them."""
    root = build.site.options.root.strip("/")
    paths = (f"{root}/{debate}/index.md" for debate in sorted({*build.site.subjects, *build.site.broken}))
    own = [(build.pages[path].title, path) for path in paths if path in build.pages][:MOST_IN_NAV]
    return [(build.site.words(ALL_DEBATES), f"{root}/index.md"), *own]


def with_debates(nav: Any, marker: str, listed: Sequence[tuple[str, str]]) -> Any:
    """The navigation with the debates in place of each item that names ``marker``, "debates/"."""
    if isinstance(nav, dict):
        return {title: with_debates(item, marker, listed) for title, item in nav.items()}
    if isinstance(nav, list):
        items: list[Any] = []
        for item in nav:
            replaced = with_debates(item, marker, listed)
            items.extend(replaced if item == marker else [replaced])
        return items
    return [{Markup(escape(title)): path} for title, path in listed] if nav == marker else nav


def call_in_the_language(section: Section | None, word: str) -> None:
    """Give ``section``, if MkDocs has named it after the folder "debates", the ``word`` for debates."""
    if section is not None and section.title == DEBATES:
        section.title = Markup(escape(word))


def lift_out_of_its_folder(page: HostPage) -> None:
    """Put a debate in place of the section that MkDocs makes of its folder where a site has no nav of its own."""
    section = page.parent
    if isinstance(section, Section) and section.children == [page] and isinstance(section.parent, Section):
        above = section.parent
        above.children = [page if child is section else child for child in above.children]
        page.parent = above
