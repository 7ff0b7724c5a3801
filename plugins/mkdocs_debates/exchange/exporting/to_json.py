"""All of a debate, as in the ``debate.json`` that is published with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.exchange.debate_json import as_data, as_json
from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.pages.assembly import urls_of

if TYPE_CHECKING:
    from mkdocs_debates.pages.site import Site

CARRIES: Final = EVERYTHING


def write(site: Site, debate_id: str) -> Exported:
    """The debate as one line of JSON. Its URLs are relative to the site's root, whatever the site's address."""
    subject = site.subjects[debate_id]
    return Exported(as_json(as_data(subject.debate, urls_of(site, debate_id))), lost_without(subject, CARRIES))
