"""What each page shows, as data: every address relative to its page, every text escaped or ``Markup``.

Templates read these values and nothing else. ``Markup`` is finished HTML; ``str`` is plain text, which the
templates' autoescape turns into HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.reports.changes.sentences import Breakage, Detail, Sentence

Kind = Literal["debate", "position", "crux", "answer", "claim", "link", "person", "page"]


class Anchor(NamedTuple):
    """A link to something of the site: where, and its title in plain text.

    ``lang`` here and elsewhere holds the attributes of an element with words of a debate, as HTML; "" where these are
    in the site's language.
    """

    href: str
    text: str
    kind: Kind = "page"
    lang: str = ""


class ChangeMark(NamedTuple):
    """What changed in something, in a preview. ``kinds`` are words with spaces between, ``words`` say them."""

    kinds: str
    words: str
    details: tuple[Detail, ...]
    lang: str = ""


class Outline(NamedTuple):
    """An item of a page's contents list: the heading's text and its ``id`` on the page."""

    text: str
    anchor: str
    children: tuple[Outline, ...] = ()
    lang: str = ""


Found = Literal["debate", "position", "crux", "claim", "person", "source"]
"""What a search entry may be about."""


class SearchEntry(NamedTuple):
    """What the search finds: ``anchor`` on the page ("" for the page itself), title and text, both plain.

    ``kind`` is "" for a page that shows only what has its home elsewhere.
    """

    anchor: str
    title: str
    text: str
    kind: Found | Literal[""] = ""


# --- A claim ------------------------------------------------------------------------------------------------------


class CitationView(NamedTuple):
    """A source that a claim cites; ``href`` leads to the list of sources, ``url`` to the source itself."""

    href: str
    title: str
    url: str | None
    quote: str
    at: str


class QuoteView(NamedTuple):
    """A passage of its parent that a reply takes up, and where it stands there."""

    text: str
    href: str


class PassageView(NamedTuple):
    """What follows a passage in a text: a link to the note on it ("note") or to the reply that takes it up.

    ``kind`` is "note" or the reply's relation, ``mark`` what is seen of the link, ``label`` what it says in full.
    """

    href: str
    kind: str
    mark: str
    label: str


class NoteView(NamedTuple):
    """An editor's note on a passage: its id on the page, and that of the place where the passage begins.

    It stands among words of the debate; ``lang_among`` is for words of the interface.
    """

    anchor: str
    passage_anchor: str
    number: int
    passage: str
    kind: str
    by: str
    text: Markup
    lang_among: str = ""


class Bearing(NamedTuple):
    """An edge of a claim beside the one to its parent: ``supports``, ``opposes`` or ``undercuts`` something.

    ``crux`` is given where the target is an answer: the crux that it answers.
    """

    relation: str
    target: Anchor
    crux: CruxTouched | None = None


class CruxTouched(NamedTuple):
    """A crux that a claim bears on; ``answer`` is the label of the answer it argues for, or ""."""

    id: str
    crux: Anchor
    answer: str = ""


class StandingView(NamedTuple):
    """How a claim stands, a word, and the claims by which it does; ``more`` counts those that are not named."""

    label: str
    by: tuple[Anchor, ...]
    more: int


class ClaimLine(NamedTuple):
    """A claim on one line of a list: a link to where it stands in full.

    ``left_behind`` are ids of a branch that moved to a page of its own: anchors that old addresses still carry.
    """

    anchor: Anchor
    by: tuple[Anchor, ...]
    date: str
    relation: str
    status: str
    on_this_page: bool
    left_behind: tuple[str, ...] = ()
    change: ChangeMark | None = None


class More(NamedTuple):
    """What of a list stands on the pages after this one: how many, where it goes on, and the number of that page.

    ``left_behind`` are ids of claims that are shown there and might once have been shown here.
    """

    total: int
    href: str
    page: int
    left_behind: tuple[str, ...] = ()


class PagesView(NamedTuple):
    """The pages of a list: which one this is, counted from 1, of how many, and the way to others by their numbers.

    ``previous`` and ``next`` are "" at the ends. Where there are very many, some in between are left out.
    """

    number: int
    total: int
    previous: str
    next: str
    others: tuple[tuple[int, str], ...]


class Replies(NamedTuple):
    """The replies below a claim: ``total`` counts all of the chain, ``direct`` those to itself, which are ``items``.

    An item is a rendered claim, or a line where its branch stands on a page of its own. Where replies go on over
    numbered pages, the last line leads to the next.
    """

    direct: int
    total: int
    open: bool
    items: tuple[ClaimLine | Markup, ...]


class ClaimView(NamedTuple):
    """A claim in full. ``depth`` is 0 for a root; ``level`` its heading's level on this page, 2 to 6.

    ``parent`` is given where the parent is not shown on this page; ``home`` where another page is the claim's home;
    ``marks`` name what of this page the claim bears on, where no heading above it says so.
    ``text`` holds the editor's notes, each beside its passage.
    ``by_ids`` and ``crux_ids`` have spaces between.
    ``titled`` is False where the title is only the text's first sentence. ``reply`` is where one replies to it.
    """

    id: str
    depth: int
    level: int
    title: str
    titled: bool
    relation: str
    parent: Anchor | None
    by: tuple[Anchor, ...]
    by_ids: str
    crux_ids: str
    date: str
    status: str
    credence: str
    text: Markup
    quotes: tuple[QuoteView, ...]
    source: Anchor | None
    citations: tuple[CitationView, ...]
    cruxes: tuple[CruxTouched, ...]
    bearings: tuple[Bearing, ...]
    marks: tuple[Anchor, ...]
    cited_by: tuple[Anchor, ...]
    standing: StandingView | None
    permalink: str
    edit: str | None
    home: str | None
    former_anchors: tuple[str, ...]
    replies: Replies | None
    reply: str | None = None
    change: ChangeMark | None = None
    lang: str = ""


class ClaimList(NamedTuple):
    """Claims for or against something: lines that lead elsewhere, and whole threads, rendered.

    ``in_full`` are the ids of the claims at the head of these threads. ``begin`` counts those on earlier pages.
    """

    heading: str
    anchor: str
    in_full: tuple[str, ...]
    items: tuple[ClaimLine | Markup, ...]
    begin: int = 0
    more: More | None = None

    @property
    def total(self) -> int:
        """How many the whole list has, over all its pages."""
        return self.begin + len(self.items) + (self.more.total if self.more else 0)

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        """The items that are lines."""
        return tuple(item for item in self.items if isinstance(item, ClaimLine))


# --- Positions, cruxes, people, sources ---------------------------------------------------------------------------


class PositionCard(NamedTuple):
    """A position on its debate's page."""

    anchor: Anchor
    id: str
    summary: Markup
    held_by: tuple[Anchor, ...]
    supporting: int
    opposing: int
    steelman: Anchor | None
    change: ChangeMark | None = None


