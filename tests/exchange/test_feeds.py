from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from mkdocs_debates.exchange.feeds import Feed, Item, as_atom, as_json_feed, feed_of, feed_of_all
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"


def item(date: str, title: str = "T", *authors: str) -> Item:
    return Item(f"tag:{title[:1]}", f"https://example.org/{title[:1]}/", title, "Words.", date, authors)


def feed(*items: Item) -> Feed:
    return Feed("D", "https://example.org/d/", "https://example.org/d/feed", "de", items)


@pytest.mark.parametrize(
    ("date", "moment"),
    [("2025", "2025-01-01T00:00:00Z"), ("2025-03", "2025-03-01T00:00:00Z"), ("2025-03-09", "2025-03-09T00:00:00Z")],
)
def test_a_date_becomes_a_time(date: str, moment: str) -> None:
    assert item(date).moment == moment


def test_atom_has_what_the_standard_requires() -> None:
    root = fromstring(as_atom(feed(item("2025-03", "A <b> & \ufffe“c”", "Ann"), item("2024", "Old"))))
    assert root.findtext(f"{ATOM}id") == "https://example.org/d/"
    assert root.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "https://example.org/d/feed.xml", "https://example.org/d/",
    ]  # fmt: skip
    first, second = root.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "A <b> & “c”"
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Ann"
    assert second.findtext(f"{ATOM}author/{ATOM}name") == "D"
    assert second.findtext(f"{ATOM}summary") == "Words."


def test_an_empty_feed_is_a_feed() -> None:
    assert fromstring(as_atom(feed())).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert as_json_feed(feed())["items"] == []


def test_the_json_feed_says_the_same() -> None:
    data = as_json_feed(feed(item("2025-03", "A", "Ann")))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "https://example.org/d/feed.json"
    assert data["language"] == "de"
    assert data["items"] == [
        {
            "id": "tag:A",
            "url": "https://example.org/A/",
            "title": "A",
            "content_text": "Words.",
            "date_published": "2025-03-01T00:00:00Z",
            "authors": [{"name": "Ann"}],
        }
    ]


def test_the_feed_of_all_holds_the_newest_of_each() -> None:
    merged = feed_of_all([item("2025", "A"), item("2026", "B"), item("2024", "C")], "All", "h", "u")
    assert [each.title for each in merged.items] == ["B", "A", "C"]
    many = feed_of_all([item(str(year), str(year)) for year in range(1900, 2000)], "All", "h", "u")
    assert len(many.items) == 50


DEBATE = """\
title: D
people: {ann: {name: Ann}}
positions: {in: {title: In}, out: {title: Out}}
claims:
  first: {text: T, date: 2025, supports: [in]}
shifts:
  - {by: ann, date: 2025, to: in}
  - {by: ann, date: 2025, from: out, to: in}
  - {by: ann, date: 2026, from: out, to: in}
"""


def items_of(folder: Path, text: str, where: str) -> dict[str, str]:
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    subject = load(folder).debates["d"]
    urls = {"first": f"https://example.org/d/{where}/#first"}
    found = feed_of(subject, urls, "https://example.org/d/", "https://example.org/d/feed").items
    assert len({each.id for each in found}) == len(found)
    return {each.title + each.date: each.id for each in found}


def test_ids_are_unique_and_stay_where_a_claim_moves_or_a_date_is_mended(tmp_path: Path) -> None:
    before = items_of(tmp_path, DEBATE, "positions/in")
    assert len(before) == 4
    after = items_of(tmp_path, DEBATE.replace("date: 2025, to: in", "date: 2024, to: in"), "positions/out")
    assert sorted(after.values()) == sorted(before.values())
