"""What programs read of a site of payloads: each file by a parser of its own, held against one with plain words.

Where nothing but these words differs, a payload has come back as what was put in, and broke out of nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import fromstring

import feedparser
import html5lib
from markdown_it import MarkdownIt
from sphobjinv import Inventory  # type: ignore[import-untyped]

from mkdocs_debates.prose import convert
from tests.linked_data import linked_data_in

from .everywhere import publishable
from .site_of_payloads import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_PLAIN: Final = re.compile("|".join(re.escape(re.escape(each)) for each in (publishable(PLAIN)["source"], PLAIN)))
_CARELESS: Final = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_BEFORE_FRAGMENT: Final = len("pagefind_dcd")


class Indexed(str):
    """What Pagefind keeps: words one after another with stops between, without marks between words.

    How many there are depends on them, since a text that begins with its title goes without that.
    """

    __slots__ = ()


def debates_of(folder: Path) -> list[str]:
    """The debates of a site that are published, in place of a page that says what is wrong with them."""
    return sorted(file.parent.name for file in folder.glob("debates/p-*/debate.json"))


def feed(folder: Path, debate: str) -> Any:
    """The feed, as a program that reads feeds takes it: all words are plain text, which it need not clean."""
    parsed = feedparser.parse((folder / f"debates/{debate}/feed.xml").read_bytes(), sanitize_html=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [parsed.feed, *parsed.entries]


def json_feed(folder: Path, debate: str) -> Any:
    """The feed as JSON."""
    return _json(folder / f"debates/{debate}/feed.json")


def data(folder: Path, debate: str) -> Any:
    """The debate as data."""
    return _json(folder / f"debates/{debate}/debate.json")


def linked_data(folder: Path, debate: str) -> Any:
    """What the heads of pages say of them; elsewhere, a script would run."""
    pages = sorted(folder.glob(f"debates/{debate}/**/*.html"))
    texts = {page.relative_to(folder).as_posix(): page.read_text(encoding="utf-8") for page in pages}
    return {page: linked_data_in(text.partition("</head>")[0]) for page, text in texts.items()}


def inventory(folder: Path, debate: str) -> Any:
    """What other documentation can refer to."""
    return _by_debate(_inventory(folder), debate)


def permalinks(folder: Path, debate: str) -> Any:
    """The list of permalinks."""
    return _by_debate(_json(folder / "debates/permalinks.json"), debate)


def sitemap(folder: Path, debate: str) -> Any:
    """The addresses in the sitemap."""
    return [address for address in _sitemap(folder) if f"/{debate}/" in address]


def list_for_programs(folder: Path, debate: str) -> Any:
    """The links of both lists of debates, with their words."""
    return [
        link for name in ("llms.txt", "debates/llms.txt") for link in _list(folder / name) if f"/{debate}/" in link[0]
    ]


def twin(folder: Path, debate: str) -> Any:
    """What is called how in the debate as Markdown, with the anchors that lead there."""
    page = _shown((folder / f"debates/{debate}/debate.md").read_text(encoding="utf-8"))
    return [(each.find("a").get("id"), _text(each)) for each in page.iter() if each.find("a[@id]") is not None]


def pagefind(folder: Path, debate: str) -> Any:
    """The addresses of the entries in the debate's records, which are their headings' ids, and all words of these.

    Of the words of headings by themselves, Pagefind replaces entities twice.
    """
    records = [each for each in _records(folder) if f"/{debate}/" in each["anchors"][0]["id"]]
    headings = [heading["id"] for each in records for heading in each["anchors"]]
    return headings, Indexed(" ".join(each["content"] for each in records))


def search(folder: Path, debate: str) -> Any:
    """The entries of the theme's search, which takes words for HTML."""
    entries = _json(folder / "search/search_index.json")["docs"]
    own = (each for each in entries if f"/{debate}/" in each["location"])
    return [{name: _text_of_html(words) for name, words in each.items()} for each in own]


