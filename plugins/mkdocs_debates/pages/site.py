"""The site as its pages see it: every debate's addresses, titles and backlinks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from markupsafe import Markup

from mkdocs_debates.checks.subject import REMOVED_CLAIM, Surroundings
from mkdocs_debates.pages.faces import face_of
from mkdocs_debates.pages.languages import direction_of, lang_of
from mkdocs_debates.pages.slots import way_slot, with_ways
from mkdocs_debates.pages.views import Anchor
from mkdocs_debates.permalinks import Address
from mkdocs_debates.shapes import Reference, Url
from mkdocs_debates.shelf import Shelf
from mkdocs_debates.theme import ASSET_FOLDER
from mkdocs_debates.theme.words import IN_ENGLISH, N_, Words
from mkdocs_debates.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Debate, Section
    from mkdocs_debates.pages.faces import Face
    from mkdocs_debates.pages.layouts import Layout
    from mkdocs_debates.pages.marking import Changes
    from mkdocs_debates.pages.views import ChangeMark, Kind, MapBox
    from mkdocs_debates.prose import Prose
    from mkdocs_debates.prose import Reference as ProseReference
    from mkdocs_debates.walking import Steps

SEARCH_PAGE: Final = "search/"
SEARCH_TITLE: Final = N_("Search the debates")
INDEXES: Final = "_search/"
"""Where the indexes of the search stand, below the plugin's path."""

TWIN_LIST: Final = "llms.txt"
"""The list of debates as Markdown, for programs that read, below the plugin's path and at the site's root."""

Entry = tuple[str, str]
"""A debate's id and an entry's id in it, "" for the debate itself."""

PlacedReference = tuple[str, "Steps", "ProseReference"]
"""A reference in prose: the id of the entry that it stands in, the steps from there to the text, and itself."""

KIND_OF: Final[Mapping[Section, Kind]] = {
    "people": "person",
    "links": "link",
    "positions": "position",
    "cruxes": "crux",
    "claims": "claim",
}

# What a claim's own edges say is shown where they lead, in lists of their own.
_NO_BACKLINK: Final = frozenset({"reply_to", "by", "held_by", "depends_on", "answer", "links", "source", "cruxes"})


@dataclass(frozen=True, slots=True)
class Options:
    """What a publisher chooses.

    ``feeds`` are there where addresses can be absolute. ``twins`` are debates as one Markdown file each.
    ``edits`` says whether pages have slots for the addresses at which one edits. ``reply_form`` is the address of the
    form in which one replies to a claim, "" where there is none. ``site_url`` is absolute or "", and
    ``root`` is the plugin's path below it, "debates/". ``words`` are those of the interface.
    """

    directory_urls: bool = True
    unfold: int = 2
    page_bytes: int = 500_000
    claim_pages: bool = True
    explorer: bool = True
    map: bool = True
    feeds: bool = False
    embeds: bool = True
    twins: bool = True
    search_page: bool = False
    site_name: str = ""
    site_url: str = ""
    root: str = "debates/"
    edits: bool = False
    reply_form: str = ""
    words: Words = IN_ENGLISH

    def reply_url(self, debate: str, claim: str) -> str | None:
        """The address at which one replies to a claim."""
        return f"{self.reply_form}&{urlencode({'debate': debate, 'claim': claim})}" if self.reply_form else None


