"""The two sites whose kinds of pages are looked at, and Firefox."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests import repositories
from tests.browser.serving import Site, served

from .firefox import Firefox, installed, running
from .kinds import Chosen, chosen_pages
from .sites import build_rare_pages

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def rare_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages that the project's own site has none of."""
    root = tmp_path_factory.mktemp("rare") / "root"
    with pytest.MonkeyPatch.context() as monkeypatch, served(root / "site", "/sub/") as base:
        repositories.use_own_settings(monkeypatch)
        yield Site(build_rare_pages(root, base), base)


@pytest.fixture(scope="session")
def pages(flagship_site: Site, rare_site: Site) -> list[Chosen]:
    """The pages to look at: one of each kind, or all of them in the long run."""
    return chosen_pages([flagship_site, rare_site])


@pytest.fixture(scope="session")
def small_pages(flagship_site: Site, rare_site: Site) -> list[Chosen]:
    """The same with the page of each kind that shows least."""
    return chosen_pages([flagship_site, rare_site], small=True)


@pytest.fixture(scope="session")
def leading_pages(flagship_site: Site, rare_site: Site) -> list[Chosen]:
    """Pages that only lead on: one, or all of them in the long run."""
    return chosen_pages([flagship_site, rare_site], leading=True)


def _firefox(**preferences: bool | int | str) -> Iterator[Firefox]:
    program = installed()
    if program is None:
        message = "no Firefox: install one (Debian: firefox-esr)"
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(message)
        pytest.skip(message)
    with running(program, **preferences) as firefox:
        yield firefox


@pytest.fixture(scope="module")
def light_firefox() -> Iterator[Firefox]:
    """A Firefox that asks for light colours, in a wide window."""
    for firefox in _firefox(**{"layout.css.prefers-color-scheme.content-override": 1}):
        firefox.resize(1280, 800)
        yield firefox


@pytest.fixture(scope="module")
def dark_firefox() -> Iterator[Firefox]:
    """A Firefox that asks for dark colours, in a window of 320 pixels."""
    for firefox in _firefox(**{"layout.css.prefers-color-scheme.content-override": 0}):
        firefox.resize(320, 700)
        yield firefox
