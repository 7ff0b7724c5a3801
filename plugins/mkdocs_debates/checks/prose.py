"""Prose leads somewhere: references in it, images, addresses, and the passages that quotes and notes take up."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from mkdocs_debates.checks.subject import MOST_HINTS, SINGULAR
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.prose import EMPTY, nearest_passage, passage_found, passage_found_across

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.checks.subject import Place, Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.prose import Prose, Reference, ReferenceKind
    from mkdocs_debates.shapes import Target

SECTION_OF: Final[Mapping[ReferenceKind, Target]] = {
    "crux": "cruxes",
    "claim": "claims",
    "position": "positions",
    "link": "links",
    "person": "people",
}


MAX_PASSAGES: Final = 1_000
"""Passages that one claim may quote, and that it may have notes on: each is looked for in a text."""


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """Problems in prose, and ``quote-not-found`` for passages."""
    misled = 0
    for place, prose in subject.prose.items():
        if not (prose.flaws or prose.references or prose.images):
            continue
        for problem in _check_prose(subject, around, place, prose, hinted=misled < MOST_HINTS):
            misled += problem.rule == "unknown-reference"
            yield problem
    missing = count()
    yield from _check_quotes(subject, missing)
    yield from _check_notes(subject, missing)


def unknown_reference(
    reference: Reference, debate_id: str, around: Surroundings, *, hinted: bool = True
) -> tuple[str, str, str] | None:
    """What is wrong with ``reference``, standing in ``debate_id``, as (rule, message, hint); None where it leads.

    The hint is "" where none is known, or where it is not to be ``hinted`` what might have been meant: looking takes
    time.
    """
    target_id = reference.id if reference.kind == "debate" else reference.debate or debate_id
    target = around.profiles.get(target_id)
    if target is None:
        now = around.renamed.get(target_id)
        otherwise = did_you_mean(target_id, around.profiles) if hinted and not now else ""
        hint = f'it is now called "{now}"' if now else otherwise
        return "unknown-reference", f'no debate "{target_id}" on this site', hint
    if reference.kind == "debate" or not target.readable:
        return None
    wanted: Target = "answers" if reference.answer else SECTION_OF[reference.kind]
    written = f"{reference.id}.{reference.answer}" if reference.answer else reference.id
    found = target.kinds.get(written)
    if found == wanted:
        return None
    if found is not None and not reference.answer:
        scheme = next((kind for kind, section in SECTION_OF.items() if section == found), "crux")
        prefix = f"{reference.debate}/" if reference.debate else ""
        message = f'"{written}" is a {SINGULAR[found]}, not a {SINGULAR[wanted]}'
        return "wrong-reference-kind", message, f"write {scheme}:{prefix}{written}"
    where = "in this debate" if target_id == debate_id else f'in the debate "{target_id}"'
    hint = target.what_was_meant(written, (wanted,)) if hinted else ""
    return "unknown-reference", f'no {SINGULAR[wanted]} "{written}" {where}', hint


def _check_prose(
    subject: Subject, around: Surroundings, place: Place, prose: Prose, *, hinted: bool
) -> Iterator[Problem]:
    entry, steps = place
    document = subject.document
    for flaw in prose.flaws:
        yield document.problem(
            flaw.rule, entry, *steps,
            message=flaw.message, hint=flaw.hint, within=flaw.written, occurrence=flaw.occurrence,
        )  # fmt: skip
    for reference in prose.references:
        wrong = unknown_reference(reference, subject.debate.id, around, hinted=hinted)
        if wrong:
            rule, message, hint = wrong
            yield document.problem(
                rule, entry, *steps,
                message=message, hint=hint, within=reference.written, occurrence=reference.occurrence,
            )  # fmt: skip
    for image in prose.images:
        if not subject.has_image(image.written):
            yield document.problem(
                "unknown-reference", entry, *steps,
                message=f'no image file "{image.written}" beside the debate',
                hint=f"paths start from the folder of {document.files[0]}; add the file there, or correct the name "
                "(capitals count)",
                within=image.written, occurrence=image.occurrence,
            )  # fmt: skip


def _check_quotes(subject: Subject, missing: Iterator[int]) -> Iterator[Problem]:
    for claim in subject.debate.claims.values():
        parent = subject.graph.parents.get(claim.id)
        if claim.quotes and claim.reply_to is None:
            yield subject.document.problem(
                "bad-value", claim.id, "quotes",
                message='a root has no parent that "quotes" could take a passage from',
                hint="cite the source under links, with its quote",
            )  # fmt: skip
        if not claim.quotes or parent is None or subject.debate.claims[parent].status == "removed":
            continue
        if len(claim.quotes) > MAX_PASSAGES:
            yield _too_many(subject, claim.id, "quotes", len(claim.quotes))
            continue
        text = subject.prose.get((parent, ("text",)), EMPTY)
        for index, passage in enumerate(claim.quotes):
            if not passage_found(passage, text):
                hinted = next(missing) < MOST_HINTS
                whose = f'the parent, "{parent}"'
                yield _not_found(subject, claim.id, ("quotes", index), passage, text, whose, hinted=hinted)


def _check_notes(subject: Subject, missing: Iterator[int]) -> Iterator[Problem]:
    for claim in subject.debate.claims.values():
        if len(claim.notes) > MAX_PASSAGES:
            yield _too_many(subject, claim.id, "notes", len(claim.notes))
            continue
        text = subject.prose.get((claim.id, ("text",)), EMPTY) if claim.notes else EMPTY
        for index, note in enumerate(claim.notes):
            if note.passage and not passage_found(note.passage, text):
                hinted = next(missing) < MOST_HINTS
                steps = ("notes", index, "passage")
                yield _not_found(subject, claim.id, steps, note.passage, text, "the claim's text", hinted=hinted)


def _too_many(subject: Subject, entry: str, field: str, number: int) -> Problem:
    message = f"this claim has {number:,} {field}, {MAX_PASSAGES:,} is the limit"
    return subject.document.problem("too-large", entry, field, message=message, hint="keep those that matter")


def _not_found(
    subject: Subject,
    entry: str,
    steps: tuple[str | int, ...],
    passage: str,
    text: Prose,
    whose: str,
    *,
    hinted: bool,
) -> Problem:
    nearest = nearest_passage(passage, text) if hinted else ""
    if passage_found_across(passage, text):
        hint = "a passage stays within one paragraph"
    elif nearest:
        hint = f'the nearest passage reads "{nearest}"'
    else:
        hint = "copy the words as the page shows them"
    return subject.document.problem(
        "quote-not-found", entry, *steps, message=f"this passage is not in {whose}", hint=hint
    )
