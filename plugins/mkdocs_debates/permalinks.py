"""Where each id stands on the site, now and under its former names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Claim, Debate, Named, Section

PAGE_FOLDERS: Final[tuple[Section, ...]] = ("positions", "cruxes", "claims")
"""The sections whose entries have an address of their own; people and links share a page."""


class Address(NamedTuple):
    """A place on the site: a page's path below the plugin's path, with a slash at its end, and an anchor or ""."""

    page: str
    anchor: str = ""


class Redirect(NamedTuple):
    """A page that leads to ``target``, the place of ``debate``'s ``entry`` ("" for the debate itself)."""

    page: str
    debate: str
    entry: str
    target: Address


def addresses_of(graph: Graph, moved: Mapping[str, str]) -> dict[str, Address]:
    """The address of each id, of each ``crux.answer``, and of the debate itself under "".

    ``moved`` gives the pages of what does not stand on its usual one, which would be too long: of a claim whose branch
    moved, of a person, of a source.
    """
    debate = graph.debate
    addresses = {"": Address(f"{debate.id}/")}
    addresses |= {each: Address(moved.get(each, f"{debate.id}/people/"), each) for each in debate.people}
    addresses |= {each: Address(moved.get(each, f"{debate.id}/links/"), each) for each in debate.links}
    addresses |= {position: Address(f"{debate.id}/positions/{position}/") for position in debate.positions}
    for crux in debate.cruxes.values():
        page = f"{debate.id}/cruxes/{crux.id}/"
        addresses[crux.id] = Address(page)
        addresses |= {f"{crux.id}.{answer}": Address(page, answer_anchor(answer)) for answer in crux.answers}
    pages: dict[str, str] = {}
    for claim_id in graph.order:
        parent = graph.parents.get(claim_id)
        inherited = pages[parent] if parent is not None else home_page(debate, debate.claims[claim_id])
        pages[claim_id] = moved.get(claim_id, inherited)
        addresses[claim_id] = Address(pages[claim_id], claim_id)
    return addresses


def answer_anchor(answer_id: str) -> str:
    """The anchor of an answer on its crux's page; its underscore keeps it apart from ids."""
    return f"answer_{answer_id}"


def redirects_of(debate: Debate, addresses: Mapping[str, Address], claim_pages: bool = True) -> Iterator[Redirect]:
    """The pages that lead to claims (left out without ``claim_pages``) and to whatever has a former id.

    A former id leads on from each kind of page that it may have had, since what is a crux now may have been a claim.
    """
    for section, entry in debate.entries():
        target = addresses[entry.id]
        if section == "claims" and claim_pages:
            yield Redirect(f"{debate.id}/claims/{entry.id}/", debate.id, entry.id, target)
        for former_debate, former_id in former_places(debate, entry):
            for folder in PAGE_FOLDERS:
                yield Redirect(f"{former_debate}/{folder}/{former_id}/", debate.id, entry.id, target)
    for folder in ("positions", "cruxes"):
        if getattr(debate, folder):  # what is left of an address when its end is cut off
            yield Redirect(f"{debate.id}/{folder}/", debate.id, "", Address(f"{debate.id}/", f"_{folder}"))
    for former_debate in debate.formerly:
        yield from _redirects_of_former_debate(debate, former_debate, addresses)


def embed_page(debate_id: str, crux_id: str) -> str:
    """The page of a crux that is made to sit in a frame on other sites."""
    return f"{debate_id}/embed/{crux_id}/"


def redirects_of_embeds(debate: Debate) -> Iterator[Redirect]:
    """The pages that lead to those of :func:`embed_page`, which go on working in their frames under former ids."""
    if debate.cruxes:
        yield Redirect(f"{debate.id}/embed/", debate.id, "", Address(f"{debate.id}/", "_cruxes"))
    for crux in debate.cruxes.values():
        former = (*former_places(debate, crux), *((debate_id, crux.id) for debate_id in debate.formerly))
        for place in former:
            yield Redirect(embed_page(*place), debate.id, crux.id, Address(embed_page(debate.id, crux.id)))


def permalinks_of(debate: Debate, addresses: Mapping[str, Address]) -> Iterator[tuple[str, Address]]:
    """``debate/id`` with its address, for every id and every former id; the debate's own key is its id alone."""
    return ((key, addresses[entry]) for key, entry in keys_of(debate))


def keys_of(debate: Debate) -> Iterator[tuple[str, str]]:
    """The same keys, each with the id that its entry has now, "" for the debate."""
    for debate_id in (debate.id, *debate.formerly):
        yield debate_id, ""
        for _, entry in debate.entries():
            yield f"{debate_id}/{entry.id}", entry.id
    for _, entry in debate.entries():
        for place in former_places(debate, entry):
            yield "/".join(place), entry.id


def former_places(debate: Debate, entry: Named) -> Iterator[tuple[str, str]]:
    """Each debate's and entry's id under which ``entry`` was once reached, renamings of the debate included."""
    for former in getattr(entry, "formerly", ()):
        former_debate, former_id = split_former(debate.id, former)
        yield former_debate, former_id
        if former_debate == debate.id:
            yield from ((renamed, former_id) for renamed in debate.formerly)


def former_anchors(debate_id: str, entry: Named) -> tuple[str, ...]:
    """Ids that ``entry`` had in this same debate, and that old deep links may still carry as anchors."""
    return tuple(former for former in getattr(entry, "formerly", ()) if "/" not in former)


def split_former(debate_id: str, former: str) -> tuple[str, str]:
    """``old-id`` or ``other-debate/old-id`` as the debate's and the entry's id."""
    other, slash, old = former.partition("/")
    return (other, old) if slash else (debate_id, former)


@dataclass(frozen=True, slots=True)
class FormerId:
    """A former id, as ``debate/id`` or as a debate's id, and who gives it: an entry's id, "" for the debate."""

    key: str
    debate: str
    entry: str
    index: int


def former_ids_of(debate: Debate) -> Iterator[FormerId]:
    """Every former id that ``debate`` and its entries give; ``index`` is its place in their list."""
    for index, former in enumerate(debate.formerly):
        yield FormerId(former, debate.id, "", index)
    for _, entry in debate.entries():
        for index, former in enumerate(getattr(entry, "formerly", ())):
            yield FormerId("/".join(split_former(debate.id, former)), debate.id, entry.id, index)


def home_page(debate: Debate, root: Claim) -> str:
    """The page of what a root bears on first: where its thread is at home while it is short enough."""
    for target in (*root.supports, *root.opposes, *root.cruxes):
        named = target.partition(".")[0]
        if named in debate.positions:
            return f"{debate.id}/positions/{named}/"
        if named in debate.cruxes:
            return f"{debate.id}/cruxes/{named}/"
    return f"{debate.id}/"


def _redirects_of_former_debate(debate: Debate, former: str, addresses: Mapping[str, Address]) -> Iterator[Redirect]:
    yield Redirect(f"{former}/", debate.id, "", addresses[""])
    for page in ("people", "links", "open", "claims"):
        yield Redirect(f"{former}/{page}/", debate.id, "", Address(f"{debate.id}/{page}/"))
    for section, entry in debate.entries():
        if section in PAGE_FOLDERS:
            yield Redirect(f"{former}/{section}/{entry.id}/", debate.id, entry.id, addresses[entry.id])
