"""A site's debates on their way to what is published: examined, made into a site, and printed as packs."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_debates.checks.subject import Surroundings
from mkdocs_debates.garbage import collection_rare
from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.site import named
from mkdocs_debates.processes import Worker, processes_for, shared_out
from mkdocs_debates.project import ProseByPlace
from mkdocs_debates.publishing import examining, packs
from mkdocs_debates.publishing.digests import digest, digest_of, digest_of_templates, program
from mkdocs_debates.publishing.examining import still_valid
from mkdocs_debates.publishing.printing import pack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Options, PlacedReference, Site
    from mkdocs_debates.publishing.cache import Cache
    from mkdocs_debates.publishing.examining import Examined
    from mkdocs_debates.publishing.packs import Pack


@dataclass(frozen=True, slots=True)
class Examine:
    """A task: to examine ``debates``, which gives :class:`Examined` for each."""

    debates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """A task: to print debates, each under its key of the cache where it is not yet, and to say when each is done.

    The rest is what is known of all debates of the site once they are examined.
    """

    keys: Mapping[str, str]
    broken: frozenset[str]
    options: Options
    references: Mapping[str, tuple[PlacedReference, ...]]


@dataclass(frozen=True)
class Desk:
    """Where debates are examined and printed: in this process, or in a copy of it."""

    subjects: Mapping[str, Subject]
    renderer: Renderer
    cache: Cache

    def do(self, task: Examine | Print) -> Iterator[Examined | None]:
        """Do a task, one debate after another."""
        if isinstance(task, Examine):
            yield from self.examined(task.debates)
        else:
            site = site_of(self.subjects, task.broken, task.options, references=task.references)
            for debate_id, key in task.keys.items():
                self.keep(site, debate_id, key)
                yield None

    def examined(self, debates: Iterable[str]) -> Iterator[Examined]:
        """Look at debates, one after another."""
        around = Surroundings(self.subjects)
        yield from (examining.examine(self.subjects[each], around) for each in debates)

    def keep(self, site: Site, debate_id: str, key: str) -> None:
        """See that what is published of a debate is in the cache."""
        if not self.cache.has(key):
            self.cache.put(key, packs.as_bytes(self.printed(site, debate_id)))

    def printed(self, site: Site, debate_id: str) -> Pack:
        """What is published of a debate."""
        pack = pack_of(site, debate_id, self.renderer)
        prose = self.subjects[debate_id].prose
        if isinstance(prose, ProseByPlace):
            prose.let_go()
        return pack


class Press:
    """Examines and prints the debates of a build, those of the last build from the cache, many in several processes.

    ``templates`` are the folders in which a site has templates of its own, ``earlier`` the press of the build before.
    Close a press when the build is over.
    """

    def __init__(
        self,
        subjects: Mapping[str, Subject],
        renderer: Renderer,
        cache: Cache,
        templates: Sequence[Path] = (),
        earlier: Press | None = None,
    ) -> None:
        self._desk = Desk(subjects, renderer, cache)
        self._program = digest(program(), digest_of_templates(templates))
        self._content = {
            debate_id: (earlier and earlier.content_of(subject)) or digest_of(subject.debate)
            for debate_id, subject in subjects.items()
        }
        self._workers: list[Worker] = []
        self._images: dict[str, tuple[str, ...]] = {}
        self._printing: dict[str, Worker] = {}
        self._ahead: deque[str] = deque()
        self._keys: dict[str, str] = {}
        self._collect_as_before = collection_rare()

    def content_of(self, subject: Subject) -> str | None:
        """A name for what a debate says, None where this press has not seen it as it is."""
        own = self._desk.subjects.get(subject.debate.id)
        return self._content[own.debate.id] if own and own.debate is subject.debate else None

    def examine(self, debates: Sequence[str], done: Callable[[], None] = lambda: None) -> dict[str, Examined]:
        """What stands in the prose of ``debates``, and their problems where they have any.

        ``done`` is called as often as one of them has been looked at.
        """
        around = Surroundings(self._desk.subjects)
        keys = {each: f"examined-{digest(self._program, each, self._content[each])}" for each in debates}
        found: dict[str, Examined] = {}
        for debate_id, key in keys.items():
            data = self._desk.cache.get(key)
            valid = still_valid(data, self._desk.subjects[debate_id], around) if data else None
            if valid:
                found[debate_id] = valid
                done()
        missing = [each for each in debates if each not in found]
        for debate_id, examined in self._examined(missing):
            found[debate_id] = examined
            done()
            self._desk.cache.put(keys[debate_id], examining.as_bytes(examined))
        self._images = {debate_id: examined.images for debate_id, examined in found.items()}
        return {each: found[each] for each in debates}

    def print(self, site: Site, debates: Collection[str]) -> None:
        """Begin to print those ``debates`` of ``site`` that are not in the cache as they are."""
        self._site = site
        if site.changes is not None:
            return  # what a preview marks is not kept
        facts = _facts(site, self._images)
        self._keys = {
            each: f"pack-{digest(self._program, each, self._content[each], repr(facts[each]))}"
            for each in site.subjects
            if each in debates
        }
        missing = [each for each, key in self._keys.items() if not self._desk.cache.has(key)]
        for worker, share in self._shared(missing, among_all=False):
            keys = {each: self._keys[each] for each in share}
            worker.ask(Print(keys, site.broken, site.options, site.references))
            self._printing |= dict.fromkeys(share, worker)
        self._ahead = deque(missing if self._printing else ())

    def key(self, debate_id: str) -> str:
        """A name for what the debate's pages hold, "" where it is not kept."""
        return self._keys.get(debate_id, "")

    def pack(self, debate_id: str) -> Pack:
        """What is published of a debate. Ask for debates in the order in which they were to be printed."""
        worker = self._printing.pop(debate_id, None)
        if worker is not None:
            if self._ahead and self._ahead[0] == debate_id:
                self._ahead.popleft()
            # The next ones are those that the workers come to meanwhile.
            while len(self._ahead) > len(self._workers) and not worker.has_answered():
                self._print_ahead()
            worker.answer()
        key = self.key(debate_id)
        data = self._desk.cache.get(key) if key else None
        if data is not None:
            try:
                return packs.from_bytes(data)
            except packs.NoPackError:
                pass  # somebody else's hand was in the cache: print it again
        pack = self._desk.printed(self._site, debate_id)
        if key:
            self._desk.cache.put(key, packs.as_bytes(pack))
        return pack

    def _print_ahead(self) -> None:
        """Print the last debate that nobody has printed: the others begin with the first, and pass over what is there.

        So this process does its part while it would wait, and what is asked for next comes from the others.
        """
        debate_id = self._ahead.pop()
        self._desk.keep(self._site, debate_id, self._keys[debate_id])

    def finish(self, *, whole: bool) -> None:
        """Close the press after a build that came to its end, of the whole site or of a part.

        After a whole one, what was of no use is forgotten.
        """
        self.close()
        if whole:
            self._desk.cache.forget_unused()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        self._collect_as_before()

    def _examined(self, debates: Sequence[str]) -> Iterator[tuple[str, Examined]]:
        others = self._shared(debates, among_all=True)
        for worker, share in others:
            worker.ask(Examine(tuple(share)))
        elsewhere = {debate_id for _, share in others for debate_id in share}
        own = [each for each in debates if each not in elsewhere]
        yield from zip(own, self._desk.examined(own), strict=True)
        for worker, share in others:
            yield from ((debate_id, worker.answer()) for debate_id in share)

    def _shared(self, debates: Sequence[str], *, among_all: bool) -> list[tuple[Worker, list[str]]]:
        """Workers with the debates that each is to do; what is left is for this process, as much if ``among_all``."""
        claims = {each: 1 + len(self._desk.subjects[each].debate.claims) for each in debates}
        count = processes_for(sum(claims.values()))
        if not self._workers and debates:
            self._workers = [Worker(self._desk.do) for _ in range(count - 1)]
        shares = shared_out(claims, len(self._workers) + among_all) if self._workers else []
        return [(worker, share) for worker, share in zip(self._workers, shares, strict=False) if share]


