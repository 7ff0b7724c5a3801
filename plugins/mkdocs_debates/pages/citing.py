"""How to cite a page: who, what, where and when, escaped for plain text, Markdown and BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.embedding import frame_element
from mkdocs_debates.pages.faces import updated
from mkdocs_debates.pages.threads import permalink_address
from mkdocs_debates.pages.views import CitationForm, CitationOfPage
from mkdocs_debates.permalinks import Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.pages.parts import Frame

# The script has the same three rules: theme/assets/debates/citing.js.
_BLANK: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\ufeff]+")
_MARKDOWN: Final = re.compile(r"[\\`*_{}[\]<>#!|~&$^=:@]|(?<![^0-9w])[.)+-]")
_BIBTEX: Final = re.compile(r"[\\{}~^#$%&_]")
_TEX_NAMES: Final = {
    "\\": "backslash",
    "{": "braceleft",
    "}": "braceright",
    "~": "asciitilde",
    "^": "asciicircum",
}


def plain(text: str) -> str:
    """``text`` on one line."""
    return _BLANK.sub(" ", text).strip(" ")


def markdown(text: str) -> str:
    """``text`` on one line of Markdown that shows it as it is, for use anywhere in that line.

    A point, a dash and the like begin a list, or an address after "www".
    """
    return _MARKDOWN.sub(r"\\\g<0>", plain(text))


def bibtex(text: str) -> str:
    """``text`` in braces, for a field of BibTeX, which then takes no name apart and leaves capitals.

    Braces go by name, since BibTeX counts those with a backslash as well.
    """

    def escaped(found: re.Match[str]) -> str:
        name = _TEX_NAMES.get(found[0])
        return f"\\text{name}{{}}" if name else f"\\{found[0]}"

    return f"{{{_BIBTEX.sub(escaped, plain(text))}}}"


_ESCAPES: Final[dict[str, Callable[[str], str]]] = {"text": plain, "markdown": markdown, "bibtex": bibtex}


def citation_of(frame: Frame, template: str, entry: str) -> CitationOfPage | None:
    """How to cite the page of a debate, a position, a crux or a thread; None for another page."""
    if template not in ("debate", "position", "crux", "thread"):
        return None
    debate, site = frame.debate, frame.site
    claim = debate.claims.get(entry) if template == "thread" else None
    address = permalink_address(frame.here, entry) if claim else Address(frame.path)
    date = (claim.date or "") if claim else updated(debate)
    authors = [site.title(debate.id, person) for person in claim.by] if claim else []
    forms = {
        kind: CitationForm(
            authors=(" and " if kind == "bibtex" else ", ").join(map(escape, authors)),
            title=escape(site.title(debate.id, entry)),
            debate=escape(debate.title) if entry else "",
            site=escape(site.options.site_name),
            date=date,
            year=date[:4],
            url=site.absolute(address),
        )
        for kind, escape in _ESCAPES.items()
    }
    return CitationOfPage(
        debate_id=debate.id,
        debate=debate.title,
        key=f"{debate.id}:{entry}" if entry else debate.id,
        frame=frame_element(site, debate.id, debate.cruxes[entry]) if template == "crux" else "",
        **forms,
    )
