"""The list of a site's debates for programs that read: ``llms.txt``. https://llmstxt.org"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.site import twin_path
from mkdocs_debates.prose.rewriting import escaped

if TYPE_CHECKING:
    from mkdocs_debates.model import Debate
    from mkdocs_debates.pages.site import Site

_ABOUT: Final = (
    "Each file below is a whole debate: the positions, the cruxes on which they part with the answers that people give "
    "and what would settle them, and every claim with its replies. Links within a file lead from an entry to another "
    "by its id. Who made a claim stands beside it; a debate as such holds no opinion."
)


def as_list(site: Site, below: str = "") -> str:
    """The list as Markdown. Its links are absolute where the site's address is known, else relative to ``below``.

    ``below`` is the list's folder, "" for the site's root, or the plugin's path.
    """
    options = site.options
    start = options.site_url or ""
    root = options.root if start or not below else ""
    lines = [f"# {escaped(options.site_name) or 'Debates'}", "", f"> {_count(site)}", "", _ABOUT]
    if site.subjects:
        lines += "", "## Debates", ""
        lines += (
            f"- [{escaped(subject.debate.title)}]({start}{root}{twin_path(debate_id)}): {_contents(subject.debate)}"
            for debate_id, subject in site.subjects.items()
        )
        lines += "", "## Optional", ""
        lines += (
            f"- [{escaped(subject.debate.title)}, as data]({start}{root}{debate_id}/debate.json)"
            for debate_id, subject in site.subjects.items()
        )
    return "\n".join([*lines, ""])


def _count(site: Site) -> str:
    debates = len(site.subjects)
    claims = sum(len(subject.debate.claims) for subject in site.subjects.values())
    return f"{_counted(debates, 'debate')} with {_counted(claims, 'claim')}, each as one Markdown file."


def _contents(debate: Debate) -> str:
    parts = (
        _counted(len(debate.positions), "position"),
        _counted(len(debate.cruxes), "crux", "cruxes"),
        _counted(len(debate.claims), "claim"),
    )
    return f"{debate.status}; {', '.join(parts)}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
