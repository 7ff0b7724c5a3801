"""One text to read: Markdown as GitHub renders it, with headings for positions and cruxes, and replies in lists.

It is published beside a debate's pages as well, for programs that read. It says things in the words of these pages; its
dates stay as they are written, which programs read in any language.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from mkdocs_debates.addresses import shown_address
from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.pages.faces import updated
from mkdocs_debates.pages.site import Here, media_path, named
from mkdocs_debates.permalinks import Address
from mkdocs_debates.prose.rewriting import Around, destination, escaped, rewritten
from mkdocs_debates.theme.words import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Claim, Crux, Link, Person, Position
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.prose import Reference

CARRIES: Final = EVERYTHING - {"former", "extensions"}

_SEPARATOR: Final = " · "
"""What stands between the details on a line, in any language."""

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
        _ = self.site.words
        yield from self._section(_("Positions"), (self._position(each) for each in debate.positions.values()))
        yield from self._section(_("Cruxes"), (self._crux(each) for each in debate.cruxes.values()))
        yield from self._section(_("Claims"), (self._thread(each) for each in self.subject.graph.roots))
        yield from self._section(_("Changes of mind"), map(self._shift, range(len(debate.shifts))))
        yield from self._section(_("People"), map(self._person, debate.people.values()))
        yield from self._section(_("Sources"), map(self._source, debate.links.values()))
        for note in self.footnotes:
            yield from _apart(note.split("\n"))

    def _section(self, heading: str, parts: Iterable[Iterable[str]]) -> Iterator[str]:
        begun = False
        for part in parts:
            if not begun:
                yield from ("", f"## {heading}")
                begun = True
            yield from _apart(part)

    # --- Parts ----------------------------------------------------------------------------------------------------

    def _about(self) -> Iterator[str]:
        debate, _ = self.subject.debate, self.site.words
        page = self.site.absolute(Address(f"{debate.id}/"))
        details = (
            _("Debate"),
            _(debate.status),
            _("started {date}", date=debate.started) if debate.started else "",
            _("updated {date}", date=updated(debate)) if updated(debate) else "",
            _("from {source}", source=self._source_of(debate.source)) if debate.source else "",
            _("licence: {licence}", licence=escaped(debate.license)) if debate.license else "",
            _("language: {language}", language=debate.language) if debate.language else "",
            _("tags: {tags}", tags=_(", ").join(map(escaped, debate.tags))) if debate.tags else "",
            f"[{_('on the site')}]({page})" if page else "",
        )
        yield _SEPARATOR.join(filter(None, details))

    def _position(self, position: Position) -> Iterator[str]:
        graph, _ = self.subject.graph, self.site.words
        yield f"### {_anchor(position.id)}{escaped(position.title)}"
        about = (
            f"{_('held by')} {self._links(position.held_by)}" if position.held_by else "",
            f"{_('best case')} {self._link(position.steelman)}" if position.steelman else "",
        )
        yield from _apart(_line(about))
        yield from _apart(self._prose(position.id, "summary"))
        yield from _apart(self._list(_("Claims for it"), graph.supporting.get(position.id, ())))
        yield from _apart(self._list(_("Claims against it"), graph.opposing.get(position.id, ())))
        yield from _apart(_listed(_("Answers to cruxes"), self._answers_on.get(position.id, ())))

    @cached_property
    def _answers_on(self) -> dict[str, list[str]]:
        """By position: the answers that speak for it or against it."""
        _ = self.site.words
        found: defaultdict[str, list[str]] = defaultdict(list)
        for crux in self.subject.debate.cruxes.values():
            for answer in crux.answers.values():
                link = self._target(f"{crux.id}.{answer.id}")
                for position in answer.supports:
                    found[position].append(f"{link}{_SEPARATOR}{_('for this position')}")
                for position in answer.opposes:
                    found[position].append(f"{link}{_SEPARATOR}{_('against this position')}")
        return found

    def _crux(self, crux: Crux) -> Iterator[str]:
        _ = self.site.words
        yield f"### {_anchor(crux.id)}{escaped(crux.question)}"
        about = (
            _("Crux"),
            _(QUESTIONS.get(crux.kind, crux.kind)) if crux.kind else "",
            _("resolved" if crux.resolution else crux.status),
            f"{_('first raised in')} {self._links(crux.raised_in)}" if crux.raised_in else "",
            f"{_('rests on')} {self._links(crux.depends_on)}" if crux.depends_on else "",
        )
        yield from _apart(_line(about))
        yield from _apart(self._prose(crux.id, "why"))
        yield from _apart(self._answers(crux))
        answers = {f"{crux.id}.{answer}" for answer in crux.answers}
        argued = {claim for answer in answers for claim in self.subject.graph.supporting.get(answer, ())}
        argued |= {claim for answer in answers for claim in self.subject.graph.opposing.get(answer, ())}
        others = (claim for claim in self.subject.graph.touching.get(crux.id, ()) if claim not in argued)
        yield from _apart(self._list(_("Also bears on it"), others))
        views = map(partial(self._view, crux), range(len(crux.views)))
        yield from _apart(_listed(_("Who holds which answer"), views))
        yield from _apart(self._labelled(_("What would settle it"), crux.id, "settled_by"))
        if crux.resolution:
            answer = self._link(f"{crux.id}.{crux.resolution.answer}")
            resolution = (
                f"**{_('Resolved: {answer}', answer=answer)}**",
                crux.resolution.date or "",
                self._because(crux.resolution.because),
            )
            yield from _apart(_line(resolution))
            yield from _apart(self._prose(crux.id, "resolution", "text"))

    def _answers(self, crux: Crux) -> Iterator[str]:
        graph, _ = self.subject.graph, self.site.words
        for answer in crux.answers.values():
            own = f"{crux.id}.{answer.id}"
            about = (
                f"{_anchor(own)}**{escaped(answer.label)}**",
                f"{_('speaks for')} {self._links(answer.supports)}" if answer.supports else "",
                f"{_('speaks against')} {self._links(answer.opposes)}" if answer.opposes else "",
            )
            yield from _item(_line(about))
            for label, claims in ((_("claims for it"), graph.supporting), (_("claims against it"), graph.opposing)):
                if own in claims:
                    yield f"  - {label} {self._links(claims[own])}"

    def _view(self, crux: Crux, index: int) -> str:
        view = crux.views[index]
        about = (
            self._link(view.by),
            self._link(f"{crux.id}.{view.answer}"),
            self._sure(view.credence),
            self._because(view.because),
        )
        return _SEPARATOR.join(filter(None, about))

    def _shift(self, index: int) -> list[str]:
        shift, _ = self.subject.debate.shifts[index], self.site.words
        person, target = self._link(shift.by), self._link(shift.to)
        if shift.origin:
            origin = self._link(shift.origin)
            moved = _("{person} moved from {origin} to {target}", person=person, origin=origin, target=target)
        else:
            moved = _("{person} moved to {target}", person=person, target=target)
        return _item(
            _line((moved, shift.date or "", self._because(shift.because))), self._prose("", "shifts", index, "text")
        )

    def _person(self, person: Person) -> list[str]:
        name = f"[{escaped(person.title)}]({destination(person.url)})" if person.url else f"**{escaped(person.title)}**"
        role = f", {escaped(person.role)}" if person.role else ""
        return _item([f"{_anchor(person.id)}{name}{role}"], self._prose(person.id, "about"))

    def _source(self, link: Link) -> list[str]:
        _ = self.site.words
        title = f"[{escaped(link.title)}]({destination(link.url)})" if link.url else f"**{escaped(link.title)}**"
        details = (
            f"{_anchor(link.id)}{title}",
            _(link.kind) if link.kind and link.kind != "other" else "",
            escaped(_(", ").join(link.authors)),
            link.published or "",
            _("accessed {date}", date=link.accessed) if link.accessed else "",
            f"[{_('archived copy')}]({destination(link.archive)})" if link.archive else "",
        )
        return _item(_line(details), self._prose(link.id, "note"))

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

    def _claim(self, claim: Claim) -> list[str]:
        head = f"{_anchor(claim.id)}{_SEPARATOR.join(filter(None, self._head(claim)))}"
        return _item(
            [head],
            *([f"> {escaped(quote)}"] for quote in claim.quotes),
            [f"*{self.site.words('Removed by the editors.')}*"]
            if claim.status == "removed"
            else self._prose(claim.id, "text"),
            self._bearings(claim),
            self._citations(claim),
            self._notes(claim),
        )

    def _head(self, claim: Claim) -> Iterator[str]:
        graph, _ = self.subject.graph, self.site.words
        parent = graph.parents.get(claim.id)
        if parent:
            to = f" {self._link(parent)}" if graph.depths[claim.id] > _DEEPEST else ""
            yield f"*{_(claim.relation or 'comments')}*{to}"
        yield f"**{escaped(claim.title)}**" if claim.title else ""
        yield self._links(claim.by)
        yield claim.date or ""
        yield self._sure(claim.credence)
        yield _("withdrawn") if claim.status == "withdrawn" else ""
        yield f"{_('said at')} {self._source_of(claim.source)}" if claim.source else ""

    def _bearings(self, claim: Claim) -> Iterator[str]:
        _ = self.site.words
        bearings = (
            (_("supports"), claim.supports),
            (_("opposes"), claim.opposes),
            (_("undercuts"), claim.undercuts),
            (_("bears on"), claim.cruxes),
        )
        yield from _line(
            f"{word} {_(', ').join(map(self._target, targets))}" if targets else "" for word, targets in bearings
        )

    def _target(self, target: str) -> str:
        crux, dot, _ = target.partition(".")
        return f"{self._link(target)} ({self._link(crux)})" if dot else self._link(target)

    def _citations(self, claim: Claim) -> Iterator[str]:
        _ = self.site.words
        for citation in claim.links:
            at = f" ({escaped(citation.at)})" if citation.at else ""
            quote = f" {_('“{title}”', title=escaped(citation.quote))}" if citation.quote else ""
            yield f"- {_('cites')} {self._link(citation.link)}{at}{quote}"

    def _notes(self, claim: Claim) -> Iterator[str]:
        _ = self.site.words
        for index, note in enumerate(claim.notes):
            head = (
                _("Editor’s note on “{passage}”", passage=escaped(note.passage)),
                _(note.kind) if note.kind else "",
                escaped(note.by) if note.by else "",
            )
            yield from _item(_line(head), self._prose(claim.id, "notes", index, "text"))

    # --- Pieces ---------------------------------------------------------------------------------------------------

    def _list(self, label: str, entries: Iterable[str]) -> list[str]:
        return _listed(label, map(self._link, entries))

    def _labelled(self, label: str, entry: str, name: str) -> Iterator[str]:
        prose = self._prose(entry, name)
        if prose:
            yield f"**{label}**"
            yield ""
            yield from prose

    def _because(self, claims: tuple[str, ...]) -> str:
        return self.site.words("because of {claims}", claims=self._links(claims)) if claims else ""

    def _sure(self, credence: float | None) -> str:
        words = self.site.words
        return "" if credence is None else words("{percent} sure", percent=words.percent(credence))

    def _links(self, entries: Iterable[str]) -> str:
        return self.site.words(", ").join(map(self._link, entries))

    def _link(self, entry: str) -> str:
        link = self._links_so_far.get(entry)
        if link is None:
            title = escaped(self.site.title(self.subject.debate.id, entry))
            link = self._links_so_far[entry] = f"[{title}](#{entry})"
        return link

    def _source_of(self, source: str) -> str:
        if source in self.subject.debate.links:
            return self._link(source)
        return f"[{escaped(shown_address(source))}]({destination(source)})"

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


def _line(parts: Iterable[str]) -> list[str]:
    """A line of those parts that are there, nothing where none is."""
    line = _SEPARATOR.join(filter(None, parts))
    return [line] if line else []


def _ends_in_list(lines: list[str]) -> bool:
    return next((line.startswith("- ") for line in reversed(lines) if line and not line.startswith(" ")), False)


def _apart(lines: Iterable[str]) -> list[str]:
    """``lines`` after a blank one, nothing where there are none."""
    apart = ["", *lines]
    return apart if len(apart) > 1 else []


def _listed(label: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"**{label}**", "", *lines] if lines else []


def _item(*blocks: Iterable[str]) -> list[str]:
    """An item of a list, its blocks apart by blank lines."""
    lines: list[str] = []
    for block in blocks:
        lines += _apart(block) if lines else block
    return [f"{'  ' if number else '- '}{line}" if line else "" for number, line in enumerate(lines)]
