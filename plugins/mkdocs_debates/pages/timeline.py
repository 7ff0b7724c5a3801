"""What happened when in a debate: its changes of mind, resolutions and claims, the newest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.parts import shifts_of
from mkdocs_debates.pages.views import Moment, ResolutionEvent, TimelineView

if TYPE_CHECKING:
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.views import ShiftView

MOST_CLAIMS: Final = 300
"""Claims that the timeline names; of older ones it gives the number."""


def timeline_view(frame: Frame) -> TimelineView:
    """Everything of the debate that has a date, day by day, and the changes of mind that have none."""
    debate = frame.debate
    shifts: defaultdict[str, list[ShiftView]] = defaultdict(list)
    for shift in shifts_of(frame):
        shifts[shift.date].append(shift)
    resolutions: defaultdict[str, list[ResolutionEvent]] = defaultdict(list)
    for crux in debate.cruxes.values():
        if crux.resolution:
            event = ResolutionEvent(
                frame.here.anchor(crux.id),
                crux.answers[crux.resolution.answer].label,
                frame.here.anchors(crux.resolution.because),
            )
            resolutions[crux.resolution.date or ""].append(event)
    claims: defaultdict[str, list[str]] = defaultdict(list)
    dated = [claim for claim in frame.graph.order if debate.claims[claim].date]
    newest = sorted(dated, key=lambda claim: debate.claims[claim].date or "", reverse=True)
    named = frozenset(newest[:MOST_CLAIMS])
    for claim in dated:
        if claim in named:
            claims[debate.claims[claim].date or ""].append(claim)
    dates = sorted({*shifts, *resolutions, *claims} - {""}, reverse=True)
    moments = tuple(
        Moment(
            date,
            f"date_{date}" if date else "_undated",
            tuple(shifts.get(date, ())),
            tuple(resolutions.get(date, ())),
            frame.lines(claims.get(date, ())),
        )
        for date in (*dates, "")
        if date or shifts.get("") or resolutions.get("")
    )
    return TimelineView(moments, debate.started or "", len(dated) - len(named), frame.here.feeds())