class ViewRow(NamedTuple):
    """Who holds an answer, how firmly ("90%" or ""), because of which claims."""

    by: Anchor
    answer: str
    answer_label: str
    credence: str
    because: tuple[Anchor, ...]
    change: ChangeMark | None = None


class AnswerView(NamedTuple):
    """An answer to a crux. ``anchor`` is its id on the crux's page (``answer_drift``).

    The claims for it and ``against`` it are left out on a card of the crux, which only counts them.
    ``more`` and ``more_against`` are there where the claims for it, or against it, go on over numbered pages.
    """

    id: str
    anchor: str
    label: str
    supports: tuple[Anchor, ...]
    opposes: tuple[Anchor, ...]
    claims: tuple[ClaimLine, ...]
    against: tuple[ClaimLine, ...]
    views: tuple[ViewRow, ...]
    resolved: bool
    change: ChangeMark | None = None
    more: More | None = None
    more_against: More | None = None


class CruxCard(NamedTuple):
    """A crux on a debate's, a position's or the list of cruxes' page: how the positions split on it.

    ``status`` is "open", "converging", "irreducible" or "resolved". ``turns`` says, on a position's page, which
    answers the position rests on (labels), else it is empty.
    """

    anchor: Anchor
    id: str
    kind: str
    status: str
    answers: tuple[AnswerView, ...]
    claims: int
    turns: tuple[str, ...] = ()
    change: ChangeMark | None = None