def differences(payload: str, ids: tuple[str, str], read: Any, of_plain: Any, place: str = "") -> Iterator[str]:
    """Where what is ``read`` of a debate is not what is read of plain words, with ``payload`` in their place.

    ``ids`` are what these two debates are called.
    """
    if isinstance(read, Indexed):
        words = (each.replace("\u200b", "") for each in _words(payload) if each)
        if not re.fullmatch(rf"(?:{_any_of(words)}|[ .])++", read):
            yield f"{place}: {read!r}"
    elif isinstance(read, str) and isinstance(of_plain, str):
        expected = _PLAIN.sub(lambda _: f"(?:{_any_of(_words(payload))})", re.escape(_renamed(of_plain, ids)))
        if not re.fullmatch(expected, read):
            yield f"{place}: {read!r} for {of_plain!r}"
    elif isinstance(read, dict) and isinstance(of_plain, dict):
        by_name = {_renamed(name, ids): value for name, value in of_plain.items()}
        for name in read.keys() | by_name.keys():
            # Where a text has no words, nothing is said of it.
            yield from differences(payload, ids, read.get(name, ""), by_name.get(name), f"{place}/{name}")
    elif isinstance(read, list | tuple) and isinstance(of_plain, list | tuple):
        if len(read) != len(of_plain):
            yield f"{place}: {len(read)} for {len(of_plain)}"
        for number, (one, other) in enumerate(zip(read, of_plain, strict=False)):
            yield from differences(payload, ids, one, other, f"{place}/{number}")
    elif read != of_plain:
        yield f"{place}: {read!r} for {of_plain!r}"


@cache
def _words(payload: str) -> frozenset[str]:
    """The words that were put in: as they were, as a page shows them, as an address."""
    source = publishable(payload)
    shown = convert(source["summary"]).text
    return frozenset((payload, source["title"], source["summary"], source["source"], shown, " ".join(shown.split())))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of ``words``."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _renamed(words: str, ids: tuple[str, str]) -> str:
    """``words`` with the id of the debate in place of that of plain words."""
    debate, plain = ids
    return re.sub(rf"\b{plain}\b", debate, words)


READERS: Final[Mapping[str, Callable[[Path, str], Any]]] = {
    each.__name__: each
    for each in (feed, json_feed, data, linked_data, inventory, permalinks, sitemap, list_for_programs, twin, pagefind)
}
"""What is read of a site whose debates are searched with Pagefind."""


def _json(file: Path) -> Any:
    return json.loads(file.read_bytes())


def _by_debate(entries: Mapping[str, Any], debate: str) -> Any:
    return {name: value for name, value in entries.items() if name == debate or name.startswith(f"{debate}/")}


@cache
def _inventory(folder: Path) -> Mapping[str, tuple[str, str]]:
    objects = Inventory(folder / "debates/objects.inv").objects
    assert {(each.domain, each.role) for each in objects} == {("std", "label")}
    return {each.name: (each.uri_expanded, each.dispname_expanded) for each in objects}


@cache
def _sitemap(folder: Path) -> list[str]:
    locations = fromstring((folder / "sitemap.xml").read_bytes()).iterfind("{*}url/{*}loc")
    return [str(each.text) for each in locations]


@cache
def _list(file: Path) -> list[tuple[str, str]]:
    page = _shown(file.read_text(encoding="utf-8"))
    assert {each.tag for each in page.iter()} <= {
        "html",
        "head",
        "body",
        "h1",
        "h2",
        "p",
        "blockquote",
        "ul",
        "li",
        "a",
    }
    return [(each.get("href"), _text(each)) for each in page.iter("a")]


@cache
def _records(folder: Path) -> list[Any]:
    files = folder.glob("debates/_search/all/*/fragment/*")
    records = (json.loads(gzip.decompress(file.read_bytes())[_BEFORE_FRAGMENT:]) for file in files)
    return sorted(records, key=lambda record: int(record["url"].split()[0]))


def _shown(markdown: str) -> Any:
    """Markdown as a program shows it that lets HTML through."""
    return html5lib.parse(_CARELESS.render(markdown), namespaceHTMLElements=False)


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _text_of_html(html: str) -> str:
    shown = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert len(shown) == 0, html
    return _text(shown)
