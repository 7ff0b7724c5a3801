"""The project's own site under each host: the same debates, with the same claims, anchors and links."""

from __future__ import annotations

import functools
import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from tests.site_walk import dead_links, resolved, walk_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT: Final = Path(__file__).parents[2]
PROJECT: Final = ("mkdocs.yml", "docs", "overrides", "debates")
CASES: Final = (("properdocs", "folders"), ("zensical", "folders"), ("zensical", "files"))

STYLES: Final = ["assets/debates/debates.css"]
SCRIPTS: Final = [{"path": "assets/debates/debates.js", "type": "module"}]
REFERENCES: Final = {"mkdocs_debates.generators.references": {"config_file": "site.yml"}}


@dataclass(frozen=True)
class Shown:
    """What a page shows of a debate: its claims, the ids on it, and where its links lead."""

    claims: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...]
    links: tuple[str, ...]


class _Debate(HTMLParser):
    """Reads the container of a debate and nothing around it."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self._path, self._depth = path, 0
        self.claims: list[tuple[str, ...]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div" and (self._depth or given.get("class", "").startswith("debate ")):
            self._depth += 1
        if not self._depth:
            return
        if tag == "article" and given.get("class") == "debate-claim":
            self.claims.append(tuple(given[name] for name in ("id", "data-relation", "data-by", "data-depth")))
        self.ids += [given["id"]] if "id" in given else []
        for link in (given[name] for name in ("href", "src", "xlink:href") if name in given):
            way, _, anchor = link.partition("#")
            self.links.append(link if ":" in way or "?" in way else f"{resolved(self._path, way)}#{anchor}")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0


def _build(host: str, project: Path, *, directory_urls: bool) -> Path:
    """Build the project in a folder, and give that of the site."""
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name)
        else:
            shutil.copy(ROOT / name, project / name)
    config = project / "site.yml"
    urls = {"use_directory_urls": directory_urls}
    if host == "zensical":
        config.write_text(yaml.safe_dump(_for_zensical(project) | urls), encoding="utf-8")
        _run(project, "mkdocs_debates", "pages", "--out", "docs", "--config-file", config.name)
        _run(project, host, "build", "--strict", "-f", config.name)
    else:
        config.write_text(yaml.safe_dump({"INHERIT": "mkdocs.yml"} | urls), encoding="utf-8")
        _run(project, host, "build", "--strict", "--quiet", "-f", config.name)
    return project / "site"


def _for_zensical(project: Path) -> dict[str, Any]:
    """The configuration that there is, with what the plugin adds to it under MkDocs."""
    with (project / "mkdocs.yml").open("rb") as file:
        given = yaml_load(file)
    added: dict[str, list[Any]] = {
        "extra_css": STYLES,
        "extra_javascript": SCRIPTS,
        "markdown_extensions": [REFERENCES],
    }
    return given | {name: [*given.get(name, ()), *more] for name, more in added.items()}


def _run(folder: Path, *command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def shown(site: Path) -> Mapping[str, Shown]:
    found = {}
    for file in sorted((site / "debates").rglob("*.html")):
        path = file.relative_to(site).as_posix()
        debate = _Debate(path, file.read_text(encoding="utf-8"))
        found[path] = Shown(tuple(debate.claims), tuple(debate.ids), tuple(debate.links))
    return found


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Builds the site under a host, once."""

    @functools.cache
    def built(host: str, urls: str) -> Path:
        return _build(host, tmp_path_factory.mktemp(host), directory_urls=urls == "folders")

    return built


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def built(request: pytest.FixtureRequest, site_of: Callable[[str, str], Path]) -> tuple[Path, Path]:
    """The site under MkDocs, and under another host."""
    host, urls = request.param
    if importlib.util.find_spec(host) is None:
        pytest.skip(f"{host} is not installed")
    return site_of("mkdocs", urls), site_of(host, urls)


def test_each_page_shows_the_same_claims_anchors_and_links(built: tuple[Path, Path]) -> None:
    expected, found = map(shown, built)
    assert found.keys() == expected.keys()
    assert sum(len(page.claims) for page in expected.values()) > 250
    assert sum(len(page.links) for page in expected.values()) > 5_000
    for path, page in expected.items():
        assert found[path] == page, path


def test_every_internal_link_and_anchor_resolves(built: tuple[Path, Path]) -> None:
    _, site = built
    assert list(dead_links(site, walk_site(site))) == []


