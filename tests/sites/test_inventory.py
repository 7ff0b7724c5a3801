"""Other sites refer to debates by their inventory: one of Sphinx and one of MkDocs, as the documentation says."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sphobjinv import Inventory  # type: ignore[import-untyped]

from tests.docs.examples import DOCS, ROOT, Example, examples_of
from tests.site_walk import resolved

from .building import build_site

if TYPE_CHECKING:
    from pathlib import Path

SUNDAYS = (ROOT / "debates/sundays.yaml").read_text(encoding="utf-8")
TRADE = 'href="https://example.org/debates/sundays/cruxes/trade/"'


@pytest.fixture
def inventory(tmp_path: Path) -> Path:
    built = build_site(tmp_path / "street", {"debates/sundays.yaml": SUNDAYS}, site_url="https://example.org/")
    return built.folder / "debates/objects.inv"


def shown(language: str) -> Example:
    """The first example in ``language`` on how to refer to a crux."""
    section = (DOCS / "on-the-web.md").read_text(encoding="utf-8").index("## Refer to a crux")
    line = (DOCS / "on-the-web.md").read_text(encoding="utf-8").count("\n", 0, section)
    return next(each for each in examples_of(DOCS / "on-the-web.md") if each.line > line and each.language == language)


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_site_of_sphinx_refers_to_a_crux(tmp_path: Path, inventory: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "conf.py").write_text(shown("python").text.replace("None", repr(str(inventory))), encoding="utf-8")
    (other / "index.rst").write_text(f"Other\n=====\n\n{shown('rst').text}", encoding="utf-8")
    run("sphinx", "-W", "-q", "-b", "html", str(other), str(tmp_path / "html"))
    html = (tmp_path / "html/index.html").read_text(encoding="utf-8")
    assert TRADE in html
    assert "Do shops sell less when no cars come?" in html
    assert 'href="https://example.org/debates/sundays/claims/they-would-walk/"' in html


def test_a_site_of_mkdocs_refers_to_a_crux(tmp_path: Path, inventory: Path) -> None:
    other = tmp_path / "other"
    (other / "docs").mkdir(parents=True)
    local = f"{inventory.as_uri()}\n              base_url: https://example.org/debates/"
    settings = shown("yaml").text.replace("https://example.org/debates/objects.inv", local)
    (other / "mkdocs.yml").write_text(f"site_name: Other\n{settings}", encoding="utf-8")
    (other / "docs/index.md").write_text(shown("markdown").text, encoding="utf-8")
    run("mkdocs", "build", "--strict", "-q", "-f", str(other / "mkdocs.yml"))
    html = (other / "site/index.html").read_text(encoding="utf-8")
    assert f"{TRADE}>its trade</a>" in html


def test_everything_with_an_id_is_in_it_and_leads_somewhere(tmp_path: Path) -> None:
    former = SUNDAYS.replace("  trade:\n", "  trade:\n    formerly: [shops]\n")
    built = build_site(tmp_path, {"debates/sundays.yaml": former}, use_directory_urls=False)
    entries = {entry.name: entry for entry in Inventory(fname_zlib=str(built.folder / "debates/objects.inv")).objects}
    permalinks = json.loads(built.read("debates/permalinks.json"))
    assert set(entries) == {*permalinks, "sundays/trade.less", "sundays/trade.no-less"}
    assert entries["sundays/shops"].uri == "sundays/cruxes/trade/index.html"
    assert entries["sundays/shops"].dispname == "Do shops sell less when no cars come?"
    assert entries["sundays/trade.less"].uri == "sundays/cruxes/trade/index.html#answer_less"
    for entry in entries.values():
        path, _, anchor = entry.uri.partition("#")
        page = built.read(resolved("debates/objects.inv", path))
        assert not anchor or f'id="{anchor}"' in page


def test_without_claim_pages_a_claim_is_in_the_list_of_all(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/sundays.yaml": SUNDAYS}, {"claim_pages": False})
    entries = {entry.name: entry for entry in Inventory(fname_zlib=str(built.folder / "debates/objects.inv")).objects}
    assert entries["sundays/they-would-walk"].uri == "sundays/claims/#they-would-walk"