class ShiftView(NamedTuple):
    """A change of mind. ``origin`` is where it came from, if known."""

    by: Anchor
    date: str
    origin: Anchor | None
    to: Anchor
    because: tuple[Anchor, ...]
    text: Markup


class ResolutionView(NamedTuple):
    """How a crux was settled."""

    label: str
    date: str
    because: tuple[Anchor, ...]
    text: Markup


class SourceView(NamedTuple):
    """A source with what cites it. ``former_anchors`` are ids it once had.

    ``unnamed`` counts what else names it, where that is very much. ``begin`` counts what cites it on earlier pages:
    where it is not 0, the list alone goes on, and all else is empty.
    """

    id: str
    title: str
    url: str | None
    host: str
    kind: str
    authors: tuple[str, ...]
    published: str
    accessed: str
    archive: str | None
    note: Markup
    cited_by: tuple[Anchor, ...]
    former_anchors: tuple[str, ...]
    edit: str | None
    change: ChangeMark | None = None
    unnamed: int = 0
    begin: int = 0
    more: More | None = None


class PersonView(NamedTuple):
    """A person with their claims, views and shifts.

    ``begin`` counts the claims on earlier pages: where it is not 0, their list alone goes on, and all else is empty.
    """

    id: str
    name: str
    role: str
    about: Markup
    url: str | None
    holds: tuple[Anchor, ...]
    claims: tuple[ClaimLine, ...]
    views: tuple[tuple[Anchor, ViewRow], ...]
    verdict: Verdict | None
    shifts: tuple[ShiftView, ...]
    cited_by: tuple[Anchor, ...]
    former_anchors: tuple[str, ...]
    edit: str | None
    change: ChangeMark | None = None
    begin: int = 0
    more: More | None = None


# --- Where positions part -------------------------------------------------------------------------------------------


class ChoiceView(NamedTuple):
    """An answer as one may choose it. ``number`` counts the answers of its crux from 1; ``holds`` if it was settled so.

    ``supports`` and ``opposes`` are ids of positions.
    """

    id: str
    number: int
    href: str
    label: str
    supports: tuple[str, ...]
    opposes: tuple[str, ...]
    holds: bool


class MatrixCell(NamedTuple):
    """What a crux is to a position: the answers that it rests on and those that speak against it."""

    rests_on: tuple[ChoiceView, ...]
    shaken_by: tuple[ChoiceView, ...]


class MatrixRow(NamedTuple):
    """A crux with a cell for each position. ``parted`` counts the pairs that it separates.

    ``double`` are the titles of those pairs for which it is a double crux.
    """

    crux: Anchor
    status: str
    cells: tuple[MatrixCell, ...]
    parted: int
    double: tuple[tuple[str, str], ...]


