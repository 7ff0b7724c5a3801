"""References to debates in the Markdown pages that Zensical renders, as an extension of Python-Markdown."""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension

from mkdocs_debates.generators.publication import publication_of
from mkdocs_debates.pages.references import DebateReferences, OrdinaryPage
from mkdocs_debates.settings import config_file_in, settings_in

if TYPE_CHECKING:
    from markdown import Markdown

    from mkdocs_debates.pages.site import Site

log = logging.getLogger(__name__)


class References(Extension):
    """Resolves ``[words](crux:debate/id)`` and the like. ``config_file`` is the site's, where its name is no usual one.

    Zensical makes a parser for each page and tells it which page that is; without that, pages stay as they are.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {"config_file": ["", "The site's configuration."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Resolve references on the page of which ``md`` was told."""
        if "rendering_context" not in md.preprocessors:
            return
        context: Any = md.preprocessors["rendering_context"]
        root = Path(context.config["root_dir"])
        name = self.getConfig("config_file")
        debate = context.page.meta.get("debate")
        source = context.page.path  # Zensical takes links from there, and leads them on from where the page will be
        page = OrdinaryPage(source, source, debate if isinstance(debate, str) else "")
        site = _site(root / name if name else config_file_in(root))
        DebateReferences(site, log.warning, lambda _: page).extendMarkdown(md)


def makeExtension(**options: Any) -> References:  # noqa: N802 - the name is Python-Markdown's
    """The extension, as Python-Markdown asks for it."""
    return References(**options)


@functools.cache
def _site(config_file: Path | None) -> Site:
    """The debates as they stood when the generator started."""
    publication = publication_of(settings_in(config_file))
    publication.close()
    return publication.site
