"""A folder of YAML files to debates, with the place of every value and every problem of every file.

Files become text (``decoding``), text becomes nodes (``nodes``), the nodes of a debate's files become the debate
(``building``, ``fields``, ``values``). Nothing in a file raises: what is wrong is a ``Problem``.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.diagnostics import Problem, in_order
from mkdocs_debates.garbage import collection_paused
from mkdocs_debates.processes import in_shares, processes_for
from mkdocs_debates.reading.building import DebateBuilder
from mkdocs_debates.reading.decoding import decode
from mkdocs_debates.reading.documents import Document, Nodes, Places
from mkdocs_debates.reading.files import find_debates, printable, read_bytes, shown_path
from mkdocs_debates.reading.images import image_size
from mkdocs_debates.reading.nodes import NodeReading, Scalar, read_nodes
from mkdocs_debates.reading.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mkdocs_debates.reading.files import Content, DebateFiles

__all__ = ["DebateFolder", "Document", "Reading", "image_size", "processes_to_read", "read_folder"]


class Reading(NamedTuple):
    """The debates of a folder by id, broken ones too, and the problems of all files, in order."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


class DebateFolder:
    """The debates below ``folder`` that can be read; one that does not exist has none.

    ``shown_as`` is how paths begin in problems, by default the folder as given. ``text_of`` gives the bytes of a
    file, so that a change can be read before it is written; an ``OSError`` of it is a problem of that file.
    ``problems`` are those of files that belong to no debate.
    """

    def __init__(
        self, folder: Path, *, shown_as: str | None = None, text_of: Callable[[Path], bytes] | None = None
    ) -> None:
        self.folder = folder
        self.shown_as = folder.as_posix() if shown_as is None else shown_as
        self._text_of = text_of
        found = find_debates(folder, self.shown_as)
        self._files = {files.debate_id: files for files in found.debates}
        self.problems = found.problems

    @cached_property
    def sizes(self) -> dict[str, int]:
        """About how many bytes each debate has."""
        return {debate_id: 1 + sum(_sizes(self.folder, files)) for debate_id, files in self._files.items()}

    @property
    def claims(self) -> int:
        """About how many claims there are, by the sizes of the files."""
        return sum(self.sizes.values()) // _BYTES_OF_A_CLAIM

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def read(self, debate_id: str, earlier: Document | None = None) -> Document:
        """A debate; ``earlier`` itself, which was read so before, where all bytes are still the same."""
        return _read_debate(self.folder, self._files[debate_id], self.shown_as, self._text_of, earlier)


def read_folder(
    folder: Path,
    *,
    shown_as: str | None = None,
    text_of: Callable[[Path], bytes] | None = None,
    earlier: Mapping[str, Document] | None = None,
) -> Reading:
    """Read every debate of a :class:`DebateFolder`.

    ``earlier`` are documents of the same folder, by debate, that were read so before: where all bytes of a debate
    are the same, its document is the same object.
    """
    debates = DebateFolder(folder, shown_as=shown_as, text_of=text_of)
    before = earlier or {}

    def read(share: Iterable[str]) -> dict[str, Document]:
        return {each: debates.read(each, before.get(each)) for each in share}

    # As a rule nothing is new but one of the documents that there were, so nothing is gained by sharing them out.
    with collection_paused():
        parts = [read(debates)] if before else in_shares(read, debates.sizes, processes_to_read(debates))
        read_so = dict(chain.from_iterable(part.items() for part in parts))
        documents = tuple(read_so[each] for each in debates)
    problems = in_order([*debates.problems, *(each for document in documents for each in document.problems)])
    return Reading(documents, tuple(problems))


def processes_to_read(debates: DebateFolder) -> int:
    """How many processes it pays to read them in."""
    return max(1, min(processes_for(debates.claims), len(debates)))


_BYTES_OF_A_CLAIM: Final = 600
"""In a file, more or less."""


def _sizes(folder: Path, files: DebateFiles) -> Iterator[int]:
    for name in files.names:
        with suppress(OSError):  # it is a problem once the file is read
            yield (folder / name).stat().st_size


def _read_debate(
    folder: Path,
    files: DebateFiles,
    shown_as: str,
    text_of: Callable[[Path], bytes] | None,
    earlier: Document | None,
) -> Document:
    contents = {name: read_bytes(folder, name, text_of) for name in files.names}
    stamp = _stamp(files, contents)
    if earlier is not None and earlier.stamp == stamp:
        return earlier
    texts = tuple(_read_text(name, content, shown_as) for name, content in contents.items())
    builder = DebateBuilder(files.debate_id)
    problems = list(files.problems)
    readable = True
    for text, nodes in _nodes_in(texts):
        problems += nodes.problems if nodes else text.problems
        readable &= nodes is not None and nodes.broken_at is None and not nodes.lost_entries
        _add(builder, text.source, nodes, is_main=text is texts[0])
        del nodes  # before those of the next file are there
    return Document(
        debate=builder.build(),
        files=tuple(text.source.name for text in texts),
        problems=tuple(in_order([*problems, *builder.findings.problems])),
        readable=readable and not builder.findings.lost_entries,
        stamp=stamp,
        _places=Places(
            tuple(text.source for text in texts), builder.keys, builder.answers, partial(_nodes, files.debate_id, texts)
        ),
    )


def _stamp(files: DebateFiles, contents: Mapping[str, Content]) -> bytes:
    """What tells documents apart: the names and the bytes that they were read from."""
    stamp = hashlib.sha256(repr(files).encode("utf-8", "backslashreplace"))
    for content in contents.values():
        stamp.update(hashlib.sha256(content if isinstance(content, bytes) else repr(content).encode()).digest())
    return stamp.digest()


class _Text(NamedTuple):
    """A file's text, and what keeps it from being read as YAML."""

    source: Source
    problems: Sequence[Problem]


def _read_text(name: str, data: Content, shown_as: str) -> _Text:
    shown = shown_path(shown_as, printable(name))
    if isinstance(data, tuple):
        rule, message, hint = data
        source = Source(printable(name), shown, "")
        return _Text(source, [source.problem(rule, source.span(0), message, hint=hint)])
    return _Text(*decode(data, printable(name), shown))


def _nodes_in(texts: Iterable[_Text]) -> Iterator[tuple[_Text, NodeReading | None]]:
    """Each text with its nodes, none where it holds no YAML."""
    for text in texts:
        yield text, None if text.problems else read_nodes(text.source)


def _nodes(debate_id: str, texts: Sequence[_Text]) -> Nodes:
    """The nodes of a debate, as they are when the debate was made of them."""
    builder = DebateBuilder(debate_id, keeps_nodes=True)
    root = None
    for text, nodes in _nodes_in(texts):
        _add(builder, text.source, nodes, is_main=text is texts[0])
        root = nodes.root if nodes and text is texts[0] else root
    return Nodes(root, builder.nodes)


def _add(builder: DebateBuilder, source: Source, nodes: NodeReading | None, *, is_main: bool) -> None:
    """Give the nodes of a file to the builder."""
    if nodes is None:
        return
    root = nodes.root
    if root is None or (type(root) is Scalar and root.left_out):
        if is_main and nodes.broken_at is None:
            builder.note_empty_file(source)
    elif is_main:
        builder.add_main_file(source, root, nodes.broken_at)
    else:
        builder.add_part(source, root, nodes.broken_at)
