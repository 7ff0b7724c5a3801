"""What a debate holds stays words in everything beside pages: exports, reports, messages and prose by itself."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import fromstring

import html5lib
import nh3
import pydot
import pytest
from markdown_it import MarkdownIt

from mkdocs_debates.comparing import compare
from mkdocs_debates.exchange.exporting import writer_of
from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import Project, load
from mkdocs_debates.prose import convert
from mkdocs_debates.reports.changes.data import render_json as changes_as_json
from mkdocs_debates.reports.changes.html import render_html
from mkdocs_debates.reports.changes.markdown import render_markdown
from mkdocs_debates.reports.changes.text import render_text
from mkdocs_debates.reports.problems.data import render_json, render_sarif
from mkdocs_debates.reports.problems.github import render_for_github
from mkdocs_debates.reports.problems.text import render_problems

from .payloads import PAYLOADS
from .site_of_payloads import EVERY, PLAIN, hostile_files

if TYPE_CHECKING:
    from mkdocs_debates.pages.site import Site

TRIED: Final = (*(PAYLOADS if EVERY else PAYLOADS[1::4]), PLAIN)

ALLOWED: Final = {
    "a": {"href", "title", "rel", "class", "aria-label"}, "div": {"class", "role", "aria-label", "tabindex"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding"}, "li": {"id"}, "ol": {"start"},
    "section": {"class"}, "span": {"class"}, "sup": {"id"}, "td": {"align"}, "th": {"align"}, "math": {"display"},
    "mo": {"stretchy", "fence", "form", "lspace", "rspace", "accent", "movablelimits", "separator"},
    "mi": {"mathvariant"}, "mstyle": {"displaystyle"}, "mspace": {"width"}, "mover": {"accent"},
    "mfrac": {"linethickness"}, "mpadded": {"width", "lspace"}, "mtable": {"columnalign"},
}  # fmt: skip
"""The attributes that prose may have, by element."""
ELEMENTS: Final = {
    *ALLOWED, "blockquote", "br", "code", "del", "em", "h4", "h5", "h6", "hr", "p", "pre", "strong", "table", "tbody",
    "thead", "tr", "ul", "mmultiscripts", "mn", "mphantom", "mprescripts", "mroot", "mrow", "msqrt", "msub", "msubsup",
    "msup", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
OF_REPORTS: Final = {
    "html", "head", "body", "h1", "h2", "h3", "ins", "dl", "dt", "dd", "meta", "title", "style", "main", "q", "summary",
    "details", "header", "article", "section", "link",
}  # fmt: skip
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def tree(page: str) -> list[object]:
    """What a browser would make of ``page``, so that two ways to write the same are the same."""
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    return [(each.tag, sorted(each.attrib.items()), each.text, each.tail) for each in parsed.iter()]


@pytest.mark.parametrize("payload", PAYLOADS if EVERY else PAYLOADS[::2])
def test_a_sanitiser_finds_nothing_to_remove_from_prose(payload: str) -> None:
    for text in (payload, f"- > *words* {payload}", f"words[^1]\n\n[^1]: {payload}"):
        page = convert(text).html(resolve=lambda _: ("../there/", payload), image=lambda path: f"../media/{path}")
        cleaned = nh3.clean(
            page, tags=ELEMENTS, attributes=ALLOWED, url_schemes={"http", "https", "mailto"}, link_rel=None
        )
        assert tree(cleaned) == tree(page)


def test_the_sanitiser_would_find_it() -> None:
    page = "<p onclick=x>words</p>"
    assert tree(nh3.clean(page, tags=ELEMENTS, attributes=ALLOWED, link_rel=None)) != tree(page)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("words")
    (folder / "debates").mkdir()
    for name, text in hostile_files(TRIED).items():
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder / "debates", shown_as="debates")


@pytest.fixture(scope="module")
def site(project: Project) -> Site:
    sound = {name: subject for name, subject in project.debates.items() if name not in project.broken}
    assert len(sound) > len(TRIED) / 2
    return site_of(sound, frozenset(), Options(site_url="https://example.org/"))


def exported(site: Site, form: str) -> list[str]:
    writer = writer_of(form)
    return [writer.write(site, debate_id).text for debate_id in [*site.subjects][:: 1 if EVERY else 2]]


def test_tables_hold_no_formula(site: Site) -> None:
    width = len(next(csv.reader(io.StringIO(exported(site, "csv")[0]))))
    rows = [row for text in exported(site, "csv") for row in csv.reader(io.StringIO(text))]
    assert {len(row) for row in rows} == {width}
    assert [cell for row in rows for cell in row if re.match(r"\s*[=+\-@]", cell)] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the parser that pydot uses
def test_graphs_have_the_nodes_of_plain_words(site: Site) -> None:
    plain = f"p-{len(TRIED) - 1}"
    assert plain in site.subjects
    for form, count in (("graphml", _nodes_of_graphml), ("dot", _nodes_of_dot), ("aif", _nodes_of_aif)):
        writer = writer_of(form)
        expected = count(writer.write(site, plain).text)
        step = 1 if EVERY else 24 if form == "dot" else 2
        for debate_id in [*site.subjects][::step]:
            assert count(writer.write(site, debate_id).text) == expected, (form, debate_id)


def _nodes_of_graphml(text: str) -> int:
    return len(fromstring(text).findall(".//{*}node"))


def _nodes_of_dot(text: str) -> int:
    graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None, text
    return len(graphs[0].get_nodes())


def _nodes_of_aif(text: str) -> int:
    return len(json.loads(text)["nodes"])


def test_markdown_keeps_words_as_words(site: Site) -> None:
    careless = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    careless.validateLink = lambda url: True  # type: ignore[method-assign]
    for text in exported(site, "markdown"):
        page = html5lib.parse(careless.render(re.sub(r"(?s)\A---\n.*?\n---\n", "", text)), namespaceHTMLElements=False)
        for element in page.iter():
            if callable(element.tag):  # a comment, of which the exporter makes some between lists
                continue
            assert element.tag in ELEMENTS | {"html", "head", "body", "h1", "h2", "h3", "s"}
            assert not any(name.startswith("on") or name in ("style", "srcdoc") for name in element.attrib)
            href = element.attrib.get("href", "https:")
            assert re.match(r"(?i)https?:|mailto:|#", href), href


def test_reports_of_changes_hold_no_markup(project: Project, site: Site) -> None:
    plain = project.debates[f"p-{len(TRIED) - 1}"]
    for debate_id in [*site.subjects][:: 1 if EVERY else 12]:
        difference = compare({"d": plain}, {"d": site.subjects[debate_id]})
        new = compare({}, {"d": site.subjects[debate_id]})
        page = html5lib.parse(render_html(difference) + render_html(new), namespaceHTMLElements=False)
        tags = {element.tag for element in page.iter()}
        attributes = {name for element in page.iter() for name in element.attrib}
        assert tags <= ELEMENTS | OF_REPORTS
        assert not any(name.startswith("on") for name in attributes)
        assert len(page.findall(".//style")) <= 2
        json.loads(changes_as_json(difference))
        for text in (render_text(difference), render_text(new)):
            assert not _CONTROL.search(text), debate_id
            assert not re.search(r"(?m)^(::|##\[)", text), debate_id
        for text in (render_markdown(difference), render_markdown(new)):
            assert not re.search(r"(?<![\w`])@\w|(?<!&)#\d", re.sub(r"`[^`]*`", "", text)), debate_id
            shown = MarkdownIt("commonmark", {"html": True}).render(text)
            made = {each.tag for each in html5lib.parseFragment(shown, namespaceHTMLElements=False).iter()}
            assert not made & {"script", "img", "svg", "iframe", "form", "style", "a"}, debate_id


def test_messages_hold_no_escapes_and_no_commands(project: Project) -> None:
    problems = project.problems
    assert len(problems) > 1000
    for text in (render_problems(problems), render_problems(problems, width=80)):
        assert not _CONTROL.search(text)
        assert not re.search(r"(?m)^(::|##\[)", text)
    for line in render_for_github(problems).splitlines():
        allowed = r"::((error|warning|notice) file=debates/[pr]-\d+\.yaml,|group::\d|endgroup::)|(?!::|.*##\[)"
        assert re.match(allowed, line), line
        assert not _CONTROL.search(line)
    json.loads(render_json(problems))
    json.loads(render_sarif(problems))
