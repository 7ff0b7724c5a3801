"""A folder of debates, loaded: what the command and the site both start from."""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from mkdocs_debates.checks import check, check_all
from mkdocs_debates.checks.subject import Subject, Surroundings, profile_of
from mkdocs_debates.diagnostics import in_order
from mkdocs_debates.garbage import collection_paused, collection_rare, none_at_exit
from mkdocs_debates.graph import graph_of
from mkdocs_debates.processes import in_two_steps, shared_out
from mkdocs_debates.prose import convert
from mkdocs_debates.reading import DebateFolder, image_size, processes_to_read, read_folder
from mkdocs_debates.reading.files import printable, shown_path
from mkdocs_debates.shapes import Prose as ProseShape
from mkdocs_debates.shelf import FEW, Shelf
from mkdocs_debates.spool import Spool, Spooled
from mkdocs_debates.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from mkdocs_debates.checks.subject import Place, Profile
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.prose import Prose
    from mkdocs_debates.reading import Document


AT_HAND: Final = 5_000
"""Claims of debates that a process holds between reading and looking at them."""

Seen = TypeVar("Seen")


class Label(NamedTuple):
    """What can be asked of a debate without looking into it. ``claims`` is how many it has."""

    profile: Profile
    files: tuple[str, ...]
    stamp: bytes
    status: str
    claims: int

    @classmethod
    def of(cls, document: Document) -> Label:
        """The label of a debate."""
        debate = document.debate
        return cls(profile_of(document), document.files, document.stamp, debate.status, len(debate.claims))


