"""Which permalinks a change breaks or leads elsewhere, and which replies it leaves without a parent."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from mkdocs_debates.comparing.changes import LostPermalink, OrphanedReply, RedirectedPermalink
from mkdocs_debates.comparing.fields import fields_written
from mkdocs_debates.permalinks import former_ids_of, former_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.comparing.matching import Matching

_ALIKE: Final = 0.6
_MOST_WORDS: Final = 200


def lost_permalinks(matching: Matching) -> dict[str, tuple[LostPermalink, ...]]:
    """What led somewhere and leads nowhere now, by the debate's id then.

    A debate that is gone as a whole is lost once, not once for each of its entries. Where one of the debates now
    cannot be read whole, nothing can be told of its ids.
    """
    kept = _keys(matching.after)
    return {
        debate_id: tuple(_lost(matching, kept, debate_id, subject)) for debate_id, subject in matching.before.items()
    }


def _lost(matching: Matching, kept: frozenset[str], debate_id: str, subject: Subject) -> Iterator[LostPermalink]:
    now = matching.now.get((debate_id, ""), ("", ""))[0]
    if not subject.document.readable or (now and not matching.after[now].document.readable):
        return
    if debate_id not in kept:
        yield LostPermalink(debate_id, "", subject.debate.title)
        return
    for former in subject.debate.formerly:
        if former not in kept:
            yield LostPermalink(former, "", subject.debate.title)
    for _, entry in subject.debate.entries():
        places = [(debate_id, entry.id), *former_places(subject.debate, entry)]
        for place_debate, place_entry in places:
            if f"{place_debate}/{place_entry}" not in kept:
                successor = _successor(matching, debate_id, entry.id)
                yield LostPermalink(place_debate, place_entry, subject.title(entry.id), successor)


def _keys(subjects: Mapping[str, Subject]) -> frozenset[str]:
    """Every permalink: ``debate/id`` and debates' ids, former ones included."""
    keys: set[str] = set()
    for debate_id, subject in subjects.items():
        for name in (debate_id, *subject.debate.formerly):
            keys.add(name)
            keys.update(f"{name}/{entry}" for entry in subject.graph.sections)
        for _, entry in subject.debate.entries():
            keys.update("/".join(place) for place in former_places(subject.debate, entry))
    return frozenset(keys)


def _successor(matching: Matching, debate_then: str, entry_then: str) -> str:
    """What took the place of an entry, in its debate now: itself, or the new one of its section with like words."""
    now = matching.now.get((debate_then, ""), ("", ""))[0]
    if now not in matching.after:
        return ""
    if (debate_then, entry_then) in matching.now:
        debate, entry = matching.now[debate_then, entry_then]
        return entry if debate == now else ""
    before, after = matching.before[debate_then], matching.after[now]
    section = before.graph.sections[entry_then]
    words = _words(before, entry_then)
    best, chosen = _ALIKE, ""
    for candidate in getattr(after.debate, section):
        if (now, candidate) in matching.then:
            continue
        matcher = SequenceMatcher(None, words, _words(after, candidate), autojunk=False)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and matcher.ratio() >= best:
            best, chosen = matcher.ratio(), candidate
    return chosen


def _words(subject: Subject, entry: str) -> list[str]:
    """What an entry says, whatever it is called."""
    found = getattr(subject.debate, subject.graph.sections[entry])[entry]
    told = fields_written(found)
    texts = (told.get(name, "") for name in ("title", "question", "name", "role", "url", "summary", "why", "text"))
    return " ".join(text for text in texts if isinstance(text, str)).split()[:_MOST_WORDS]


def redirected_permalinks(matching: Matching, now: str) -> Iterator[RedirectedPermalink]:
    """Permalinks that led to an entry's own place and lead to the debate ``now`` by a former id."""
    for former in former_ids_of(matching.after[now].debate):
        debate, _, entry = former.key.partition("/")
        if debate in matching.before and (not entry or entry in matching.before[debate].graph.sections):
            yield RedirectedPermalink(former.key, f"{now}/{former.entry}" if former.entry else now)


def orphaned_replies(matching: Matching, now: str) -> Iterator[OrphanedReply]:
    """Replies of the debate ``now`` whose parent is gone and that were given no other."""
    subject = matching.after[now]
    for claim_id, claim in subject.debate.claims.items():
        key = matching.then.get((now, claim_id))
        if key is None or claim.reply_to in subject.debate.claims:
            continue
        before = matching.before[key[0]]
        parent = before.graph.parents.get(key[1])
        if parent is not None and (key[0], parent) not in matching.now:
            yield OrphanedReply(now, claim_id, parent, before.title(parent))
