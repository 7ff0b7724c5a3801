"""Debates beside other plugins: the same pages, anchors, links, permalinks and search entries as without them."""

from __future__ import annotations

import copy
import functools
import importlib.util
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.site_walk import dead_links, walk_site
from tests.sites.building import MATERIAL, build_site
from tests.sites.test_hosts import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DEBATE: Final = """\
title: Should the town close its centre? {{ config.site_name }}
tags: [traffic]
positions:
  close-it: {title: "Close it {{ 7 * 191 }}"}
  keep-it: {title: Keep it}
cruxes:
  trade:
    question: Do shops lose trade?
    answers: {yes: {label: Yes, supports: keep-it}, no: {label: No, supports: close-it}}
claims:
  thrive:
    date: 2025-02-03
    supports: close-it
    cruxes: trade.no
    text: |
      Shops {{ config.site_name }} {% raw %} thrive:

      ```
      a   b
        c     d
      ```
    replies:
      not-all: {relation: opposes, text: "Not all, see [it](https://example.com/a)."}
"""
PAGES: Final = {
    "docs/index.md": "# Home\n\n[](crux:town/trade) [about](about.md)\n",
    "docs/about.md": "# About\n\n[claim](claim:town/not-all)\n",
    "debates/town.yaml": DEBATE,
}
POST: Final = (
    "---\ndate: 2025-01-01\n---\n\n# Post\n\n[](crux:town/trade)\n\n<!-- more -->\n\n[it](claim:town/thrive)\n"
)
FRENCH: Final = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "fr", "name": "Français", "build": True},
]


@dataclass(frozen=True)
class Beside:
    """Plugins, what else a site has for them, and how its debates differ for a reason."""

    plugins: tuple[Any, ...]
    files: Mapping[str, str] | None = None
    settings: Mapping[str, Any] | None = None
    orders: tuple[str, ...] = ("before", "after")
    module: str = ""


