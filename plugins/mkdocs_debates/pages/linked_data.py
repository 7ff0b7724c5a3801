"""What a page shows, for programs: its entries in the terms of schema.org, as JSON-LD.

The texts stand on the page, so they are not said again: what is given are addresses, names, dates, and what belongs
to what. A claim without a parent is a ``DiscussionForumPosting``, a reply a ``Comment``, a position a ``Claim``, a crux
a ``Question``, a debate a ``Conversation``. What the vocabulary has no term for, such as the relation of a reply to its
parent, is left to ``debate.json``. Addresses are relative to the page, as in its links.

It stands in the head: scripts of a page's body are made anew by Material's instant navigation, without their type, and
run.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.pages.faces import updated
from mkdocs_debates.pages.parts import crux_status
from mkdocs_debates.pages.site import Here
from mkdocs_debates.pages.views import LinksView, PeopleView
from mkdocs_debates.permalinks import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.model import Crux
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.pages.views import View

Node = dict[str, Any]
"""A thing. What is not known, None or empty, is not said of it."""

_LISTS: Final = frozenset({"people", "links", "claims"})
_UNSAFE: Final = re.compile("[<>&\u2028\u2029]")
"""What could end a script, begin a comment in it or break a line, as JSON may write it too."""


def data_of_page(
    frame: Frame, template: str, entry: str, title: str, summary: str, tops: Iterable[str], view: View
) -> str:
    """The element that says what a debate's page is about and what it shows: claims, people, sources.

    ``summary`` is the beginning of the main text of ``entry``; ``tops`` are the claims at the head of its threads.
    """
    described = _OnPage(frame)
    main = described.main(template, entry, title, summary)
    return _script([*([main] if main else ()), *described.entries(view), *map(described.thread, tops)])


def data_of_list(site: Site, path: str, title: str) -> str:
    """The element that says what a page of the site is, at ``path`` below the plugin's."""
    return _script([_page(Here(site, path), "CollectionPage", title, isPartOf=_website(site))])


def _script(nodes: list[Node]) -> str:
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{_UNSAFE.sub(_by_number, text)}</script>'


def _by_number(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def _said(**values: object) -> Node:
    """The values that say something. A list of one is that one."""
    found: Node = {}
    for name, value in values.items():
        if value or value == 0:
            found[name] = value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
    return found


def _page(here: Here, kind: str, title: str, **values: object) -> Node:
    """Something that is a page of its own."""
    address = Address(here.page)
    return {"@type": kind, "@id": here.href(address), **_said(url=here.site.absolute(address), name=title, **values)}


def _website(site: Site) -> Node:
    return {"@type": "WebSite", **_said(name=site.options.site_name, url=site.options.site_url)}


@dataclass(frozen=True)
class _OnPage:
    """Describes what stands on a page. Of a person the name is said once, where they are first named."""

    frame: Frame
    _named: set[str] = field(default_factory=set)

    def main(self, template: str, entry: str, title: str, summary: str) -> Node | None:
        """What the page is about, None where that is a thread, which is described as one."""
        frame, debate = self.frame, self.frame.debate
        match template:
            case "debate":
                return self._debate(summary)
            case "position":
                return _page(frame.here, "Claim", title, description=summary, isPartOf=self._part_of())
            case "crux":
                return self._crux(debate.cruxes[entry], summary)
            case "thread":
                return None
        kind = "CollectionPage" if template in _LISTS else "WebPage"
        about = {"@id": self._id(entry)} if entry else None
        return _page(frame.here, kind, title, isPartOf=self._part_of(), about=about)

    def entries(self, view: View) -> Iterator[Node]:
        """The people or the sources of a list."""
        match view:
            case PeopleView():
                for shown in view.people:
                    if not shown.begin:
                        yield self._person(shown.id) | _said(description=shown.role, url=shown.url)
            case LinksView():
                for source in view.sources:
                    if not source.begin:
                        yield {"@type": "CreativeWork", "@id": f"#{source.id}"} | _said(
                            name=source.title, url=source.url, datePublished=source.published,
                            creditText=", ".join(source.authors),
                        )  # fmt: skip

    def thread(self, top: str) -> Node:
        """A claim with all below it that stands on the page; its name alone where another page is its home."""
        if self.frame.site.addresses[self.frame.debate.id][top].page != self.frame.path:
            return self._name_of_claim(top)
        head, *below = self.frame.shown_branch(top)
        return self._claim(head, "") | _said(comment=[self._claim(each, head) for each in below])

    def _debate(self, summary: str) -> Node:
        debate = self.frame.debate
        parts = [
            *({"@type": "Claim", "@id": self._id(each.id), "name": each.title} for each in debate.positions.values()),
            *({"@type": "Question", "@id": self._id(each.id), "name": each.title} for each in debate.cruxes.values()),
        ]
        terms = {"@type": "CreativeWork", "name": debate.license} if debate.license else None
        return _page(
            self.frame.here, "Conversation", debate.title,
            description=summary, datePublished=debate.started, dateModified=updated(debate),
            inLanguage=debate.language, license=terms, keywords=debate.tags, creativeWorkStatus=debate.status,
            commentCount=len(debate.claims), hasPart=parts, isPartOf=_website(self.frame.site),
        )  # fmt: skip

    def _crux(self, crux: Crux, summary: str) -> Node:
        settled = crux.resolution.answer if crux.resolution else ""
        answers = {
            answer.id: {"@type": "Answer", "@id": self._id(f"{crux.id}.{answer.id}"), "text": answer.label}
            for answer in crux.answers.values()
        }
        return _page(
            self.frame.here, "Question", crux.question,
            description=summary, creativeWorkStatus=crux_status(crux), answerCount=len(answers),
            acceptedAnswer=answers.get(settled),
            suggestedAnswer=[node for answer, node in answers.items() if answer != settled],
            isPartOf=self._part_of(),
        )  # fmt: skip

    def _part_of(self) -> Node:
        return {"@type": "Conversation", "@id": self._id(""), "name": self.frame.debate.title}

    def _claim(self, claim_id: str, within: str) -> Node:
        """A claim, as it stands among the comments on another where ``within`` names that."""
        claim = self.frame.debate.claims[claim_id]
        parent = self.frame.graph.parents.get(claim_id)
        targets = dict.fromkeys((*claim.supports, *claim.opposes, *claim.undercuts, *claim.cruxes))
        return self._name_of_claim(claim_id) | _said(
            author=[self._person(person) for person in claim.by],
            datePublished=claim.date,
            creativeWorkStatus=claim.status,
            parentItem={"@id": self._id(parent)} if parent and parent != within else None,
            about=[{"@id": self._id(target)} for target in targets],
            citation=[{"@id": self._id(each)} for each in dict.fromkeys(citation.link for citation in claim.links)],
        )

    def _name_of_claim(self, claim_id: str) -> Node:
        kind = "Comment" if claim_id in self.frame.graph.parents else "DiscussionForumPosting"
        words = "name" if self.frame.debate.claims[claim_id].title else "text"  # else it is how the text begins
        return {"@type": kind, "@id": self._id(claim_id), words: self.frame.site.title(self.frame.debate.id, claim_id)}

    def _person(self, person_id: str) -> Node:
        own = {"@id": self._id(person_id)}
        if person_id in self._named:
            return own
        self._named.add(person_id)
        return {"@type": "Person", **own, "name": self.frame.debate.people[person_id].title}

    def _id(self, entry: str) -> str:
        """The address of an entry, which names it for programs as well."""
        return self.frame.here.anchor(entry).href
