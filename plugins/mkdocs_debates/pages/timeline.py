"""What happened when in a debate: its changes of mind, resolutions and claims, the newest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mkdocs_debates.pages.further import is_split, shown_of, stretches_on
from mkdocs_debates.pages.paging import days_of
from mkdocs_debates.pages.parts import shifts_of
from mkdocs_debates.pages.views import Moment, ResolutionEvent, TimelineView

if TYPE_CHECKING:
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.views import ShiftView


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
    days = days_of(frame.graph)
    dated = sum(bool(claim.date) for claim in debate.claims.values())
    if is_split(frame):
        stretches = stretches_on(frame)
        is_last = stretches[-1].section == len(days) - 1 and stretches[-1].end == len(days[-1][1])
        shown = [(days[each.section][0], shown_of(frame, each), not each.begin) for each in stretches]
    else:
        is_last = True
        shown = [(date, claims, True) for date, claims in days]
    moments = tuple(
        Moment(
            date,
            f"date_{date}" if date else "_undated",
            tuple(shifts.get(date, ())) if begins else (),
            tuple(resolutions.get(date, ())) if begins else (),
            frame.lines(claims),
        )
        for date, claims, begins in shown
    )
    earlier = dated - sum(len(claims) for _, claims in days) if is_last else 0
    return TimelineView(moments, debate.started or "", earlier, frame.here.feeds())
