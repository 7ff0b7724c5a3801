"""The harness sees what a page must not do; else every test that passes would say less than it seems to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .serving import Site, served
from .watching import REPOSITORY_FACTS, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from .watching import OpenPage

ELSEWHERE = "https://elsewhere.example/"


@pytest.fixture
def tiny_site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, "/sub/") as base:
        yield Site(tmp_path, base)


def write(site: Site, body: str, name: str = "index.html") -> str:
    """Put a page on the site and return its URL."""
    page = f"<!doctype html><html lang=en><title>Tiny</title>{body}"
    (site.folder / name).write_text(page, encoding="utf-8")
    return site.url("" if name == "index.html" else name)


def complaints_about(browser: Browser, url: str) -> list[str]:
    watch = Watch(url)
    with browser.new_context() as context:
        watch.over(context)
        context.new_page().goto(url, wait_until="networkidle")
    return watch.complaints()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('spilt milk')</script>", "error on the page: spilt milk"),
        ("<script>throw new Error('spilt milk')</script>", "error on the page: spilt milk"),
        ("<script>Promise.reject(new Error('spilt milk'))</script>", "error on the page: spilt milk"),
        ("<img src=missing.png alt=''>", "missing.png"),
        (f"<img src={ELSEWHERE} alt=''>", f"request to another origin: {ELSEWHERE}"),
        (f"<script>fetch('{ELSEWHERE}').catch(() => 0)</script>", f"request to another origin: {ELSEWHERE}"),
        (
            "<script>new WebSocket('ws://127.0.0.1:9/')</script>",
            "request to another origin: ws://127.0.0.1:9/",
        ),
    ],
)
def test_misdeed_is_seen(browser: Browser, tiny_site: Site, body: str, complaint: str) -> None:
    assert any(complaint in line for line in complaints_about(browser, write(tiny_site, body)))


def test_repository_facts_may_be_asked_for(browser: Browser, tiny_site: Site) -> None:
    url = write(tiny_site, f"<script>fetch('{REPOSITORY_FACTS}repos').catch(() => 0)</script>")
    assert complaints_about(browser, url) == []


def test_page_opens_as_asked(open_page: OpenPage, tiny_site: Site) -> None:
    url = write(tiny_site, "<noscript>no script</noscript><script>document.title = 'Scripted'</script>")
    light = open_page(url)
    assert light.title() == "Scripted"
    assert not light.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    dark = open_page(url, viewport=(390, 844), dark=True)
    assert dark.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [390, True]
    plain = open_page(url, javascript=False)
    assert plain.title() == "Tiny"
    assert plain.get_by_text("no script").is_visible()


def test_page_opens_from_disk(open_page: OpenPage, tiny_site: Site) -> None:
    write(tiny_site, "<p>On disk</p>")
    assert open_page((tiny_site.folder / "index.html").as_uri()).get_by_text("On disk").is_visible()


def test_missing_page_is_answered_by_the_sites_own(open_page: OpenPage, tiny_site: Site) -> None:
    write(tiny_site, "<p>Not here</p>", name="404.html")
    page = open_page(tiny_site.url("nowhere/"), status=404)
    assert page.get_by_text("Not here").is_visible()
    outside = open_page(tiny_site.url("/index.html"), status=404)
    assert outside.get_by_text("Not here").is_visible()
