"""The preview: what it marks, and that nothing of it is there without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from tests import repositories
from tests.sites.building import MATERIAL, build_site

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """\
title: Should it close?
people:
  baker: {name: Baker}
positions:
  close: {title: Close it, summary: Close it on Sundays.}
cruxes:
  trade:
    question: Do shops sell less?
    answers: {less: {label: Less}, more: {label: More}}
    views: [{by: baker, answer: less, credence: 80%}]
claims:
  cars:
    text: Most come by car.
    supports: [close]
    replies:
      buses: {relation: opposes, text: There are buses.}
  gone:
    text: This goes.
"""
AFTER = """\
title: Should it close?
people:
  baker: {name: Baker}
positions:
  close: {title: Close it, summary: Close it on Saturdays.}
cruxes:
  trade:
    question: Do shops sell less?
    answers: {less: {label: Less}, more: {label: More}}
    views: [{by: baker, answer: less, credence: 60%}]
claims:
  cars:
    text: Many come by car.
    supports: [close]
  walk:
    text: Some walk.
    supports: [close]
    replies:
      buses: {relation: opposes, text: There are buses.}
"""
DRAFT = "title: A draft\nstatus: draft\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose debate has changed since it was committed."""
    repositories.use_own_settings(monkeypatch)
    monkeypatch.delenv("DEBATES_COMPARE_WITH", raising=False)
    made = repositories.new_repository(tmp_path / "repository", sundays=BEFORE, draft=DRAFT)
    (made / "debates/sundays.yaml").write_text(AFTER)
    return made


def test_a_preview_marks_what_changed(root: Path) -> None:
    site = build_site(root, {}, {"compare_with": "main"})
    position = site.read("debates/sundays/positions/close/index.html")
    assert '<div class="debate-changed" data-change="reworded">' in position
    assert "<del>Sundays</del><ins>Saturdays</ins>" in position
    assert 'id="cars" data-relation="" data-by="" data-depth="0" data-change="reworded"' in position
    assert 'id="walk" data-relation="" data-by="" data-depth="0" data-change="added"' in position
    assert 'id="buses" data-relation="opposes" data-by="" data-depth="1" data-change="moved"' in position
    assert "Preview</strong> compared with <code>main</code>: 6 changes" in position
    assert 'data-change="credence"' in site.read("debates/sundays/cruxes/trade/index.html")
    assert 'data-change="reworded"' in site.read("debates/sundays/index.html")
    assert 'data-change="added"' in site.read("debates/sundays/claims/index.html")
    assert "sundays/changes/" in site.read("debates/index.html")
    assert "assets/debates/changes.css" in site.read("index.html")


def test_the_changes_are_listed_with_links(root: Path) -> None:
    page = build_site(root, {}, {"compare_with": "main"}).read("debates/sundays/changes/index.html")
    assert 'href="../positions/close/#walk"' in page
    assert 'href="../cruxes/trade/"' in page
    assert "<code>sundays/gone</code> “This goes.”: is gone, and links to it would lead nowhere" in page
    assert "<del>buses</del>" not in page
    assert "<del>cars</del> → <ins>walk</ins>" in page


def test_what_changed_is_said_in_the_language_of_the_site(root: Path) -> None:
    theme = {**MATERIAL, "language": "de"}
    site = build_site(root, {}, {"compare_with": "main"}, theme=theme)
    position = site.read("debates/sundays/positions/close/index.html")
    assert "Vorschau</strong> verglichen mit <code>main</code>: 6 Änderungen: 1 neu, 1 entfernt" in position
    assert '<span class="debate-change">umformuliert</span>' in position
    assert "<dt>Zusammenfassung</dt>" in position
    assert "Ansicht von baker zu <a" in site.read("debates/sundays/changes/index.html")


def test_without_it_there_is_no_trace(root: Path, tmp_path: Path) -> None:
    site = build_site(root, {})
    for file in site.folder.rglob("*"):
        assert "change" not in file.name
        if file.suffix in (".html", ".json") and "debates" in file.parts:
            text = file.read_text(encoding="utf-8")
            assert "data-change" not in text
            assert "debate-banner" not in text
            assert "changes.css" not in text
    other = build_site(tmp_path / "elsewhere", {"debates/sundays.yaml": AFTER, "debates/draft.yaml": DRAFT})
    pages = [file.relative_to(site.folder) for file in site.folder.rglob("debates/**/*.html")]
    assert pages
    assert [page for page in pages if (other.folder / page).read_bytes() != (site.folder / page).read_bytes()] == []


def test_the_environment_wins(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBATES_COMPARE_WITH", "HEAD")
    assert "<code>HEAD</code>" in build_site(root, {}, {"compare_with": "nowhere"}).read("debates/sundays/index.html")


def test_drafts_and_debates_with_errors_are_shown(root: Path) -> None:
    site = build_site(root, {"debates/broken.yaml": "title: [\n"}, {"compare_with": "main"})
    assert "A draft" in site.read("debates/draft/index.html")
    assert "yaml-syntax" in site.read("debates/broken/index.html")
    assert not (build_site(root, {"debates/broken.yaml": DRAFT}).folder / "debates/draft").exists()


def test_a_debate_that_is_new_or_gone(root: Path) -> None:
    (root / "debates/sundays.yaml").rename(root / "debates/mondays.yaml")
    site = build_site(root, {}, {"compare_with": "main"})
    assert "This debate is new." in site.read("debates/mondays/changes/index.html")
    assert "<li>Should it close?</li>" in site.read("debates/index.html")


def test_words_of_a_ref_and_of_debates_are_no_markup(root: Path) -> None:
    repositories.git(root, "branch", "a<b>")
    (root / "debates/sundays.yaml").write_text(AFTER.replace("Many come", "<script>x</script>"))
    page = build_site(root, {}, {"compare_with": "a<b>"}).read("debates/sundays/changes/index.html")
    assert "<code>a&lt;b&gt;</code>" in page
    assert "<script>x" not in page


@pytest.mark.parametrize("ref", ["nowhere", "--output=x"])
def test_a_version_that_cannot_be_had_stops_the_build(root: Path, caplog: pytest.LogCaptureFixture, ref: str) -> None:
    with pytest.raises(Abort):
        build_site(root, {}, {"compare_with": ref})
    assert f"Debates cannot be compared with '{ref}' (compare_with)" in caplog.text


def test_without_git_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("DEBATES_COMPARE_WITH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(Abort):
        build_site(tmp_path / "site", {"debates/a.yaml": "title: T\n"}, {"compare_with": "main"})
    assert "not a git repository" in caplog.text


def test_the_schemas_are_published(root: Path) -> None:
    site = build_site(root, {})
    assert json.loads(site.read("debates/debate.schema.json"))["title"] == "A debate"
    assert json.loads(site.read("debates/debate-part.schema.json"))["title"] == "A part of a debate"


@pytest.mark.parametrize(
    ("repository", "has_form", "has_link"),
    [
        ("https://github.com/street/debates/", True, True),
        ("https://github.com/street/debates", False, False),
        ("https://codeberg.org/street/debates", True, False),
    ],
)
def test_each_claim_can_be_replied_to_where_there_is_a_form(
    root: Path, repository: str, has_form: bool, has_link: bool
) -> None:
    files = {".github/ISSUE_TEMPLATE/reply.yml": "name: Reply\n"} if has_form else {}
    page = build_site(root, files, repo_url=repository).read("debates/sundays/positions/close/index.html")
    address = "https://github.com/street/debates/issues/new?template=reply.yml&amp;debate=sundays&amp;claim=walk"
    assert (f'class="debate-reply" href="{address}"' in page) == has_link