@dataclass(frozen=True)
class Site:
    """All debates that are published, in order, with the references in the prose of each.

    ``layouts`` are theirs. ``broken`` are debates that a page of problems stands in for: references into them lead to
    that page. ``changes`` are there in a preview.
    """

    subjects: Mapping[str, Subject]
    layouts: Shelf[Layout]
    references: Mapping[str, tuple[PlacedReference, ...]]
    broken: frozenset[str]
    options: Options
    changes: Changes | None = None

    @cached_property
    def words(self) -> Words:
        """The words of the interface."""
        return self.options.words

    def url(self, address: Address) -> str:
        """An address relative to the site's root."""
        ending = "" if self.options.directory_urls else "index.html"
        anchor = f"#{address.anchor}" if address.anchor else ""
        return f"{self.options.root}{address.page}{ending}{anchor}"

    def absolute(self, address: Address) -> str:
        """An address with the site's own before it, "" where that is not known."""
        return f"{self.options.site_url}{self.url(address)}" if self.options.site_url else ""

    def mark(self, debate_id: str, entry: str, person: str = "") -> ChangeMark | None:
        """What changed in something, in a preview; see :meth:`Changes.mark`."""
        mark = self.changes.mark(debate_id, entry, person) if self.changes else None
        return mark._replace(lang=self.lang(debate_id)) if mark else None

    def address(self, debate_id: str, entry: str) -> Address | None:
        """Where an entry stands, None where there is none such."""
        if (debate_id, entry) in self._learned:
            return self._learned[debate_id, entry][0]
        if debate_id in self.broken:
            return Address(f"{debate_id}/")
        if debate_id not in self.subjects:
            return None
        return self.addresses[debate_id].get(entry) if entry else Address(f"{debate_id}/")

    def title(self, debate_id: str, entry: str) -> str:
        """The title of an entry, or of the debate, in plain text."""
        learned = self._learned.get((debate_id, entry))
        title = learned[1] if learned else self._titles.get((debate_id, entry))
        if title is None:
            title = self.subjects[debate_id].title(entry) if entry else self.faces[debate_id].title
            title = self.words(N_("Removed claim")) if title is REMOVED_CLAIM else title
            self._titles[debate_id, entry] = title
        return title

    @cached_property
    def _titles(self) -> dict[Entry, str]:
        """Those asked for since :meth:`let_go`: a title may be a sentence to be found in a text, and is named often."""
        return {}

    def entry(self, debate_id: str, entry: str) -> tuple[Address, str, Kind, bool]:
        """Where an entry stands, its title and kind, and whether the title is in the language of its debate."""
        found = self._learned.get((debate_id, entry)) or self._entries.get((debate_id, entry))
        if found is None:
            address = self.address(debate_id, entry) or Address(f"{debate_id}/")
            kind = self.kind(debate_id, entry)
            # A person is called the same in any language, and a removed claim by the interface.
            is_ours = kind == "person" or self.is_removed(debate_id, entry)
            found = self._entries[debate_id, entry] = address, self.title(debate_id, entry), kind, not is_ours
        return found

    def learn(self, debate_id: str, entry: str) -> None:
        """Keep what :meth:`entry` says: other debates name it, and its own need not be looked into for each of them."""
        self._learned[debate_id, entry] = self.entry(debate_id, entry)

    @cached_property
    def _learned(self) -> dict[Entry, tuple[Address, str, Kind, bool]]:
        return {}

    @cached_property
    def _entries(self) -> dict[Entry, tuple[Address, str, Kind, bool]]:
        """Those asked for since :meth:`let_go`: the pages of a debate name each again and again."""
        return {}

    @cached_property
    def boxes(self) -> dict[Entry, MapBox]:
        """The boxes of maps that were drawn since :meth:`let_go`, for whoever draws maps to fill."""
        return {}

    def let_go(self) -> None:
        """Forget what is of use while the pages of one debate are made."""
        self._titles.clear()
        self._entries.clear()
        self.boxes.clear()

    def lang(self, debate_id: str) -> Markup:
        """The attribute of an element with words of a debate on a page of it, "" where the site has their language."""
        lang = self._langs.get(debate_id)
        if lang is None:
            lang = self._langs[debate_id] = lang_of(self.faces[debate_id].language, self.words.language)
        return lang

    def language(self, debate_id: str) -> str:
        """The language of what the pages of a debate say beside its words."""
        return self.words.language if self.lang(debate_id) else self.faces[debate_id].language

    def lang_among(self, debate_id: str) -> Markup:
        """The attribute of an element with words of the interface among those of a debate in another language."""
        lang = self._langs_among.get(debate_id)
        if lang is None:
            own = self.faces[debate_id].language
            lang = lang_of(self.words.language, own) if self.lang(debate_id) else Markup()
            self._langs_among[debate_id] = lang
        return lang

    @cached_property
    def _langs(self) -> dict[str, Markup]:
        """Those asked for so far."""
        return {}

    @cached_property
    def _langs_among(self) -> dict[str, Markup]:
        """Those asked for so far."""
        return {}

    def is_removed(self, debate_id: str, entry: str) -> bool:
        """Whether an entry is a claim of which nothing but its place is published."""
        claim = self.subjects[debate_id].debate.claims.get(entry) if entry else None
        return claim is not None and claim.status == "removed"

    def kind(self, debate_id: str, entry: str) -> Kind:
        """What sort of thing an entry is."""
        if not entry:
            return "debate"
        if "." in entry:
            return "answer"
        return KIND_OF[self.subjects[debate_id].graph.sections[entry]]

    @cached_property
    def addresses(self) -> Mapping[str, Mapping[str, Address]]:
        """By debate and entry: where it stands."""
        return Shelf.of(self.layouts, lambda layout: layout.addresses)

    @cached_property
    def faces(self) -> Mapping[str, Face]:
        """What the site says of each debate without looking into it; all are kept."""
        return Shelf(self.subjects, lambda each: face_of(self.subjects[each].debate))

    @cached_property
    def surroundings(self) -> Surroundings:
        """What references from elsewhere on the site may lead to."""
        return Surroundings.of(self.subjects.values())

    @cached_property
    def mentions(self) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
        """By debate and entry: the entries whose prose or fields name it, each once, in the order of the debates."""
        return Shelf.of(self.subjects, lambda subject: self._mentions_in(subject.debate.id))

    def _mentions_in(self, debate_id: str) -> dict[str, tuple[Entry, ...]]:
        found: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
        elsewhere = self.mentions_elsewhere[debate_id]
        for target, by in (each for each in elsewhere if each[1][0] < debate_id):
            found[target][by] = None
        for entry, _, reference in self.references[debate_id]:
            other, target = _named_by(reference, debate_id)
            if other == debate_id:
                found[target][debate_id, entry.partition(".")[0]] = None
        for target, entry in _named_in_fields(self.subjects[debate_id].debate):
            found[target][debate_id, entry] = None
        for target, by in (each for each in elsewhere if each[1][0] > debate_id):
            found[target][by] = None
        return {target: tuple(entry for entry in by if entry != (debate_id, target)) for target, by in found.items()}

    @cached_property
    def mentions_elsewhere(self) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        """By debate: the entries that other debates name, each with the entry that names it, in their order."""
        found: defaultdict[str, dict[tuple[str, Entry], None]] = defaultdict(dict)
        for debate_id in self.subjects:
            for entry, _, reference in self.references[debate_id]:
                other, target = _named_by(reference, debate_id)
                if other != debate_id:
                    found[other][target, (debate_id, entry.partition(".")[0])] = None
        return {debate_id: tuple(found[debate_id]) for debate_id in self.subjects}


