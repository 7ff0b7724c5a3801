"""``debates pages``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from mkdocs_debates.generators.stamp import STAMP
from tests.reading.test_images import png
from tests.site_walk import WalkedPage, dead_links, walk_site

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """\
title: Should the city close its centre to cars?
positions:
  close-it: {title: Close it}
claims:
  shops-thrive: {text: "Shops thrive. ![A chart](chart.png)", supports: close-it}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a debate and its image, the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/cars.yaml").write_text(DEBATE)
    (tmp_path / "debates/chart.png").write_bytes(png(32, 20))
    return tmp_path


def _pages(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["pages", "--out", "docs", *arguments])


def _read(site: Path, path: str) -> str:
    return (site / "docs" / path).read_text(encoding="utf-8")


def test_pages_and_what_belongs_to_them_are_written(site: Path) -> None:
    done = _pages()
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(r"(\d+) files in docs: \1 written\.\n", done.stderr)
    page = _read(site, "debates/cars/positions/close-it/index.md")
    assert page.startswith(
        '---\n# Written by `debates pages` from the files of debates; edit those.\ntitle: "Close it"\n'
    )
    assert '<article class="debate-claim" id="shops-thrive" data-relation=""' in page
    assert '<img src="../../media/chart.png"' in page
    assert (site / "docs/debates/cars/media/chart.png").read_bytes() == png(32, 20)
    assert 'url=../../positions/close-it/#shops-thrive"' in _read(site, "debates/cars/claims/shops-thrive/index.html")
    for path in ("debates/permalinks.json", "debates/cars/debate.json", "assets/debates/debates.js"):
        assert _read(site, path)


def test_the_same_debates_give_the_same_files(site: Path) -> None:
    _pages()
    first = {file: file.read_bytes() for file in (site / "docs").rglob("*") if file.is_file()}
    assert _pages().stderr.endswith(": 0 written.\n")
    for file in first:
        file.unlink()
    _pages()
    assert {file: file.read_bytes() for file in (site / "docs").rglob("*") if file.is_file()} == first


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_lead_from_page_to_page(site: Path, directory_urls: bool) -> None:
    (site / "mkdocs.yml").write_text(f"site_name: S\nuse_directory_urls: {str(directory_urls).lower()}\n")
    assert _pages().exit_code == 0
    for page in (site / "docs").rglob("*.md"):
        page.rename(page.with_suffix(".html"))
    pages: dict[str, WalkedPage] = walk_site(site / "docs")
    assert len(pages) > 10
    assert list(dead_links(site / "docs", pages)) == []
    assert any(link.endswith("index.html") for page in pages.values() for link in page.links) != directory_urls


CONFIGS = {
    "mkdocs.yml": """\
site_name: Streets
site_url: https://example.org/sub
repo_url: https://github.com/example/street
edit_uri: edit/main/docs/
theme: {name: no-such-theme, custom_dir: own}
markdown_extensions: [no.such.extension]
plugins:
  - no-such-plugin
  - debates: {path: talks, claim_pages: false, source: arguments}
""",
    "zensical.toml": """\
[project]
site_name = "Streets"
site_url = "https://example.org/sub"
repo_url = "https://github.com/example/street"
edit_uri = "edit/main/docs"
theme.custom_dir = "own"
[project.plugins.no-such-plugin]
[project.plugins.debates]
path = "talks"
claim_pages = false
source = "arguments"
""",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_the_settings_are_those_of_the_site(site: Path, name: str) -> None:
    (site / "debates").rename(site / "arguments")
    (site / name).write_text(CONFIGS[name])
    (site / "own/debates").mkdir(parents=True)
    (site / "own/debates/position.html").write_text(
        '{% extends "original/debates/position.html" %}{% block lead %}<p>Ours</p>{% endblock %}'
    )
    done = _pages()
    assert done.exit_code == 0, done.output
    page = _read(site, "talks/cars/positions/close-it/index.md")
    assert "<p>Ours</p>" in page
    assert 'href="https://github.com/example/street/edit/main/arguments/cars.yaml#L5"' in page
    assert not (site / "docs/talks/cars/claims/shops-thrive").exists()
    assert "https://example.org/sub/talks/" in _read(site, "talks/feed.xml")


def test_a_file_that_is_named_is_read_instead(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: S\nplugins: [{debates: {path: wrong}}]\n")
    (site / "other.yml").write_text("INHERIT: mkdocs.yml\nplugins: [{debates: {path: right}}]\n")
    assert _pages("--config-file", "other.yml").exit_code == 0
    assert (site / "docs/right/index.md").is_file()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mkdocs.yml", "plugins: [{debates: {unfold: much}}]", "mkdocs.yml: unfold: Expected type"),
        ("mkdocs.yml", "plugins: [{debates: {mapp: true}}]", 'has no such option; did you mean "map"?'),
        ("mkdocs.yml", "a: [", "mkdocs.yml cannot be read: MkDocs encountered an error"),
        ("mkdocs.yml", "[]", "mkdocs.yml holds no settings"),
        ("mkdocs.yml", "site_url: [x]", "mkdocs.yml: site_url: Expected"),
        ("zensical.toml", "x = ", "zensical.toml cannot be read: "),
        ("zensical.toml", "project = 1", "zensical.toml holds no settings"),
    ],
)
def test_a_wrong_setting_is_wrong_use(site: Path, name: str, text: str, message: str) -> None:
    (site / name).write_text(text)
    done = _pages()
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (site / "docs").exists()


