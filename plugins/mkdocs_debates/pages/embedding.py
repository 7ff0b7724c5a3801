"""A crux on a page of its own that other sites show in a frame, and the HTML that shows it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from mkdocs_debates.analysis import strongest
from mkdocs_debates.pages.languages import direction_of
from mkdocs_debates.pages.parts import crux_status, view_row
from mkdocs_debates.pages.views import EmbeddedAnswer, EmbedView
from mkdocs_debates.permalinks import Address, embed_page

if TYPE_CHECKING:
    from mkdocs_debates.model import Answer, Crux
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.site import Site

MOST_CLAIMS: Final = 2
"""Claims that are named for each answer."""
MOST_HOLDERS: Final = 8
"""People who are named for each answer."""

_ELEMENT: Final = Markup(
    '<iframe src="{}" title="{}" loading="lazy" style="width: 100%; height: {}rem; border: 1px solid #8886"></iframe>'
)


def embed_view(frame: Frame, crux: Crux, description: str) -> EmbedView:
    """What of a crux is shown in a frame."""
    debate, here = frame.debate, frame.here
    return EmbedView(
        crux=here.anchor(crux.id),
        debate=here.anchor(""),
        site=frame.site.options.site_name,
        status=crux_status(crux),
        kind=crux.kind or "",
        description=description,
        claims=len(frame.graph.touching.get(crux.id, ())),
        answers=tuple(_answer(frame, crux, answer) for answer in crux.answers.values()),
        language=frame.site.language(debate.id),
        direction=direction_of(debate.language),
        canonical=frame.site.absolute(frame.site.addresses[debate.id][crux.id]),
        stylesheet=here.asset("embed.css"),
    )


def frame_element(site: Site, debate_id: str, crux: Crux) -> str:
    """The HTML that shows a crux elsewhere; "" where the site has no such pages, or does not know its own address."""
    url = site.absolute(Address(embed_page(debate_id, crux.id)))
    return str(_ELEMENT.format(url, crux.question, _height(crux))) if url and site.options.embeds else ""


def _height(crux: Crux) -> int:
    """About the height, in rem, that a crux takes with two answers beside each other; what is longer scrolls."""
    rows = min(4, (len(crux.answers) + 1) // 2)
    return 12 + 11 * rows


def _answer(frame: Frame, crux: Crux, answer: Answer) -> EmbeddedAnswer:
    key, graph = f"{crux.id}.{answer.id}", frame.graph
    standings = frame.site.layouts[frame.debate.id].standings
    claims = graph.supporting.get(key, ())
    views = tuple(view_row(frame, crux, view) for view in crux.views if view.answer == answer.id)
    named = strongest(graph, standings, claims)[:MOST_CLAIMS]
    return EmbeddedAnswer(
        anchor=frame.here.anchor(key),
        resolved=crux.resolution is not None and crux.resolution.answer == answer.id,
        supports=frame.here.anchors(answer.supports),
        opposes=frame.here.anchors(answer.opposes),
        views=views[:MOST_HOLDERS],
        unnamed=len(views[MOST_HOLDERS:]),
        claims=len(claims),
        against=len(graph.opposing.get(key, ())),
        strongest=tuple((frame.here.anchor(claim), standings[claim].label) for claim in named),
    )