def references_in(subject: Subject) -> tuple[PlacedReference, ...]:
    """Every reference in the prose of a debate, in order."""
    return tuple(
        (entry, steps, reference) for (entry, steps), prose in subject.prose.items() for reference in prose.references
    )


def references_to_drafts(site: Site) -> Iterator[str]:
    """A message for each reference in prose to what is not published, a draft, with its place.

    References to nothing at all are errors of their debates and come not.
    """
    published = site.subjects.keys() | site.broken
    for debate_id in site.subjects:
        for entry, steps, reference in site.references[debate_id]:
            # An entry that its debate has not is an error, so it is debates alone that may be missing here.
            if named(reference, debate_id)[0] not in published:
                written = reference.written
                document = site.subjects[debate_id].document
                span = document.span(entry, *steps, within=written, occurrence=reference.occurrence)
                yield f"{span}: {written} leads to a draft, which is not published"


@dataclass(frozen=True)
class Here:
    """A page's point of view: addresses become relative to ``page``, and its debate's ids need no debate.

    ``links`` are those that were asked for so far: a page names many an entry again and again.
    """

    site: Site
    page: str
    debate_id: str = ""
    links: dict[Entry, Anchor] = field(default_factory=dict)

    @cached_property
    def _ways(self) -> dict[str, str]:
        """The ways from this page that were asked for so far, by where they lead."""
        return {}

    def href(self, address: Address) -> str:
        """The address relative to this page."""
        if not address.anchor:
            return self.way(address.page)
        return f"#{address.anchor}" if address.page == self.page else f"{self.way(address.page)}#{address.anchor}"

    def way(self, page: str) -> str:
        """The way from this page to another, both as paths below the plugin's."""
        way = self._ways.get(page)
        if way is None:
            way = self._ways[page] = relative(self.page, page, self.site.options.directory_urls)
        return way

    def anchor(self, entry: str, debate_id: str | None = None) -> Anchor:
        """A link to an entry of this page's debate, or of another."""
        named = (self.debate_id if debate_id is None else debate_id, entry)
        anchor = self.links.get(named)
        if anchor is None:
            anchor = self.links[named] = self._anchor(*named)
        return anchor

    def _anchor(self, debate_id: str, entry: str) -> Anchor:
        address, title, kind, is_in_its_language = self.site.entry(debate_id, entry)
        return Anchor(self.href(address), title, kind, self.lang(debate_id) if is_in_its_language else "")

    def lang(self, debate_id: str) -> Markup:
        """The attributes of an element with words of a debate, "" where these are in the site's language.

        On a page of the site, or of another debate, they may be written in the other direction.
        """
        lang = self.site.lang(debate_id)
        direction = direction_of(self.site.faces[debate_id].language) if lang else ""
        return lang + Markup(' dir="{}"').format(direction) if direction != self._direction and lang else lang

    @cached_property
    def _direction(self) -> str:
        """The direction of the page."""
        face = self.site.faces.get(self.page.partition("/")[0])
        return direction_of((face.language if face else "") or self.site.words.language)

    def anchors(self, entries: tuple[str, ...]) -> tuple[Anchor, ...]:
        """Links to several entries of this page's debate."""
        return tuple(map(self.anchor, entries))

    def feeds(self) -> tuple[Anchor, ...]:
        """Links to the feeds of this page's debate, or of the site."""
        if not self.site.options.feeds:
            return ()
        folder = f"{self.debate_id}/" if self.debate_id else ""
        return tuple(Anchor(relative(self.page, f"{folder}{name}", True), words) for name, words, _ in FEEDS)

    def search_page(self) -> Anchor | None:
        """A link to the page that searches all debates, where there is one."""
        if not self.site.options.search_page:
            return None
        return Anchor(self.href(Address(SEARCH_PAGE)), self.site.words(SEARCH_TITLE), "page")

    def cited_by(self, entry: str) -> tuple[Anchor, ...]:
        """Links to what names an entry of this page's debate."""
        by = self.site.mentions[self.debate_id].get(entry, ())
        return tuple(self.anchor(citing, debate) for debate, citing in by)

    def resolve(self, reference: ProseReference) -> tuple[str, str] | None:
        """The relative address and the title of what prose refers to; None where it leads nowhere."""
        debate_id, entry = named(reference, self.debate_id)
        address = self.site.address(debate_id, entry)
        if address is None:
            return None
        title = debate_id if debate_id in self.site.broken else self.site.title(debate_id, entry)
        return self.href(address), title

    def asset(self, name: str) -> str:
        """The relative address of one of the theme's assets."""
        return relative(f"{self.site.options.root}{self.page}", f"{ASSET_FOLDER}{name}", True)

    def prose(self, prose: Prose, level: int, prefix: str) -> Markup:
        """A converted text as this page shows it, its headings below ``level``, its own ids behind ``prefix``."""
        return prose.html(
            resolve=self.resolve,
            image=self.image,
            image_size=self.image_size,
            number=self.number,
            heading_level=level,
            prefix=prefix,
        )

    def number(self, reference: ProseReference) -> str:
        """What this page calls what prose refers to; "", since most pages number nothing."""
        return ""

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height of an image that stands beside the debate, where they are known."""
        return self.site.subjects[self.debate_id].image_size(path)

    def image(self, path: str) -> str:
        """The relative address of an image that stands beside the debate."""
        return relative(self.page, media_path(self.debate_id, path), True)


@dataclass(frozen=True)
class InSlots(Here):
    """The same of a page that gets its addresses once it is finished, so that all pages of a debate share ``links``.

    Addresses are slots, which :func:`with_addresses` fills.
    """

    def href(self, address: Address) -> str:
        """A slot for the address."""
        return f"{way_slot(address.page)}#{address.anchor}" if address.anchor else way_slot(address.page)


def with_addresses(html: str, here: Here) -> str:
    """``html`` with addresses as they are on a page."""
    return with_ways(html, here.page, here.way)


FEEDS: Final = (
    ("feed.xml", "Atom", "application/atom+xml"),
    ("feed.json", "JSON Feed", "application/feed+json"),
)
"""The files of a feed, with what each is called and its type."""


def media_path(debate_id: str, path: str) -> str:
    """Where an image beside a debate is published, below the plugin's path."""
    return f"{debate_id}/media/{path}"


