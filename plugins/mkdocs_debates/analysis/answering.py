"""Where someone stands who answers the cruxes, and which single answer would move them.

Each answer counts one for every position that it supports and one against every position that it opposes; nothing
else counts. The positions with the highest balance, where that is above nothing, are those that the answers favour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_debates.analysis.cruxes import Row
    from mkdocs_debates.model import Answer, Debate

Stances = dict[str, str]
"""By crux: the chosen answer. A crux that is not in it is one that someone is not sure about."""


class Flip(NamedTuple):
    """One changed answer, "" for "not sure", after which the answers favour other positions, and which."""

    crux: str
    answer: str
    leading: frozenset[str]


def balances(debate: Debate, stances: Mapping[str, str]) -> dict[str, int]:
    """By position: how many of the chosen answers support it, less those that oppose it."""
    found = dict.fromkeys(debate.positions, 0)
    for crux, answer in stances.items():
        _count(found, debate.cruxes[crux].answers[answer], 1)
    return found


def leading(balance: Mapping[str, int]) -> frozenset[str]:
    """The positions that a balance favours: the highest, if above nothing; several where they are level."""
    highest = max(balance.values(), default=0)
    return frozenset(position for position, value in balance.items() if value == highest > 0)


def flips(debate: Debate, stances: Mapping[str, str], among: Iterable[str] | None = None) -> tuple[Flip, ...]:
    """Each single change of an answer that moves someone from all positions favoured so far to others.

    ``among`` are the cruxes to look at, all of them where it is left out. In their order, "not sure" last of each
    crux; none where no position is favoured yet.
    """
    balance = balances(debate, stances)
    now = leading(balance)
    found: list[Flip] = []
    for crux in debate.cruxes if among is None else among:
        for answer in (*debate.cruxes[crux].answers, ""):
            then = leading(_after(debate, balance, stances, crux, answer))
            if now and then and now.isdisjoint(then):
                found.append(Flip(crux, answer, then))
    return tuple(found)


def next_crux(debate: Debate, stances: Mapping[str, str], matrix: tuple[Row, ...]) -> str | None:
    """The crux to look into next: open, not answered yet, and with the most answers that would change the favoured.

    Among equals the first of ``matrix``. If it hangs on others that are open and not answered, the first of these.
    """
    balance = balances(debate, stances)
    now = leading(balance)

    def changing(crux: str) -> int:
        answers = debate.cruxes[crux].answers
        return sum(leading(_after(debate, balance, stances, crux, answer)) != now for answer in answers)

    candidates = dict.fromkeys(
        row.crux for row in matrix if row.crux not in stances and debate.cruxes[row.crux].resolution is None
    )
    if not candidates:
        return None
    chosen = max(candidates, key=changing)
    while True:
        first = next((each for each in debate.cruxes[chosen].depends_on if each in candidates), None)
        if first is None:
            return chosen
        del candidates[chosen]  # so that even a loop ends
        chosen = first


def _after(
    debate: Debate, balance: Mapping[str, int], stances: Mapping[str, str], crux: str, answer: str
) -> dict[str, int]:
    """``balance`` with one crux answered otherwise, "" for "not sure"."""
    found = dict(balance)
    if crux in stances:
        _count(found, debate.cruxes[crux].answers[stances[crux]], -1)
    if answer:
        _count(found, debate.cruxes[crux].answers[answer], 1)
    return found


def _count(balance: dict[str, int], answer: Answer, times: int) -> None:
    for position in answer.supports:
        balance[position] += times
    for position in answer.opposes:
        balance[position] -= times
