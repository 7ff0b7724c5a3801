"""A contribution from its beginning to its preview, in a scratch repository: by the commands, then in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from tests import repositories
from tests.repositories import git

from .accessibility.inspecting import SETTLED, violations
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .watching import OpenPage


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def _commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new site on the branch main, and on the branch mine what a contributor made of it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        repositories.use_own_settings(monkeypatch)
        folder = tmp_path_factory.mktemp("contribution") / "site"
        assert _run("init", str(folder)).exit_code == 0
        git(folder, "init", "--quiet", "--initial-branch=main")
        _commit(folder, "Start")
        git(folder, "switch", "--quiet", "--create", "mine")
        monkeypatch.chdir(folder)
        _contribute(folder)
        yield folder


def _contribute(root: Path) -> None:
    file = root / "debates" / "sundays.yaml"

    # A new claim, and a bad edit of which each mistake is found at its place.
    reply = ("new", "claim", "sundays", "buses-run", "--reply-to", "drivers-buy-more", "--relation", "opposes")
    assert _run(*reply, "--text", "Buses run on Sundays, too.", "--by", "neighbour", "--bare").exit_code == 0
    good = file.read_text()
    file.write_text(good.replace("opposes", "oposes").replace("held_by: [neighbour]", "held_by: [neighbor]"))
    report = _run("check")
    assert report.exit_code == 1
    assert 'debates/sundays.yaml:21:15: error unknown-reference: no person "neighbor"' in report.stdout
    assert 'error bad-value: relation: "oposes" is not one of' in report.stdout
    assert "2 errors in 1 file" in report.stdout
    file.write_text(good)
    assert _run("check", "--against", "main").exit_code == 0

    # Laid out, renamed, moved, reworded.
    file.write_text(
        good.replace("    by: neighbour\n    text: |", "    text: |", 1).replace("  trade:", "  trade:  # ours")
    )
    assert _run("format").exit_code == 0
    assert _run("format", "--check").exit_code == 0
    assert _run("rename", "sundays", "walkers-stay-longer", "walkers-stay").exit_code == 0
    text = file.read_text()
    start = text.index("      deliveries:")
    end = text.index("      buses-run:")
    moved = text[start:end].rstrip("\n")
    text = text[:start] + text[end:].rstrip("\n") + "\n    replies:\n" + moved + "\n"
    text = text.replace("Most shops here sell what fits into a bag.", "Most shops here sell what fits in a bag.")
    text = text.replace("credence: 80%", "credence: 70%")
    file.write_text(text)
    assert _run("check", "--against", "main").exit_code == 0

    # An id that goes is missed until it is a former one.
    gone = text.replace("  shopkeeper:\n    name: Shopkeeper", "  merchant:\n    name: Merchant")
    file.write_text(gone.replace("shopkeeper", "merchant"))
    report = _run("check", "--against", "main")
    assert report.exit_code == 1
    assert 'debates/sundays.yaml:8:3: error permalink-lost: "shopkeeper" ("Shopkeeper") is gone' in report.stdout
    assert 'add `formerly: [shopkeeper]` to "merchant"' in report.stdout
    file.write_text(
        gone.replace("shopkeeper", "merchant").replace("name: Merchant", "name: Merchant\n    formerly: [shopkeeper]")
    )
    assert _run("check", "--against", "main").exit_code == 0
    _commit(root, "Contribute")


def test_the_changes_are_told_in_every_form(root: Path) -> None:
    text = _run("diff", "main").stdout
    assert '+ claim "Buses run on Sundays, too." (buses-run): new' in text
    assert "(deliveries): moved, reworded" in text
    assert "fits [-into-]{+in+} a bag" in text
    assert "(walkers-stay): renamed" in text
    assert "credence: [-80%-] → {+70%+}" in text
    assert "(merchant): renamed, reworded" in text
    assert _run("diff", "main", "mine", "--format", "json").stdout == _run("diff", "main", "--format", "json").stdout
    assert "<ins>in</ins>" in _run("diff", "main...mine", "--format", "markdown").stdout
    assert "<ins>in</ins>" in _run("diff", "main", "--format", "html").stdout


@pytest.fixture(scope="module")
def preview(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The preview of the contribution, served."""
    folder = tmp_path_factory.mktemp("preview")
    with served(folder, "/sub/") as base:
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
            cwd=root,
            env={**os.environ, "SITE_URL": base, "DEBATES_COMPARE_WITH": "main"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield Site(folder, base)


def test_what_changed_is_marked_where_it_is_shown(open_page: OpenPage, preview: Site) -> None:
    page = open_page(preview.url("debates/sundays/cruxes/trade/"))
    assert "changes" in page.locator(".debate-banner").inner_text()
    new = page.locator("#buses-run")
    assert new.get_attribute("data-change") == "added"
    assert new.locator(".debate-change").first.inner_text() == "new"
    moved = page.locator("#deliveries")
    assert moved.get_attribute("data-change") == "moved reworded"
    before = moved.locator(".debate-before")
    assert not before.locator("dl").is_visible()
    before.locator("summary").click()
    assert before.locator("del").all_inner_texts() == ["drivers-buy-more", "into"]
    assert before.locator("ins").all_inner_texts() == ["walkers-stay", "in"]
    assert page.locator(".debate-view[data-change]").inner_text().startswith("Merchant 70% sure")
    colours = page.evaluate("getComputedStyle(document.querySelector('#buses-run .debate-change')).color")
    assert colours == "rgb(17, 99, 41)"


def test_the_banner_leads_to_the_list_and_the_list_to_each_place(open_page: OpenPage, preview: Site) -> None:
    page = open_page(preview.url("debates/sundays/positions/close-sundays/"))
    page.locator(".debate-banner a").click()
    page.wait_for_url("**/debates/sundays/changes/")
    page.locator("h1", has_text="What changes here").wait_for()
    links = page.locator(".debate-changes a")
    assert links.count() == page.locator(".debate-changes > li").count() >= 5
    page.locator(".debate-changes a", has_text="Buses run").click()
    page.wait_for_url("**#buses-run")
    page.locator("#buses-run").wait_for()


@pytest.mark.parametrize("path", ["debates/sundays/changes/", "debates/sundays/cruxes/trade/", "debates/"])
@pytest.mark.parametrize(("dark", "viewport"), [(False, (1280, 800)), (True, (320, 740))], ids=["light", "dark phone"])
def test_inspection_of_a_preview_finds_nothing(
    open_page: OpenPage, preview: Site, path: str, dark: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(preview.url(path), dark=dark, viewport=viewport)
    page.evaluate("document.querySelectorAll('.debate details').forEach(each => each.open = true)")
    page.evaluate(SETTLED)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_the_report_opens_from_a_disk(open_page: OpenPage, root: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(_run("diff", "main", "--format", "html").stdout, encoding="utf-8")
    with served(tmp_path, "/") as base:
        page = open_page(f"{base}index.html", viewport=(320, 740))
        assert page.locator("h1").inner_text() == "Changes in the debates"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("ins", has_text="in").count() >= 1


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (["clone", "--quiet", "--depth=1"], "this clone is shallow"),
        (["clone", "--quiet"], 'git knows no commit "nowhere"'),
    ],
)
def test_a_version_that_cannot_be_had_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepare: list[str], words: str
) -> None:
    git(tmp_path, *prepare, root.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    for command in (["diff", "nowhere"], ["check", "--against", "nowhere"]):
        done = _run(*command)
        assert done.exit_code == 2
        assert words in done.stderr


def test_a_detached_head_is_as_good_as_a_branch(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "--quiet", root.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    git(tmp_path / "clone", "switch", "--quiet", "--detach", "origin/mine")
    assert "(buses-run): new" in _run("diff", "origin/main").stdout
    assert _run("check", "--against", "origin/main").exit_code == 0
