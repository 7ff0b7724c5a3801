"""References in fields lead to something, and to something of the right kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_debates.checks.subject import MOST_HINTS, SINGULAR
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.shapes import ID_PATTERN, Reference, Url
from mkdocs_debates.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_debates.checks.subject import Profile, Subject, Surroundings
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.shapes import Target
    from mkdocs_debates.walking import Value

_IS_ID = re.compile(ID_PATTERN).fullmatch


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """Problems ``unknown-reference`` and ``wrong-reference-kind`` in fields."""
    own = around.profiles[subject.debate.id]  # fields name ids of their own debate only
    misled = 0
    for value in walk(subject.debate, Reference, Url):
        wanted: Sequence[Target] = ()
        match value.shape:
            case Reference(targets=("own answers",)):
                yield from _check_own_answer(subject, value)
            case Reference(targets=targets):
                wanted = () if own.kinds.get(value.value) in targets else targets
            case Url() if _IS_ID(value.value) and value.value not in subject.debate.links:
                wanted = ("links",)
        if wanted:
            misled += 1
            yield _misled(subject, own, value, wanted, hinted=misled <= MOST_HINTS)


def _misled(subject: Subject, own: Profile, value: Value, targets: Sequence[Target], *, hinted: bool) -> Problem:
    document = subject.document
    written = value.value
    found = own.kinds.get(written)
    if found is not None:
        return document.problem(
            "wrong-reference-kind",
            value.entry,
            *value.steps,
            message=f'"{written}" is {_a(SINGULAR[found])}; "{_field(value)}" takes {_kinds(targets)}',
            hint=_hint_for_kind(subject, own, written, targets),
        )
    return document.problem(
        "unknown-reference",
        value.entry,
        *value.steps,
        message=f'no {" or ".join(_singulars(written, targets))} "{written}" in this debate',
        hint=own.what_was_meant(written, targets) if hinted else "",
    )


def _check_own_answer(subject: Subject, value: Value) -> Iterator[Problem]:
    crux = subject.debate.cruxes[value.entry]
    if value.value not in crux.answers:
        known = ", ".join(f'"{answer}"' for answer in list(crux.answers)[:8])
        yield subject.document.problem(
            "unknown-reference",
            value.entry,
            *value.steps,
            message=f'no answer "{value.value}" in the crux "{crux.id}"',
            hint=did_you_mean(value.value.removeprefix(f"{crux.id}."), crux.answers) or f"its answers are {known}",
        )


def _hint_for_kind(subject: Subject, own: Profile, written: str, targets: Sequence[Target]) -> str:
    found = own.kinds[written]
    if found == "cruxes" and "answers" in targets:
        answers = [f'"{written}.{answer}"' for answer in subject.debate.cruxes[written].answers]
        return f"name one of its answers: {', '.join(answers[:6])}"
    if found == "answers" and "cruxes" in targets:
        return f'name the crux: "{written.partition(".")[0]}"'
    return did_you_mean(written, own.names(targets))


def _singulars(written: str, targets: Sequence[Target]) -> list[str]:
    kinds = [kind for kind in targets if (kind == "answers") == ("." in written)] or list(targets)
    return [SINGULAR[kind] for kind in kinds]


def _field(value: Value) -> str:
    return next(str(step) for step in reversed(value.steps) if isinstance(step, str))


def _kinds(targets: Sequence[Target]) -> str:
    words = ["answers (crux.answer)" if kind == "answers" else kind for kind in targets]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
