"""Two sites of the same debates in folders of their own, ready to be built."""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tests.benchmark.debates import debates, edited
from tests.benchmark.hand_made import home_page_of, pages_of
from tests.benchmark.yaml_files import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.benchmark.debates import Debate

Side = Literal["plugin", "hand-made"]
SIDES: Final[tuple[Side, ...]] = ("plugin", "hand-made")

LISTED_IN_NAV: Final = 20
"""Debates in the navigation of both sites, as many as the plugin lists by itself."""

_SETTINGS: Final = """\
site_name: Debates
site_url: https://example.org/
theme:
  name: material
  font: false
  features:
    - navigation.instant
    - navigation.top
    - search.highlight
    - toc.follow
markdown_extensions:
  - attr_list
  - md_in_html
validation:
  nav:
    omitted_files: ignore
  links:
    anchors: warn
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many debates, of how many claims each, from which seed."""

    debates: int
    claims: int
    seed: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a built site holds; ``pages`` are those of its sitemap, ``files`` all files. Sizes are in bytes."""

    pages: int
    files: int
    site_bytes: int
    search_bytes: int
    search_gzip_bytes: int


def write_site(folder: Path, side: Side, size: Size) -> None:
    """Write the sources of a site into ``folder``."""
    titles: list[tuple[str, str]] = []
    for debate in debates(size.debates, size.claims, size.seed):
        titles.append((debate.id, debate.title))
        _write(folder, _files(side, debate))
    home = "# Debates\n\nEvery debate of this site.\n" if side == "plugin" else home_page_of(titles)
    _write(folder, [("docs/index.md", home), ("mkdocs.yml", _settings(side, titles))])


def edit_claim(folder: Path, side: Side, size: Size, edition: int) -> None:
    """Change one claim of the first debate; only files that this changes are written."""
    _write(folder, _files(side, edited(next(debates(1, size.claims, size.seed)), edition)))


def put_away(folder: Path, name: str) -> None:
    """Take from a site what an earlier build left there under ``name``: "site", or ".cache".

    It is moved, not deleted: a disk that was just freed of thousands of files can be slower to make new ones (ext4
    looks for a while whether it may use their places again), and what comes next is measured.
    """
    if (folder / name).is_dir():
        (folder / name).rename(tempfile.mkdtemp(prefix=f"{folder.name}{name}-", dir=folder.parent))


def content_of(folder: Path) -> Content:
    """What the site built in ``folder`` holds."""
    site = folder / "site"
    files = [file for file in site.rglob("*") if file.is_file()]
    search = (site / "search" / "search_index.json").read_bytes()
    return Content(
        pages=(site / "sitemap.xml").read_text(encoding="utf-8").count("<loc>"),
        files=len(files),
        site_bytes=sum(file.stat().st_size for file in files),
        search_bytes=len(search),
        search_gzip_bytes=len(gzip.compress(search)),
    )


def _files(side: Side, debate: Debate) -> Iterator[tuple[str, str]]:
    if side == "plugin":
        yield from ((f"debates/{path}", text) for path, text in files_of(debate))
    else:
        yield from ((f"docs/{path}", text) for path, text in pages_of(debate))


def _settings(side: Side, titles: list[tuple[str, str]]) -> str:
    if side == "plugin":
        return f"{_SETTINGS}plugins:\n  - search\n  - debates\nnav:\n  - Home: index.md\n  - Debates: debates/\n"
    listed = "".join(f"      - debates/{debate_id}/index.md\n" for debate_id, _ in titles[:LISTED_IN_NAV])
    return f"{_SETTINGS}plugins:\n  - search\nnav:\n  - Home: index.md\n  - Debates:\n{listed}"


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
