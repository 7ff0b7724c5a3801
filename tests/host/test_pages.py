"""A debate's page is addressed as MkDocs would address it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_debates.host.pages import DebatePage, tell_addresses

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "site_url",
    ["", "https://example.org", "https://example.org/", "https://example.org/sub", "https://example.org/a/b/?x=1#y"],
)
@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(
    "path",
    ["index.md", "debates/index.md", "debates/labs/index.md", "debates/labs/cruxes/index.md", "a b/ä/x:y/index.md"],
)
def test_addresses_are_those_of_mkdocs(tmp_path: Path, site_url: str, directory_urls: bool, path: str) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "S", "site_url": site_url, "use_directory_urls": directory_urls})
    (tmp_path / "docs").mkdir()
    config.load_dict({"docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")})
    assert config.validate()[0] == []
    file = File(path, src_dir=None, dest_dir=config.site_dir, use_directory_urls=directory_urls)
    told = File(path, src_dir=None, dest_dir=config.site_dir, use_directory_urls=directory_urls)
    if "/" in path:
        tell_addresses(told)
    assert (told.name, told.dest_uri, told.url) == (file.name, file.dest_uri, file.url)
    usual, ours = Page("T", file, config), DebatePage(Markup("T"), told, config)
    assert (ours.canonical_url, ours.abs_url) == (usual.canonical_url, usual.abs_url)
    assert ours.url == usual.url
