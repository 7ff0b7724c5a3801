"""Which remarks on a source are still to be made when it is imported again: what is new, and what is open still.

What was lost or guessed of an entry was said when that came in. What was left to an editor is settled once the entry
shows it, or once the debate names the entry under :data:`SETTLED`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.importing import SETTLED, WHOLE
from mkdocs_debates.exchange.importing.recognising import names_of, names_under
from mkdocs_debates.model import Claim, Debate

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from mkdocs_debates.exchange.importing import Remark
    from mkdocs_debates.model import Named


NO_TEXT: Final = "…"
"""The text of a claim that has none in its source."""


def has_text(claim: Claim) -> bool:
    """Whether a claim has words of its own."""
    return claim.text.strip() != NO_TEXT


def has_relation(claim: Claim) -> bool:
    """Whether it is said what a reply does to its parent, or what else a claim bears on."""
    return claim.relation != "comments" and (claim.reply_to is not None or bears_on_something(claim))


def bears_on_something(claim: Claim) -> bool:
    """Whether a claim answers another, or argues for or against something."""
    return bool(claim.reply_to or claim.supports or claim.opposes or claim.undercuts or claim.cruxes)


def has_author(claim: Claim) -> bool:
    """Whether it is said whose a claim is, where that is to be said."""
    return bool(claim.by) or claim.status == "removed"


def has_other_title(made_up: str) -> Callable[[Debate], bool]:
    """Whether a debate has got another title than the one that was made up for it."""
    return lambda debate: debate.title != made_up


def has_positions(debate: Debate) -> bool:
    """Whether there is a position."""
    return bool(debate.positions)


def has_holders(debate: Debate) -> bool:
    """Whether it is said of some position who holds it."""
    return any(position.held_by for position in debate.positions.values())


def has_cruxes(debate: Debate) -> bool:
    """Whether there is a crux."""
    return bool(debate.cruxes)


def cites_something(claim: Claim) -> bool:
    """Whether a claim names a source."""
    return bool(claim.links)


def still_to_tell(
    remarks: Iterable[Remark], source: Debate, debate: Debate, now: Mapping[str, str], gone: Container[str]
) -> Iterator[Remark]:
    """What is to be said of ``source``, which was imported before: each remark, about what it still holds for.

    ``now`` says by id in the source what was recognised in ``debate``; what is ``gone``, by name, stays out. A remark
    about no entry is made again only if anything is new.
    """
    known = _known(source, debate, now)
    settled = frozenset(names_under(SETTLED, debate))
    has_new = any(entry.id not in now for _, entry in source.entries())

    def is_open(entry: Named, settled_by: Callable[[Any], bool] | None) -> bool:
        # What was left open is said of claims and of the whole: what has become something else is settled.
        if settled_by is None or not isinstance(entry, Claim | Debate):
            return False
        return not settled_by(entry) and settled.isdisjoint(names_of(entry))

    for remark in remarks:
        there = (name for name in remark.about if name not in gone)
        left = tuple(name for name in there if name not in known or is_open(known[name], remark.settled_by))
        if left and remark.among:
            yield replace(remark, about=left, place=f"{len(left):,} of {remark.among}")
        elif left or (has_new and not remark.about):
            yield remark


def _known(source: Debate, debate: Debate, now: Mapping[str, str]) -> dict[str, Named]:
    """By name: what of the source was recognised, as it is now. Of two sections, a name is the later one's."""
    entries = {entry.id: entry for _, entry in debate.entries()}
    known: dict[str, Named] = {}
    for _, entry in source.entries():
        for name in names_of(entry):
            known.pop(name, None)
            if entry.id in now:
                known[name] = entries[now[entry.id]]
    return {**known, WHOLE: debate}
