"""The edition of a debate that is read from front to back: how claims are numbered, and what stands in which part.

Sizes are estimates made before anything is rendered, since in which part something stands decides its address.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from mkdocs_debates.pages.splitting import Section, numbered, place_of, split
from mkdocs_debates.permalinks import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Claim
    from mkdocs_debates.theme.words import Words

DOSSIER: Final = "dossier/"
"""The folder of a debate's dossier, below the debate's own."""

DEEPEST_NUMBER: Final = 9
"""Claims below this many levels are counted on within the last, so that a number never outgrows its line."""

MOST_NUMBERS: Final = 300
"""Claims that one entry refers to by their numbers; of those beyond, it says how many they are."""

Chapter = Literal["positions", "cruxes", "claims", "shifts", "people", "links"]
Item = tuple[Chapter, str]
"""What a dossier is made of: an entry's id, or the place of a shift in its list."""

_ANCHORS: Final[Mapping[str, str]] = {
    "positions": "position",
    "cruxes": "crux",
    "claims": "claim",
    "people": "person",
    "links": "source",
}
_FRAME_BYTES: Final = 1_500
_ITEM_BYTES: Final = 1_200
_NAME_BYTES: Final = 120


class Edition(NamedTuple):
    """The number of each claim, and the items of each part, in order; there is one part at least."""

    numbers: Mapping[str, str]
    parts: tuple[Mapping[Chapter, tuple[str, ...]], ...]
    part_of: Mapping[Item, int]

    def address(self, graph: Graph, entry: str) -> Address:
        """Where an entry, ``crux.answer`` included, stands in the dossier; the debate itself at its head."""
        debate_id = graph.debate.id
        if not entry:
            return Address(part_page(debate_id, 0))
        crux, _, answer = entry.partition(".")
        chapter = graph.sections[crux]
        # An underscore more keeps an answer apart from a crux of any name.
        anchor = f"{_ANCHORS[chapter]}_{crux}{'_' if answer else ''}{answer}"
        return Address(part_page(debate_id, self.part_of[chapter, crux]), anchor)


def part_page(debate_id: str, part: int) -> str:
    """The path of a part of the dossier, counted from 0."""
    return numbered(f"{debate_id}/{DOSSIER}", part)


def part_at(path: str) -> int:
    """Which part a page is, counted from 0."""
    return place_of(path)[1]


def part_title(part: int, words: Words) -> str:
    """What the page of a part is called."""
    return words("Dossier, part {part}", part=part + 1) if part else words("Dossier")


def edition_of(graph: Graph, limit: int) -> Edition:
    """The dossier of a debate in parts of about ``limit`` bytes. An item that is longer by itself has its own."""
    chapters = {chapter: dict(items) for chapter, items in groupby(_items(graph), key=lambda item: item[0][0])}
    names = [[name for _, name in items] for items in chapters.values()]
    first = _FRAME_BYTES + len(graph.debate.summary.encode())
    sections = [Section(0, list(items.values())) for items in chapters.values()]
    pages = split(sections, limit, before=first, in_order=True) if sections else ((),)
    parts = tuple(
        {list(chapters)[each.section]: tuple(names[each.section][each.begin : each.end]) for each in page}
        for page in pages
    )
    part_of = {
        (chapter, name): number
        for number, part in enumerate(parts)
        for chapter, stretch in part.items()
        for name in stretch
    }
    return Edition(numbers_of(graph), parts, part_of)


def numbers_of(graph: Graph) -> dict[str, str]:
    """By claim, in reading order: 1, 1.1, 1.1.1, 2 and so on."""
    numbers: dict[str, str] = {}
    path: list[int] = []
    for claim_id in graph.order:
        level = min(graph.depths[claim_id], DEEPEST_NUMBER - 1)
        path[level:] = [path[level] + 1 if level < len(path) else 1]
        numbers[claim_id] = ".".join(map(str, path))
    return numbers


def _items(graph: Graph) -> Iterator[tuple[Item, int]]:
    """Everything that a dossier tells, in its order, with about how many bytes it takes."""
    debate = graph.debate
    for position in debate.positions.values():
        yield ("positions", position.id), _bytes(position.summary) + _naming(graph, position.id, position.held_by)
    for crux in debate.cruxes.values():
        texts = _bytes(crux.why, crux.settled_by, crux.resolution.text if crux.resolution else "")
        answers = sum(_naming(graph, f"{crux.id}.{each}", ()) for each in crux.answers)
        views = sum(_NAME_BYTES * (2 + len(view.because)) for view in crux.views)
        yield ("cruxes", crux.id), texts + answers + views
    for claim_id in graph.order:
        yield ("claims", claim_id), _bytes_of_claim(debate.claims[claim_id])
    for index, shift in enumerate(debate.shifts):
        yield ("shifts", str(index)), _bytes(shift.text)
    for person in debate.people.values():
        yield ("people", person.id), _bytes(person.about) + _naming_claims(len(graph.claims_by.get(person.id, ())))
    for link in debate.links.values():
        yield ("links", link.id), _bytes(link.note) + _naming_claims(len(graph.citing.get(link.id, ())))


def _bytes_of_claim(claim: Claim) -> int:
    edges = len(claim.supports) + len(claim.opposes) + len(claim.undercuts) + len(claim.cruxes) + 2 * len(claim.links)
    words = (*(note.text for note in claim.notes), *claim.quotes, *(citation.quote for citation in claim.links))
    return _bytes(claim.text, *words) + _NAME_BYTES * edges + _ITEM_BYTES * len(claim.notes) // 2


def _naming(graph: Graph, target: str, people: tuple[str, ...]) -> int:
    claims = len(graph.supporting.get(target, ())) + len(graph.opposing.get(target, ()))
    return _NAME_BYTES * (2 + len(people)) + _naming_claims(claims)


def _naming_claims(count: int) -> int:
    return min(count, MOST_NUMBERS) * _NAME_BYTES // 2


def _bytes(*texts: str) -> int:
    return _ITEM_BYTES + sum(len(text.encode()) for text in texts) * 5 // 4
