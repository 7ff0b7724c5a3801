"""Cruxes against positions: the matrix, the questions of "Where do you stand?", and who holds what how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.analysis import balances, crux_matrix, flips, leading
from mkdocs_debates.pages.threads import credence_in_words
from mkdocs_debates.pages.views import (
    Change,
    ChoiceView,
    Dot,
    MatrixCell,
    MatrixRow,
    MatrixView,
    QuestionView,
    StandView,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.analysis import Cell, Row
    from mkdocs_debates.model import Crux, Debate
    from mkdocs_debates.pages.parts import Frame

MOST_POSITIONS: Final = 20
MOST_CRUXES: Final = 200
MOST_ANSWERS: Final = 20
MOST_DOTS: Final = 60
"""A table beyond these shows less than the lists that hold the same, and costs more than they do."""


def has_matrix(debate: Debate) -> bool:
    """Whether a matrix says something: two positions or more, and a crux that one of them turns on, not too many."""
    cruxes = debate.cruxes.values()
    fits = (
        2 <= len(debate.positions) <= MOST_POSITIONS
        and len(cruxes) <= MOST_CRUXES
        and all(len(crux.answers) <= MOST_ANSWERS for crux in cruxes)
    )
    return fits and any(answer.supports or answer.opposes for crux in cruxes for answer in crux.answers.values())


def matrix_view(frame: Frame) -> MatrixView | None:
    """The matrix of a debate, None where it has none."""
    debate = frame.debate
    if not has_matrix(debate):
        return None
    rows = tuple(_row(frame, debate.cruxes[row.crux], row) for row in crux_matrix(debate))
    return MatrixView(frame.here.anchors(tuple(debate.positions)), rows)


def _row(frame: Frame, crux: Crux, row: Row) -> MatrixRow:
    title = frame.site.title
    choices = tuple(_choices(frame, crux))
    return MatrixRow(
        crux=frame.here.anchor(crux.id),
        status="resolved" if crux.resolution else crux.status,
        cells=tuple(_cell(choices, row.cells[position]) for position in frame.debate.positions),
        parted=len(row.parted),
        double=tuple((title(frame.debate.id, one), title(frame.debate.id, other)) for one, other in row.double),
    )


def _cell(choices: tuple[ChoiceView, ...], cell: Cell) -> MatrixCell:
    return MatrixCell(
        rests_on=tuple(choice for choice in choices if choice.id in cell.rests_on),
        shaken_by=tuple(choice for choice in choices if choice.id in cell.shaken_by),
    )


def _choices(frame: Frame, crux: Crux) -> Iterator[ChoiceView]:
    for number, answer in enumerate(crux.answers.values(), start=1):
        yield ChoiceView(
            id=answer.id,
            number=number,
            href=frame.here.anchor(f"{crux.id}.{answer.id}").href,
            label=answer.label,
            supports=answer.supports,
            opposes=answer.opposes,
            holds=crux.resolution is not None and crux.resolution.answer == answer.id,
        )


def has_explorer(frame: Frame) -> bool:
    """Whether readers are asked where they stand."""
    return frame.site.options.explorer and has_matrix(frame.debate)


def stand_view(frame: Frame) -> StandView:
    """The page on which a reader answers the cruxes: those that separate most come first."""
    debate = frame.debate
    matrix = matrix_view(frame)
    assert matrix is not None  # the page is there only with it
    questions = tuple(
        QuestionView(
            id=row.crux,
            crux=frame.here.anchor(row.crux),
            why=frame.prose(row.crux, "why"),
            depends_on=debate.cruxes[row.crux].depends_on,
            settled=debate.cruxes[row.crux].resolution is not None,
            choices=tuple(_choices(frame, debate.cruxes[row.crux])),
        )
        for row in crux_matrix(debate)
    )
    return StandView(tuple(zip(debate.positions, matrix.positions, strict=True)), questions, matrix)


def verdict_on(frame: Frame, person: str) -> Verdict | None:
    """What the answers of a person favour, and which of them, changed, would move them; None where nothing."""
    debate, here = frame.debate, frame.here
    if not has_matrix(debate):
        return None
    stances = {crux.id: view.answer for crux in debate.cruxes.values() for view in crux.views if view.by == person}
    favoured = leading(balances(debate, stances))
    if not favoured:
        return None
    changes = tuple(
        Change(
            here.anchor(flip.crux),
            debate.cruxes[flip.crux].answers[flip.answer].label if flip.answer else "",
            tuple(here.anchor(position) for position in debate.positions if position in flip.leading),
        )
        for flip in flips(debate, stances, among=stances)
    )
    return Verdict(tuple(here.anchor(position) for position in debate.positions if position in favoured), changes)


def dots_of(frame: Frame, crux: Crux) -> tuple[Dot, ...]:
    """Who holds which answer of a crux, answer by answer, the most certain first; none where they are too many."""
    if len(crux.views) > MOST_DOTS:
        return ()
    numbers = {answer: number for number, answer in enumerate(crux.answers, start=1)}
    held = sorted(crux.views, key=lambda view: (numbers[view.answer], -1 if view.credence is None else -view.credence))
    return tuple(
        Dot(
            by=frame.here.anchor(view.by),
            number=numbers[view.answer],
            href=frame.here.anchor(f"{crux.id}.{view.answer}").href,
            label=crux.answers[view.answer].label,
            percent=view.credence,
            credence=credence_in_words(view.credence, frame.site.words),
        )
        for view in held
    )
