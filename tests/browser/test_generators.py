"""Pages that Zensical built of written files, in a browser: they look and work as under MkDocs."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .accessibility.inspecting import violations
from .flagship import CRUX, DEBATE, POSITION, ROOT
from .looking import assert_fits, open_everything, wait_until_scripts_ran
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .watching import OpenPage

SETTINGS = """\
[project]
site_name = "Debates"
site_url = "{base}"
theme.font = false
theme.features = ["navigation.instant", "navigation.footer"]
extra_css = ["assets/debates/debates.css"]
extra_javascript = [{{ path = "assets/debates/debates.js", type = "module" }}]
nav = [{{ "Home" = "index.md" }}, {{ "Debates" = "debates/index.md" }}]
"""


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed")
    project = tmp_path_factory.mktemp("zensical")
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (project / "debates").symlink_to(ROOT / "debates")
    with served(project / "site", "/sub/") as base:
        (project / "zensical.toml").write_text(SETTINGS.format(base=base), encoding="utf-8")
        for command in (["mkdocs_debates", "pages", "--out", "docs"], ["zensical", "build", "--strict"]):
            subprocess.run([sys.executable, "-m", *command], cwd=project, capture_output=True, check=True)
        yield Site(project / "site", base)


INSPECTED = ("debates/", CRUX, f"{DEBATE}map/")
"""Pages that hold all that the others show; the same pages are inspected in MkDocs' theme."""


@pytest.mark.parametrize("path", ["debates/", DEBATE, POSITION, CRUX, f"{DEBATE}map/"])
def test_a_page_fits_and_passes_inspection(open_page: OpenPage, zensical_site: Site, path: str) -> None:
    page = open_page(zensical_site.url(path), viewport=(320, 640))
    open_everything(page)
    assert_fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert_fits(page)
    if path in INSPECTED:
        assert violations(page) == []


def test_scripts_run_on_each_page_that_is_visited(open_page: OpenPage, zensical_site: Site) -> None:
    page = open_page(zensical_site.url(POSITION), viewport=(1280, 900))
    wait_until_scripts_ran(page)
    assert page.locator(".debate-fold button").first.is_visible()
    page.evaluate("window.stays = true")
    title = page.locator("h1").inner_text()
    page.locator(".debate-next").click()
    page.locator("h1").filter(has_not_text=title).wait_for()
    wait_until_scripts_ran(page)
    assert page.evaluate("window.stays")


def test_the_list_of_headings_is_on_the_page_where_the_theme_has_none(
    open_page: OpenPage, zensical_site: Site, flagship_site: Site
) -> None:
    assert open_page(zensical_site.url(CRUX), viewport=(1280, 900)).locator(".debate-contents").is_visible()
    assert not open_page(flagship_site.url(CRUX), viewport=(1280, 900)).locator(".debate-contents").is_visible()
    assert open_page(flagship_site.url(CRUX), viewport=(360, 740)).locator(".debate-contents").is_visible()