class MatrixView(NamedTuple):
    """Cruxes against positions."""

    positions: tuple[Anchor, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def has_shaken(self) -> bool:
        """Whether a cell holds an answer that speaks against its position, and none that it rests on."""
        return any(cell.shaken_by and not cell.rests_on for row in self.rows for cell in row.cells)


class QuestionView(NamedTuple):
    """A crux that a reader is asked. ``depends_on`` are ids of cruxes."""

    id: str
    crux: Anchor
    why: Markup
    depends_on: tuple[str, ...]
    settled: bool
    choices: tuple[ChoiceView, ...]


class Change(NamedTuple):
    """A crux answered otherwise ("" for "not sure"), and the positions that the answers then favour."""

    crux: Anchor
    label: str
    favoured: tuple[Anchor, ...]


class Verdict(NamedTuple):
    """The positions that someone's answers favour, and each single change that would move them."""

    favoured: tuple[Anchor, ...]
    changes: tuple[Change, ...]


class Dot(NamedTuple):
    """Who holds an answer how firmly: a row of a dot plot. ``percent`` is None where no credence was given."""

    by: Anchor
    number: int
    href: str
    label: str
    percent: float | None
    credence: str


# --- Maps ---------------------------------------------------------------------------------------------------------

MapKind = Literal["position", "crux", "claim"]


class MapBox(NamedTuple):
    """What a box of a map shows, whatever page draws it. ``head`` is its first line, ``lines`` its title.

    ``width`` and ``height`` are in pixels; ``label`` is what is read out. ``lang_among`` is for words of the interface,
    which stand on the first line among words of the debate.
    """

    kind: MapKind
    relation: str
    head: str
    title: str
    lines: tuple[str, ...]
    label: str
    width: int
    height: int
    lang_among: str = ""


class MapNode(NamedTuple):
    """A box of a map and where it leads; ``focus`` marks the one that the map is about.

    ``folded`` counts the replies below a claim that another map draws, at ``inside``. ``lang_among`` is there where all
    of the box is words of the interface.
    """

    href: str
    box: MapBox
    folded: int
    inside: str
    focus: bool
    lang_among: str = ""


class MapEdge(NamedTuple):
    """An arrow from one box to another, both by number, and the way it runs as an SVG path.

    ``main`` arrows made the layout; the others curve behind the boxes.
    """

    source: int
    target: int
    relation: str
    main: bool
    path: str


class MapLine(NamedTuple):
    """A box of a map in words: what it does to which others."""

    anchor: Anchor
    going: tuple[tuple[str, Anchor], ...]


class MapView(NamedTuple):
    """A map: each box with its left and top, the arrows, and the same in words. ``hidden`` counts what did not fit."""

    width: int
    height: int
    nodes: tuple[tuple[MapNode, int, int], ...]
    edges: tuple[MapEdge, ...]
    outline: tuple[MapLine, ...]
    hidden: int
    claims_page: str
    stylesheet: str
    lang: str = ""


# --- Pages --------------------------------------------------------------------------------------------------------


class DebateCard(NamedTuple):
    """A debate in the list of all debates; ``crux_count`` and so on count its parts."""

    anchor: Anchor
    status: str
    summary: Markup
    updated: str
    position_count: int
    crux_count: int
    claim_count: int
    tags: tuple[str, ...]
    positions: tuple[Anchor, ...]


class SiteView(NamedTuple):
    """All debates (template ``site.html``)."""

    debates: tuple[DebateCard, ...]
    cruxes: Anchor
    search_page: Anchor | None = None


class SearchView(NamedTuple):
    """The search of all debates (``search.html``): the folder of its indexes, the site's root, the list of debates."""

    indexes: str
    root: str
    debates: Anchor


class CruxGroup(NamedTuple):
    """The cruxes of a debate: as ``cards``, or, on a site of many, as links, or, of very many, only counted."""

    debate: Anchor
    total: int
    cards: tuple[CruxCard, ...] = ()
    questions: tuple[Anchor, ...] = ()


class CruxesView(NamedTuple):
    """Every crux of the site, debate by debate (``cruxes.html``)."""

    debates: tuple[CruxGroup, ...]


class OpenEnds(NamedTuple):
    """What nobody has answered. ``standing`` counts the claims by how they stand.

    ``more`` is, of each of the first three lists, what is on numbered pages.
    """

    objections: tuple[ClaimLine, ...]
    questions: tuple[ClaimLine, ...]
    unsupported: tuple[ClaimLine, ...]
    one_sided: tuple[tuple[Anchor, tuple[str, ...]], ...]
    standing: tuple[tuple[str, int], ...]
    more: tuple[More | None, More | None, More | None] = (None, None, None)

    @property
    def arguing(self) -> int:
        """How many claims have a standing."""
        return sum(count for _, count in self.standing)

    @property
    def total(self) -> int:
        """How many there are."""
        shown = len(self.objections) + len(self.questions) + len(self.unsupported) + len(self.one_sided)
        return shown + sum(more.total for more in self.more if more)


class DebateView(NamedTuple):
    """A debate's page (``debate.html``). ``first_claim`` is where the first of its threads begins."""

    title: str
    status: str
    summary: Markup
    started: str
    updated: str
    license: str
    source: Anchor | None
    tags: tuple[str, ...]
    positions: tuple[PositionCard, ...]
    cruxes: tuple[CruxCard, ...]
    matrix: MatrixView | None
    stand_page: Anchor | None
    map: MapView | None
    map_page: Anchor | None
    open_ends: OpenEnds
    open_page: Anchor
    claims_page: Anchor
    people_page: Anchor
    links_page: Anchor
    timeline_page: Anchor
    dossier_page: Anchor
    people: int
    links: int
    claims: int
    shifts: tuple[ShiftView, ...]
    first_claim: ClaimLine | None
    discussion: tuple[ClaimLine | Markup, ...]
    cited_by: tuple[Anchor, ...]
    more_discussion: More | None = None
    search_page: Anchor | None = None


class PositionView(NamedTuple):
    """A position's page (``position.html``)."""

    id: str
    title: str
    summary: Markup
    held_by: tuple[Anchor, ...]
    steelman: ClaimLine | None
    supporting: ClaimList
    opposing: ClaimList
    cruxes: tuple[CruxCard, ...]
    map: MapView | None
    shifts: tuple[ShiftView, ...]
    cited_by: tuple[Anchor, ...]
    former_anchors: tuple[str, ...]


class CruxView(NamedTuple):
    """A crux's page (``crux.html``). ``also`` are claims that bear on it without arguing for an answer."""

    id: str
    question: str
    why: Markup
    kind: str
    status: str
    raised_in: tuple[ClaimLine, ...]
    answers: tuple[AnswerView, ...]
    also: tuple[ClaimLine, ...]
    dots: tuple[Dot, ...]
    settled_by: Markup
    resolution: ResolutionView | None
    depends_on: tuple[Anchor, ...]
    needed_by: tuple[Anchor, ...]
    map: MapView | None
    shifts: tuple[ShiftView, ...]
    threads: tuple[ClaimLine | Markup, ...]
    cited_by: tuple[Anchor, ...]
    former_anchors: tuple[str, ...]
    more_also: More | None = None
    more_threads: More | None = None


class LinksView(NamedTuple):
    """The sources of a debate (``links.html``)."""

    sources: tuple[SourceView, ...]


class PeopleView(NamedTuple):
    """The people of a debate (``people.html``)."""

    people: tuple[PersonView, ...]


class ResolutionEvent(NamedTuple):
    """A crux that was settled, and with which answer."""

    crux: Anchor
    label: str
    because: tuple[Anchor, ...]


class Moment(NamedTuple):
    """What happened on a date, "" for what has none; ``anchor`` is its id on the page."""

    date: str
    anchor: str
    shifts: tuple[ShiftView, ...]
    resolutions: tuple[ResolutionEvent, ...]
    claims: tuple[ClaimLine, ...]


class TimelineView(NamedTuple):
    """What happened when, the newest first (``timeline.html``). ``earlier`` counts older claims, not named.

    ``feeds`` are links to the feeds of the debate, if it has any.
    """

    moments: tuple[Moment, ...]
    started: str
    earlier: int
    feeds: tuple[Anchor, ...]


class MapPageView(NamedTuple):
    """A map on a page of its own (``map.html``): of a debate, or of what is below the claim ``branch_of``."""

    map: MapView | None
    branch_of: Anchor | None


class StandView(NamedTuple):
    """The page that asks readers where they stand (``stand.html``). Positions with their ids."""

    positions: tuple[tuple[str, Anchor], ...]
    questions: tuple[QuestionView, ...]
    matrix: MatrixView


class PositionInDossier(NamedTuple):
    """A position in a dossier. Claims are links whose text is a number; ``best_case`` is one."""

    anchor: str
    title: str
    summary: Markup
    held_by: tuple[Anchor, ...]
    best_case: Anchor | None
    supporting: tuple[Anchor, ...]
    opposing: tuple[Anchor, ...]


class CruxInDossier(NamedTuple):
    """A crux in a dossier, each answer with its anchor."""

    anchor: str
    question: str
    kind: str
    status: str
    why: Markup
    answers: tuple[tuple[str, AnswerView], ...]
    settled_by: Markup
    resolution: ResolutionView | None
    raised_in: tuple[Anchor, ...]
    depends_on: tuple[Anchor, ...]


class ClaimInDossier(NamedTuple):
    """A claim in a dossier with its ``number``, "1.2". ``text`` refers to its ``notes``, which follow it."""

    number: str
    anchor: str
    depth: int
    level: int
    title: str
    titled: bool
    relation: str
    parent: Anchor | None
    by: tuple[Anchor, ...]
    date: str
    status: str
    credence: str
    quotes: tuple[str, ...]
    text: Markup
    notes: tuple[NoteView, ...]
    bearings: tuple[Bearing, ...]
    cruxes: tuple[CruxTouched, ...]
    citations: tuple[CitationView, ...]
    source: Anchor | None


class DossierView(NamedTuple):
    """A part of a whole debate to be printed (``dossier.html``); every link to a claim is its number.

    ``part`` counts from 1, ``parts`` all of them; ``continued`` names the chapters that the part before began.
    """

    question: str
    part: int
    parts: int
    continued: frozenset[str]
    next: Anchor | None
    status: str
    summary: Markup
    positions: tuple[PositionInDossier, ...]
    cruxes: tuple[CruxInDossier, ...]
    claims: tuple[ClaimInDossier, ...]
    shifts: tuple[ShiftView, ...]
    people: tuple[PersonView, ...]
    sources: tuple[SourceView, ...]
    license: str
    origin: Anchor | None
    started: str
    updated: str
    site: str
    permalink: str
    stylesheet: str


class OpenView(NamedTuple):
    """The open ends of a debate (``open.html``)."""

    ends: OpenEnds


class IndexLine(NamedTuple):
    """A claim in the list of every claim; ``depth`` is 0 for a root."""

    id: str
    line: ClaimLine
    depth: int
    former_anchors: tuple[str, ...]


class ClaimsView(NamedTuple):
    """Every claim of a debate, a line each, with anchors (``claims.html``)."""

    lines: tuple[IndexLine, ...]


class ThreadView(NamedTuple):
    """A thread too long for its page (``thread.html``); ``origin`` is the page it belongs to."""

    title: str
    origin: Anchor
    thread: Markup


class FurtherView(NamedTuple):
    """Where the lists of a page go on that are too long for it (``further.html``); ``origin`` is that page."""

    origin: Anchor
    lists: tuple[ClaimList, ...]


class ProblemsView(NamedTuple):
    """What stands in place of a debate with errors (``problems.html``)."""

    problems: tuple[Problem, ...]


class ChangedPlace(NamedTuple):
    """A change and the address where it is seen, "" for what is gone."""

    href: str
    sentence: Sentence


class ChangesView(NamedTuple):
    """What changes in a debate, in a preview (``changes.html``). Sections have a heading and their changes."""

    against: str
    counts: str
    state: str
    breakages: tuple[Breakage, ...]
    redirected: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[ChangedPlace, ...]], ...]


