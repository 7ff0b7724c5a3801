"""Every permalink of three generations of a site leads to its claim, or says that this was removed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from click.testing import CliRunner

from mkdocs_debates.cli import main
from tests.promises.generations import FIRST, LEADS_TO, SECOND, THIRD
from tests.repositories import commit, new_repository, use_own_settings
from tests.sites.building import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ROOT = "https://site.invalid/"


def _built(folder: Path, debates: Mapping[str, str], *, claim_pages: bool, directories: bool) -> Path:
    files = {f"debates/{name}": text for name, text in debates.items()}
    theme = {"name": "mkdocs"}
    return build_site(folder, files, {"claim_pages": claim_pages}, theme=theme, use_directory_urls=directories).folder


def _addresses(site: Path) -> dict[str, set[str]]:
    """By key: the address in the list of permalinks, and those of pages that were made to be linked to."""
    listed = json.loads((site / "debates/permalinks.json").read_text())
    found = {key: {address} for key, address in listed.items()}
    for page in site.glob("debates/*/claims/**/*.html"):
        place = page.relative_to(site).as_posix()
        claim = page.parent.name if page.name == "index.html" else page.stem
        key = f"{place.split('/')[1]}/{claim}"
        if key in found:
            found[key].add(place)
        for anchor in re.findall(r'id="([a-z0-9-]+)"', page.read_text()):
            if (key := f"{place.split('/')[1]}/{anchor}") in found:
                found[key].add(f"{place}#{anchor}")
    return found


def _followed(site: Path, address: str) -> str:
    """What a browser shows in the end, from the anchor on; "" where it finds nothing."""
    url = urljoin(_ROOT, address)
    for _ in range(5):
        place, anchor = urldefrag(url)
        path = place.removeprefix(_ROOT)
        file = site / (f"{path}index.html" if path.endswith("/") or not path else path)
        if not file.is_file():
            return ""
        text = file.read_text()
        onward = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
        if onward is None:
            at = text.find(f'id="{anchor}"') if anchor else text.find("<h1")
            return text[at:] if at >= 0 else ""
        url = urljoin(url, onward[1])
    return ""


@pytest.mark.parametrize(("claim_pages", "directories"), [(True, True), (False, True), (True, False), (False, False)])
def test_every_permalink_of_every_generation(tmp_path: Path, *, claim_pages: bool, directories: bool) -> None:
    sites = [
        _built(tmp_path / str(at), debates, claim_pages=claim_pages, directories=directories)
        for at, debates in enumerate((FIRST, SECOND, THIRD))
    ]
    last = sites[-1]
    now = json.loads((last / "debates/permalinks.json").read_text())
    lost = []
    walked: set[str] = set()
    for site in sites[:-1]:
        for key, addresses in _addresses(site).items():
            assert key in now
            entry, _, answer = key.partition(".")
            assert not answer
            walked.add(entry)
            for address in sorted({now[key], *(each for each in addresses if _is_permanent(each, key))}):
                shown = _followed(last, address)
                if LEADS_TO[key] not in shown[:1500]:
                    lost.append(f"{key}: {address} shows {shown[:120]!r}")
    assert lost == []
    assert walked == LEADS_TO.keys()


def _is_permanent(address: str, key: str) -> bool:
    """Whether an address is of those that stay: a page, or a line of the lists of claims, people and sources.

    A list's line for a claim that went to another debate is left to a script, and to a test in the browser.
    """
    page, anchor = urldefrag(address)
    section = page.removeprefix(f"debates/{key.partition('/')[0]}/").partition("/")[0].removesuffix(".html")
    return not anchor or (key != "bikes/buses" and section in ("claims", "people", "links"))


def test_the_guard_tells_what_was_left_out_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_own_settings(monkeypatch)
    root = new_repository(tmp_path / "repo", **_by_id(SECOND))
    monkeypatch.chdir(root)
    moved = THIRD["car-free.yaml"]
    forgotten = moved.replace("formerly: [air, better-air]", "formerly: air").replace(", formerly: study", "")
    files = {"debates/bikes.yaml": None, "debates/car-free.yaml": moved, "debates/streets.yaml": THIRD["streets.yaml"]}
    commit(root, files)
    done = CliRunner().invoke(main, ["check", "--against", "HEAD~1"])
    assert (done.exit_code, "permalink-lost" in done.output) == (0, False), done.output
    (root / "debates/car-free.yaml").write_text(forgotten)
    done = CliRunner().invoke(main, ["check", "--against", "HEAD~1"])
    told = re.findall(r'permalink-lost: (?:the \w+ )?"([a-z-]+)"', done.output)
    assert done.exit_code == 1
    assert sorted(told) == ["better-air", "study"], done.output


def _by_id(debates: Mapping[str, str]) -> dict[str, str]:
    return {name.removesuffix(".yaml"): text for name, text in debates.items()}
