"""Changes as text, Markdown, HTML and JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import html5lib
import pytest
from markdown_it import MarkdownIt

from mkdocs_debates.comparing import compare
from mkdocs_debates.project import load
from mkdocs_debates.reports.changes.data import render_json
from mkdocs_debates.reports.changes.html import render_html
from mkdocs_debates.reports.changes.markdown import render_markdown
from mkdocs_debates.reports.changes.text import render_text

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.comparing.changes import Difference

BEFORE = """\
title: Should it close?
people:
  shopkeeper: {}
positions:
  close: {title: Close it}
cruxes:
  trade:
    question: Do shops sell less?
    answers:
      less: {label: They sell less}
      more: {label: They sell more}
    views:
      - {by: shopkeeper, answer: less, credence: 80%}
claims:
  cars:
    text: Most come by car.
    supports: [close]
  buses:
    text: There are buses.
    replies:
      rare:
        relation: opposes
        text: They are rare on Sundays.
"""
AFTER = """\
title: Should it close?
people:
  shopkeeper: {}
positions:
  close: {title: Close it}
cruxes:
  trade:
    question: Do shops sell less?
    answers:
      less: {label: They sell less}
      more: {label: They sell more}
    views:
      - {by: shopkeeper, answer: less, credence: 60%}
claims:
  cars:
    text: Many come by car.
    supports: [close]
    replies:
      rare:
        relation: undercuts
        text: They are rare on Mondays.
  walk:
    by: shopkeeper
    text: Some walk.
"""
TEXT = """\
sundays: Should it close?
  5 changes: 1 new, 1 removed, 1 moved, 1 other relation, 2 reworded, 1 other credence
  ! sundays/buses (There are buses.) is gone, and links to it would lead nowhere; add formerly: [buses] to what takes \
its place, or put it back with status: removed
  Views
    ~ view of shopkeeper on "Do shops sell less?" (trade): other credence
        credence: [-80%-] → {+60%+}
  Claims
    ~ claim "Many come by car." (cars): reworded
        text: [-Most-]{+Many+} come by car.
    ~ claim "They are rare on Mondays." (rare): moved, other relation, reworded
        replies to: [-buses-] → {+cars+}
        relation: [-opposes-] → {+undercuts+}
        text: They are rare on [-Sundays-]{+Mondays+}.
    + claim "Some walk." (walk): new
        by: shopkeeper
        text: {+Some walk.+}
    - claim "There are buses." (buses): removed

