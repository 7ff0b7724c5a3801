"""The list of a site's debates for programs that read: ``llms.txt``. https://llmstxt.org"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.site import twin_path
from mkdocs_debates.prose.rewriting import escaped
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from mkdocs_debates.pages.faces import Face
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.theme.words import Words

_ABOUT: Final = N_(
    "Each file below is a whole debate: the positions, the cruxes on which they part with the answers that people give "
    "and what would settle them, and every claim with its replies. Links within a file lead from an entry to another "
    "by its id. Who made a claim stands beside it; a debate as such holds no opinion."
)

_MAY_BE_LEFT_OUT: Final = "Optional"
"""The heading of the convention for what may be left out, in any language."""


def as_list(site: Site, below: str = "") -> str:
    """The list as Markdown. Its links are absolute where the site's address is known, else relative to ``below``.

    ``below`` is the list's folder, "" for the site's root, or the plugin's path.
    """
    options, words = site.options, site.words
    start = options.site_url or ""
    root = options.root if start or not below else ""
    debates = words("Debates")
    lines = [f"# {escaped(options.site_name) or debates}", "", f"> {_count(site)}", "", words(_ABOUT)]
    if site.subjects:
        titles = {debate_id: escaped(face.title) for debate_id, face in site.faces.items()}
        lines += "", f"## {debates}", ""
        lines += (
            f"- [{titles[debate_id]}]({start}{root}{twin_path(debate_id)}): {_contents(face, words)}"
            for debate_id, face in site.faces.items()
        )
        lines += "", f"## {_MAY_BE_LEFT_OUT}", ""
        lines += (
            f"- [{words('{debate}, as data', debate=title)}]({start}{root}{debate_id}/debate.json)"
            for debate_id, title in titles.items()
        )
    return "\n".join([*lines, ""])


def _count(site: Site) -> str:
    debates = len(site.subjects)
    claims = sum(face.claims for face in site.faces.values())
    plural = site.words.plural
    return f"{plural('{n} debate', '{n} debates', debates)} · {plural('{n} claim', '{n} claims', claims)}"


def _contents(face: Face, words: Words) -> str:
    parts = (
        words(face.status),
        words.plural("{n} position", "{n} positions", face.positions),
        words.plural("{n} crux", "{n} cruxes", face.cruxes),
        words.plural("{n} claim", "{n} claims", face.claims),
    )
    return " · ".join(parts)