class PreviewBanner(NamedTuple):
    """What each page of a preview says: what it is compared with, how much changed, where that is listed."""

    against: str
    counts: str
    links: tuple[Anchor, ...]


class PermalinkView(NamedTuple):
    """A page that leads elsewhere, on its own without the site's frame (``permalink.html``).

    ``target`` is relative to the page; ``canonical`` is absolute where the site's address is known, else "".
    """

    title: str
    description: str
    site: str
    language: str
    target: str
    canonical: str


View = (
    SiteView | CruxesView | DebateView | PositionView | CruxView | LinksView | PeopleView | OpenView | ClaimsView
    | ThreadView | FurtherView | StandView | MapPageView | TimelineView | DossierView | ProblemsView | ChangesView
    | SearchView
)  # fmt: skip


class EmbeddedAnswer(NamedTuple):
    """An answer in a frame: who holds it, how many claims argue for and against it, and the strongest of these.

    ``anchor`` leads to it on the page of its crux. ``strongest`` are claims for it, each with how it stands.
    ``unnamed`` counts those who hold it and are not among ``views``.
    """

    anchor: Anchor
    resolved: bool
    supports: tuple[Anchor, ...]
    opposes: tuple[Anchor, ...]
    views: tuple[ViewRow, ...]
    unnamed: int
    claims: int
    against: int
    strongest: tuple[tuple[Anchor, str], ...]


