"""A debate in another language than the site's: each word on its pages says in which language it is."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.comparing import compare
from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.languages import lang_of
from mkdocs_debates.pages.marking import Changes
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import load
from mkdocs_debates.publishing import printing
from mkdocs_debates.publishing.printing import printing_of
from mkdocs_debates.theme.words import Words
from tests.theme.marked import DEBATE

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.pages.site import Site

_VOID = frozenset({"base", "br", "hr", "img", "input", "link", "meta"})


class _Spoken(HTMLParser):
    """The texts of a page, each with the language that the nearest element around it says."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__()
        self._around = [language]
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self._around == [language]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._around.append(dict(attrs).get("lang") or self._around[-1])

    def handle_endtag(self, tag: str) -> None:
        self._around.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        self.texts.append((data.strip(), self._around[-1]))


def site_with_debate_in(folder: Path, language: str, words: Words) -> Site:
    debate = DEBATE.replace('{title: "004"', '{title: "004", url: "https://e.org/"')
    (folder / "d.yaml").write_text(f"language: {language}\n{debate}", encoding="utf-8")
    project = load(folder)
    assert not [problem for problem in project.problems if problem.severity == "error"]
    return site_of(project.debates, frozenset(), Options(words=words, site_url="https://e.org/", feeds=True))


def printed(site: Site) -> dict[str, str]:
    renderer = Renderer(words=site.words)
    pack = printing_of(site, "d", renderer).held()
    pages = {page.path: printing.printed(site, page.build(), renderer).body for page in pages_of(site, renderer, {})}
    return pages | {path: text for path, text in pack.files.items() if "/embed/" in path}


_QUOTING = (("Resolved: {answer}", "015"), ("for “{answer}”", "011"))


def _in_wrong_language(html: str, site: str, debate: str) -> list[tuple[str, str]]:
    """The texts that say another language than theirs. Words of the debate are numbers, two of them names of people."""
    wrong, words = [], Words(site)
    for text, said in _Spoken(html, site).texts:
        of_debate = bool(re.search(r"(?<!\d)0(?!02|23)\d\d(?!\d)", text)) and "://" not in text
        of_site = bool(re.search(r"[^\W\d_]{2}", text)) and "://" not in text
        if of_debate and of_site:
            # A phrase that quotes a label where there can be no element, in a contents list, or but a mark.
            assert text in [words(message, answer=label) for message, label in _QUOTING]
            of_debate = False
        if (of_debate and said != debate) or (of_site and said != site):
            wrong.append((text, said))
    return wrong


@pytest.mark.parametrize(("site", "debate"), [("en", "de"), ("ar", "en")])
def test_each_word_says_in_which_language_it_is(tmp_path: Path, site: str, debate: str) -> None:
    pages = printed(site_with_debate_in(tmp_path, debate, Words(site)))
    wrong = {path: found for path, html in pages.items() if (found := _in_wrong_language(html, site, debate))}
    assert wrong == {}


def test_so_do_the_words_that_changed_in_a_preview(tmp_path: Path) -> None:
    site = site_with_debate_in(tmp_path, "de", Words("en"))
    (tmp_path / "d.yaml").write_text(f"language: de\n{DEBATE}".replace('"007"', '"907"'), encoding="utf-8")
    changes = Changes("main", compare(load(tmp_path).debates, site.subjects), site.words)
    pages = printed(replace(site, changes=changes))
    words = '<dt>summary</dt> <dd lang="de"><del>907</del>'
    assert words in pages["d/positions/in/"]
    assert words in pages["d/changes/"]


def test_pages_of_a_debate_in_the_language_of_the_site_say_nothing_more(tmp_path: Path) -> None:
    site = site_with_debate_in(tmp_path, "en-GB", Words("en"))
    for path, html in printed(site).items():
        assert html.count("lang=") == int(path.startswith("d/")), path
        assert "<bdi" not in html


@pytest.mark.parametrize(
    ("language", "among", "said"),
    [
        ("de", "en", ' lang="de"'),
        ("de-AT", "fr", ' lang="de-AT"'),
        ("en-GB", "en", ""),
        ("EN", "en-GB", ""),
        ("", "en", ""),
    ],
)
def test_only_another_language_is_said(language: str, among: str, said: str) -> None:
    assert lang_of(language, among) == said


def test_only_a_page_that_is_not_the_debates_says_its_direction(tmp_path: Path) -> None:
    pages = printed(site_with_debate_in(tmp_path, "en", Words("ar")))
    assert '<a href="d/" lang="en" dir="ltr">001</a>' in pages[""]
    assert '<div class="debate debate-page-debate" lang="ar" dir="ltr">' in pages["d/"]
    assert pages["d/"].count("dir=") == 1


@pytest.mark.parametrize(("language", "said"), [("ar", '<ol class="debate-problems" lang="en" dir="ltr">'), ("en", "")])
def test_problems_are_said_in_english(tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "d.yaml").write_text("titel: T\n", encoding="utf-8")
    project = load(tmp_path)
    words = Words(language)
    site = site_of(project.debates, project.broken, Options(words=words))
    renderer = Renderer(words=words)
    [page] = [each for each in pages_of(site, renderer, project.problems_of) if each.path == "d/"]
    html = renderer.page(page.build())
    assert (said in html) if said else ("lang=" not in html)
