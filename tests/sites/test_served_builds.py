"""What a server has built after edits is what a build of its own would make of the files as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

A: Final = """\
title: What are streets for?
cruxes:
  space:
    question: Is there room?
    answers:
      enough: {label: There is}
      none: {label: There is none, supports: []}
claims:
  people:
    text: "They are for people."
"""
B: Final = """\
title: Who pays for parks?
formerly: [gardens]
claims:
  all:
    text: "All do, as [they](claim:a/people) say; see [](crux:a/space)."
  some:
    text: "Some do."
    formerly: [a/moved]
"""
C: Final = """\
title: Shall we plant trees?
claims:
  shade: {text: They give shade., formerly: [old-shade, b/planted]}
"""
FILES: Final = {"a.yaml": A, "b.yaml": B, "c.yaml": C}
EDITS: Final[tuple[Mapping[str, str], ...]] = (
    {"a.yaml": A.replace("for people.", "for all.")},
    {},
    {"c.yaml": C.replace("old-shade", "older-shade")},
    {"b.yaml": B.replace("a/moved", "c/moved")},
    {"a.yaml": f"{A}language: ar\n"},
    {"a.yaml": A.replace("title: What", "titel: What")},
    {"a.yaml": A, "c.yaml": f"{C}status: draft\n"},
    {"b.yaml": B.replace("formerly: [gardens]\n", "")},
    {"b.yaml": "", "c.yaml": C},
    {"b.yaml": B, "a.yaml": A.replace("  space:\n", "  room:\n    formerly: [space]\n")},
)
"""What is written each time; after the second, nothing but the site's own page."""


def built(folder: Path, config: Any) -> dict[str, Any]:
    build(config)
    site = folder / config.site_dir
    found: dict[str, Any] = {
        file.relative_to(site).as_posix(): re.sub(rb"<lastmod>[^<]*", b"", file.read_bytes())
        for file in site.rglob("*")
        if file.is_file() and file.name != "sitemap.xml.gz"
    }
    index = json.loads(found.pop("search/search_index.json"))
    found["search"] = sorted((each["location"], each["title"], each["text"]) for each in index["docs"])
    return found


def loaded(folder: Path, name: str, theme: str) -> Any:
    return load_config(
        str(folder / "mkdocs.yml"),
        theme={"name": theme},
        site_dir=str(folder / name),
        site_url="https://example.org/",
        repo_url="https://github.com/a/b",
        edit_uri="edit/main/docs/",
    )


@pytest.fixture
def kept_plugins(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Where MkDocs keeps plugins from build to build, empty."""
    option = dict(MkDocsConfig()._schema)["plugins"]
    monkeypatch.setattr(option, "plugin_cache", {})
    return option


@pytest.mark.filterwarnings("ignore:user_configs:DeprecationWarning")
@pytest.mark.parametrize(("theme", "edits"), [("mkdocs", EDITS), ("material", EDITS[:4])])
def test_what_is_served_is_what_would_be_built(
    tmp_path: Path, theme: str, edits: tuple[Mapping[str, str], ...], kept_plugins: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for folder in ("served", "anew"):
        (tmp_path / folder / "docs").mkdir(parents=True)
        (tmp_path / folder / "debates").mkdir()
        (tmp_path / folder / "mkdocs.yml").write_text("site_name: Test\nplugins: [search, debates]\n")
    state = dict(FILES)
    of_server: dict[str, Any] = {}
    passed_over = 0
    for number, edit in enumerate(({}, *edits)):
        state |= edit
        for folder in ("served", "anew"):
            (tmp_path / folder / "docs/index.md").write_text(f"# Home\n\nNews {number}.\n")
            for name, text in state.items():
                (tmp_path / folder / "debates" / name).write_text(text, encoding="utf-8")
        kept_plugins.plugin_cache = {}
        config = loaded(tmp_path / "anew", f"site-{number}", theme)
        config.plugins.on_startup(command="serve", dirty=False)
        cold = built(tmp_path / "anew", config)
        kept_plugins.plugin_cache = of_server
        config = loaded(tmp_path / "served", "site", theme)
        if not number:
            config.plugins.on_startup(command="serve", dirty=False)
        warm = built(tmp_path / "served", config)
        passed_over += len(config.plugins["debates"].build.unchanged())
        assert sorted(warm) == sorted(cold), f"edit {number}"
        assert [name for name in cold if warm[name] != cold[name]] == [], f"edit {number}"
    assert passed_over > len(edits)
