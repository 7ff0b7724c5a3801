"""The project's own site, built as a publisher builds it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mkdocs_debates.project import load
from tests.site_walk import dead_links, resolved, walk_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["directory urls", "file urls"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flagship")
    config = folder / "mkdocs.yml"
    directory_urls = str(request.param == "directory urls").lower()
    config.write_text(
        f"INHERIT: {(ROOT / 'mkdocs.yml').as_posix()}\n"
        f"docs_dir: {(ROOT / 'docs').as_posix()}\n"
        f"use_directory_urls: {directory_urls}\n"
        f"theme:\n  custom_dir: {(ROOT / 'overrides').as_posix()}\n",
        encoding="utf-8",
    )
    (folder / "debates").symlink_to(ROOT / "debates")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(config), "-d", str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    pages = walk_site(site)
    assert len(pages) > 50
    assert list(dead_links(site, pages)) == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path, page in walk_site(site).items():
        if path.startswith("debates/"):
            repeated = [each for each, count in Counter(page.ids).items() if count > 1 and not each.startswith("__")]
            assert repeated == [], path


def test_permalinks_name_every_id_and_lead_to_it(site: Path) -> None:
    links = json.loads((site / "debates/permalinks.json").read_text(encoding="utf-8"))
    pages = walk_site(site)
    debate = load(ROOT / "debates").debates["ai-lab-jobs"].debate
    ids = {f"ai-lab-jobs/{entry.id}" for _, entry in debate.entries()}
    assert ids < set(links)
    for key, url in links.items():
        path, _, anchor = url.partition("#")
        file = resolved("index.html", path)
        assert file in pages, key
        if anchor:
            assert anchor in pages[file].ids, key


def test_each_claim_stands_in_full_once_at_home_and_its_permalink_page_leads_there(site: Path) -> None:
    links = json.loads((site / "debates/permalinks.json").read_text(encoding="utf-8"))
    pages = walk_site(site)
    debate = load(ROOT / "debates").debates["ai-lab-jobs"].debate
    for claim in debate.claims:
        home = links[f"ai-lab-jobs/{claim}"]
        permalink = f"debates/ai-lab-jobs/claims/{claim}/index.html"
        targets = {
            f"{resolved(permalink, link.partition('#')[0])}#{link.partition('#')[2]}"
            for link in pages[permalink].links
            if "://" not in link
        }
        assert f"{resolved('index.html', home.partition('#')[0])}#{claim}" in targets


def test_search_finds_each_claim_once_at_home(site: Path) -> None:
    entries = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    locations = Counter(entry["location"] for entry in entries)
    links = json.loads((site / "debates/permalinks.json").read_text(encoding="utf-8"))
    debate = load(ROOT / "debates").debates["ai-lab-jobs"].debate
    for claim in debate.claims:
        assert locations[links[f"ai-lab-jobs/{claim}"]] == 1
    assert not [location for location in locations if "/claims/" in location and "#" in location]
    assert max(locations.values()) == 1
