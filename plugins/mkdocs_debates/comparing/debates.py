"""Two versions of the debates become what changed between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mkdocs_debates.comparing.changes import KINDS, PARTS, Change, DebateDifference, Difference
from mkdocs_debates.comparing.fields import field_changes
from mkdocs_debates.comparing.links import lost_permalinks, orphaned_replies, redirected_permalinks
from mkdocs_debates.comparing.matching import Matching
from mkdocs_debates.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.comparing.changes import Kind, Part
    from mkdocs_debates.comparing.matching import Key
    from mkdocs_debates.model import Answer, Crux, Debate, Shift, View
    from mkdocs_debates.shapes import Entry

_REFERENCE: Final = re.compile(r"\b(claim|crux|position|link|person):(?:([a-z][a-z0-9-]*)/)?([a-z][a-z0-9-]*)")
_DEBATE: Final = re.compile(r"\bdebate:([a-z][a-z0-9-]*)")


def compare(before: Mapping[str, Subject], after: Mapping[str, Subject]) -> Difference:
    """What changed from one version of the debates, by id, to another.

    An entry is the same in both where its id is, or where its ``formerly`` says so. A debate that could not be read
    whole in either version is not compared. Words of claims that were removed for moderation do not come.
    """
    matching = Matching(before, after)
    lost = lost_permalinks(matching)
    found = [
        _Comparison(matching, now, matching.debates.get(now)).difference()
        for now in after
        if now in matching.debates or now not in before
    ]
    gone = [_gone(subject) for then, subject in before.items() if then not in matching.debates.values()]
    complete = (
        replace(each, lost=lost.get(matching.debates.get(each.debate, each.debate), ())) for each in (*found, *gone)
    )
    changed = (each for each in complete if each.state != "changed" or each.changes or each.lost or each.redirected)
    return Difference(tuple(sorted(changed, key=lambda each: each.debate)))


def _gone(subject: Subject) -> DebateDifference:
    if not subject.document.readable:
        return DebateDifference(subject.debate.id, subject.debate.title, "unreadable")
    return DebateDifference(subject.debate.id, subject.debate.title, "removed")


class _Comparison:
    """One debate, as it is ``now`` and was ``then`` (None where it is new)."""

    def __init__(self, matching: Matching, now: str, then: str | None) -> None:
        self._matching = matching
        self._now, self._then = now, then
        self._after = matching.after[now]
        self._before = matching.before[then] if then is not None else None
        self._removed = {each.id for each in self._after.debate.claims.values() if each.status == "removed"}

    def difference(self) -> DebateDifference:
        """What changed in the debate."""
        debate = self._after.debate
        versions = [self._after] if self._before is None else [self._after, self._before]
        if not all(subject.document.readable for subject in versions):
            return DebateDifference(debate.id, debate.title, "unreadable")
        changes = sorted(self._changes(), key=lambda each: (PARTS.index(each.part), "removed" in each.kinds))
        return DebateDifference(
            debate=debate.id,
            title=debate.title,
            state="added" if self._before is None else "changed",
            changes=tuple(changes),
            former=self._then if self._then is not None and self._then != self._now else "",
            redirected=tuple(redirected_permalinks(self._matching, self._now)),
            orphaned=tuple(orphaned_replies(self._matching, self._now)),
        )

    def _changes(self) -> Iterator[Change]:
        if self._before is not None:
            former = self._then if self._then != self._now else None
            yield from self._compared("debate", "", self._before.debate, self._after.debate, former=former or "")
            yield from self._shifts(self._before.debate)
        for section, entry in self._after.debate.entries():
            yield from self._entry(section, entry.id, entry)
        if self._before is not None:
            for section, entry in self._before.debate.entries():
                if (self._before.debate.id, entry.id) not in self._matching.now:
                    title = self._before.title(entry.id)
                    yield Change(self._now, section, entry.id, title, ("removed",), before=entry)

    def _entry(self, section: Part, entry_id: str, after: Entry) -> Iterator[Change]:
        key = self._matching.then.get((self._now, entry_id))
        if key is None:
            yield Change(self._now, section, entry_id, self._after.title(entry_id), ("added",), after=after)
            return
        before = self._entry_then(key)
        moved_here = key != (self._then, entry_id)
        yield from self._compared(section, entry_id, before, after, former="/".join(key) if moved_here else "")
        if section == "cruxes":
            yield from self._answers(before, after)  # type: ignore[arg-type]  # the section says what they are
            yield from self._views(before, after)  # type: ignore[arg-type]

    def _entry_then(self, key: Key) -> Entry:
        subject = self._matching.before[key[0]]
        entry: Entry = getattr(subject.debate, subject.graph.sections[key[1]])[key[1]]
        return entry

    def _compared(
        self,
        part: Part,
        entry: str,
        before: Entry,
        after: Entry,
        *,
        title: str = "",
        person: str = "",
        former: str = "",
    ) -> Iterator[Change]:
        before, after = self._without_moderated(before, after)
        fields = field_changes(before, after, self._id_now, self._text_now) if before != after else ()
        granted = self._newly_granted(entry) if part == "claims" else ()
        kinds: set[Kind] = {each.kind for each in fields}
        kinds |= {"renamed"} if former else set()
        kinds |= {"conceded"} if granted else set()
        if kinds:
            yield Change(
                debate=self._now,
                part=part,
                entry=entry,
                title=title or self._after.title(entry),
                kinds=tuple(kind for kind in KINDS if kind in kinds),
                fields=fields,
                person=person,
                former=former,
                granted_by=granted,
                before=before,
                after=after,
            )

    def _without_moderated(self, before: Entry, after: Entry) -> tuple[Entry, Entry]:
        """The two without words that were moderated away, or that quote such words."""
        if not isinstance(before, Claim) or not isinstance(after, Claim):
            return before, after
        if after.status == "removed":
            bare = {"by": (), "title": "", "text": "", "quotes": (), "notes": (), "links": (), "source": None}
            return replace(before, **bare), replace(after, **bare)  # type: ignore[arg-type]  # fields of a claim
        if after.reply_to in self._removed:
            return replace(before, quotes=()), replace(after, quotes=())
        return before, after

    def _newly_granted(self, claim_id: str) -> tuple[str, ...]:
        key = self._matching.then[self._now, claim_id]
        was = {self._matching.now.get((key[0], each)) for each in _concessions(self._matching.before[key[0]], key[1])}
        return tuple(each for each in _concessions(self._after, claim_id) if (self._now, each) not in was)

    def _answers(self, before: Crux, after: Crux) -> Iterator[Change]:
        for answer_id, answer in after.answers.items():
            name = f"{after.id}.{answer_id}"
            was: Answer | None = before.answers.get(answer_id)
            if was is None:
                yield Change(self._now, "answers", name, answer.label, ("added",), after=answer)
            else:
                yield from self._compared("answers", name, was, answer)
        for answer_id, answer in before.answers.items():
            if answer_id not in after.answers:
                yield Change(self._now, "answers", f"{after.id}.{answer_id}", answer.label, ("removed",), before=answer)

    def _views(self, before: Crux, after: Crux) -> Iterator[Change]:
        was: dict[str, View] = {self._id_now(view.by): view for view in before.views}
        for view in after.views:
            title = after.question
            if view.by not in was:
                yield Change(self._now, "views", after.id, title, ("added",), person=view.by, after=view)
            else:
                yield from self._compared("views", after.id, was[view.by], view, title=title, person=view.by)
        held = {view.by for view in after.views}
        for person, view in was.items():
            if person not in held:
                yield Change(self._now, "views", after.id, after.question, ("removed",), person=person, before=view)

    def _shifts(self, before: Debate) -> Iterator[Change]:
        waiting = list(before.shifts)
        for shift in self._after.debate.shifts:
            same = [each for each in waiting if self._shift_key(each) == (shift.by, shift.origin, shift.to)]
            if not same:
                yield Change(self._now, "shifts", "", "", ("added",), person=shift.by, after=shift)
                continue
            was = next((each for each in same if each.date == shift.date), same[0])
            waiting.remove(was)
            yield from self._compared("shifts", "", was, shift, person=shift.by)
        for shift in waiting:
            yield Change(self._now, "shifts", "", "", ("removed",), person=self._id_now(shift.by), before=shift)

    def _shift_key(self, shift: Shift) -> tuple[str, str | None, str]:
        return self._id_now(shift.by), shift.origin and self._id_now(shift.origin), self._id_now(shift.to)

    def _id_now(self, entry: str) -> str:
        return self._matching.entry_now(self._then, entry) if self._then is not None else entry

    def _text_now(self, text: str) -> str:
        """A text then, with its references as they would be written now."""

        def reference(found: re.Match[str]) -> str:
            debate, entry = self._matching.now.get((found[2] or self._then or "", found[3]), ("", ""))
            if not debate:
                return found[0]
            return f"{found[1]}:{f'{debate}/' if found[2] or debate != self._now else ''}{entry}"

        def of_debate(found: re.Match[str]) -> str:
            return f"debate:{self._matching.now.get((found[1], ''), (found[1], ''))[0]}"

        return _DEBATE.sub(of_debate, _REFERENCE.sub(reference, text))


def _concessions(subject: Subject, claim_id: str) -> Iterator[str]:
    claims = subject.debate.claims
    return (
        reply
        for reply in subject.graph.children.get(claim_id, ())
        if claims[reply].relation == "concedes" and claims[reply].status is None
    )
