"""Debates' pages in the site's theme: put into shells, they are what the theme's template makes of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import html5lib
import pytest

from mkdocs_debates.processes import PROCESSES
from tests.sites.building import build_site
from tests.sites.test_plugin import BIKES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites.building import Built

HOOK = "def on_page_context(context, **_):\n    return context\n"
"""A hook that may change what the theme gets, so that each page has to go through the theme's template."""
HOSTILE = BIKES.replace("title: Close it,", "title: 'Close </title><b>it</b> & \"all\"',")
OVERRIDE = (
    '{% extends "base.html" %}{% block extrahead %}<meta name="words" content="{{ page.title|length }}">{% endblock %}'
)
LISTING = (
    '{% extends "base.html" %}{% block extrahead %}{% for file in pages %}<i data-page="{{ file.src_uri }}"></i>'
    "{% endfor %}{% endblock %}"
)
"""A theme that lists the site's pages on each."""
WITNESS = """
def on_post_page(output, page, **_):
    return output + f"<!-- {page.url} -->"

def on_post_build(config, **_):
    files = config.plugins["debates"].build.files
    with open(config.site_dir + "/pages.txt", "w") as file:
        file.write(" ".join(page.url for page in files.documentation_pages()))
"""
"""A hook that sees each page as it is written, and all pages at the end."""


def elements(built: Built, path: str) -> list[object]:
    """Every element of a page with its attributes, its words, and where its links lead."""
    root = html5lib.parse(built.read(path), namespaceHTMLElements=False)
    found: list[object] = []
    for element in root.iter():
        attributes = dict(element.attrib)
        for name in ("href", "src"):
            if name in attributes:
                attributes[name] = urljoin(f"https://example.org/{path}", attributes[name])
        found.append((element.tag, attributes, element.text, element.tail))
    return found


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_page_in_a_shell_is_what_the_template_makes_of_it(tmp_path: Path, directory_urls: bool) -> None:
    files = {"debates/bikes.yaml": HOSTILE, "debates/others.yaml": BIKES, "hook.py": HOOK}
    settings: dict[str, Any] = {
        "use_directory_urls": directory_urls,
        "repo_url": "https://github.com/a/b",
        "edit_uri": "edit/main/docs/",
    }
    by_shell = build_site(tmp_path / "shells", files, **settings)
    by_template = build_site(tmp_path / "template", files, hooks=[str(tmp_path / "template" / "hook.py")], **settings)
    pages = sorted(page.relative_to(by_shell.folder).as_posix() for page in by_shell.folder.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        assert elements(by_shell, page) == elements(by_template, page), page


def test_a_theme_that_does_more_with_a_title_is_rendered_for_each_page(tmp_path: Path) -> None:
    files = {"debates/bikes.yaml": BIKES, "overrides/main.html": OVERRIDE}
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "overrides")}
    built = build_site(tmp_path, files, theme=theme)
    for page, title in (("positions/close-it", "Close it"), ("cruxes/trade", "Does trade suffer?"), ("map", "Map")):
        assert f'content="{len(title)}"' in built.read(f"debates/bikes/{page}/index.html")


@pytest.mark.parametrize("only", ["", "_shared", "bikes"])
def test_a_theme_that_lists_all_pages_gets_those_that_are_written_elsewhere(tmp_path: Path, only: str) -> None:
    files = {"debates/bikes.yaml": BIKES, "overrides/main.html": LISTING, "overrides/404.html": LISTING}
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "overrides")}
    built = build_site(tmp_path, files, {"only": [only] if only else []}, theme=theme)
    for page in ("debates/bikes/index.html",) if only == "bikes" else ("index.html", "404.html", "debates/index.html"):
        for listed in ("", "debates/", "debates/bikes/", "debates/bikes/positions/close-it/"):
            assert f'data-page="{listed}index.md"' in built.read(page)


def test_other_plugins_see_each_page_as_it_is_written_and_all_at_the_end(tmp_path: Path) -> None:
    files = {"debates/bikes.yaml": BIKES, "hook.py": WITNESS}
    built = build_site(tmp_path, files, hooks=[str(tmp_path / "hook.py")])
    pages = [page for page in built.read("pages.txt").split() if page != "./"]
    assert {"debates/", "debates/bikes/", "debates/bikes/cruxes/trade/"} <= set(pages)
    for page in pages:
        assert built.read(f"{page}index.html").endswith(f"<!-- {page} -->")


AT_THE_END = """\
import time
from pathlib import Path

def on_post_build(config):
    time.sleep(1)  # in which another process would have written something
    listed = Path(config.site_dir, "debates/permalinks.json")
    Path(config.site_dir, "seen.txt").write_text(str(listed.exists()), encoding="utf-8")
"""


def test_nothing_is_written_while_others_look_at_the_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, "2")
    files = {"debates/bikes.yaml": BIKES, "hook.py": AT_THE_END}
    built = build_site(tmp_path, files, hooks=[str(tmp_path / "hook.py")])
    assert built.read("seen.txt") == "False"
    assert "bikes/trade" in built.read("debates/permalinks.json")


OWN_CONTENTS = """\
<ul>{% for toc_item in page.toc %}{% include "partials/toc-item.html" %}{% endfor %}</ul>
{% if page.toc | length == 4 %}<i data-four></i>{% endif %}
"""
"""A list that looks otherwise at one length, which no sample shows."""


def test_a_list_of_contents_of_a_site_s_own_is_rendered_for_each_page(tmp_path: Path) -> None:
    files = {"debates/bikes.yaml": BIKES, "overrides/partials/toc.html": OWN_CONTENTS}
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "overrides")}
    built = build_site(tmp_path, files, theme=theme)
    pages = [path.read_text(encoding="utf-8") for path in (built.folder / "debates/bikes").rglob("index.html")]
    assert sum("data-four" in page for page in pages) == 2  # open ends and the dossier
