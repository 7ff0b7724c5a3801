"""Each debate is published as one Markdown file, too, and all are listed for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "debates/d.yaml": "title: D\npositions: {p: {title: P}}\nclaims: {a: {text: A., supports: [p]}}\n",
    "debates/e.yaml": "title: E\n",
}


def test_a_debate_has_a_twin_to_which_its_own_page_links(tmp_path: Path) -> None:
    site = build_site(tmp_path, FILES)
    assert site.log == ()
    assert site.read("debates/d/debate.md").startswith("# D\n")
    twin = '<link rel="alternate " type="text/markdown" href="debate.md">'
    assert twin in site.read("debates/d/index.html")
    assert twin not in site.read("debates/d/positions/p/index.html")
    for page, href in (("debates", "llms.txt"), ("debates/d", "../llms.txt"), ("debates/d/claims", "../../llms.txt")):
        assert f'<link rel="describedby" type="text/markdown" href="{href}">' in site.read(f"{page}/index.html")
    assert "describedby" not in site.read("index.html")


def test_the_list_stands_at_the_root_and_beside_the_debates(tmp_path: Path) -> None:
    site = build_site(tmp_path, FILES)
    links = ["https://example.org/sub/debates/d/debate.md", "https://example.org/sub/debates/e/debate.md"]
    for path in ("llms.txt", "debates/llms.txt"):
        assert all(link in site.read(path) for link in links)


def test_a_list_that_somebody_else_has_at_the_root_stays(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**FILES, "docs/llms.txt": "# Mine\n"})
    assert site.read("llms.txt") == "# Mine\n"
    assert "# Test" in site.read("debates/llms.txt")


def test_a_second_build_writes_the_same(tmp_path: Path) -> None:
    first = build_site(tmp_path, FILES)
    before = [first.read(path) for path in ("llms.txt", "debates/llms.txt", "debates/d/debate.md")]
    again = build_site(tmp_path, {**FILES, "debates/e.yaml": "title: New\n"})
    after = [again.read(path) for path in ("llms.txt", "debates/llms.txt", "debates/d/debate.md")]
    assert after == [text.replace("[E", "[New") for text in before]


def test_a_site_may_do_without(tmp_path: Path) -> None:
    site = build_site(tmp_path, FILES, {"twins": False})
    assert not (site.folder / "llms.txt").exists()
    assert not (site.folder / "debates/llms.txt").exists()
    assert not (site.folder / "debates/d/debate.md").exists()
    assert "text/markdown" not in site.read("debates/d/index.html")
