"""What is wrong or wanting in debates that could be read: graph and prose in, problems out.

Each check is a generator over one :class:`Subject`. A debate that could not be read whole is not checked, since what
it seems to lack may stand in the unread part.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from mkdocs_debates.checks import advice, permalinks, prose, references, structure
from mkdocs_debates.checks.subject import Surroundings
from mkdocs_debates.diagnostics import MAX_PROBLEMS, TOO_MANY, TOO_MANY_HINT, Problem, in_order
from mkdocs_debates.garbage import collection_paused
from mkdocs_debates.processes import in_shares, processes_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.diagnostics import Severity

CHECKS = (references.check, structure.check, prose.check, permalinks.check)


def check_all(subjects: Sequence[Subject]) -> list[Problem]:
    """The problems of all subjects, in order; references between debates are looked up among them.

    Many are shared out among several processes.
    """
    around = Surroundings.of(subjects)
    by_id = {subject.debate.id: subject for subject in subjects}
    claims = {debate_id: 1 + len(subject.debate.claims) for debate_id, subject in by_id.items()}
    count = min(processes_for(sum(claims.values())), len(claims))

    def checked(debates: Iterable[str]) -> list[Problem]:
        return [problem for each in debates for problem in check(by_id[each], around)]

    with collection_paused():
        return in_order(chain.from_iterable(in_shares(checked, claims, max(1, count))))


def check(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    """The problems of one debate, none where it could not be read whole. ``around`` holds the debate itself, too.

    Together with those of reading they are ``MAX_PROBLEMS`` and one that says so; then it is an error as well where
    more than advice is left out.
    """
    if not subject.document.readable:
        return
    room = max(0, MAX_PROBLEMS - len(subject.document.problems))
    found = _found(subject, around)
    yield from islice(found, room)
    for first in islice(found, 1):
        severity: Severity = "advice" if first.severity == "advice" else "error"
        yield Problem("too-large", first.span, TOO_MANY, severity, TOO_MANY_HINT, excerpt=first.excerpt)


def _found(subject: Subject, around: Surroundings) -> Iterator[Problem]:
    has_errors = any(problem.severity == "error" for problem in subject.document.problems)
    for problem in chain.from_iterable(each(subject, around) for each in CHECKS):
        has_errors |= problem.severity == "error"
        yield problem
    # What an error hides, such as a reference with a slip in it, would come back as advice.
    if not has_errors:
        yield from advice.check(subject)
