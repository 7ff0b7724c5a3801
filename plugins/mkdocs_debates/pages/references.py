"""References to debates from the site's ordinary Markdown pages: ``[words](crux:ai-lab-jobs/value-drift)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mkdocs_debates.checks.prose import unknown_reference
from mkdocs_debates.pages.site import named, relative
from mkdocs_debates.prose import parse_reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.prose import Reference


class OrdinaryPage(NamedTuple):
    """A Markdown page of the site: its source and its output file, and the debate its front matter names."""

    source: str
    file: str
    debate_id: str = ""


def resolve_from_page(site: Site, page: OrdinaryPage, reference: Reference) -> tuple[str, str] | str:
    """The relative address and the title of what ``reference`` names, or words on why it leads nowhere."""
    debate_id, entry = named(reference, page.debate_id)
    if not debate_id:
        return f'"{reference.written}" names no debate; write {reference.kind}:debate/{reference.id}'
    address = site.address(debate_id, entry)
    if address is None:
        wrong = unknown_reference(reference, page.debate_id, site.surroundings)
        return "; ".join(part for part in wrong[1:] if part) if wrong else f'"{reference.written}" leads nowhere'
    folder = page.file[: page.file.rfind("/") + 1]
    anchor = f"#{address.anchor}" if address.anchor else ""
    target = relative(folder, f"{site.options.root}{address.page}", site.options.directory_urls)
    return target + anchor, debate_id if debate_id in site.broken else site.title(debate_id, entry)


class DebateReferences(Extension):
    """A Python-Markdown extension that resolves references in the page that ``page_of`` finds a parser to be at."""

    def __init__(self, site: Site, warn: Callable[[str], None], page_of: Callable[[Markdown], OrdinaryPage]) -> None:
        """``warn`` is told of references that lead nowhere."""
        super().__init__()
        self.site = site
        self.warn = warn
        self.page_of = page_of

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Run after MkDocs has resolved links to files, which leaves other schemes alone."""
        md.treeprocessors.register(_ReferenceLinks(md, self), "debate_references", -10)


class _ReferenceLinks(Treeprocessor):
    def __init__(self, md: Markdown, extension: DebateReferences) -> None:
        super().__init__(md)
        self.parser = md
        self.extension = extension

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            reference = parse_reference(link.get("href") or "")
            if reference is not None:
                self._resolve(link, reference, self.extension.page_of(self.parser))

    def _resolve(self, link: Element, reference: Reference, page: OrdinaryPage) -> None:
        resolved = resolve_from_page(self.extension.site, page, reference)
        if isinstance(resolved, str):
            self.extension.warn(f"{page.source}: {resolved}")
            link.tag = "span"
            link.attrib.clear()
            link.set("class", "debate-lost")
            link.text = link.text or (None if len(link) else reference.written)
            return
        href, title = resolved
        link.set("href", href)
        if not link.text and not len(link):
            link.text = title