CASES: Final[Mapping[str, Beside]] = {
    "tags": Beside(("tags",), {"docs/tags.md": "---\ntags: [traffic]\n---\n# Tags\n\n<!-- material/tags -->\n"}),
    "blog": Beside(("blog",), {"docs/blog/index.md": "# Blog\n", "docs/blog/posts/a.md": POST}),
    "offline": Beside(("offline",), settings={"use_directory_urls": False, "site_url": ""}),
    "privacy": Beside(({"privacy": {"assets_fetch": False}},)),
    "redirects": Beside(
        ({"redirects": {"redirect_maps": {"old.md": "debates/town/positions/close-it/index.md#not-all"}}},),
        orders=("after",),
        module="mkdocs_redirects",
    ),
    "macros": Beside(("macros",), {"docs/macros.md": "# M\n\n{{ 7 * 191 }}\n"}, module="mkdocs_macros"),
    "literate-nav": Beside(
        ("literate-nav",),
        {"docs/SUMMARY.md": "* [Home](index.md)\n* [Debates](debates/index.md)\n* [About](about.md)\n"},
        module="mkdocs_literate_nav",
    ),
    "section-index": Beside(
        ("section-index",),
        settings={"nav": ["index.md", "about.md", {"Debates": ["debates/"]}]},
        module="mkdocs_section_index",
    ),
    "awesome-nav": Beside(("awesome-nav",), module="mkdocs_awesome_nav"),
    "i18n": Beside(
        ({"i18n": {"docs_structure": "suffix", "languages": FRENCH}},),
        {"docs/index.fr.md": "# Accueil\n\n[](crux:town/trade) [](claim:town/not-all)\n"},
        module="mkdocs_static_i18n",
    ),
    "minify": Beside(({"minify": {"minify_html": True}},), orders=("after",), module="mkdocs_minify_plugin"),
    "rss": Beside(({"rss": {"use_git": False, "match_path": "(?!debates/).*"}},), module="mkdocs_rss_plugin"),
    "glightbox": Beside(("glightbox",), module="mkdocs_glightbox"),
    "mkdocstrings": Beside(("autorefs", "mkdocstrings"), module="mkdocstrings"),
    "exclude-search": Beside(
        ({"exclude-search": {"exclude": ["about.md"]}},), orders=("after",), module="mkdocs_exclude_search"
    ),
    "include-markdown": Beside(("include-markdown",), orders=("after",), module="mkdocs_include_markdown_plugin"),
}
BUILDS: Final = [(name, order) for name, case in CASES.items() for order in case.orders]


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _site(folder: Path, plugins: list[Any], beside: Beside) -> Path:
    for path, text in {**PAGES, **(beside.files or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(
            str(folder / "mkdocs.yml"),
            plugins=copy.deepcopy(plugins),
            site_dir=str(folder / "site"),
            **{"site_url": "https://example.org/sub/", "theme": MATERIAL, **(beside.settings or {})},
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    # Material's own script names where it gets diagrams from.
    assert [said for said in warnings.said if "unpkg.com/mermaid" not in said] == []
    return folder / "site"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds what a case has without its plugins; cases that ask for nothing of their own share one site."""

    @functools.cache
    def built(settings: str) -> Path:
        beside = Beside((), settings=json.loads(settings))
        return _site(tmp_path_factory.mktemp("alone"), ["search", "debates"], beside)

    return lambda name: built(json.dumps(CASES[name].settings, sort_keys=True))


def _found(site: Path) -> list[dict[str, str]]:
    entries = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return [entry for entry in entries if entry["location"].startswith("debates/")]


def _files(site: Path) -> Mapping[str, bytes]:
    there = [file for file in (site / "debates").rglob("*") if file.is_file()]
    # A page may come to the theme another way, but what it shows is compared.
    return {file.relative_to(site).as_posix(): b"" if file.suffix == ".html" else file.read_bytes() for file in there}


@pytest.mark.parametrize(("name", "order"), BUILDS, ids=["-".join(each) for each in BUILDS])
def test_debates_are_the_same_beside(name: str, order: str, alone: Callable[[str], Path], tmp_path: Path) -> None:
    case = CASES[name]
    if case.module and importlib.util.find_spec(case.module) is None:
        pytest.skip(f"{name} is not installed")
    ours = ["debates", *case.plugins] if order == "after" else [*case.plugins, "debates"]
    site = _site(tmp_path, ["search", *ours], case)
    expected = alone(name)
    assert shown(site) == shown(expected)
    assert _found(site) == _found(expected)
    assert _files(site) == _files(expected)
    # What static-i18n writes itself are absolute paths of the published site.
    assert [link for link in dead_links(site, walk_site(site)) if ": /sub/" not in link] == []
    claim = (site / "debates/town/positions/close-it/index.html").read_text(encoding="utf-8")
    assert "a   b\n  c     d" in claim
    assert "{{ config.site_name }} {% raw %}" in claim
    assert "1337" not in claim


def test_redirects_lead_to_a_claim(tmp_path: Path) -> None:
    site = _site(tmp_path, ["debates", *CASES["redirects"].plugins], Beside(()))
    assert "../debates/town/positions/close-it/#not-all" in (site / "old/index.html").read_text(encoding="utf-8")


def test_news_of_a_site_leave_debates_to_their_own_feeds(tmp_path: Path) -> None:
    site = _site(tmp_path, ["debates", *CASES["rss"].plugins], Beside(()))
    feed = (site / "feed_rss_created.xml").read_text(encoding="utf-8")
    assert "/about/" in feed
    assert "/debates/" not in feed


def test_debates_stand_once_where_a_site_has_two_languages(tmp_path: Path) -> None:
    site = _site(tmp_path, ["search", "debates", *CASES["i18n"].plugins], CASES["i18n"])
    french = (site / "fr/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in french
    assert 'href="../debates/town/cruxes/trade/"' in french
    assert not (site / "fr/debates").exists()
    assert '<html lang="en"' in (site / "debates/town/index.html").read_text(encoding="utf-8")


def test_addresses_hold_a_slash_where_mike_leaves_none(tmp_path: Path) -> None:
    built = build_site(tmp_path, PAGES, site_url="https://example.org/1.0")
    assert "https://example.org/1.0/debates/town/" in built.read("debates/town/feed.xml")


def test_each_version_that_mike_deploys_has_its_permalinks(tmp_path: Path) -> None:
    if importlib.util.find_spec("mike") is None:
        pytest.skip("mike is not installed")
    for path, text in PAGES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: T\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
        "plugins: [search, mike, debates]\n",
        encoding="utf-8",
    )

    run = functools.partial(_run, tmp_path)
    _commit(tmp_path)
    for version in ("1.0", "2.0"):
        if version == "2.0":
            (tmp_path / "debates/town.yaml").write_text(DEBATE.replace("thrive:", "bloom:"), encoding="utf-8")
        run(sys.executable, "-c", "from mike.driver import main; main()", "deploy", version)
    run("git", "worktree", "add", "-q", "out", "gh-pages")
    for version, claim in (("1.0", "thrive"), ("2.0", "bloom")):
        site = tmp_path / "out" / version
        assert list(dead_links(site, walk_site(site))) == []
        links = json.loads((site / "debates/permalinks.json").read_text(encoding="utf-8"))
        assert links[f"town/{claim}"] == f"debates/town/positions/close-it/#{claim}"
        feed = (site / "debates/town/feed.xml").read_text(encoding="utf-8")
        assert f"https://example.org/{version}/debates/town/" in feed


def test_pages_of_debates_do_not_take_the_time_of_the_build_for_their_own(tmp_path: Path) -> None:
    if importlib.util.find_spec("mkdocs_git_revision_date_localized_plugin") is None:
        pytest.skip("git-revision-date-localized is not installed")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(PAGES["docs/index.md"], encoding="utf-8")
    _commit(tmp_path)
    options = {"exclude": ["debates/*"], "enable_parallel_processing": False, "strict": False}
    files = {path: text for path, text in PAGES.items() if path != "docs/index.md"}
    site = _site(tmp_path, ["search", {"git-revision-date-localized": options}, "debates"], Beside((), files))
    assert "md-source-file" in (site / "index.html").read_text(encoding="utf-8")
    pages = list((site / "debates").rglob("*.html"))
    assert len(pages) > 10
    assert [page for page in pages if "md-source-file" in page.read_text(encoding="utf-8")] == []


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _commit(folder: Path) -> None:
    for command in ("init -q", "config user.email a@example.org", "config user.name a", "add .", "commit -qm Debates"):
        _run(folder, "git", *command.split())
