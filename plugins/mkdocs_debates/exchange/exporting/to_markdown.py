"""One text to read: Markdown as GitHub renders it, with headings for positions and cruxes, and replies in lists.

It is published beside a debate's pages as well, for programs that read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.pages.debates import updated
from mkdocs_debates.pages.site import Here, media_path, named
from mkdocs_debates.permalinks import Address
from mkdocs_debates.prose.rewriting import Around, destination, escaped, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Claim, Crux, Link, Person, Position
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.prose import Reference

CARRIES: Final = EVERYTHING - {"former", "extensions"}

_DEEPEST: Final = 8
"""Levels of lists in lists: deeper replies stand on the last of them, and name what they reply to."""


def write(site: Site, debate_id: str) -> Exported:
    """The debate as Markdown. What it names of itself is linked within it, by the same ids as in the file."""
    return Exported(text_of(site, debate_id), lost_without(site.subjects[debate_id], CARRIES))


def text_of(site: Site, debate_id: str) -> str:
    """The same, for somebody who does not ask what is lost."""
    return "\n".join([*_Document(site, site.subjects[debate_id]).lines(), ""])


@dataclass
class _Document:
    """The document of a debate, with the footnotes of its texts so far."""

    site: Site
    subject: Subject
    footnotes: list[str] = field(default_factory=list)
    _links_so_far: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The document line by line."""
        debate = self.subject.debate
        yield f"# {escaped(debate.title)}"
        yield from _apart(self._about())
        yield from _apart(self._prose("", "summary"))
        yield from self._section("Positions", (self._position(each) for each in debate.positions.values()))
        yield from self._section("Cruxes", (self._crux(each) for each in debate.cruxes.values()))
        yield from self._section("Claims", (self._thread(each) for each in self.subject.graph.roots))
        yield from self._section("Changes of mind", map(self._shift, range(len(debate.shifts))))
        yield from self._section("People", map(self._person, debate.people.values()))
        yield from self._section("Sources", map(self._source, debate.links.values()))
        for note in self.footnotes:
            yield from _apart(note.split("\n"))

    def _section(self, heading: str, parts: Iterable[Iterator[str]]) -> Iterator[str]:
        begun = False
        for part in parts:
            if not begun:
                yield from ("", f"## {heading}")
                begun = True
            yield from _apart(part)

    # --- Parts ----------------------------------------------------------------------------------------------------

    def _about(self) -> Iterator[str]:
        debate = self.subject.debate
        page = self.site.absolute(Address(f"{debate.id}/"))
        details = (
            f"A debate, {debate.status}" + (f", since {debate.started}" if debate.started else ""),
            f"last changed {updated(debate)}" if updated(debate) else "",
            f"source: {self._source_of(debate.source)}" if debate.source else "",
            f"licence: {escaped(debate.license)}" if debate.license else "",
            f"language: {debate.language}" if debate.language else "",
            f"tags: {', '.join(map(escaped, debate.tags))}" if debate.tags else "",
            f"[on the site]({page})" if page else "",
        )
        yield " · ".join(filter(None, details))

    def _position(self, position: Position) -> Iterator[str]:
        graph = self.subject.graph
        yield f"### {_anchor(position.id)}{escaped(position.title)}"
        about = (
            f"Held by {self._links(position.held_by)}." if position.held_by else "",
            f"Best case: {self._link(position.steelman)}." if position.steelman else "",
        )
        yield from _apart(filter(None, [" ".join(filter(None, about))]))
        yield from _apart(self._prose(position.id, "summary"))
        yield from _apart(self._list("For it", graph.supporting.get(position.id, ())))
        yield from _apart(self._list("Against it", graph.opposing.get(position.id, ())))
        yield from _apart(_listed("Answers to cruxes that bear on it", self._answers_on.get(position.id, ())))

    @cached_property
    def _answers_on(self) -> dict[str, list[str]]:
        """By position: the answers that speak for it or against it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for crux in self.subject.debate.cruxes.values():
            for answer in crux.answers.values():
                words = self._target(f"{crux.id}.{answer.id}")
                for position in answer.supports:
                    found[position].append(f"{words}, which speaks for it")
                for position in answer.opposes:
                    found[position].append(f"{words}, which speaks against it")
        return found

    def _crux(self, crux: Crux) -> Iterator[str]:
        yield f"### {_anchor(crux.id)}{escaped(crux.question)}"
        state = "resolved" if crux.resolution else crux.status
        about = (
            f"A crux, {', '.join(filter(None, (crux.kind, state)))}.",
            f"Raised in {self._links(crux.raised_in)}." if crux.raised_in else "",
            f"Hangs on {self._links(crux.depends_on)}." if crux.depends_on else "",
        )
        yield from _apart([" ".join(filter(None, about))])
        yield from _apart(self._prose(crux.id, "why"))
        yield from _apart(self._answers(crux))
        answers = {f"{crux.id}.{answer}" for answer in crux.answers}
        argued = {claim for answer in answers for claim in self.subject.graph.supporting.get(answer, ())}
        argued |= {claim for answer in answers for claim in self.subject.graph.opposing.get(answer, ())}
        others = (claim for claim in self.subject.graph.touching.get(crux.id, ()) if claim not in argued)
        yield from _apart(self._list("Bearing on it", others))
        yield from _apart(_listed("Where people stand", map(partial(self._view, crux), range(len(crux.views)))))
        yield from _apart(self._labelled("What would settle it", crux.id, "settled_by"))
        if crux.resolution:
            answer, because = self._link(f"{crux.id}.{crux.resolution.answer}"), self._because(crux.resolution.because)
            date = f", {crux.resolution.date}" if crux.resolution.date else ""
            yield from _apart([f"**Resolved{date}**: {answer}{because}"])
            yield from _apart(self._prose(crux.id, "resolution", "text"))

    def _answers(self, crux: Crux) -> Iterator[str]:
        for answer in crux.answers.values():
            own = f"{crux.id}.{answer.id}"
            speaks = (
                f"for {self._links(answer.supports)}" if answer.supports else "",
                f"against {self._links(answer.opposes)}" if answer.opposes else "",
            )
            words = f"; speaks {' and '.join(filter(None, speaks))}" if any(speaks) else ""
            yield f"- {_anchor(own)}**{escaped(answer.label)}**{words}"
            graph = self.subject.graph
            for label, claims in (("For it", graph.supporting), ("Against it", graph.opposing)):
                if own in claims:
                    yield f"  - {label}: {self._links(claims[own])}"

    def _view(self, crux: Crux, index: int) -> str:
        view = crux.views[index]
        credence = f" ({view.credence:g}%)" if view.credence is not None else ""
        answer = self._link(f"{crux.id}.{view.answer}")
        return f"{self._link(view.by)}: {answer}{credence}{self._because(view.because)}"

    def _shift(self, index: int) -> Iterator[str]:
        shift = self.subject.debate.shifts[index]
        origin = f" from {self._link(shift.origin)}" if shift.origin else ""
        date = f", {shift.date}" if shift.date else ""
        head = f"{self._link(shift.by)} moved{origin} to {self._link(shift.to)}{date}{self._because(shift.because)}"
        yield from _item([head], self._prose("", "shifts", index, "text"))

    def _person(self, person: Person) -> Iterator[str]:
        name = f"[{escaped(person.title)}]({destination(person.url)})" if person.url else f"**{escaped(person.title)}**"
        role = f", {escaped(person.role)}" if person.role else ""
        yield from _item([f"{_anchor(person.id)}{name}{role}"], self._prose(person.id, "about"))

    def _source(self, link: Link) -> Iterator[str]:
        title = f"[{escaped(link.title)}]({destination(link.url)})" if link.url else f"**{escaped(link.title)}**"
        details = (
            title,
            link.kind or "",
            escaped(", ".join(link.authors)),
            link.published or "",
            f"looked up {link.accessed}" if link.accessed else "",
            f"[stored copy]({destination(link.archive)})" if link.archive else "",
        )
        yield from _item([f"{_anchor(link.id)}{' · '.join(filter(None, details))}"], self._prose(link.id, "note"))

    # --- Claims ---------------------------------------------------------------------------------------------------

    def _thread(self, root: str) -> Iterator[str]:
        graph = self.subject.graph
        for number, claim_id in enumerate(graph.branch(root)):
            depth = min(graph.depths[claim_id], _DEEPEST)
            if number:
                yield ""
            indent = "  " * depth
            for line in self._claim(self.subject.debate.claims[claim_id]):
                yield f"{indent}{line}" if line else ""

    def _claim(self, claim: Claim) -> Iterator[str]:
        head = f"{_anchor(claim.id)}{' · '.join(filter(None, self._head(claim)))}"
        yield from _item(
            [head],
            *([f"> {escaped(quote)}"] for quote in claim.quotes),
            ["*Removed.*"] if claim.status == "removed" else self._prose(claim.id, "text"),
            self._bearings(claim),
            self._citations(claim),
            self._notes(claim),
        )

    def _head(self, claim: Claim) -> Iterator[str]:
        graph = self.subject.graph
        parent = graph.parents.get(claim.id)
        if parent:
            to = f" {self._link(parent)}" if graph.depths[claim.id] > _DEEPEST else ""
            yield f"*{(claim.relation or 'comments').capitalize()}*{to}"
        yield f"**{escaped(claim.title)}**" if claim.title else ""
        yield self._links(claim.by)
        yield claim.date or ""
        yield f"credence {claim.credence:g}%" if claim.credence is not None else ""
        yield "withdrawn by its author" if claim.status == "withdrawn" else ""
        yield self._source_of(claim.source) if claim.source else ""

    def _bearings(self, claim: Claim) -> Iterator[str]:
        bearings = (
            ("supports", claim.supports),
            ("opposes", claim.opposes),
            ("undercuts", claim.undercuts),
            ("bears on", claim.cruxes),
        )
        words = [f"{label} {', '.join(map(self._target, targets))}" for label, targets in bearings if targets]
        if words:
            yield f"This {'; '.join(words)}."

    def _target(self, target: str) -> str:
        crux, dot, _ = target.partition(".")
        return f"{self._link(target)} to {self._link(crux)}" if dot else self._link(target)

    def _citations(self, claim: Claim) -> Iterator[str]:
        for citation in claim.links:
            at = f", {escaped(citation.at)}" if citation.at else ""
            quote = f": “{escaped(citation.quote)}”" if citation.quote else ""
            yield f"- Cites {self._link(citation.link)}{at}{quote}"

    def _notes(self, claim: Claim) -> Iterator[str]:
        for index, note in enumerate(claim.notes):
            kind = f", {note.kind}" if note.kind else ""
            by = f", by {escaped(note.by)}" if note.by else ""
            head = f"Note on “{escaped(note.passage)}”{kind}{by}:"
            yield from _item([head], self._prose(claim.id, "notes", index, "text"))

    # --- Pieces ---------------------------------------------------------------------------------------------------

    def _list(self, label: str, entries: Iterable[str]) -> Iterator[str]:
        return _listed(label, map(self._link, entries))

    def _labelled(self, label: str, entry: str, name: str) -> Iterator[str]:
        prose = self._prose(entry, name)
        if prose:
            yield f"**{label}**:"
            yield ""
            yield from prose

    def _because(self, claims: tuple[str, ...]) -> str:
        return f", because of {self._links(claims)}" if claims else ""

    def _links(self, entries: Iterable[str]) -> str:
        return ", ".join(map(self._link, entries))

    def _link(self, entry: str) -> str:
        link = self._links_so_far.get(entry)
        if link is None:
            title = escaped(self.site.title(self.subject.debate.id, entry))
            link = self._links_so_far[entry] = f"[{title}](#{entry})"
        return link

    def _source_of(self, source: str) -> str:
        return self._link(source) if source in self.subject.debate.links else f"[source]({destination(source)})"

    def _prose(self, entry: str, *steps: str | int) -> list[str]:
        value: object = self.subject.debate if not entry else self._entry(entry)
        for step in steps:
            value = value[step] if isinstance(value, tuple) and isinstance(step, int) else getattr(value, str(step))
        prefix = "-".join(map(str, (entry or "debate", *steps)))
        text, footnotes = rewritten(str(value), Around(self._resolve, self._image, 3, prefix))
        self.footnotes += footnotes
        lines = text.split("\n") if text else []
        # A list that comes after a text goes on with the one at the text's end unless something stands between them.
        return [*lines, "", "<!-- -->"] if _ends_in_list(lines) else lines

    def _entry(self, entry: str) -> object:
        section = self.subject.graph.sections[entry]
        return getattr(self.subject.debate, section)[entry]

    def _resolve(self, reference: Reference) -> tuple[str, str] | None:
        debate_id, entry = named(reference, self.subject.debate.id)
        found = Here(self.site, f"{self.subject.debate.id}/", self.subject.debate.id).resolve(reference)
        address = self.site.address(debate_id, entry)
        if found is None or address is None:
            return None
        if debate_id == self.subject.debate.id and entry:
            return f"#{entry}", found[1]
        return self.site.absolute(address) or found[0], found[1]

    def _image(self, path: str) -> str:
        options = self.site.options
        if not options.site_url:
            return f"media/{path}"
        return f"{options.site_url}{options.root}{media_path(self.subject.debate.id, path)}"


def _anchor(entry: str) -> str:
    return f'<a id="{entry}"></a>'


def _ends_in_list(lines: list[str]) -> bool:
    return next((line.startswith("- ") for line in reversed(lines) if line and not line.startswith(" ")), False)


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """``lines`` after a blank one, nothing where there are none."""
    begun = False
    for line in lines:
        if not begun:
            yield ""
            begun = True
        yield line


def _listed(label: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield f"**{label}**:"
        yield ""
        yield from lines


def _item(*blocks: Iterable[str]) -> Iterator[str]:
    """An item of a list, its blocks apart by blank lines."""
    mark = "- "
    for block in blocks:
        for number, line in enumerate(block):
            if not number and mark == "  ":
                yield ""
            yield f"{mark}{line}" if line else ""
            mark = "  "
