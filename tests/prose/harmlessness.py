"""What holds of the HTML of every text, whatever stood in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import html5lib

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from mkdocs_debates.prose import Prose

ELEMENTS: Final = frozenset(
    ["a", "blockquote", "br", "code", "del", "div", "em", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
     "section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)  # fmt: skip
ATTRIBUTES: Final = frozenset(
    ["align", "alt", "aria-label", "class", "href", "id", "loading", "rel", "role", "src", "start", "tabindex", "title"]
)
ELEMENTS_OF_FORMULAS: Final = frozenset(
    ["math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot",
     "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
     "munderover"]
)  # fmt: skip
ATTRIBUTES_OF_FORMULAS: Final = frozenset(
    ["accent", "columnalign", "display", "displaystyle", "fence", "form", "linethickness", "lspace", "mathvariant",
     "movablelimits", "rspace", "separator", "stretchy", "width"]
)  # fmt: skip


def shown(prose: Prose) -> str:
    """The HTML of a text, on a page that knows cruxes and every image."""
    return prose.html(
        resolve=lambda reference: ("../a/", "<i>Title</i>") if reference.kind == "crux" else None,
        image=lambda path: f"../media/{path}",
        prefix='a"b',
    )


def elements(page: str) -> list[Element]:
    """The elements of some HTML, as a browser reads it."""
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    return [element for element in parsed.iter() if element is not parsed and isinstance(element.tag, str)]


def _name_of(element: Element) -> str:
    """The name of an element without the namespace of formulas."""
    return element.tag.removeprefix("{http://www.w3.org/1998/Math/MathML}")


def assert_harmless(html: str) -> None:
    """There are only elements, attributes and addresses of the kinds that texts may become."""
    for element in elements(html):
        formula = _name_of(element) in ELEMENTS_OF_FORMULAS
        assert formula or element.tag in ELEMENTS
        assert set(element.attrib) <= (ATTRIBUTES_OF_FORMULAS if formula else ATTRIBUTES)
        if "href" in element.attrib:
            assert_safe(element.attrib["href"])
        if "src" in element.attrib:
            assert element.attrib["src"].startswith("../media/")


def assert_safe(href: str) -> None:
    """The address leads to the page, or to the web without a password."""
    if href.startswith(("#", "../a/")):
        return
    parts = urlsplit(href)
    assert parts.scheme in ("http", "https", "mailto")
    assert parts.scheme == "mailto" or parts.hostname
    assert not parts.username


def assert_within_itself(html: str) -> None:
    """Nothing closes an element of the page around it, and no id or link is there twice or in vain."""
    page = f'<article id="around">{html}</article><footer></footer>'
    parsed = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert [child.tag for child in parsed] == ["article", "footer"]
    ids = [element.attrib["id"] for element in elements(page) if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for element in elements(page):
        if element.attrib.get("href", "").startswith("#"):
            assert element.attrib["href"][1:] in ids
        if element.tag == "a":
            assert not any(inner.tag == "a" for inner in element.iter() if inner is not element)


def assert_same_words(source: str, prose: Prose) -> None:
    """The words of a text are those of its HTML, but for what only a page knows and the marks of footnotes."""
    assert all(block == " ".join(block.split()) != "" for block in prose.blocks)
    if prose.references or prose.images or "[^" in source or "$" in source:
        return
    parsed = html5lib.parseFragment(shown(prose), namespaceHTMLElements=False)
    assert "".join("".join(parsed.itertext()).split()) == "".join("".join(prose.blocks).split())
