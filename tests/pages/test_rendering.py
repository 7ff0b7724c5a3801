from __future__ import annotations

import gzip
import sys
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest
from markupsafe import Markup

from mkdocs_debates.diagnostics import Problem, Span
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.views import (
    Anchor,
    AnswerView,
    Bearing,
    Change,
    ChoiceView,
    CitationForm,
    CitationOfPage,
    CitationView,
    ClaimInDossier,
    ClaimLine,
    ClaimList,
    ClaimsView,
    ClaimView,
    CruxCard,
    CruxesView,
    CruxGroup,
    CruxInDossier,
    CruxTouched,
    CruxView,
    DebateCard,
    DebateView,
    DossierView,
    Dot,
    IndexLine,
    LinksView,
    MapBox,
    MapEdge,
    MapLine,
    MapNode,
    MapPageView,
    MapView,
    MatrixCell,
    MatrixRow,
    MatrixView,
    Moment,
    NoteView,
    OpenEnds,
    OpenView,
    Outline,
    PageView,
    PassageView,
    PeopleView,
    PermalinkView,
    PersonView,
    PositionCard,
    PositionInDossier,
    PositionView,
    ProblemsView,
    QuestionView,
    QuoteView,
    Replies,
    ResolutionEvent,
    ResolutionView,
    SearchView,
    ShiftView,
    SiteView,
    SourceView,
    StandingView,
    StandView,
    ThreadView,
    TimelineView,
    Verdict,
    ViewRow,
)
from mkdocs_debates.theme import ASSETS, SCRIPTS, STYLES, TEMPLATES, minified
from mkdocs_debates.theme.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.pages.views import View

HOSTILE = "</title></article><script>alert(1)</script>\"'{{ 7 * 7 }}"

RENDERER = Renderer()
PROSE = Markup("<p>Prose.</p>")
NOTE = RENDERER.note(NoteView("a-claim_note_1", "a-claim_note_1_passage", 1, HOSTILE, "context", HOSTILE, PROSE))
PASSAGE = RENDERER.passage(PassageView("#a-reply", HOSTILE, "↓", HOSTILE))
LINK = Anchor("../where/", HOSTILE, "claim")
LINE = ClaimLine(LINK, (LINK,), "2025-02-03", "opposes", "withdrawn", True, ("left",))
CLAIM = ClaimView(
    id="a-claim",
    depth=1,
    level=3,
    title=HOSTILE,
    titled=True,
    relation="opposes",
    parent=LINK,
    by=(LINK,),
    by_ids="ann bob",
    crux_ids="a-crux b-crux",
    date="2025-02",
    status="",
    credence="60%",
    text=PROSE + NOTE + PASSAGE,
    quotes=(QuoteView(HOSTILE, "#a-claim_taken_1"),),
    source=LINK,
    citations=(CitationView("#a-source", HOSTILE, "https://example.org/", HOSTILE, "section 3"),),
    cruxes=(CruxTouched("a-crux", LINK, HOSTILE),),
    bearings=(Bearing("supports", LINK), Bearing("opposes", LINK, CruxTouched("b-crux", LINK))),
    marks=(LINK,),
    cited_by=(LINK,),
    standing=StandingView("answered", (LINK,), 2),
    permalink="claims/a-claim/",
    edit="https://example.org/edit",
    home="../home/#a-claim",
    former_anchors=("an-old-id",),
    replies=None,
)
ROW = ViewRow(LINK, "a", HOSTILE, "90%", (LINK,))
ANSWER = AnswerView("a", "answer_a", HOSTILE, (LINK,), (LINK,), (LINE,), (LINE,), (ROW,), True)
BARE = AnswerView("b", "answer_b", "No", (), (), (), (), (), False)
CARD = CruxCard(LINK, "a-crux", "empirical", "converging", (ANSWER, BARE), 1, (HOSTILE,))
SHIFT = ShiftView(LINK, "2025", LINK, LINK, (LINK,), PROSE)
ENDS = OpenEnds((LINE,), (LINE,), (LINE,), ((LINK, (HOSTILE,)),), (("unanswered", 2), ("answered", 1)))
NO_ENDS = OpenEnds((), (), (), (), ())
PROBLEM = Problem("bad-id", Span("debates/d.yaml", 2, 3, 4), HOSTILE, hint=HOSTILE, excerpt="a bad! id")

