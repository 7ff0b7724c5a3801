"""Which entry of one version is which of the other: by id, else by a former id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_debates.permalinks import split_former

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.checks.subject import Subject

Key = tuple[str, str]
"""A debate's id and an entry's id in it, "" for the debate itself."""


@dataclass(frozen=True)
class Matching:
    """Both versions, debates by id."""

    before: Mapping[str, Subject]
    after: Mapping[str, Subject]

    @cached_property
    def debates(self) -> Mapping[str, str]:
        """By a debate's id now: its id then."""
        found = {debate_id: debate_id for debate_id in self.after if debate_id in self.before}
        taken = set(found)
        for debate_id, subject in self.after.items():
            if debate_id not in found:
                former = next((each for each in subject.debate.formerly if each in self.before), None)
                if former is not None and former not in taken:
                    found[debate_id] = former
                    taken.add(former)
        return found

    @cached_property
    def now(self) -> Mapping[Key, Key]:
        """By the key of an entry then: its key now. Those that are gone are missing."""
        found: dict[Key, Key] = {(then, ""): (now, "") for now, then in self.debates.items()}
        for now, then in self.debates.items():
            sections = self.before[then].graph.sections
            for entry_id, section in self.after[now].graph.sections.items():
                if sections.get(entry_id) == section:
                    found[then, entry_id] = now, entry_id
        for now, subject in self.after.items():
            for _, entry in subject.debate.entries():
                for former in getattr(entry, "formerly", ()):
                    key = self._then(now, former)
                    if key is not None:
                        found.setdefault(key, (now, entry.id))
        return found

    @cached_property
    def then(self) -> Mapping[Key, Key]:
        """By the key of an entry now: its key then. Those that are new are missing."""
        found: dict[Key, Key] = {}
        for then, now in self.now.items():
            same = then == (self.debates.get(now[0], ""), now[1])
            if same or now not in found:
                found[now] = then
        return found

    def entry_now(self, debate_then: str, entry_then: str) -> str:
        """What an id of a debate then, ``crux.answer`` included, is written as now within the same debate."""
        entry, dot, answer = entry_then.partition(".")
        debate, name = self.now.get((debate_then, entry), (debate_then, entry))
        return f"{name}{dot}{answer}" if self.debates.get(debate, debate) == debate_then else entry_then

    def _then(self, debate_now: str, former: str) -> Key | None:
        """The key then that a former id names, None where there was none such."""
        debate, entry = split_former(debate_now, former)
        for candidate in (debate, self.debates.get(debate, debate)):
            if candidate in self.before and entry in self.before[candidate].graph.sections:
                return candidate, entry
        return None
