"""The feeds of a site, as programs that read feeds take them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import feedparser
import pytest

from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites.building import Built

DEBATE = """\
title: Cars & <b>buses</b>?
people: {ann: {name: "Ann <a>"}}
positions: {in: {title: In}, out: {title: Out}}
claims:
  first: {by: ann, text: "A *first* & “one” <script>", date: 2025-02-03, supports: in}
  second: {text: Second., date: 2024, opposes: in}
shifts:
  - {by: ann, date: 2025-03, from: out, to: in}
"""
FEEDS = ("debates/feed", "debates/cars/feed")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {"debates/cars.yaml": DEBATE, "debates/other.yaml": DEBATE.replace("Cars", "Trams")}
    return build_site(tmp_path_factory.mktemp("feeds"), files)


def _page_of(url: str, folder: Path) -> Path:
    return folder / urlsplit(url).path.removeprefix("/sub/") / "index.html"


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_parser_reads_the_feed(name: str, built: Built) -> None:
    feed = feedparser.parse((built.folder / f"{name}.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert len(feed.entries) == (6 if name == FEEDS[0] else 3)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    dates = [entry.updated_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert all(_page_of(entry.link, built.folder).is_file() for entry in feed.entries)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"https://example.org/sub/{name}.xml"
    assert _page_of(links["alternate"], built.folder).is_file()


def test_words_stand_in_the_feed_as_they_were_written(built: Built) -> None:
    feed = feedparser.parse((built.folder / f"{FEEDS[1]}.xml").read_bytes())
    claim = next(entry for entry in feed.entries if entry.link.endswith("#first"))
    assert feed.feed.title == "Cars & <b>buses</b>?"
    assert feed.feed.title_detail.type == claim.summary_detail.type == "text/plain"
    assert claim.author == "Ann <a>"
    assert "& “one” <script>" in claim.summary
    assert claim.updated_parsed[:3] == (2025, 2, 3)


@pytest.mark.parametrize("name", FEEDS)
def test_the_json_feed_keeps_to_its_specification(name: str, built: Built) -> None:
    feed: dict[str, Any] = json.loads(built.read(f"{name}.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"https://example.org/sub/{name}.json"
    assert _page_of(feed["home_page_url"], built.folder).is_file()
    assert feed["title"]
    known = {"id", "url", "title", "content_text", "date_published", "authors", "language", "tags", "summary"}
    for item in feed["items"]:
        assert item.keys() <= known
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(author.keys() & {"name", "url", "avatar"} for author in item.get("authors", ()))
        assert _page_of(item["url"], built.folder).is_file()
    atom = feedparser.parse((built.folder / f"{name}.xml").read_bytes())
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert [item["url"] for item in feed["items"]] == [entry.link for entry in atom.entries]