"""
HOSTILE = (
    "</details> --> ``` <img src=x onerror=alert(1)> <script>alert(1)</script> ![i](http://e.example/i.png) "
    "[l](javascript:alert(1)) @someone #1 owner/repo#2 GH-3 https://e.example www.e.example a@e.example | $x$ **b** "
    "0123456789abcdef0123456789abcdef01234567 ::error::x <!-- debates --> \\x5d"
)


def _difference(folder: Path, before: str, after: str) -> Difference:
    versions = []
    for name, text in (("before", before), ("after", after)):
        (folder / name).mkdir()
        (folder / name / "sundays.yaml").write_text(text, encoding="utf-8")
        versions.append(load(folder / name).debates)
    return compare(*versions)


@pytest.fixture
def difference(tmp_path: Path) -> Difference:
    """Changes of several kinds."""
    return _difference(tmp_path, BEFORE, AFTER)


@pytest.fixture
def hostile(tmp_path: Path) -> Difference:
    """A claim, a title and a name that are made to break out of a report."""
    words = json.dumps(HOSTILE)
    after = f"title: {words}\npeople:\n  someone: {{name: {words}}}\nclaims:\n  one:\n    text: {words}\n"
    return _difference(tmp_path, "title: T\n", after + f"  two:\n    title: {words}\n    text: Two.\n")


def test_text(difference: Difference) -> None:
    assert render_text(difference) == TEXT


def test_markdown(difference: Difference) -> None:
    report = render_markdown(difference)
    assert report.startswith(
        "<!-- debates: changes -->\n### Changes in the debates\n\n> [!WARNING]\n> - <code>sundays/buses"
    )
    assert "- **moved, other relation, reworded**: claim “They are rare on Mondays.” <code>rare</code>\n" in report
    assert "  - text: They are rare on <del>Sundays</del><ins>Mondays</ins>.\n" in report
    assert "](" not in report


def test_markdown_links_into_a_preview(difference: Difference) -> None:
    report = render_markdown(difference, "https://preview.example.org/7/debates/")
    assert "([preview](https://preview.example.org/7/debates/sundays/claims/rare/))" in report
    assert "([preview](https://preview.example.org/7/debates/sundays/cruxes/trade/))" in report
    assert "claims/buses/" not in report
    without_pages = render_markdown(difference, "https://preview.example.org/7/debates/", claim_pages=False)
    assert "/sundays/claims/#rare))" in without_pages


def _tags(html: str) -> set[str]:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return {element.tag for element in tree.iter() if isinstance(element.tag, str)} - {"html", "head", "body"}


def test_no_word_of_a_debate_is_markup_in_markdown(hostile: Difference) -> None:
    report = render_markdown(hostile)
    html = MarkdownIt("gfm-like", {"html": True}).render(report)
    assert _tags(html) == {"h3", "h4", "p", "ul", "li", "strong", "code", "del", "ins"}
    visible = "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())
    assert "<script>alert(1)</script>" in visible
    for reference in (r"@[a-z]", r"#\d", r"GH-\d", r"\b[0-9a-f]{7,40}\b"):
        assert not re.search(reference, visible), reference
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_many_changes_are_folded_and_too_many_are_cut(tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "many").mkdir()
    claims = [f"  c{number}:\n    text: {'<word> ' * 60}{number}\n" for number in range(1000)]
    some = render_markdown(_difference(tmp_path / "some", "title: T\n", f"title: T\nclaims:\n{''.join(claims[:31])}"))
    assert "<details><summary>31 changes: 31 new</summary>" in some
    assert some.endswith("</details>\n")
    many = render_markdown(_difference(tmp_path / "many", "title: T\n", f"title: T\nclaims:\n{''.join(claims)}"))
    assert len(many) < 65_000
    assert "too long for a comment" in many
    assert many.endswith("</details>\n")


def test_few_changes_are_not_folded(difference: Difference) -> None:
    assert "<details>" not in render_markdown(difference)


def test_html_is_one_document_that_loads_nothing(difference: Difference) -> None:
    report = render_html(difference, "https://preview.example.org/7/debates/")
    assert "default-src 'none'" in report
    tree = html5lib.HTMLParser(strict=True).parse(report)
    assert tree is not None
    assert not re.search(r"\b(src|srcset|action)=|url\(|@import|<link|<script", report)
    assert re.findall(r'href="([^"#]+)', report) == [
        "https://preview.example.org/7/debates/sundays/cruxes/trade/",
        "https://preview.example.org/7/debates/sundays/claims/cars/",
        "https://preview.example.org/7/debates/sundays/claims/rare/",
        "https://preview.example.org/7/debates/sundays/claims/walk/",
    ]
    assert "<dd>They are rare on <del>Sundays</del><ins>Mondays</ins>.</dd>" in report
    assert "links to it would lead nowhere" in report


def test_no_word_of_a_debate_is_markup_in_html(hostile: Difference) -> None:
    assert _tags(render_html(hostile)) & {"img", "script", "a", "details", "form"} == set()


def test_json(difference: Difference) -> None:
    data = json.loads(render_json(difference))
    assert data["version"] == 1
    (debate,) = data["debates"]
    assert (debate["id"], debate["state"]) == ("sundays", "changed")
    assert debate["lost"] == [{"key": "sundays/buses", "title": "There are buses.", "successor": ""}]
    changes = {(each["part"], each["id"]): each for each in debate["changes"]}
    assert changes["claims", "rare"]["kinds"] == ["moved", "relation", "reworded"]
    assert changes["claims", "rare"]["fields"][0] == {"field": "reply_to", "before": "buses", "after": "cars"}
    assert changes["claims", "walk"]["fields"][0] == {"field": "by", "before": "", "after": ["shopkeeper"]}
    assert changes["claims", "buses"]["fields"] == [{"field": "text", "before": "There are buses.", "after": ""}]
    assert changes["views", "trade"]["person"] == "shopkeeper"


def test_nothing_has_changed_in_any_form(tmp_path: Path) -> None:
    nothing = _difference(tmp_path, BEFORE, BEFORE)
    assert render_text(nothing) == "Nothing has changed in the debates.\n"
    assert "Nothing has changed" in render_markdown(nothing)
    assert "Nothing has changed" in render_html(nothing)
    assert json.loads(render_json(nothing))["debates"] == []


def test_a_debate_with_a_slip_in_its_file_is_not_compared(tmp_path: Path) -> None:
    broken = _difference(tmp_path, BEFORE, "title: [\n")
    assert "What changed cannot be told" in render_text(broken)
    assert "cannot be told" in render_markdown(broken)
    assert "cannot be told" in render_html(broken)


def test_no_report_steers_a_terminal(hostile: Difference) -> None:
    for report in (render_text(hostile), render_json(hostile)):
        assert report.replace("\n", "").isprintable()