def test_errors_stop_it_and_are_told(site: Path) -> None:
    (site / "debates/cars.yaml").write_text(DEBATE.replace("supports: close-it", "supports: close-up"))
    done = _pages()
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("debates/cars.yaml:5:")
    assert not (site / "docs").exists()


def test_errors_are_shown_on_a_page_where_the_site_wants_that(site: Path) -> None:
    (site / "mkdocs.yml").write_text("plugins: [{debates: {on_error: show}}]\n")
    (site / "debates/cars.yaml").write_text(DEBATE.replace("supports: close-it", "supports: close-up"))
    assert _pages().exit_code == 0
    assert "close-up" in _read(site, "debates/cars/index.md")
    assert _pages("--check").exit_code == 0
    (site / "debates/cars.yaml").write_text("# moved\n" + DEBATE.replace("supports: close-it", "supports: close-up"))
    assert _pages("--check").exit_code == 1


def test_drafts_stay_out_and_references_to_them_are_told(site: Path) -> None:
    (site / "debates/draft.yaml").write_text("title: Not yet\nstatus: draft\n")
    (site / "debates/cars.yaml").write_text(f"{DEBATE}summary: See [it](debate:draft).\n")
    done = _pages()
    assert done.exit_code == 0
    assert "debates/cars.yaml:6:19: debate:draft leads to a draft, which is not published" in done.stderr
    assert not (site / "docs/debates/draft").exists()


def test_without_a_debate_nothing_is_written(site: Path) -> None:
    (site / "debates/cars.yaml").unlink()
    done = _pages()
    assert done.exit_code == 2
    assert "no debate to publish in debates" in done.stderr


def test_a_folder_that_is_missing_is_told(site: Path) -> None:
    (site / "mkdocs.yml").write_text("plugins: [{debates: {source: nowhere}}]\n")
    done = _pages()
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no debate to publish in nowhere" in done.stderr


@pytest.mark.parametrize(("out", "path"), [(".", "debates"), ("debates", "pages"), (".", "debates/pages")])
def test_pages_and_debates_are_kept_apart(site: Path, out: str, path: str) -> None:
    (site / "mkdocs.yml").write_text(f"plugins: [{{debates: {{path: {path}}}}}]\n")
    done = _pages("--out", out)
    assert done.exit_code == 2
    assert "with the files of debates in debates" in done.stderr
    assert sorted(file.name for file in (site / "debates").iterdir()) == ["cars.yaml", "chart.png"]


def test_a_page_of_the_site_is_not_overwritten(site: Path) -> None:
    (site / "docs/debates/cars").mkdir(parents=True)
    (site / "docs/debates/cars/index.md").write_text("# Mine\n")
    done = _pages()
    assert done.exit_code == 2
    assert "would be overwritten: debates/cars/index.md" in done.stderr
    assert _read(site, "debates/cars/index.md") == "# Mine\n"


def test_what_goes_from_the_debates_goes_from_the_pages(site: Path) -> None:
    (site / "debates/other.yaml").write_text("title: Another\n")
    _pages()
    (site / "debates/other.yaml").unlink()
    assert " removed.\n" in _pages().stderr
    assert not (site / "docs/debates/other").exists()


CHANGES = {
    "text": ("debates/cars.yaml", DEBATE.replace("thrive.", "prosper.").encode()),
    "image": ("debates/chart.png", png(16, 10)),
    "new": ("debates/new.yaml", b"title: Another\n"),
    "settings": ("mkdocs.yml", b"site_name: S\nplugins: [{debates: {unfold: 1}}]\n"),
    "lines": ("debates/cars.yaml", f"# A remark\n{DEBATE}".encode()),
    "page": ("docs/debates/cars/index.md", b"# Mine\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_check_sees_missing_stale_and_changed_pages(site: Path, change: str) -> None:
    (site / "mkdocs.yml").write_text("site_name: S\nrepo_url: https://github.com/example/street\n")
    missing = _pages("--check")
    assert (missing.exit_code, missing.stderr) == (1, "docs: there are no pages; run `debates pages --out docs`\n")
    assert not (site / "docs").exists()
    _pages()
    assert _pages("--check").exit_code == 0
    path, content = CHANGES[change]
    (site / path).write_bytes(content)
    stale = _pages("--check")
    assert stale.exit_code == 1
    assert ("missing, or changed since: debates/cars/index.md" if change == "page" else "stale") in stale.stderr
    _pages()
    assert _pages("--check").exit_code == 0


def test_a_remark_in_a_debate_makes_no_page_stale_where_nothing_names_its_lines(site: Path) -> None:
    _pages()
    (site / "debates/cars.yaml").write_text(f"# A remark\n{DEBATE}")
    assert _pages("--check").exit_code == 0


def test_titles_are_read_as_they_are(site: Path) -> None:
    (site / "debates/cars.yaml").write_text("title: 'yes: \"{{ config }}\" & <b>'\n")
    assert _pages().exit_code == 0
    _, matter, body = _read(site, "debates/cars/index.md").split("---\n", 2)
    assert yaml.safe_load(matter)["title"].replace("\u2060", "") == "yes: “{{ config }}” & <b>"
    assert "yes: &#34;&#123;&#123; config }}&#34; &amp; &lt;b&gt;</h1>" in body
    assert (site / "docs" / STAMP).is_file()
