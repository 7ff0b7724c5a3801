"""The browser, the project's own site in it, and pages that may not misbehave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from .serving import Site, served
from .watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserType, Page

    from .watching import OpenPage

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium_path(chromium: BrowserType) -> str | None:
    """Playwright's own Chromium, which fits it exactly, else the machine's."""
    if Path(chromium.executable_path).exists():
        return chromium.executable_path
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that talks to nobody by itself; without one, CI fails and other runs skip."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium)
        if path is None:
            message = "no Chromium: install one, or run `playwright install chromium`"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def flagship_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The project's own site, built strictly for the sub-path at which it is served."""
    folder = tmp_path_factory.mktemp("flagship")
    with served(folder, "/sub/") as base:
        build = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
            cwd=ROOT,
            env={**os.environ, "SITE_URL": base},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if build.returncode != 0:
            pytest.fail(f"the project's own site does not build:\n{build.stdout}")
        yield Site(folder, base)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, each in a fresh session; fails at the end if one logged an error or asked
    another origin for anything."""
    watches = []
    with ExitStack() as sessions:

        def open_page(
            url: str,
            *,
            viewport: tuple[int, int] = (1280, 800),
            dark: bool = False,
            javascript: bool = True,
            status: int = 200,
        ) -> Page:
            width, height = viewport
            context = sessions.enter_context(
                browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if dark else "light",
                    java_script_enabled=javascript,
                    service_workers="block",
                )
            )
            watch = Watch(url, status)
            watch.over(context)
            watches.append(watch)
            page = context.new_page()
            answer = page.goto(url)
            assert answer is not None
            assert answer.status == status
            return page

        yield open_page
    assert [complaint for watch in watches for complaint in watch.complaints()] == []
