"""What a search costs a reader, in bytes and in seconds: ``python -m tests.benchmark.searching``."""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from tests.benchmark.sites import Size, write_site
from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, CDPSession

Search = Literal["site", "pagefind"]

# Rare, less rare, several, with the commonest of all, and the one that most claims hold.
_QUERIES: Final = ("remarkable", "harvest drought", "bridge reputation custom", "the harvest", "people")
_SLOWER: Final = (1, 4)
_BOX: Final[dict[Search, str]] = {"site": ".md-search__input", "pagefind": ".debate-search input"}
_RESULT: Final[dict[Search, str]] = {"site": ".md-search-result__item", "pagefind": ".debate-search li"}

# Material searches in a worker, which is not slowed down with its page: what it takes is counted, to be multiplied.
_WATCH_WORKERS: Final = """() => {
  const took = window.workerTook = [];
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(...all) {
      super(...all);
      let asked;
      this.addEventListener("message", () => took.push(performance.now() - asked));
      const send = this.postMessage.bind(this);
      this.postMessage = (...message) => { asked = performance.now(); send(...message); };
    }
  };
}"""
_OPENED: Final = "window.workerTook.length > 0"
_NOW: Final = "[performance.now(), window.workerTook.reduce((sum, each) => sum + each, 0)]"


@dataclass
class Traffic:
    """The bytes that came over the network, headers included, by the kind of file."""

    kinds: Counter[str] = field(default_factory=Counter)
    _urls: dict[str, str] = field(default_factory=dict)

    def over(self, session: CDPSession) -> None:
        """Count what ``session`` loads from now on."""
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        path = Path(urlsplit(self._urls.get(event["requestId"], "")).path)
        self.kinds[path.suffix or path.name or "page"] += round(event["encodedDataLength"])


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds from the opening of the page until it can search, and from the click into the box to the first result."""

    ready: float
    found: float
    traffic: Traffic


def main() -> None:
    """Print the bytes that the first query moves, and the time until its first result stands there."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.searching", description=__doc__)
    parser.add_argument("--search", choices=("site", "pagefind"), default="site")
    parser.add_argument("--debates", type=int, default=50)
    parser.add_argument("--claims", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    options = parser.parse_args()
    with _site(options.site, options.search, Size(options.debates, options.claims, 1)) as folder:
        index = folder / "search" / "search_index.json"
        print(f"the site's own index: {len(gzip.compress(index.read_bytes())):,} bytes compressed")
        with served(folder, compressed=True) as base, sync_playwright() as playwright:
            path = chromium_path(playwright.chromium)
            browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
            for query in _QUERIES:
                _report(browser, base, options.search, query, options.rounds)
            browser.close()


@contextmanager
def _site(built: Path | None, search: Search, size: Size) -> Iterator[Path]:
    if built:
        yield built
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site(folder, "plugin", size)
        plugins = ["search", {"debates": {"search": search}}]
        build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), plugins=plugins))
        yield folder / "site"


def _report(browser: Browser, base: str, search: Search, query: str, rounds: int) -> None:
    for slower in _SLOWER:
        measured = [_first_query(browser, base, search, query, slower) for _ in range(rounds)]
        kinds = measured[-1].traffic.kinds
        print(
            f"{query!r}, processor 1/{slower}: ready {_spread(each.ready for each in measured)}, "
            f"first result {_spread(each.found for each in measured)}, {sum(kinds.values()):,} bytes {dict(kinds)}"
        )


def _spread(seconds: Iterable[float]) -> str:
    taken = sorted(seconds)
    return f"{statistics.median(taken):.2f} s ({taken[0]:.2f}-{taken[-1]:.2f})"


def _first_query(browser: Browser, base: str, search: Search, query: str, slower: int) -> Measured:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"({_WATCH_WORKERS})()")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    traffic = Traffic()
    if search == "site":
        # Material loads its index with the page.
        traffic.over(session)
        page.goto(base)
        page.wait_for_function(_OPENED)
    else:
        page.goto(f"{base}debates/search/")
        page.locator(_BOX[search]).wait_for(state="visible")
    ready = _slowed(page.evaluate(_NOW), slower)
    page.wait_for_load_state("networkidle")
    if search == "pagefind":
        traffic.over(session)
    before = _slowed(page.evaluate(_NOW), slower)
    page.locator(_BOX[search]).click()
    page.keyboard.insert_text(query[:-1])
    page.keyboard.press(query[-1])
    page.locator(_RESULT[search]).first.wait_for(state="visible")
    found = _slowed(page.evaluate(_NOW), slower) - before
    page.wait_for_load_state("networkidle")
    context.close()
    return Measured(ready, found, traffic)


def _slowed(times: tuple[float, float], slower: int) -> float:
    """Seconds that passed on the page, with what its worker would have taken in addition."""
    now, in_worker = times
    return (now + (slower - 1) * in_worker) / 1000


if __name__ == "__main__":
    main()
