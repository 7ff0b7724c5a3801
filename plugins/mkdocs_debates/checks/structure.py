"""The debate hangs together: no loops, no chain too deep to show, edges and changes of mind that make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.diagnostics import Related
from mkdocs_debates.graph import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Profile, Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.graph import Ids
    from mkdocs_debates.model import Answer, Claim

MAX_REPLY_DEPTH: Final = 100
"""Levels of replies below a root. Browsers flatten HTML that is nested some five times deeper than this."""


_MOST_NAMED: Final = 12
"""Entries of a loop that are named."""


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """Problems of loops, depth, edges that name the parent, views and shifts."""
    yield from _check_loops(subject)
    yield from _check_depth(subject)
    yield from _check_edges_to_parent(subject)
    yield from _check_both_sides(subject)
    yield from _check_views(subject)
    yield from _check_shifts(subject, around.profiles[subject.debate.id])


def _check_loops(subject: Subject) -> Iterator[Problem]:
    for loop in subject.graph.loops:
        path = _around(loop, " answers ")
        yield subject.document.problem(
            "reference-cycle",
            loop[0],
            "reply_to",
            message=f"this claim answers itself: {path}",
            hint='take "reply_to" away from the claim that opened the exchange',
        )
    needed = {crux.id: crux.depends_on for crux in subject.debate.cruxes.values()}
    for loop in cycles({crux: tuple(each for each in on if each in needed) for crux, on in needed.items()}):
        path = _around(loop, " depends on ")
        following = loop[1] if len(loop) > 1 else loop[0]
        yield subject.document.problem(
            "reference-cycle",
            loop[0],
            "depends_on",
            needed[loop[0]].index(following),
            message=f"this crux hangs on itself: {path}",
            hint="keep the dependence that runs from the broader question to the narrower one",
        )


def _around(loop: Ids, words: str) -> str:
    """The way around a loop; of a long one, how it begins and ends."""
    names = [f'"{each}"' for each in (*loop, loop[0])]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED // 2 : -_MOST_NAMED // 2] = [f"… ({len(loop):,} in all) …"]
    return words.join(names)


def _check_depth(subject: Subject) -> Iterator[Problem]:
    for claim_id, depth in subject.graph.depths.items():
        if depth == MAX_REPLY_DEPTH + 1:
            yield subject.document.problem(
                "too-deep",
                claim_id,
                message=f"this reply stands {depth} levels below its root; the limit is {MAX_REPLY_DEPTH}",
                hint="start a root of its own, and name the claim it continues under supports or opposes",
            )


def _check_edges_to_parent(subject: Subject) -> Iterator[Problem]:
    for claim in subject.debate.claims.values():
        for field in ("supports", "opposes", "undercuts"):
            for index, target in enumerate(getattr(claim, field)):
                if target == claim.id or target == claim.reply_to:
                    whom = "itself" if target == claim.id else "its parent"
                    yield subject.document.problem(
                        "bad-value",
                        claim.id,
                        field,
                        index,
                        message=f'"{field}" names {whom}, "{target}"',
                        hint="take it out" if target == claim.id else 'say it with "relation" alone',
                    )


def _check_both_sides(subject: Subject) -> Iterator[Problem]:
    cruxes = subject.debate.cruxes.values()
    with_sides: dict[str, Claim | Answer] = {
        **subject.debate.claims,
        **{f"{crux.id}.{answer.id}": answer for crux in cruxes for answer in crux.answers.values()},
    }
    for entry, sides in with_sides.items():
        both = set(sides.supports).intersection(sides.opposes)
        for index, target in enumerate(sides.opposes if both else ()):
            if target in both:
                yield subject.document.problem(
                    "bad-value",
                    entry,
                    "opposes",
                    index,
                    message=f'"supports" and "opposes" both name "{target}"',
                    hint="keep the one that is meant",
                )


def _check_views(subject: Subject) -> Iterator[Problem]:
    for crux in subject.debate.cruxes.values():
        first: dict[str, int] = {}
        for index, view in enumerate(crux.views):
            if view.by and first.setdefault(view.by, index) != index:
                span = subject.document.span(crux.id, "views", first[view.by], "by")
                yield subject.document.problem(
                    "bad-value",
                    crux.id,
                    "views",
                    index,
                    "by",
                    message=f'"{view.by}" has a view on this crux already',
                    hint='keep the present one, and tell the change under "shifts"',
                    related=(Related(span, "the other view"),),
                )


def _check_shifts(subject: Subject, own: Profile) -> Iterator[Problem]:
    for index, shift in enumerate(subject.debate.shifts):
        if not shift.origin or not shift.to:
            continue
        kinds = own.kinds.get(shift.origin), own.kinds.get(shift.to)
        if None in kinds:
            continue
        same_crux = shift.origin.partition(".")[0] == shift.to.partition(".")[0]
        if kinds[0] != kinds[1] or (kinds[0] == "answers" and not same_crux):
            yield subject.document.problem(
                "wrong-reference-kind",
                "",
                "shifts",
                index,
                "from",
                message=f'a shift from "{shift.origin}" to "{shift.to}" compares two kinds of thing',
                hint='"from" and "to" are two positions, or two answers of one crux',
            )