class EmbedView(NamedTuple):
    """A crux on a page that sits in a frame of another site, a document of its own (``embed.html``).

    ``claims`` counts those that bear on it. ``canonical`` is the absolute address of the crux's page, "" where the
    site's is not known. ``language`` and ``direction`` are as of a :class:`PageView`.
    """

    crux: Anchor
    debate: Anchor
    site: str
    status: str
    kind: str
    description: str
    claims: int
    answers: tuple[EmbeddedAnswer, ...]
    language: str
    direction: str
    canonical: str
    stylesheet: str


class CitationForm(NamedTuple):
    """The parts of a citation, escaped for one form; "" for what is not known."""

    authors: str
    title: str
    debate: str
    site: str
    date: str
    year: str
    url: str


class CitationOfPage(NamedTuple):
    """How to cite a page, in three forms, and the debate that it belongs to.

    ``frame`` is HTML that shows the page's crux elsewhere, "" for another page.
    """

    debate_id: str
    debate: str
    key: str
    text: CitationForm
    markdown: CitationForm
    bibtex: CitationForm
    frame: str = ""


class PageView(NamedTuple):
    """A page with what all pages have. ``path`` is its address below the plugin's path, with a slash at its end.

    ``anchors`` are the ids of what it shows beside the headings of its outline. ``language`` is that of its debate, or
    the site's where ``lang`` says the debate's, and ``direction`` ("ltr", "rtl") the debate's; both are "" for pages of
    the site. ``title_lang`` is for the title. ``banner`` and ``change`` are there in a preview: what changed in its
    debate, and in what it is about. ``citation`` says how to cite the page. ``pages`` are there where a list goes on
    over numbered ones. ``linked_data`` is an element for its head, "" for none.
    """

    path: str
    template: str
    title: str
    description: str
    language: str
    direction: str
    breadcrumbs: tuple[Anchor, ...]
    previous: Anchor | None
    next: Anchor | None
    outline: tuple[Outline, ...]
    anchors: frozenset[str]
    search: tuple[SearchEntry, ...]
    edit: str | None
    content: View
    banner: PreviewBanner | None = None
    change: ChangeMark | None = None
    citation: CitationOfPage | None = None
    pages: PagesView | None = None
    linked_data: str = ""
    lang: str = ""
    title_lang: str = ""
