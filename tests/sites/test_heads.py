"""What heads of pages say: their one address, and how a link to them is shown; and which pages the sitemap lists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import html5lib
import pytest

from .building import MATERIAL, build_site
from .test_plugin import BIKES

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

CRUX = "debates/bikes/cruxes/trade/index.html"
NASTY = '</title><script>alert(1)</script> "a" & b'
OVERRIDE = """\
{% extends "base.html" %}
{% block extrahead %}<meta property="og:title" content="Mine">{% endblock %}
"""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head_of(html: str) -> Element:
    head = html5lib.parse(html, namespaceHTMLElements=False).find("head")
    assert head is not None
    return head


def canonical(html: str) -> list[str | None]:
    return [each.get("href") for each in head_of(html).iter("link") if each.get("rel") == "canonical"]


def open_graph(html: str) -> list[tuple[str, str]]:
    """The properties in the head, in their order, without the prefix that they share."""
    found = ((each.get("property", ""), each.get("content", "")) for each in head_of(html).iter("meta"))
    return [(name.removeprefix("og:"), value) for name, value in found if name.startswith("og:")]


def test_a_page_about_something_and_a_list_of_the_site(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES.replace("\npositions", "\nlanguage: pt-BR\npositions")})
    url = "https://example.org/sub/debates/bikes/"
    assert open_graph(built.read("debates/bikes/index.html")) == [
        ("title", "Should the city close its centre to cars?"),
        ("type", "article"),
        ("url", url),
        ("description", "Who may drive in."),
        ("site_name", "Test"),
        ("locale", "pt_BR"),
    ]
    listed = dict(open_graph(built.read("debates/index.html")))
    assert listed["type"] == "website"
    assert listed["locale"] == "en"
    assert canonical(built.read("debates/bikes/index.html")) == [url]
    assert open_graph(built.read("index.html")) == []
    permalink = dict(open_graph(built.read("debates/bikes/claims/shops-thrive/index.html")))
    assert permalink["locale"] == "pt_BR"
    assert permalink["url"] == f"{url}positions/close-it/#shops-thrive"


@pytest.mark.parametrize(
    "theme", [MATERIAL, {"name": "mkdocs"}, {"name": "readthedocs"}], ids=lambda theme: theme["name"]
)
def test_each_page_of_debates_names_one_address_and_one_title(tmp_path: Path, theme: dict[str, object]) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, theme=theme)
    addresses = []
    for file in sorted(built.folder.glob("debates/**/index.html")):
        html = file.read_text(encoding="utf-8")
        (address,) = canonical(html)
        if "noindex" not in html:
            addresses.append(address)
            place = file.parent.relative_to(built.folder).as_posix()
            assert address == f"https://example.org/sub/{place}/"
            assert [name for name, _ in open_graph(html)].count("title") == 1
    assert len(addresses) == len(set(addresses)) > 10


def test_a_theme_that_names_no_address_gets_one(tmp_path: Path) -> None:
    main = "<!doctype html><html><head><title>x</title></head><body>{{ page.content }}</body></html>"
    files = {"debates/bikes.yaml": BIKES, "own/main.html": main, "own/404.html": "", "own/sitemap.xml": ""}
    built = build_site(tmp_path, files, theme={"name": None, "custom_dir": str(tmp_path / "own")})
    assert canonical(built.read(CRUX)) == ["https://example.org/sub/debates/bikes/cruxes/trade/"]


def test_without_an_address_of_the_site_there_is_none(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, site_url="")
    assert canonical(built.read(CRUX)) == []
    assert [name for name, _ in open_graph(built.read(CRUX))] == ["title", "type", "site_name", "locale"]


def test_words_of_a_debate_stay_words(tmp_path: Path) -> None:
    quoted = "'" + NASTY + "'"
    nasty = BIKES.replace("question: Does trade suffer?", f"question: {quoted}\n    why: {quoted}")
    said = dict(open_graph(build_site(tmp_path, {"debates/bikes.yaml": nasty}).read(CRUX)))
    assert said["title"] == NASTY
    assert said["description"] == NASTY


def test_what_another_plugin_said_is_left_alone(tmp_path: Path) -> None:
    theirs = {"debates/bikes.yaml": BIKES, "overrides/main.html": OVERRIDE}
    theme = {**MATERIAL, "custom_dir": str(tmp_path / "overrides")}
    assert open_graph(build_site(tmp_path, theirs, theme=theme).read(CRUX)) == [("title", "Mine")]


def test_the_sitemap_lists_pages_with_their_dates_and_no_small_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES})
    root = fromstring(built.read("sitemap.xml"))
    listed = {each.findtext(f"{SITEMAP}loc", ""): each.findtext(f"{SITEMAP}lastmod") for each in root}
    base = "https://example.org/sub/debates/"
    assert {f"{base}{path}" for path in ("", "bikes/", "bikes/cruxes/trade/", "bikes/claims/", "cruxes/")} <= set(
        listed
    )
    assert [url for url in listed if "/embed/" in url or "/claims/shops-thrive" in url] == []
    assert set(listed.values()) == {"2023-11-14"}
