"""While serving, only a debate that would come out the same is passed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.host.building import Build, Others
from mkdocs_debates.host.parts import Part
from mkdocs_debates.host.standing import Compressed, Stand, Standing, Store
from mkdocs_debates.pages.views import SearchEntry
from mkdocs_debates.publishing.packs import EMPTY_PACK, PrintedPage, Printing
from mkdocs_debates.spool import Spool


def unchanged(before: str, now: str, **other: Any) -> frozenset[str]:
    build = {
        "others": Others(see_bodies=False, see_output=False),
        "part": Part(),
        "last_site": SimpleNamespace(kept=True),
        "stand": Stand("settings", "theme"),
        "before": Stand("settings", "theme", {"d": Standing.of(before, EMPTY_PACK)}),
        "site": SimpleNamespace(subjects={"d": None}),
        "key": lambda _: now,
    }
    return Build.unchanged(SimpleNamespace(**{**build, **other}))  # type: ignore[arg-type]


def test_what_is_the_same_is_passed_over() -> None:
    assert unchanged("a", "a") == {"d"}


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ("a", "b", {}),
        ("", "", {}),  # a preview, whose marks depend on another version
        ("a", "a", {"stand": Stand("settings", "another theme")}),
        ("a", "a", {"last_site": SimpleNamespace(kept=False)}),
        ("a", "a", {"others": Others(see_bodies=True, see_output=False)}),
    ],
)
def test_all_else_is_written(before: str, now: str, other: dict[str, Any]) -> None:
    assert unchanged(before, now, **other) == frozenset()


@pytest.mark.parametrize("store", [Compressed(), Spool()])
def test_what_is_put_away_comes_back(store: Store) -> None:
    entries = (SearchEntry("a", Markup("<b>"), "Words.", "claim"), SearchEntry("b", "B", "Words."))
    page = PrintedPage("About.", (), ("a", "b"), None, entries, "Body.", "")
    news = (Item("a", "https://e.org/#a", "A", "Words.", "2026-01-01", ("One",)),)
    pack = Printing([("d/", page)], [("d/feed.xml", "<a/>"), ("e/index.html", "")], news, {"d/a": "d/"}, "d").held()
    at_hand = Standing.of("key", pack)
    put_away = at_hand.put_away(store)
    for standing in (at_hand, put_away, put_away):
        assert standing.key == "key"
        assert standing.elsewhere == ("e/index.html",)
        assert standing.search() == {"d/": list(entries)}
        assert type(standing.search()["d/"][0].title) is Markup
        assert standing.news() == list(news)
        assert standing.anchors() == {"d/": ("a", "b")}
        assert standing.files() == ("d/feed.xml", "e/index.html")
        assert standing.permalinks() == {"d/a": "d/"}
        assert standing.inventory() == "d"
