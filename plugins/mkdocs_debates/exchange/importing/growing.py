"""A source that was imported before and has grown: what is new in it is added to the debate that it became."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_debates.editing.adding import Addition, add_entries, levels_of_replies
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.editing.whole import MOST_NESTED, written_fields
from mkdocs_debates.exchange.importing import SETTLED, Remark
from mkdocs_debates.exchange.importing.leaving_out import without_claims
from mkdocs_debates.exchange.importing.other_ids import renamed
from mkdocs_debates.exchange.importing.recognising import names_of, names_under, origins_of
from mkdocs_debates.exchange.importing.settling import still_to_tell
from mkdocs_debates.exchange.importing.texts import plain
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Claim
from mkdocs_debates.prose import passage_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.importing import Imported
    from mkdocs_debates.model import Debate, Named, Section


def grown(
    folder: Path, subject: Subject, imported: Imported, now: Mapping[str, str], left_out: frozenset[str] = frozenset()
) -> tuple[dict[Path, bytes], list[Remark]]:
    """The files that change, and what an editor should know. Nothing that is there changes.

    ``now`` says by id in the source what was recognised in the debate. New claims whose origin is ``left_out`` stay
    out, with what answers them and with people and links that they alone name. Raises ``EditError`` where a file is
    written in a way that nothing can be added to.
    """
    debate = subject.debate
    source = without_claims(imported.debate, now, left_out)
    names = {**now, **_new_names(debate, [entry.id for _, entry in source.entries() if entry.id not in now])}
    new = [(section, renamed(entry, names)) for section, entry in _in_order(source) if entry.id not in now]
    remarks = [
        *still_to_tell(imported.remarks, source, debate, now, _gone(imported.debate, source)),
        *_of_known(debate, source, names, now),
    ]
    additions = list(_additions(folder, subject, new, remarks))
    edits = add_entries(folder, debate.id, additions) if additions else []
    return {edit.file: edit.content for edit in edits}, remarks


def _new_names(debate: Debate, wanted: list[str]) -> dict[str, str]:
    """An id for each new entry: the one that it has, or another where somebody in the debate has that."""
    taken = {entry.id for _, entry in debate.entries()}
    taken |= {former for _, entry in debate.entries() for former in getattr(entry, "formerly", ())}
    naming = Naming({*taken, *wanted})
    return {each: naming.id_for(each, "entry") if each in taken else each for each in wanted}


def _in_order(debate: Debate) -> Iterator[tuple[Section, Named]]:
    """The entries of a debate, claims in the order in which they are read."""
    for section, entry in debate.entries():
        if section != "claims":
            yield section, entry
    for claim in graph_of(debate).order:
        yield "claims", debate.claims[claim]


def _additions(
    folder: Path, subject: Subject, new: Iterable[tuple[Section, Named]], remarks: list[Remark]
) -> Iterator[Addition]:
    """What is added where. Replies go below their parents as far as that can be read, else they name them."""
    levels = levels_of_replies(folder, subject)
    for section, entry in new:
        parent = ""
        if isinstance(entry, Claim):
            entry = _with_quotes_of(entry, subject, remarks)
            parent = entry.reply_to or ""
            if parent and levels.get(parent, MOST_NESTED) < MOST_NESTED:
                levels[entry.id] = levels[parent] + 1
                entry = replace(entry, reply_to=None)
            else:
                levels[entry.id] = 0
                parent = ""
        yield Addition(section, entry.id, written_fields(entry), parent)


def _with_quotes_of(claim: Claim, subject: Subject, remarks: list[Remark]) -> Claim:
    """A new reply whose quotes the parent holds still; those that an editor changed there stand in its text."""
    prose = subject.prose.get((claim.reply_to or "", ("text",)))
    gone = [quote for quote in claim.quotes if prose is not None and not passage_found(quote, prose)]
    if not gone:
        return claim
    message = f'"{claim.id}" quotes words that "{claim.reply_to}" no longer has; the quotation stands in its text'
    remarks.append(Remark("guessed", " ".join(origins_of(claim)), message))
    quoted = [f"> {plain(quote)}" for quote in gone]
    kept = tuple(quote for quote in claim.quotes if quote not in gone)
    return replace(claim, quotes=kept, text="\n\n".join([*quoted, claim.text]))


def _gone(whole: Debate, kept: Debate) -> frozenset[str]:
    """How the source calls what stays out."""
    there = {entry.id for _, entry in kept.entries()}
    return frozenset(name for _, entry in whole.entries() if entry.id not in there for name in names_of(entry))


def _of_known(debate: Debate, source: Debate, names: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Remark]:
    """What is different in the source, and stays as it is here, but for what an editor has settled."""
    settled = frozenset(names_under(SETTLED, debate))
    there = {(section, origin) for section, entry in source.entries() for origin in origins_of(entry)}
    for section, entry in debate.entries():
        origins = origins_of(entry)
        if origins and settled.isdisjoint(origins) and not any((section, origin) in there for origin in origins):
            yield Remark("open", " ".join(origins), f'"{entry.id}" is no longer in the source; it stays here')
    for claim in source.claims.values():
        here = debate.claims.get(now.get(claim.id, ""))
        if here is not None and settled.isdisjoint(names_of(here)):
            place, there_now = " ".join(origins_of(claim)) or claim.id, renamed(claim, names)
            if here.text.split() != there_now.text.split():
                message = f'"{here.id}" reads differently in the source; its text stays as it is here'
                yield Remark("open", place, message)
            yield from _of_edges(here, there_now, place)


def _of_edges(here: Claim, there: Claim, place: str) -> Iterator[Remark]:
    """What a known claim bears on in the source and not here: it may be new there, or an editor took it away.

    What bears on it here in another way is an editor's choice.
    """
    chosen = {here.reply_to, *here.supports, *here.opposes, *here.undercuts}
    for relation in ("supports", "opposes", "undercuts"):
        for target in getattr(there, relation):
            if target not in chosen:
                message = f'"{here.id}" {relation} "{target}" in the source, and not here; add it if it should'
                yield Remark("open", place, message)
