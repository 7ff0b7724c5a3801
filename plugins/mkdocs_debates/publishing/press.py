"""A site's debates on their way to what is published: examined, made into a site, and printed as packs."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

from mkdocs_debates.checks.subject import Surroundings
from mkdocs_debates.garbage import collection_rare
from mkdocs_debates.pages.site import named
from mkdocs_debates.processes import Worker, each, processes_for, shared_out
from mkdocs_debates.project import ProseByPlace
from mkdocs_debates.publishing import packs
from mkdocs_debates.publishing.digests import digest
from mkdocs_debates.publishing.printing import printing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Entry, Site
    from mkdocs_debates.project import Project
    from mkdocs_debates.publishing.examining import Examined, Examiner, LookedAt
    from mkdocs_debates.publishing.packs import Pack, Printing

Result = TypeVar("Result")

_KEPT: Final = 4
"""Claims of debates that are in the cache, which take as long as one that has to be printed."""


class Press:
    """Examines and prints the debates of a build, those of the last build from the cache, many in several processes.

    ``looked_at`` is what ``examiner`` found already, in a build all, ``earlier`` the press of the build before. Close a
    press when the build is over.
    """

    def __init__(
        self,
        project: Project,
        renderer: Renderer,
        examiner: Examiner,
        looked_at: Mapping[str, LookedAt] | None = None,
        earlier: Press | None = None,
    ) -> None:
        self._subjects = project.debates
        self._labels = project.labels
        self._renderer = renderer
        self._examiner = examiner
        self._cache = examiner.cache
        self._around = Surroundings({debate_id: label.profile for debate_id, label in project.labels.items()})
        self._content = self._known_to(earlier) if earlier else {}
        self._examined = self._found_before(earlier) if earlier else {}
        self._looked_at = looked_at or {}
        self._keys: dict[str, str] = {}
        self._missing: frozenset[str] = frozenset()
        self._workers: list[Worker] = []
        self._printing: dict[str, Worker] = {}
        self._ahead: deque[str] = deque()
        # A build while serving makes little that is new, and everything is looked through after it.
        self._collect_as_before = collection_rare(300_000) if earlier else collection_rare()

    def _known_to(self, earlier: Press) -> dict[str, str]:
        """Names for what those debates say that are the same as before."""
        return {
            debate_id: content
            for debate_id, content in earlier._content.items()
            if debate_id in self._labels and self._labels[debate_id] is earlier._labels[debate_id]
        }

    def _found_before(self, earlier: Press) -> dict[str, Examined]:
        """What was found in those debates in which nothing can have changed: not they, and not what any debate has.

        Images may be there, or not, without a word of a debate being another.
        """
        if self._around != earlier._around:
            return {}
        return {
            debate_id: examined
            for debate_id, examined in earlier._examined.items()
            if debate_id in self._content and not examined.images
        }

    def examine(self, debates: Sequence[str], done: Callable[[], None] = lambda: None) -> dict[str, Examined]:
        """What stands in the prose of ``debates``, and their problems where they have any.

        ``done`` is called for each of them that was not looked at before.
        """
        found: dict[str, Examined] = {}
        for debate_id in debates:
            if debate_id in self._looked_at:
                self._content[debate_id], found[debate_id] = self._looked_at[debate_id]
                self._cache.want(self._key_of_examined(debate_id))
            elif debate_id in self._examined and self._cache.has(self._key_of_examined(debate_id)):
                found[debate_id] = self._examined[debate_id]
                done()
        sizes = self._sizes(name for name in debates if name not in found)
        for debate_id, (content, examined) in each(self._look_at, sizes, processes_for(sum(sizes.values()))):
            self._content[debate_id] = content
            found[debate_id] = examined
            self._cache.want(self._key_of_examined(debate_id))
            done()
        self._examined = {name: found[name] for name in debates}
        return self._examined

    def _look_at(self, debate_id: str) -> LookedAt:
        return self._examiner.look_at(self._subjects[debate_id], self._around, self._content.get(debate_id, ""))

    def _key_of_examined(self, debate_id: str) -> str:
        return self._examiner.key(debate_id, self._content[debate_id])

    def take(self, site: Site, debates: Collection[str]) -> None:
        """Take those ``debates`` of ``site`` that are to be printed, once they are examined."""
        self._site = site
        self._missing = frozenset(debates)
        if site.changes is not None:
            return  # what a preview marks is not kept
        facts = _facts(site, self._examined)
        self._keys = {
            name: f"pack-{digest(self._examiner.program, name, self._content[name], repr(facts[name]))}"
            for name in site.subjects
            if name in debates
        }
        self._missing = frozenset(name for name, key in self._keys.items() if not self._cache.has(key))

    def key(self, debate_id: str) -> str:
        """A name for what the debate's pages hold, "" where it is not kept."""
        return self._keys.get(debate_id, "")

    def each(
        self, debates: Iterable[str], work: Callable[[str, Pack], Result], *, alone: bool
    ) -> Generator[tuple[str, Result], None, None]:
        """What ``work`` makes of each of ``debates`` and its pack, as it comes, in several processes where that pays.

        This process may have to do it ``alone``, with what is printed ahead. Close the iterator if it is not used up.
        """
        if not alone:
            self._end_workers()
        sizes = self._sizes(debates)
        to_do = sum(size if name in self._missing else size // _KEPT for name, size in sizes.items())
        return each(lambda name: work(name, self.pack(name)), sizes, 1 if alone else processes_for(to_do))

    def print_ahead(self) -> None:
        """Let other processes print what is not in the cache, while this one is at other things."""
        sizes = self._sizes(name for name in self._keys if name in self._missing)
        others = processes_for(sum(sizes.values())) - 1
        for share in filter(None, shared_out(sizes, others) if others else ()):
            self._workers.append(Worker(self._keep_all))
            self._workers[-1].ask(share)
            self._printing |= dict.fromkeys(share, self._workers[-1])
        self._ahead = deque(sizes if self._printing else ())

    def pack(self, debate_id: str) -> Pack:
        """What is published of a debate. Ask for debates in the order of the site where they are printed ahead."""
        worker = self._printing.pop(debate_id, None)
        if worker is not None:
            if self._ahead and self._ahead[0] == debate_id:
                self._ahead.popleft()
            # The next ones are those that the workers come to meanwhile.
            while len(self._ahead) > len(self._workers) and not worker.has_answered():
                self._print_last()
            worker.answer()
        return self._kept(debate_id) or self._again(debate_id)

    def meanwhile(self, work: Callable[[], Result]) -> Callable[[], Result]:
        """What gives the result of ``work``, at which another :class:`Worker` is meanwhile where that pays."""
        if processes_for(sum(label.claims for label in self._labels.values())) < 2:
            return work
        worker = Worker(lambda _: [work()], once=True)  # so it takes no memory once it is done
        worker.ask(None)
        self._workers.append(worker)
        return worker.answer

    def finish(self, *, whole: bool) -> None:
        """Close the press after a build that came to its end, of the whole site or of a part.

        After a whole one, what was of no use is forgotten.
        """
        self.close()
        if whole:
            self._cache.forget_unused()

    def close(self) -> None:
        """End all processes."""
        self._end_workers()
        self._collect_as_before()

    def _end_workers(self) -> None:
        """End the other processes. What those that print ahead have kept is there, and the rest is printed anew."""
        for worker in self._workers:
            worker.close()
            self._cache.forget_unfinished(worker.process)
        self._workers.clear()
        self._printing.clear()
        self._ahead.clear()

    def _sizes(self, debates: Iterable[str]) -> dict[str, int]:
        return {name: 1 + self._labels[name].claims for name in debates}

    def _keep_all(self, debates: Iterable[str]) -> Iterator[None]:
        for debate_id in debates:
            self._keep(debate_id)
            yield

    def _keep(self, debate_id: str) -> None:
        """See that what is published of a debate is in the cache."""
        if not self._cache.has(self._keys[debate_id]):
            self._print(debate_id)

    def _print(self, debate_id: str) -> bool:
        """Print a debate into the cache, and say whether it is there."""
        key = self.key(debate_id)
        if not key or self._cache.folder is None:
            return False
        with self._printing_of(debate_id) as printing:
            return self._cache.put(key, packs.in_bytes(printing))

    def _kept(self, debate_id: str) -> Pack | None:
        """What is published of a debate as it is in the cache, if it is there, and whole."""
        key = self.key(debate_id)
        stored = self._cache.open(key) if key else None
        try:
            return packs.opened(stored, cache(partial(self._again, debate_id))) if stored else None
        except packs.NoPackError:
            return None  # somebody else's hand was in the cache

    def _again(self, debate_id: str) -> Pack:
        """What is published of a debate of which something damaged is in the cache, and that anew in the cache."""
        return (self._print(debate_id) and self._kept(debate_id)) or self._held(debate_id)

    def _held(self, debate_id: str) -> Pack:
        with self._printing_of(debate_id) as printing:
            return printing.held()

    def _print_last(self) -> None:
        """Print the last debate that nobody has printed: the others begin with the first, and pass over what is there.

        So this process does its part while it would wait, and what is asked for next comes from the others.
        """
        self._keep(self._ahead.pop())

    @contextmanager
    def _printing_of(self, debate_id: str) -> Iterator[Printing]:
        yield printing_of(self._site, debate_id, self._renderer)
        self._site.let_go()
        self._renderer.let_go()
        prose = self._subjects[debate_id].prose
        if isinstance(prose, ProseByPlace):
            prose.let_go()


def _facts(site: Site, examined: Mapping[str, Examined]) -> Mapping[str, tuple[object, ...]]:
    """By debate: all that its pages show and that is not its own."""
    named_by: dict[str, set[Entry]] = {}
    for debate_id in site.subjects:
        outside = {named(reference, debate_id) for _, _, reference in site.references[debate_id]}
        named_by[debate_id] = {entry for entry in outside if entry[0] != debate_id}
    mentioned_by = (by for debate_id in site.subjects for _, by in site.mentions_elsewhere[debate_id])
    # In their order, so that each debate is looked into once for all that name something of it.
    seen = {entry: _seen(site, *entry) for entry in sorted({*chain.from_iterable(named_by.values()), *mentioned_by})}
    around = {
        debate_id: [
            *sorted(map(seen.__getitem__, named_by[debate_id])),
            *((entry, seen[by]) for entry, by in site.mentions_elsewhere[debate_id]),
        ]
        for debate_id in site.subjects
    }
    return {
        debate_id: (
            site.options,
            tuple(around[debate_id]),
            tuple(_image_sizes(site, debate_id, examined[debate_id].images)),
        )
        for debate_id in site.subjects
    }


def _seen(site: Site, debate_id: str, entry: str) -> tuple[str, ...]:
    """How other debates see an entry: its names, its address, its title and the language of that."""
    address = site.address(debate_id, entry)
    if address is None:
        return debate_id, entry
    if debate_id in site.broken:
        return debate_id, entry, site.url(address)
    site.learn(debate_id, entry)
    _, title, kind, _ = site.entry(debate_id, entry)
    return debate_id, entry, site.url(address), title, kind, site.faces[debate_id].language


def _image_sizes(site: Site, debate_id: str, images: Iterable[str]) -> Iterator[tuple[str, tuple[int, int] | None]]:
    for image in images:
        yield image, site.subjects[debate_id].image_size(image)
