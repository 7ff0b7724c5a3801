"""What a converted text is: its HTML with gaps for what only a page knows, its words, and what it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from markupsafe import Markup, escape

from mkdocs_debates.prose.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

ReferenceKind = Literal["crux", "claim", "position", "link", "person", "debate"]

_LAST_HEADING: Final = 6
LONGEST_TITLE: Final = 200
"""A longer title is shortened where a reference takes it for its words."""


class Reference(NamedTuple):
    """A reference as written, such as ``crux:other-debate/value-drift.drift``.

    ``debate`` is "" for the debate that the text stands in, and for the kind "debate", whose id is ``id``.
    ``answer`` is "" where none is named. ``written`` is the destination as it stands in the source and
    ``occurrence`` counts, from 0, the destinations of the text that are written exactly so.
    """

    kind: ReferenceKind
    debate: str
    id: str
    answer: str
    written: str
    occurrence: int


class Flaw(NamedTuple):
    """Something wrong inside a text. ``written`` is what to look for in the source, "" for all of it."""

    rule: str
    message: str
    hint: str
    written: str
    occurrence: int


def too_large(message: str, hint: str = "split it: a long argument reads better as several claims") -> Flaw:
    """The flaw of a text beyond a limit, which ``message`` names."""
    return Flaw("too-large", message, hint, "", 0)


class Image(NamedTuple):
    """An image file that the text shows: its path from the debate's folder, without ``./``."""

    written: str
    occurrence: int


class Page(NamedTuple):
    """What a text needs to know of the page that shows it; see :meth:`Prose.html`."""

    resolve: Callable[[Reference], tuple[str, str] | None]
    image: Callable[[str], str | None]
    image_size: Callable[[str], tuple[int, int] | None]
    number: Callable[[Reference], str]
    heading_level: int
    prefix: Markup


class Gap(Protocol):
    """A piece of HTML that differs from page to page."""

    def html(self, page: Page) -> str:
        """The piece as HTML."""


Chunk = str | Gap
"""Finished HTML, or a gap in it."""


def fill(chunks: tuple[Chunk, ...], page: Page) -> str:
    """The HTML of ``chunks`` on ``page``."""
    return "".join([chunk if isinstance(chunk, str) else chunk.html(page) for chunk in chunks])


class HeadingTag(NamedTuple):
    """The start or the end of a heading, as deep as the page wants it."""

    level: int
    slash: Literal["", "/"]

    def html(self, page: Page) -> str:
        """The tag."""
        return f"<{self.slash}h{min(_LAST_HEADING, page.heading_level + self.level)}>"


@dataclass(frozen=True, slots=True)
class Prefix:
    """The page's prefix for ids inside the text."""

    def html(self, page: Page) -> str:
        """The prefix, escaped."""
        return page.prefix


class ReferenceLink(NamedTuple):
    """A reference and the words it stands on; without words it takes the title of what it leads to."""

    reference: Reference
    words: tuple[Chunk, ...]
    tooltip: str

    def html(self, page: Page) -> str:
        """The link, or the words alone where it leads nowhere."""
        words = fill(self.words, page)
        found = page.resolve(self.reference)
        if found is None:
            return f'<span class="debate-lost">{words or escape(self.reference.written)}</span>'
        href, title = found
        number = page.number(self.reference)
        after = f" [{escape(number)}]" if number else ""
        return f'<a href="{escape(href)}"{self.tooltip}>{words or escape(shortened(title, LONGEST_TITLE))}{after}</a>'


class Picture(NamedTuple):
    """An image file beside the debate."""

    path: str
    alt: str
    tooltip: str

    def html(self, page: Page) -> str:
        """The image, or its description where there is no such file."""
        source = page.image(self.path)
        if source is None:
            return f'<span class="debate-lost">{escape(self.alt or self.path)}</span>'
        size = page.image_size(self.path)
        room = f' width="{size[0]}" height="{size[1]}"' if size else ""
        return (
            f'<img src="{escape(source)}" alt="{escape(self.alt)}"{self.tooltip}{room} loading="lazy" decoding="async">'
        )


