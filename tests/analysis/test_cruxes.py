from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.analysis import Cell, Flip, balances, crux_matrix, flips, leading, next_crux
from mkdocs_debates.model import Answer, Crux, Debate, Position, Resolution

if TYPE_CHECKING:
    from collections.abc import Mapping

Sides = dict[str, tuple[str, str]]
"""By answer: the positions that it supports and those that it opposes, a letter each."""


def asking(positions: str, cruxes: Mapping[str, Sides], **fields: object) -> Debate:
    """A debate of ``positions``, a letter each, and cruxes with their answers."""
    return Debate(
        id="d",
        title="D",
        positions={each: Position(id=each, title=each) for each in positions},
        cruxes={crux: _crux(crux, sides) for crux, sides in cruxes.items()} | fields,  # type: ignore[arg-type]
    )


def _crux(crux: str, sides: Sides, **fields: object) -> Crux:
    answers = {
        answer: Answer(id=answer, label=answer, supports=tuple(supports), opposes=tuple(opposes))
        for answer, (supports, opposes) in sides.items()
    }
    return Crux(id=crux, question=crux, answers=answers, **fields)  # type: ignore[arg-type]


DRIFT: Sides = {"keep": ("i", ""), "drift": ("o", "i")}
PACE: Sides = {"fast": ("o", ""), "slow": ("", "o")}


def test_a_cell_is_what_the_position_rests_on_and_what_shakes_it() -> None:
    row = crux_matrix(asking("iof", {"value-drift": DRIFT}))[0]
    assert row.cells == {"i": Cell(("keep",), ("drift",)), "o": Cell(("drift",), ()), "f": Cell((), ())}
    assert row.parted == row.double == (("i", "o"),)
    assert not row.cells["f"].turns


def test_a_crux_that_one_side_alone_rests_on_parts_but_is_no_double_crux() -> None:
    row = crux_matrix(asking("io", {"trust": {"yes": ("i", "o"), "no": ("", "")}}))[0]
    assert row.parted == (("i", "o"),)
    assert row.double == ()


def test_what_separates_most_comes_first_and_what_is_resolved_last() -> None:
    resolved = _crux("settled", DRIFT, resolution=Resolution(answer="keep"))
    found = crux_matrix(
        asking("iof", {"pace": PACE, "wide": {"a": ("i", ""), "b": ("o", ""), "c": ("f", "")}, "value-drift": DRIFT},
               settled=resolved)
    )  # fmt: skip
    assert [row.crux for row in found] == ["wide", "value-drift", "pace", "settled"]
    assert len(found[0].double) == 3


def test_answers_count_for_and_against() -> None:
    debate = asking("io", {"value-drift": DRIFT, "pace": PACE})
    assert balances(debate, {"value-drift": "drift", "pace": "slow"}) == {"i": -1, "o": 0}
    assert leading({"i": -1, "o": 0}) == frozenset()
    assert leading({"i": 2, "o": 2, "f": 1}) == {"i", "o"}


def test_a_flip_moves_someone_to_another_position() -> None:
    debate = asking("io", {"value-drift": DRIFT, "pace": PACE})
    assert flips(debate, {"value-drift": "keep"}) == (Flip("value-drift", "drift", frozenset("o")),)
    assert flips(debate, {}) == ()


def test_the_next_crux_is_the_one_that_changes_most_and_first_what_it_hangs_on() -> None:
    debate = asking("io", {"pace": PACE, "value-drift": DRIFT})
    assert next_crux(debate, {}, crux_matrix(debate)) == "value-drift"
    assert next_crux(debate, {"value-drift": "keep"}, crux_matrix(debate)) == "pace"
    assert next_crux(debate, {"value-drift": "keep", "pace": "slow"}, crux_matrix(debate)) is None
    hanging = asking("io", {"pace": PACE}, **{"value-drift": _crux("value-drift", DRIFT, depends_on=("pace",))})
    assert next_crux(hanging, {}, crux_matrix(hanging)) == "pace"
    resolved = asking("io", {}, pace=_crux("pace", PACE, resolution=Resolution(answer="slow")))
    assert next_crux(resolved, {}, crux_matrix(resolved)) is None


# --- Against the definitions, tried out on every possibility -------------------------------------------------------

_POSITIONS = "pqr"
_SIDES = st.sets(st.sampled_from(_POSITIONS)).map(lambda each: "".join(sorted(each)))


@st.composite
def debates(draw: st.DrawFn) -> Debate:
    def sides() -> tuple[str, str]:
        supports = draw(_SIDES)
        return supports, "".join(each for each in draw(_SIDES) if each not in supports)

    cruxes = {
        f"x-{n}": {f"a-{m}": sides() for m in range(draw(st.integers(2, 3)))} for n in range(draw(st.integers(1, 3)))
    }
    return asking(_POSITIONS, cruxes)


@given(debates())
def test_double_cruxes_are_those_that_both_sides_name_and_answer_apart(debate: Debate) -> None:
    for row in crux_matrix(debate):
        answers = debate.cruxes[row.crux].answers.values()
        for one, other in product(_POSITIONS, repeat=2):
            if one >= other:
                continue
            named_by_one = any(one in answer.supports for answer in answers)
            named_by_other = any(other in answer.supports for answer in answers)
            together = any({one, other} <= set(answer.supports) for answer in answers)
            assert ((one, other) in row.double) == (named_by_one and named_by_other and not together)
            against = any(
                (one in answer.supports and other in answer.opposes)
                or (other in answer.supports and one in answer.opposes)
                for answer in answers
            )
            assert ((one, other) in row.parted) == (((one, other) in row.double) or against)


@given(debates(), st.data())
def test_flips_are_all_single_changes_after_which_none_of_the_favoured_is_favoured(
    debate: Debate, data: st.DataObject
) -> None:
    choices = {crux.id: [*crux.answers, ""] for crux in debate.cruxes.values()}
    now = {crux: data.draw(st.sampled_from(options)) for crux, options in choices.items()}
    expected = set()
    for then in (dict(zip(choices, each, strict=True)) for each in product(*choices.values())):
        changed = [crux for crux in choices if now[crux] != then[crux]]
        before, after = _favoured(debate, now), _favoured(debate, then)
        if len(changed) == 1 and before and after and not before & after:
            expected.add((changed[0], then[changed[0]], frozenset(after)))
    found = flips(debate, {crux: answer for crux, answer in now.items() if answer})
    assert {(flip.crux, flip.answer, flip.leading) for flip in found} == expected
    assert len(found) == len(expected)


def _favoured(debate: Debate, answers: dict[str, str]) -> set[str]:
    chosen = [debate.cruxes[crux].answers[answer] for crux, answer in answers.items() if answer]
    weight = {
        each: sum((each in answer.supports) - (each in answer.opposes) for answer in chosen) for each in _POSITIONS
    }
    return {each for each in _POSITIONS if weight[each] > 0 and weight[each] == max(weight.values())}
