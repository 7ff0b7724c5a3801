"""How a list that outgrows its page goes on over numbered pages: one way for every list of a debate.

Sizes are estimates, in bytes, made before anything is rendered: on which page something stands decides its address.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTINUED_BYTES: Final = 300
"""What the heading takes under which a section goes on."""
_FEW: Final = 3
"""Items that a first page shows of each section, if it shows all sections."""


class Section(NamedTuple):
    """A section of a list: what stands before its items, and each of its items."""

    head: int
    items: Sequence[int]

    @property
    def size(self) -> int:
        """All of it."""
        return self.head + sum(self.items)


class Stretch(NamedTuple):
    """The items ``begin`` up to ``end`` of a section, all counted from 0. The head goes with the first item."""

    section: int
    begin: int
    end: int


Split = tuple[tuple[Stretch, ...], ...]
"""What stands on each page of a list, in order."""


def split(sections: Sequence[Section], limit: int, before: int = 0, in_order: bool = False) -> Split:
    """The pages of a list, of about ``limit`` bytes each; one where all fits on one.

    The first page shows the beginning of each section, so that one sees what there is, and the pages after it go on
    with what is left. Where there are too many sections for that, or where they are to be read ``in_order``, they
    follow each other from the first page on.
    ``before`` is what the first page holds beside the list where there are several. An item that is longer than a page
    has its own.
    """
    if sum(section.size for section in sections) <= limit:
        return (tuple(Stretch(number, 0, len(section.items)) for number, section in enumerate(sections)),)
    everything = [Stretch(number, 0, len(section.items)) for number, section in enumerate(sections)]
    room = limit - before
    at_least = sum(section.head + sum(section.items[:_FEW]) for section in sections)
    if in_order or len(sections) == 1 or at_least > room:
        return tuple(_flowing(sections, everything, limit, before))
    begun = tuple(_beginnings(sections, room))
    rest = [Stretch(each.section, each.end, whole.end) for each, whole in zip(begun, everything, strict=True)]
    return (begun, *_flowing(sections, [each for each in rest if each.begin < each.end], limit, 0))


def numbered(path: str, number: int) -> str:
    """The path of a page of the list that begins at ``path``; pages are counted from 0."""
    return f"{path}{number + 1}/" if number else path


def place_of(path: str) -> tuple[str, int]:
    """The path at which the list of a page begins, and which page of it this is, counted from 0. No id is a number."""
    begin, _, last = path.removesuffix("/").rpartition("/")
    return (f"{begin}/", int(last) - 1) if last.isdecimal() else (path, 0)


def _beginnings(sections: Sequence[Section], room: int) -> Iterator[Stretch]:
    """As much of each section as an equal share of ``room`` holds; what one does not need is left to the others."""
    room -= sum(section.head for section in sections)
    ends: dict[int, int] = {}
    by_size = sorted(range(len(sections)), key=lambda number: sections[number].size - sections[number].head)
    for done, number in enumerate(by_size):
        items = sections[number].items
        share = room // (len(sections) - done)
        used = list(accumulate(items))
        end = next((index for index, size in enumerate(used) if size > share), len(items))
        end = max(end, min(_FEW, len(items)))
        room -= used[end - 1] if end else 0
        ends[number] = end
    return (Stretch(number, 0, ends[number]) for number in range(len(sections)))


def _flowing(
    sections: Sequence[Section], stretches: Sequence[Stretch], limit: int, before: int
) -> Iterator[tuple[Stretch, ...]]:
    """The stretches one after the other, broken where a page is full."""
    page: list[Stretch] = []
    used = before
    for stretch in stretches:
        section, begin = sections[stretch.section], stretch.begin
        used += _head(section, begin)
        for index in range(begin, max(stretch.end, begin + 1)):
            size = section.items[index] if index < stretch.end else 0  # a section may have a head alone
            if used + size > limit and (page or index > begin):
                if index > begin:
                    page.append(Stretch(stretch.section, begin, index))
                yield tuple(page)
                page, begin, used = [], index, _head(section, index)
            used += size
        page.append(Stretch(stretch.section, begin, stretch.end))
    yield tuple(page)


def _head(section: Section, begin: int) -> int:
    return CONTINUED_BYTES if begin else section.head