class Formula(NamedTuple):
    """A formula: its MathML, and the TeX as which it reads."""

    mathml: str
    tex: str

    def html(self, page: Page) -> str:
        """The formula."""
        return self.mathml


Body = tuple[tuple[str, ...], tuple[Chunk, ...]]
"""The blocks of a text and its HTML in chunks."""


class Prose:
    """A converted text, which nothing changes.

    ``references``, ``images`` and ``flaws`` are what it names and what is wrong with it. Checks need no more of most
    texts, so that its words and its HTML may be made when they are first asked for; see :meth:`later`.
    """

    __slots__ = ("_body", "_make", "_source", "flaws", "images", "references")

    def __init__(
        self,
        references: tuple[Reference, ...] = (),
        images: tuple[Image, ...] = (),
        flaws: tuple[Flaw, ...] = (),
        blocks: tuple[str, ...] = (),
        chunks: tuple[Chunk, ...] = (),
    ) -> None:
        self.references = references
        self.images = images
        self.flaws = flaws
        self._body: Body | None = (blocks, chunks)
        self._make: Callable[[str], Body] | None = None
        self._source = ""

    @classmethod
    def later(
        cls,
        source: str,
        make: Callable[[str], Body],
        references: tuple[Reference, ...] = (),
        flaws: tuple[Flaw, ...] = (),
    ) -> Prose:
        """A text without images whose blocks and chunks are what ``make`` makes of ``source``."""
        prose = cls(references, (), flaws)
        prose._body, prose._make, prose._source = None, make, source
        return prose

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prose) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        references, images, flaws, blocks, _ = self._values()
        return f"Prose({references=}, {images=}, {flaws=}, {blocks=})"

    @property
    def blocks(self) -> tuple[str, ...]:
        """The text as read.

        One string for each paragraph, heading, table cell and code block, without markup, white space as one space,
        footnotes at the end. A reference without words reads there as its id.
        """
        return self._made()[0]

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The HTML, with gaps for what only a page knows."""
        return self._made()[1]

    def with_chunks(self, chunks: tuple[Chunk, ...]) -> Prose:
        """The same text with other HTML."""
        return Prose(self.references, self.images, self.flaws, self.blocks, chunks)

    def _made(self) -> Body:
        if self._body is None:
            assert self._make is not None, "what is made later says how"
            self._body = self._make(self._source)
        return self._body

    def _values(self) -> tuple[object, ...]:
        return self.references, self.images, self.flaws, self.blocks, self.chunks

    def html(
        self,
        *,
        resolve: Callable[[Reference], tuple[str, str] | None],
        image: Callable[[str], str | None],
        image_size: Callable[[str], tuple[int, int] | None] = lambda path: None,
        number: Callable[[Reference], str] = lambda reference: "",
        heading_level: int = 3,
        prefix: str = "",
    ) -> Markup:
        """The text as HTML for one page.

        ``resolve`` gives the address, relative to the page, and the title of what a reference leads to, or None;
        ``number`` what the page calls it, "" where it numbers nothing. ``image`` gives the address of an image file,
        or None, and ``image_size`` its width and height where they are known. Headings sink below ``heading_level``.
        The ids of footnotes are ``{prefix}_fn_1`` and ``{prefix}_fnref_1``: the prefix keeps two texts of a page apart.
        """
        chunks = self.chunks
        if len(chunks) == 1 and isinstance(chunks[0], str):  # as most texts have no gaps
            return Markup(chunks[0])
        return Markup(fill(chunks, Page(resolve, image, image_size, number, heading_level, escape(prefix))))

    @property
    def text(self) -> str:
        """The text as read, its blocks apart by blank lines."""
        return "\n\n".join(self.blocks)


EMPTY: Final = Prose()
