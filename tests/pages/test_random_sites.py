"""Random valid debates become whole sites; random changes to a file become problems."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.pages.assembly import embeds_of, pages_of, permalinks_in, redirect_pages, site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import Project, load
from mkdocs_debates.publishing.printing import printed
from tests.linked_data import linked_data_in, things_in
from tests.random_debates import Data, debates, ids_of

RENDERER = Renderer()
_SLOT = re.compile("[\ud800-\udfff]")


class _Articles(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.articles: list[str] = []
        self.named: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_id = dict(attrs).get("id")
        if given_id:
            self.ids.append(given_id)
            if tag == "article":
                self.articles.append(given_id)


def _loaded(debate: Data) -> Project:
    with TemporaryDirectory() as folder:
        # JSON is YAML, and writes every kind of text with no ambiguity.
        Path(folder, "d.yaml").write_text(json.dumps(debate), encoding="utf-8")
        return load(Path(folder))


def _built(project: Project, options: Options) -> tuple[dict[str, _Articles], dict[str, str]]:
    site = site_of(project.debates, frozenset(), options)
    pages: dict[str, _Articles] = {}
    for page in pages_of(site, RENDERER, {}):
        found = _Articles()
        shown = printed(site, page.build(), RENDERER)
        assert not _SLOT.search(shown.body + shown.linked_data)
        found.feed(shown.body)
        found.named = [thing["@id"] for thing in things_in(linked_data_in(shown.linked_data)) if "@id" in thing]
        pages[f"debates/{page.path}"] = found
    for _, redirect in redirect_pages(site):
        RENDERER.permalink(redirect)
    for subject in site.subjects.values():
        for _, embed in embeds_of(site, subject, RENDERER):
            RENDERER.embed(embed)
    return pages, {key: url for debate_id in site.subjects for key, url in permalinks_in(site, debate_id).items()}


@given(debates(), st.sampled_from([10_000, 500_000]))
def test_each_claim_stands_once_at_home_and_each_id_resolves(debate: Data, page_bytes: int) -> None:
    project = _loaded(debate)
    assert [problem for problem in project.problems if problem.severity != "advice"] == []
    pages, urls = _built(project, Options(page_bytes=page_bytes))
    for page in pages.values():
        assert len(set(page.ids)) == len(page.ids)
    for entry in ids_of(debate):
        path, _, anchor = urls[f"d/{entry}"].partition("#")
        assert path in pages
        if anchor:
            assert pages[path].ids.count(anchor) == 1
        if entry.startswith("claim-"):
            assert pages[path].articles.count(entry) == 1
    for path, page in pages.items():
        for name in page.named:
            place, _, anchor = urljoin(f"https://example.org/{path}", name).partition("#")
            assert not anchor or anchor in pages[place.removeprefix("https://example.org/")].ids


_FLAGSHIP = (Path(__file__).parents[2] / "debates/ai-lab-jobs.yaml").read_text(encoding="utf-8")


@given(st.data())
def test_a_random_change_gives_problems_or_pages_but_never_an_exception(data: st.DataObject) -> None:
    lines = _FLAGSHIP.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "swap", "indent", "cut", "insert"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                lines[at], lines[0] = lines[0], lines[at]
            case "indent":
                lines[at] = "  " + lines[at]
            case "cut":
                lines[at] = lines[at][: len(lines[at]) // 2] + "\n"
            case "insert":
                lines.insert(at, data.draw(st.text(max_size=20).filter(lambda text: not text.startswith("\ud800"))))
    with TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
        project = load(Path(folder))
        for problem in project.problems:
            assert problem.span.line >= 1
            assert problem.span.column >= 1
        if "d" not in project.broken and "" not in project.broken:
            _built(project, Options())