def test_the_pages_around_refer_to_debates(built: tuple[Path, Path]) -> None:
    _, site = built
    pages = walk_site(site)
    schemes = ("crux:", "claim:", "position:", "debate:")
    assert [path for path, page in pages.items() if any(link.startswith(schemes) for link in page.links)] == []
    into = {resolved("index.html", link.partition("#")[0]) for link in pages["index.html"].links if "://" not in link}
    assert {f"debates/ai-lab-jobs/cruxes/{crux}/index.html" for crux in ("value-drift", "access-to-action")} < into


def test_the_files_beside_the_pages_are_the_same(built: tuple[Path, Path]) -> None:
    expected, found = built
    pages = {path for path, page in shown(expected).items() if page.links}
    for part in ("debates", "assets/debates"):
        # A generator would take a debate's twin in Markdown for a page.
        there = [file for file in (expected / part).rglob("*") if file.is_file() and file.name not in TWINS]
        files = {file.relative_to(expected).as_posix() for file in there}
        assert len(files - pages) > 10
        assert [each for each in files - pages if (found / each).read_bytes() != (expected / each).read_bytes()] == []


def test_a_warning_stops_a_strict_build_under_properdocs(tmp_path: Path) -> None:
    if importlib.util.find_spec("properdocs") is None:
        pytest.skip("properdocs is not installed")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: T\ntheme: material\nplugins: [debates]\n", encoding="utf-8")
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The debates plugin found no debate" in done.stderr


TWINS: Final = ("debate.md", "llms.txt")
HOSTILE: Final = """\
title: '</title><script>alert(1)</script> {{ config.site_name }} " onload="alert(1)'
summary: |
  {{ 7 * 191 }} {% raw %} :smile: *emphasis*

  ```
  {{ 7 * 191 }}

      --8<-- "secret.txt"
  ```
positions:
  yes: {title: "{{ 7 * 191 }} &lt;script&gt;alert(1)&lt;/script&gt;"}
claims:
  a: {text: "<script>alert(1)</script> --8<-- \\"secret.txt\\"", supports: yes}
"""

EAGER: Final = """\
[project]
site_name = "Site"
theme.features = ["navigation.footer", "navigation.path"]
[project.plugins.macros]
[project.markdown_extensions.toc]
[project.markdown_extensions.pymdownx.snippets]
[project.markdown_extensions.pymdownx.superfences]
"""


class _Scripts(HTMLParser):
    """Reads the scripts and the event handlers of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.scripts += [data] if self.cdata_elem == "script" else []


def test_nothing_that_stands_in_a_debate_runs_or_is_evaluated_under_zensical(tmp_path: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed")
    for path, text in {
        "docs/index.md": "# Home\n",
        "docs/macros.md": "# Macros\n\nHere {{ 7 * 191 }} is evaluated.\n",
        "debates/d.yaml": HOSTILE,
        "zensical.toml": EAGER,
        "secret.txt": "a secret",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    _run(tmp_path, "mkdocs_debates", "pages", "--out", "docs")
    _run(tmp_path, "zensical", "build")
    assert "Here 1337 is evaluated" in (tmp_path / "site/macros/index.html").read_text(encoding="utf-8")
    pages = list((tmp_path / "site/debates").rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found = _Scripts(text)
        assert [script for script in found.scripts if "alert(1)" in script] == [], page
        assert found.handlers == [], page
        assert "1337" not in text, page
        assert "a secret" not in text, page


def test_a_page_refers_to_debates_under_zensical(tmp_path: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed")
    for path, text in {
        "docs/index.md": "# Home\n\n[](crux:d/why) [it](claim:d/lost)\n",
        "docs/deep/down.md": "---\ndebate: d\n---\n\n# Down\n\n[](crux:why) [one](claim:yes-claim)\n",
        "debates/d.yaml": (
            "title: D?\ncruxes: {why: {question: Why?, answers: {a: {label: A}, b: {label: B}}}}\n"
            "claims: {yes-claim: {text: Yes., cruxes: why.a}}\n"
        ),
        "zensical.toml": (
            '[project]\nsite_name = "S"\n[project.markdown_extensions."mkdocs_debates.generators.references"]\n'
        ),
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    _run(tmp_path, "mkdocs_debates", "pages", "--out", "docs")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "index.md: no claim" in done.stdout + done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    down = (tmp_path / "site/deep/down/index.html").read_text(encoding="utf-8")
    assert '<a href="debates/d/cruxes/why/">Why?</a> <span class="debate-lost">it</span>' in home
    assert '<a href="../../debates/d/cruxes/why/">Why?</a> <a href="../../debates/d/cruxes/why/#yes-claim">' in down
    assert list(dead_links(tmp_path / "site", walk_site(tmp_path / "site"))) == []