def twin_path(debate_id: str) -> str:
    """Where a debate is published as one Markdown file, below the plugin's path."""
    return f"{debate_id}/debate.md"


def named(reference: ProseReference, debate_id: str) -> Entry:
    """The debate and the entry, ``crux.answer`` included, that a reference standing in ``debate_id`` names."""
    if reference.kind == "debate":
        return reference.id, ""
    entry = f"{reference.id}.{reference.answer}" if reference.answer else reference.id
    return reference.debate or debate_id, entry


def relative(page: str, target: str, directory_urls: bool) -> str:
    """The way from ``page`` to ``target``; both are paths below one root, pages with a slash at their end."""
    shared = 0  # characters of the folders in which both are
    while (end := page.find("/", shared) + 1) and target.startswith(page[shared:end], shared):
        shared = end
    way = "../" * page.count("/", shared) + target[shared:]
    if not directory_urls and (not way or way.endswith("/")):
        return f"{way}index.html"
    return way or "./"


def _named_by(reference: ProseReference, debate_id: str) -> Entry:
    debate, entry = named(reference, debate_id)
    return debate, entry.partition(".")[0]


def _named_in_fields(debate: Debate) -> Iterator[tuple[str, str]]:
    for value in walk(debate, Reference, Url):
        if value.value in debate.claims:
            field_name = next(str(step) for step in reversed(value.steps) if isinstance(step, str))
            if field_name not in _NO_BACKLINK:
                yield value.value, value.entry.partition(".")[0]
