"""A debate as one text holds each entry once, and every link in it leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from mkdocs_debates.exchange.exporting import to_markdown
from tests.exchange.exporting.sites import FULL, Data, claims_in, own_site, site_with
from tests.random_debates import debates, ids_of

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)


class _Page(HTMLParser):
    """The anchors of a page with the depth of the list that each stands in, its links, and its elements."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.depths: dict[str, int] = {}
        self.links: list[str] = []
        self.elements: Counter[str] = Counter()
        self._depth = 0
        self.feed(GITHUB.render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements[tag] += 1
        self._depth += tag == "ul"
        if tag == "a" and given.get("id"):
            assert given["id"] not in self.depths
            self.depths[str(given["id"])] = self._depth
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "ul"


@settings(max_examples=60)
@given(debates())
def test_each_entry_has_its_place_and_each_link_leads_to_one(debate: Data) -> None:
    page = _Page(to_markdown.write(site_with(debate), "d").text)
    assert page.depths.keys() >= set(ids_of(debate))
    assert {link[1:] for link in page.links if link.startswith("#") and "fn" not in link} <= page.depths.keys()
    assert not page.elements.keys() & {"b", "script", "tag"}
    depths: dict[str | None, int] = {None: 0}
    for claim_id, parent, _ in sorted(claims_in(debate), key=lambda each: int(each[0].partition("-")[2])):
        depths[claim_id] = depths[parent] + 1
    assert {claim: page.depths[claim] for claim in depths if claim} == {
        claim: min(depth, 9) for claim, depth in depths.items() if claim
    }


def test_a_debate_of_everything_reads_as_stored() -> None:
    stored = Path(__file__).with_name("everything.md").read_text(encoding="utf-8")
    assert to_markdown.write(site_with(FULL), "d").text == stored


def test_without_an_address_of_the_site_other_debates_are_linked_relative_to_this_one() -> None:
    site = own_site()
    assert "](https://e.org/s/debates/" in to_markdown.write(site, "ai-lab-jobs").text
    assert "https://e.org" not in to_markdown.write(site_with({"title": "T"}, site_url=""), "d").text


def test_texts_do_not_meet() -> None:
    claims = {
        "a": {"text": "One[^1], [l].\n\n[^1]: Note A.\n\n[l]: https://a.org"},
        "b": {"text": "Two[^1], [l].\n\n# Big\n\n[^1]: Note B.\n\n[l]: https://b.org\n\n<b>raw</b>"},
    }
    text = to_markdown.write(site_with({"title": "T", "claims": claims}), "d").text
    page = _Page(text)
    assert {"https://a.org", "https://b.org"} <= set(page.links)
    assert "[^a-text-1]: Note A.\n\n[^b-text-1]: Note B.\n" in text
    assert page.elements["h1"] == 1
    assert page.elements["b"] == 0
    assert re.search(r"\\<b>raw", text)


def test_replies_are_no_items_of_a_list_that_a_text_ends_in() -> None:
    reply = {"relation": "comments", "text": "Reply."}
    claims = {"a": {"text": "A list:\n\n- one\n- two", "replies": {"b": reply}}}
    html = GITHUB.render(to_markdown.write(site_with({"title": "T", "claims": claims}), "d").text)
    assert html.count("<ul>") == 3
    assert html.index("</ul>") < html.index('id="b"')


def test_the_debates_of_this_repository_are_whole() -> None:
    site = own_site()
    for debate_id, subject in site.subjects.items():
        page = _Page(to_markdown.write(site, debate_id).text)
        assert page.depths.keys() >= {entry.id for _, entry in subject.debate.entries()}
        assert {link[1:] for link in page.links if link.startswith("#") and "fn" not in link} <= page.depths.keys()