CHOICE = ChoiceView("a", 2, "#answer_a", HOSTILE, ("yes",), ("no",), True)
MATRIX = MatrixView(
    (LINK, LINK),
    (
        MatrixRow(LINK, "resolved", (MatrixCell((CHOICE,), ()), MatrixCell((), (CHOICE,))), 2, ((HOSTILE, HOSTILE),)),
        MatrixRow(LINK, "open", (MatrixCell((), ()), MatrixCell((CHOICE,), ())), 1, ()),
    ),
)
QUESTION = QuestionView("a-crux", LINK, PROSE, ("another",), True, (CHOICE,))
VERDICT = Verdict((LINK,), (Change(LINK, HOSTILE, (LINK,)), Change(LINK, "", (LINK,))))
DOTS = tuple(Dot(LINK, number, "#answer_a", HOSTILE, None if number == 4 else 12.5, "12.5%") for number in range(1, 5))
POSITION_BOX = MapBox("position", "", "position", HOSTILE, (HOSTILE,), HOSTILE, 208, 46)
CLAIM_BOX = MapBox("claim", "opposes", HOSTILE, HOSTILE, (HOSTILE, HOSTILE), HOSTILE, 208, 63)
MAP = MapView(
    width=500,
    height=120,
    nodes=(
        (MapNode("../where/", POSITION_BOX, 0, "", True), 8, 8),
        (MapNode("../where/", CLAIM_BOX, 3, "a-claim/", False), 272, 8),
    ),
    edges=(MapEdge(1, 0, "opposes", True, "M1 2L3 4"), MapEdge(1, 0, "bears on", False, "M1 2L3 4")),
    outline=(MapLine(LINK, (("opposes", LINK), ("bears on", LINK))), MapLine(LINK, ())),
    hidden=4,
    claims_page="../claims/",
    stylesheet="../../assets/debates/map.css",
)