def _facts(site: Site, images: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[object, ...]]:
    """By debate: all that its pages show and that is not its own."""
    around: defaultdict[str, list[object]] = defaultdict(list)
    for debate_id in site.subjects:
        outside = {named(reference, debate_id) for _, _, reference in site.references[debate_id]}
        around[debate_id] += sorted(_seen(site, *entry) for entry in outside if entry[0] != debate_id)
        around[debate_id] += ((entry, _seen(site, *by)) for entry, by in site.mentions_elsewhere[debate_id])
    return {
        debate_id: (site.options, tuple(around[debate_id]), tuple(_sizes(site, debate_id, images[debate_id])))
        for debate_id in site.subjects
    }


def _seen(site: Site, debate_id: str, entry: str) -> tuple[str, ...]:
    """How other debates see an entry: its names, its address, its title and the language of that."""
    address = site.address(debate_id, entry)
    if address is None:
        return debate_id, entry
    if debate_id in site.broken:
        return debate_id, entry, site.url(address)
    language = site.subjects[debate_id].debate.language
    return debate_id, entry, site.url(address), site.title(debate_id, entry), site.kind(debate_id, entry), language


def _sizes(site: Site, debate_id: str, images: Iterable[str]) -> Iterator[tuple[str, tuple[int, int] | None]]:
    for image in images:
        yield image, site.subjects[debate_id].image_size(image)
