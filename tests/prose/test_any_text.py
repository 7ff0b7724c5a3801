"""Whatever the text, conversion ends well and its HTML is harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import html5lib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.prose import Prose, convert, first_sentence, nearest_passage, parse_reference, passage_found

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ELEMENTS = frozenset(
    ["a", "blockquote", "br", "code", "del", "div", "em", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
     "section", "span",
     "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)  # fmt: skip
ATTRIBUTES = frozenset(
    ["align", "alt", "aria-label", "class", "href", "id", "loading", "rel", "role", "src", "start", "tabindex", "title"]
)
PIECES = [
    "[", "]", "(", ")", "!", "<", ">", "`", "```", "~~", "*", "**", "_", "|", "\n", "\n\n", "    ", "- ", "1. ", "> ",
    "# ", "|-|-|\n", "|a|b|\n", "[^1]", "[^1]: ", "[a]: ", "\\", "&#106;", "&lt;", "\"", "'", "javascript:", "data:",
    "https://", "http://x.org", "mailto:a@b.org", "crux:a", "claim:b/c", "//x.org", "a.png", "../", "onerror=x",
    "<script>", "</article>", "<img src=x>", "</p>", "<!--", "{{ x }}", "python\n", "\t", "\x00", "é", "字",
    " ", "word",
]  # fmt: skip

texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
relaxed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(prose: Prose) -> str:
    return prose.html(
        resolve=lambda reference: ("../a/", "<i>Title</i>") if reference.kind == "crux" else None,
        image=lambda path: f"../media/{path}",
        prefix='a"b',
    )


def elements(page: str) -> list[Element]:
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    return [element for element in parsed.iter() if element is not parsed and isinstance(element.tag, str)]


@relaxed
@given(texts)
def test_the_html_is_harmless(source: str) -> None:
    for element in elements(shown(convert(source))):
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        if "href" in element.attrib:
            assert_safe(element.attrib["href"])
        if "src" in element.attrib:
            assert element.attrib["src"].startswith("../media/")


def assert_safe(href: str) -> None:
    if href.startswith(("#", "../a/")):
        return
    parts = urlsplit(href)
    assert parts.scheme in ("http", "https", "mailto")
    assert parts.scheme == "mailto" or parts.hostname
    assert not parts.username


@relaxed
@given(texts)
def test_the_html_stays_within_itself(source: str) -> None:
    """Nothing closes an element of the page around it, and no id or link is there twice or in vain."""
    page = f'<article id="around">{shown(convert(source))}</article><footer></footer>'
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert [child.tag for child in parsed] == ["article", "footer"]
    ids = [element.attrib["id"] for element in elements(page) if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for element in elements(page):
        if element.attrib.get("href", "").startswith("#"):
            assert element.attrib["href"][1:] in ids
        if element.tag == "a":
            assert not any(inner.tag == "a" for inner in element.iter() if inner is not element)


@relaxed
@given(texts)
def test_the_words_are_those_of_the_html(source: str) -> None:
    prose = convert(source)
    parsed = html5lib.parseFragment(shown(prose), namespaceHTMLElements=False)
    page = "".join("".join(parsed.itertext()).split())
    assert all(block == " ".join(block.split()) != "" for block in prose.blocks)
    # What only a page knows, and the marks of footnotes and images, are not among the words of the HTML or of the text.
    if not (prose.references or prose.images or "[^" in source):
        assert page == "".join("".join(prose.blocks).split())


@relaxed
@given(texts, texts)
def test_searching_ends_well(source: str, passage: str) -> None:
    prose = convert(source)
    nearest = nearest_passage(passage, prose)
    assert not nearest or passage_found(nearest, prose)
    assert len(first_sentence(prose, 40)) <= 40
    parse_reference(passage)
    for block in prose.blocks:
        assert passage_found(block, prose)


@relaxed
@given(texts)
def test_flaws_can_be_found_in_the_source(source: str) -> None:
    prose = convert(source)
    for flaw in prose.flaws:
        assert flaw.written in source
        assert flaw.occurrence < max(1, source.count(flaw.written))
