"""The sources that evidence names in a graph of Argumend's, as links that claims cite."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.exchange.importing import ORIGIN, Remark
from mkdocs_debates.exchange.importing.json_text import word_of
from mkdocs_debates.exchange.importing.texts import plain
from mkdocs_debates.model import Citation, Link
from mkdocs_debates.reading.sources import shortened
from mkdocs_debates.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

_READ: Final = frozenset({
    "title", "url", "author", "institution", "publishedAt", "kind", "interest", "verification", "verifiedAt",
})  # fmt: skip
_KINDS: Final = {"peer-reviewed": "paper", "journalism": "article"}

_Fields = dict[str, Any]


def left_in(of: str, given: _Fields, read: Set[str]) -> Iterator[str]:
    """The names of the fields that are not ``read`` and hold something, each after what it is a field ``of``."""
    return (f"{of}{name}" for name, value in given.items() if name not in read and value not in (None, "", [], {}))


class Sources:
    """Links by address, or by title where there is none, and what was lost or guessed of them."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self.kept: Counter[str] = Counter()
        """Keys that no page shows, and how many links have them."""
        self.left: Counter[str] = Counter()
        """What has no place in a debate, by the names of the fields, and how often it is there."""
        self._links: dict[str, Link] = {}
        self._naming = Naming()

    @property
    def links(self) -> Iterable[Link]:
        """The links in the order in which they were first named."""
        return self._links.values()

    def citation(self, source: _Fields, place: str, node: str) -> Citation:
        """What cites the source that a node names."""
        url = word_of(source.get("url"))
        if url and flaw_of_url(url):
            message = f'the address of its source "{url[:80]}" {flaw_of_url(url)}'
            self.remarks.append(Remark("lost", place, message, (node,)))
            url = ""
        title = word_of(source.get("title")) or url or word_of(source.get("institution")) or "Source"
        key = url or title
        if key not in self._links:
            self._links[key] = self._link(key, title, url, source, place, node)
        elif self._links[key].title != title:
            found = f'its source "{shortened(title)}" has the address of "{shortened(self._links[key].title)}"'
            self.remarks.append(Remark("guessed", place, f"{found}, and is taken for the same", (node,)))
        return Citation(link=self._links[key].id)

    def _link(self, key: str, title: str, url: str, source: _Fields, place: str, node: str) -> Link:
        author, institution, kind = (word_of(source.get(each)) for each in ("author", "institution", "kind"))
        fields = {
            "x-kind": kind,
            "x-institution": institution if author else "",
            "x-verification": word_of(source.get("verification")),
        }
        kept = {name: value for name, value in fields.items() if value}
        self.kept.update(kept.keys())
        self.left.update(left_in("source.", source, _READ))
        return Link(
            id=self._naming.id_for(title, "source"),
            title=title,
            url=url or None,
            kind=_KINDS.get(kind),
            authors=tuple(filter(None, [author or institution])),
            published=self._date(source, "publishedAt", place, node),
            accessed=self._date(source, "verifiedAt", place, node),
            note=plain(word_of(source.get("interest"))),
            extensions={ORIGIN: key, **kept},
        )

    def _date(self, source: _Fields, name: str, place: str, node: str) -> str | None:
        written = word_of(source.get(name))
        day = date_of(written.partition("T")[0])
        if written and not isinstance(day, str):
            self.remarks.append(Remark("lost", place, f'"{shortened(written)}" in {name} is no date', (node,)))
        return day if isinstance(day, str) else None