@dataclass(frozen=True)
class Project:
    """Every debate below ``folder`` by id, broken ones too, and every problem of every file, in order.

    The ``debates`` may be packed, so that it takes a while to look into one; each has a label.
    """

    folder: Path
    shown_as: str
    debates: Mapping[str, Subject]
    labels: Mapping[str, Label]
    _read: tuple[Problem, ...] = field(repr=False)
    _checked: tuple[Problem, ...] | None = field(default=None, repr=False)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files and with the debates, looked for when it is first asked."""
        checked = check_all(tuple(self.debates.values())) if self._checked is None else self._checked
        return tuple(in_order([*self._read, *checked]))

    def checked(self, problems: Iterable[Problem]) -> Project:
        """The same project where the checks of the debates were made elsewhere and found ``problems``."""
        return replace(self, _checked=tuple(problems))

    @cached_property
    def problems_of(self) -> Mapping[str, tuple[Problem, ...]]:
        """The problems by debate; those of files that belong to no debate stand under ""."""
        paths = {path: debate for debate, label in self.labels.items() for path in map(self._shown, label.files)}
        groups: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            groups[paths.get(problem.span.path, "")].append(problem)
        return {debate: tuple(problems) for debate, problems in groups.items()}

    @cached_property
    def drafts(self) -> frozenset[str]:
        """The debates that are not to be published yet."""
        return frozenset(debate for debate, label in self.labels.items() if label.status == "draft")

    @cached_property
    def broken(self) -> frozenset[str]:
        """The debates with errors; "" is among them where a file that belongs to none has one."""
        return frozenset(
            debate
            for debate, problems in self.problems_of.items()
            if any(problem.severity == "error" for problem in problems)
        )

    def image_file(self, debate_id: str, path: str) -> Path | None:
        """The file of an image beside a debate, if it is there and inside the folder."""
        return _image_file(self.folder, self.labels[debate_id].files, path)

    def _shown(self, file: str) -> str:
        return shown_path(self.shown_as, printable(file))


def load(
    folder: Path,
    *,
    shown_as: str | None = None,
    text_of: Callable[[Path], bytes] | None = None,
    earlier: Project | None = None,
) -> Project:
    """Read and check every debate below ``folder``. Nothing in a file raises; problems are values.

    ``shown_as`` is how paths begin in problems, by default the folder as given. ``text_of`` gives the bytes of a
    file, so that a change can be looked at before it is written. What ``earlier``, the same folder as it was loaded
    so before, holds of debates whose files are the same is taken from there.
    """
    before = earlier.debates if earlier is not None else {}
    none_at_exit()
    with collection_paused():
        documents = {debate_id: subject.document for debate_id, subject in before.items()}
        reading = read_folder(folder, shown_as=shown_as, text_of=text_of, earlier=documents)
        subjects = [_subject(folder, document, before.get(document.debate.id)) for document in reading.documents]
    shown = folder.as_posix() if shown_as is None else shown_as
    labels = earlier.labels if earlier is not None else {}
    return Project(
        folder,
        shown,
        {subject.debate.id: subject for subject in subjects},
        {
            each.debate.id: labels[each.debate.id] if documents.get(each.debate.id) is each else Label.of(each)
            for each in reading.documents
        },
        reading.problems,
    )


def load_packed(
    debates: DebateFolder, look_at: Callable[[Subject, Surroundings], Seen], done: Callable[[], None] = lambda: None
) -> tuple[Project, dict[str, Seen]]:
    """What :func:`load` gives, for somebody who looks into each debate but a few times.

    Debates stay packed in a file, but for those that were looked into last, and take hardly any memory. Each is
    looked at where it was read, while it is at hand. What ``look_at`` sees comes back by debate. ``done`` is called for
    each, in this process; for those that another one looked at, at the end.
    """
    none_at_exit()
    count = processes_to_read(debates)
    packed = _Packed(debates, shared_out(debates.sizes, count))
    process = os.getpid()

    def read(share: list[str]) -> Generator[dict[str, _Package], list[dict[str, _Package]], dict[str, Seen]]:
        at_hand = packed.read(share)
        parts = yield packed.packages
        packed.know(parts)
        seen: dict[str, Seen] = {}
        for debate_id in share:
            document = at_hand.pop(debate_id) if debate_id in at_hand else packed.document(debate_id)
            seen[debate_id] = look_at(_subject(debates.folder, document), packed.around)
            if os.getpid() == process:
                done()
        return seen

    collect_as_before = collection_rare()
    try:
        own, *others = in_two_steps(read, debates.sizes, count)
    finally:
        collect_as_before()
    seen = own | dict(chain.from_iterable(each.items() for each in others))
    for _ in range(len(seen) - len(own)):
        done()
    return packed.project(), {debate_id: seen[debate_id] for debate_id in debates}


class _Package(NamedTuple):
    """A debate that was read, and where it was put for the processes that want it."""

    label: Label
    problems: tuple[Problem, ...]
    place: Spooled


class _Packed:
    """The debates of a folder, packed as they are read in ``shares``, each in a process of its own.

    Each process puts into a file of its own what it reads: nothing of it passes through the memory of another.
    ``packages`` are those that this process read, and all once it knows them.
    """

    def __init__(self, debates: DebateFolder, shares: Iterable[list[str]]) -> None:
        self._debates = debates
        self._spools: dict[str, Spool] = {}
        for share in shares:
            self._spools |= dict.fromkeys(share, Spool())
        self.packages: dict[str, _Package] = {}

    def read(self, share: Iterable[str]) -> dict[str, Document]:
        """Read and pack a share of the debates. Those that there is room for are given back."""
        at_hand: dict[str, Document] = {}
        room = AT_HAND
        with collection_paused():
            for debate_id in share:
                document = self._debates.read(debate_id)
                data = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
                label = Label.of(document)
                self.packages[debate_id] = _Package(label, document.problems, self._spools[debate_id].put(data))
                if label.claims <= room:
                    room -= label.claims
                    at_hand[debate_id] = document
        return at_hand

    def know(self, parts: Iterable[dict[str, _Package]]) -> None:
        """Take up what all processes have read."""
        read = dict(chain.from_iterable(part.items() for part in parts))
        self.packages = {debate_id: read[debate_id] for debate_id in self._debates}

    @cached_property
    def around(self) -> Surroundings:
        """What all debates name, once they are known."""
        return Surroundings({debate_id: package.label.profile for debate_id, package in self.packages.items()})

    def document(self, debate_id: str) -> Document:
        """A debate, opened."""
        document: Document = pickle.loads(self._spools[debate_id].read(self.packages[debate_id].place))
        return document

    def project(self) -> Project:
        """The debates as those who look into them want them."""
        debates = self._debates
        problems = chain(debates.problems, *(package.problems for package in self.packages.values()))
        return Project(
            debates.folder,
            debates.shown_as,
            Shelf(debates, lambda debate_id: _subject(debates.folder, self.document(debate_id)), FEW),
            {debate_id: package.label for debate_id, package in self.packages.items()},
            tuple(in_order(problems)),
        )


class Checked(NamedTuple):
    """The debates of a folder by id, and every problem of every file, in order."""

    debates: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_folder(folder: Path) -> Checked:
    """What :func:`load` would find, for somebody who asks for the problems alone.

    Each of several processes keeps the debates that it read and checks them itself.
    """
    debates = DebateFolder(folder)
    none_at_exit()

    def checked(share: list[str]) -> Generator[list[Profile], list[list[Profile]], list[Problem]]:
        subjects = [_subject(folder, debates.read(each)) for each in share]
        parts = yield [profile_of(subject.document) for subject in subjects]
        profiles = {profile.id: profile for profile in chain.from_iterable(parts)}
        around = Surroundings({each: profiles[each] for each in debates})
        return [each for subject in subjects for each in (*subject.document.problems, *check(subject, around))]

    with collection_paused():
        found = in_two_steps(checked, debates.sizes, processes_to_read(debates))
    return Checked(tuple(debates), tuple(in_order(chain(debates.problems, *found))))


def _subject(folder: Path, document: Document, earlier: Subject | None = None) -> Subject:
    """The debate, with the images that are beside it now."""
    kept = earlier if earlier is not None and earlier.document is document else None
    return Subject(
        document=document,
        graph=kept.graph if kept else graph_of(document.debate),
        prose=kept.prose if kept else _prose_of(document),
        has_image=partial(_has_image, folder, document.files),
        image_size=cache(partial(_image_size, folder, document.files)),
    )


def _prose_of(document: Document) -> ProseByPlace:
    return ProseByPlace({(value.entry, value.steps): value.value for value in walk(document.debate, ProseShape)})


class ProseByPlace(Mapping["Place", "Prose"]):
    """The texts of a debate by their place, each converted when it is first asked for, and once till it is let go."""

    def __init__(self, texts: Mapping[Place, str]) -> None:
        self._texts = texts
        self._converted: dict[Place, Prose] = {}

    def __getitem__(self, place: Place) -> Prose:
        prose = self._converted.get(place)
        if prose is None:
            prose = self._converted[place] = convert(self._texts[place])
        return prose

    def get(self, place: Place, default: Any = None) -> Any:
        """The same as a mapping's own, without an exception for each text that is not there."""
        prose = self._converted.get(place)
        if prose is None and place in self._texts:
            return self[place]
        return default if prose is None else prose

    def __iter__(self) -> Iterator[Place]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def let_go(self) -> None:
        """Forget what the texts became; on the way to pages they take more than all else."""
        self._converted.clear()


def _has_image(folder: Path, files: Sequence[str], path: str) -> bool:
    return _image_file(folder, files, path) is not None


def _image_size(folder: Path, files: Sequence[str], path: str) -> tuple[int, int] | None:
    file = _image_file(folder, files, path)
    return image_size(folder, file) if file else None


def _image_file(folder: Path, files: Sequence[str], path: str) -> Path | None:
    beside = (folder / files[0]).parent
    file = beside / path
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
        return file if inside and file.is_file() else None
    except (OSError, RuntimeError):  # a loop of links, say, or a name that is too long
        return None