SOURCE = SourceView(
    id="a-source",
    title=HOSTILE,
    url="https://example.org/",
    host="example.org",
    kind="post",
    authors=(HOSTILE,),
    published="2025",
    accessed="2026",
    archive="https://example.org/archive",
    note=PROSE,
    cited_by=(LINK,),
    former_anchors=("former",),
    edit="https://example.org/edit",
)
PERSON = PersonView(
    id="ann",
    name=HOSTILE,
    role=HOSTILE,
    about=PROSE,
    url="https://example.org/",
    holds=(LINK,),
    claims=(LINE,),
    views=((LINK, ROW),),
    verdict=VERDICT,
    shifts=(SHIFT,),
    cited_by=(LINK,),
    former_anchors=("former",),
    edit="https://example.org/edit",
)
CITATION_FORM = CitationForm(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2025-02", "2025", "https://example.org/d/")
CITATION = CitationOfPage("d", HOSTILE, "d:a", CITATION_FORM, CITATION_FORM, CITATION_FORM)

FULL: dict[str, View] = {
    "site": SiteView(
        (DebateCard(LINK, "open", PROSE, "2025", 1, 2, 1, (HOSTILE,), (LINK,)),),
        LINK,
        LINK,
    ),
    "search": SearchView("../_search/", "../../", LINK),
    "cruxes": CruxesView((CruxGroup(LINK, 1, (CARD,)), CruxGroup(LINK, 1, (), (LINK,)), CruxGroup(LINK, 7))),
    "debate": DebateView(
        title=HOSTILE,
        status="open",
        summary=PROSE,
        started="2025",
        updated="2026",
        license=HOSTILE,
        source=LINK,
        tags=(HOSTILE,),
        positions=(PositionCard(LINK, "p", PROSE, (LINK,), 1, 2, LINK),),
        cruxes=(CARD,),
        matrix=MATRIX,
        stand_page=LINK,
        map=MAP,
        map_page=LINK,
        open_ends=ENDS,
        open_page=LINK,
        claims_page=LINK,
        people_page=LINK,
        links_page=LINK,
        timeline_page=LINK,
        dossier_page=LINK,
        people=1,
        links=2,
        claims=3,
        shifts=(SHIFT,),
        first_claim=LINE,
        discussion=(RENDERER.claim(CLAIM), LINE),
        cited_by=(LINK,),
    ),
    "position": PositionView(
        id="p",
        title=HOSTILE,
        summary=PROSE,
        held_by=(LINK,),
        steelman=LINE,
        supporting=ClaimList("Claims for it", "claims_for", ("a-claim",), (RENDERER.claim(CLAIM), LINE)),
        opposing=ClaimList("Claims against it", "claims_against", (), ()),
        cruxes=(CARD,),
        map=MAP,
        shifts=(SHIFT,),
        cited_by=(LINK,),
        former_anchors=("former",),
    ),
    "crux": CruxView(
        id="a-crux",
        question=HOSTILE,
        why=PROSE,
        kind="empirical",
        status="resolved",
        raised_in=(LINE,),
        answers=(ANSWER, BARE),
        also=(LINE,),
        dots=DOTS,
        settled_by=PROSE,
        resolution=ResolutionView(HOSTILE, "2026", (LINK,), PROSE),
        depends_on=(LINK,),
        needed_by=(LINK,),
        map=MAP,
        shifts=(SHIFT,),
        threads=(RENDERER.claim(CLAIM),),
        cited_by=(LINK,),
        former_anchors=("former",),
    ),
    "links": LinksView((SOURCE,)),
    "people": PeopleView((PERSON,)),
    "stand": StandView((("yes", LINK),), (QUESTION,), MATRIX),
    "map": MapPageView(MAP, LINK),
    "open": OpenView(ENDS),
    "timeline": TimelineView(
        (
            Moment("2025-02", "date_2025-02", (SHIFT,), (ResolutionEvent(LINK, HOSTILE, (LINK,)),), (LINE,) * 6),
            Moment("", "_undated", (SHIFT,), (), (LINE,)),
        ),
        "2024",
        3,
        (LINK,),
    ),
    "dossier": DossierView(
        question=HOSTILE,
        part=2,
        parts=3,
        continued=frozenset({"claims"}),
        next=LINK,
        status="closed",
        summary=PROSE,
        positions=(PositionInDossier("position_p", HOSTILE, PROSE, (LINK,), LINK, (LINK,), (LINK,)),),
        cruxes=(
            CruxInDossier(
                anchor="crux_a",
                question=HOSTILE,
                kind="empirical",
                status="resolved",
                why=PROSE,
                answers=(("crux_a_a", ANSWER), ("crux_a_b", BARE)),
                settled_by=PROSE,
                resolution=ResolutionView(HOSTILE, "2026", (LINK,), PROSE),
                raised_in=(LINK,),
                depends_on=(LINK,),
            ),
        ),
        claims=(
            ClaimInDossier(
                number="1.2",
                anchor="claim_a",
                depth=1,
                level=4,
                title=HOSTILE,
                titled=True,
                relation="opposes",
                parent=LINK,
                by=(LINK,),
                date="2025-02",
                status="withdrawn",
                credence="60%",
                quotes=(HOSTILE,),
                text=PROSE + PASSAGE,
                notes=(NoteView("claim_a_note_1", "claim_a_note_1_passage", 1, HOSTILE, "context", HOSTILE, PROSE),),
                bearings=(Bearing("supports", LINK),),
                cruxes=(CruxTouched("a-crux", LINK, HOSTILE),),
                citations=(CitationView("#source_a", HOSTILE, "https://example.org/", HOSTILE, "section 3"),),
                source=LINK,
            ),
        ),
        shifts=(SHIFT,),
        people=(PERSON,),
        sources=(SOURCE,),
        license=HOSTILE,
        origin=LINK,
        started="2024",
        updated="2025",
        site=HOSTILE,
        permalink="https://example.org/debates/d/",
        stylesheet="../../assets/debates/dossier.css",
    ),
    "claims": ClaimsView((IndexLine("a-claim", LINE, 0, ("former",)),)),
    "thread": ThreadView(HOSTILE, LINK, RENDERER.claim(CLAIM)),
    "problems": ProblemsView((PROBLEM,)),
}


def _emptied(view: Any) -> Any:
    """The view with every list and every text left out that a debate may leave out."""
    empty = {tuple: (), Markup: Markup(""), OpenEnds: NO_ENDS}
    kept = ("title", "question", "status", "continued", "supporting", "opposing", "thread", "answers", "questions")
    changes = {
        name: empty[type(getattr(view, name))]
        for name in view._fields
        if name not in kept and type(getattr(view, name)) in empty
    }
    optional = {
        "steelman",
        "source",
        "resolution",
        "first_claim",
        "stand_page",
        "map",
        "map_page",
        "branch_of",
        "next",
    }.intersection(view._fields)
    return view._replace(**changes, **dict.fromkeys(optional))


EMPTY = {template: _emptied(view) for template, view in FULL.items()}


def page(template: str, content: View, **fields: Any) -> PageView:
    given: dict[str, Any] = {
        "path": "d/",
        "template": template,
        "title": HOSTILE,
        "description": "",
        "language": "en",
        "direction": "ltr",
        "breadcrumbs": (LINK,),
        "previous": LINK,
        "next": LINK,
        "outline": (Outline(HOSTILE, "_a", (Outline("b", "_b"),)), Outline("c", "_c"), Outline("d", "_d")),
        "anchors": frozenset(),
        "search": (),
        "edit": "https://example.org/edit",
        "content": content,
        "citation": CITATION,
        **fields,
    }
    return PageView(**given)


def parsed(html: str) -> Element:
    """The fragment as elements. Any error of syntax raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    fragment: Element = parser.parseFragment(html)
    return fragment


def with_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in str(element.get("class", "")).split()]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("template", FULL)
@pytest.mark.parametrize("views", [FULL, EMPTY], ids=["full", "empty"])
def test_a_page_is_one_container_with_one_first_heading(template: str, views: dict[str, View]) -> None:
    root = parsed(RENDERER.page(page(template, views[template])))
    assert [element.get("class") for element in root] == [f"debate debate-page-{template}"]
    assert len(list(root.iter("h1"))) == 1


@pytest.mark.parametrize("template", FULL)
def test_nothing_that_a_debate_says_becomes_markup(template: str) -> None:
    html = RENDERER.page(page(template, FULL[template]))
    root = parsed(html)
    assert not list(root.iter("script"))
    assert "49" not in text_of(root)
    assert HOSTILE in "".join(root.itertext())


@pytest.mark.parametrize("template", FULL)
def test_no_id_is_on_what_must_open(template: str) -> None:
    root = parsed(RENDERER.page(page(template, FULL[template])))
    assert not [element for element in root.iter("details") if element.get("id")]


@pytest.mark.parametrize("template", FULL)
def test_every_template_tells_language_and_direction(template: str) -> None:
    (container,) = parsed(RENDERER.page(page(template, FULL[template], language="ar", direction="rtl")))
    assert (container.get("lang"), container.get("dir")) == ("ar", "rtl")


def test_a_page_of_the_site_takes_the_sites_language() -> None:
    (container,) = parsed(RENDERER.page(page("site", FULL["site"], language="", direction="")))
    assert "lang" not in container.attrib
    assert "dir" not in container.attrib


def test_a_claim_has_the_hooks_that_are_promised() -> None:
    (article,) = parsed(RENDERER.claim(CLAIM))
    assert article.tag == "article"
    assert article.get("class") == "debate-claim"
    assert article.get("id") == "a-claim"
    assert article.get("data-relation") == "opposes"
    assert article.get("data-by") == "ann bob"
    assert article.get("data-cruxes") == "a-crux b-crux"
    assert article.get("data-depth") == "1"
    assert article.find(".//h3") is not None
    assert {"a-claim_note_1", "an-old-id"} <= {str(element.get("id")) for element in article.iter()}
    assert not with_class(article, "debate-replies")


def test_a_claim_without_a_title_keeps_its_heading_out_of_sight() -> None:
    (article,) = parsed(RENDERER.claim(CLAIM._replace(titled=False)))
    heading = article.find(".//h3")
    assert heading is not None
    assert heading.get("class") == "debate-hidden"


def test_a_withdrawn_claim_is_struck_and_says_so() -> None:
    (article,) = parsed(RENDERER.claim(CLAIM._replace(status="withdrawn")))
    assert article.find(".//h3/s") is not None
    assert "withdrawn" in map(text_of, with_class(article, "debate-status"))
    assert with_class(article, "debate-text")


def test_a_removed_claim_says_who_removed_it_in_place_of_its_text() -> None:
    (article,) = parsed(RENDERER.claim(CLAIM._replace(status="removed", text=PROSE)))
    assert [text_of(each) for each in with_class(article, "debate-removed")] == ["Removed by the editors."]
    assert not with_class(article, "debate-text")


@pytest.mark.parametrize(
    ("direct", "total", "words"),
    [(1, 1, "1 reply"), (3, 3, "3 replies"), (3, 11, "3 replies (11 in all)"), (1, 2, "1 reply (2 in all)")],
)
def test_replies_are_counted(direct: int, total: int, words: str) -> None:
    replies = Replies(direct, total, False, (RENDERER.claim(CLAIM._replace(id="below")),))
    (article,) = parsed(RENDERER.claim(CLAIM._replace(replies=replies)))
    (fold,) = with_class(article, "debate-replies")
    assert text_of(fold[0]) == words
    assert "open" not in fold.attrib
    (below,) = fold.findall("./ol/li/article")
    assert below.get("id") == "below"


def test_a_reply_that_moved_leaves_a_line_with_its_anchors() -> None:
    replies = Replies(1, 4, True, (LINE,))
    (article,) = parsed(RENDERER.claim(CLAIM._replace(replies=replies)))
    (fold,) = with_class(article, "debate-replies")
    assert "open" in fold.attrib
    (line,) = with_class(fold, "debate-line")
    assert line.find(".//*[@id='left']") is not None
    assert line.find("a") is not None


def test_the_place_of_a_problem_is_marked() -> None:
    root = parsed(RENDERER.page(page("problems", FULL["problems"])))
    assert [mark.text for mark in root.iter("mark")] == ["bad!"]
    assert "debates/d.yaml:2:3" in text_of(root)


def test_a_permalink_leads_on_without_a_script() -> None:
    view = PermalinkView(HOSTILE, HOSTILE, "Site", "ar", "../../#a-claim", "https://example.org/d/#a-claim")
    html = RENDERER.permalink(view)
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    metas = {str(meta.get("property") or meta.get("name")): meta.get("content") for meta in document.iter("meta")}
    assert metas["robots"] == "noindex"
    assert metas["og:title"] == HOSTILE
    assert metas["og:site_name"] == "Site"
    assert metas["og:locale"] == "ar"
    assert metas["og:url"] == "https://example.org/d/#a-claim"
    refresh = document.find(".//meta[@http-equiv='refresh']")
    assert refresh is not None
    assert refresh.get("content") == "0; url=../../#a-claim"
    assert [a.get("href") for a in document.iter("a")] == ["../../#a-claim"]
    assert b"<script" not in tostring(document)


def test_a_permalink_of_a_site_without_an_address_has_no_canonical_one() -> None:
    html = RENDERER.permalink(PermalinkView("Title", "", "", "", "../", ""))
    assert "canonical" not in html
    assert "og:url" not in html
    assert "og:description" not in html
    assert '<meta property="og:locale" content="en">' in html  # the site's


@pytest.mark.parametrize(
    ("date", "html"),
    [
        ("2025", '<time datetime="2025">2025</time>'),
        ("2025-02", '<time datetime="2025-02">February 2025</time>'),
        ("2025-12-03", '<time datetime="2025-12-03">3 December 2025</time>'),
        ("", ""),
        ("2025-13", "2025-13"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_dates_are_written_in_words(date: str, html: str) -> None:
    assert Words().date(date) == html


def test_a_site_overrides_a_template_and_may_build_on_the_original(tmp_path: Path) -> None:
    folder = tmp_path / "debates"
    folder.mkdir()
    override = (
        '{% extends "original/debates/crux.html" %}{% block why %}{{ super() }}<p class="mine"></p>{% endblock %}'
    )
    (folder / "crux.html").write_text(override, encoding="utf-8")
    root = parsed(Renderer([tmp_path]).page(page("crux", FULL["crux"])))
    assert with_class(root, "mine")
    assert with_class(root, "debate-answers")


def test_a_site_that_replaces_a_small_part_replaces_it_everywhere(tmp_path: Path) -> None:
    folder = tmp_path / "debates"
    folder.mkdir()
    original = (TEMPLATES / "debates" / "macros.html").read_text(encoding="utf-8")
    own = original.replace('<a href="{{ anchor.href }}"', '<a class="mine" href="{{ anchor.href }}"')
    (folder / "macros.html").write_text(own, encoding="utf-8")
    (folder / "cruxes.html").write_text(
        '{% extends "original/debates/cruxes.html" %}'
        "{% block content %}{% for group in view.debates[:1] %}{{ [group.debate, group.debate] | links }}{% endfor %}"
        "{% endblock %}",
        encoding="utf-8",
    )
    renderer = Renderer([tmp_path])
    assert with_class(parsed(renderer.page(page("map", FULL["map"]))), "mine")
    assert len(with_class(parsed(renderer.page(page("cruxes", FULL["cruxes"], breadcrumbs=()))), "mine")) == 2


@pytest.mark.parametrize("template", FULL)
def test_what_one_debate_shows_is_let_go(template: str) -> None:
    renderer = Renderer()
    crumb = Anchor("../", "All debates")
    view = page(template, FULL[template], breadcrumbs=(crumb,))
    first = renderer.page(view)
    held = sys.getrefcount(crumb)
    renderer.let_go()
    assert sys.getrefcount(crumb) < held
    assert renderer.page(view) == first


def test_the_readme_of_the_templates_lists_each() -> None:
    readme = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in TEMPLATES.glob("debates/*.html") if f"| `{path.name}` |" not in readme] == []


def test_what_pages_load_is_published() -> None:
    assert {*STYLES, *SCRIPTS} <= set(ASSETS)
    assert all(path.is_file() for sources in ASSETS.values() for path in sources)


def test_styles_and_scripts_stay_small() -> None:
    sizes = {name: len(gzip.compress(minified(sources).encode(), 9)) for name, sources in ASSETS.items()}
    assert sum(sizes.values()) <= 25_000, sizes
    assert not [name for name, sources in ASSETS.items() if "/*" in minified(sources)]
