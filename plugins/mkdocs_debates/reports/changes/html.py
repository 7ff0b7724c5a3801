"""Changes as one HTML file that opens from a disk."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from mkdocs_debates.reports.changes.sentences import breakages_of, counts_of, preview_path, sections_of, state_of

if TYPE_CHECKING:
    from jinja2 import Template

    from mkdocs_debates.comparing.changes import Difference


def render_html(difference: Difference, preview: str = "", *, claim_pages: bool = True) -> str:
    """The changes as a whole document, which loads nothing and runs nothing.

    ``preview`` is the address below which the debates' pages stand, "" for none.
    """
    debates = [
        (debate, counts_of(debate), state_of(debate), breakages_of(debate), sections_of(debate))
        for debate in difference.debates
    ]
    return _template().render(
        debates=debates,
        counts=counts_of(difference),
        preview=preview,
        path_of=lambda change: preview_path(change, claim_pages),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("mkdocs_debates", "reports/changes"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["flowing"] = _flowing
    return environment.get_template("report.html")


def _flowing(text: str) -> str:
    """Text with its paragraphs, but without the line ends within them."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)
