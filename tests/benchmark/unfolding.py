"""How long a page of very many claims takes to open all its replies: ``python -m tests.benchmark.unfolding``."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from pathlib import Path
from typing import Final

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from tests.benchmark.prose import Writer
from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.serving import served

_REPLIES: Final = 3
_SLOWER: Final = (1, 4)

# From the click to the frame after the next: by then the layout that follows from it has been painted.
_TIMED: Final = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  document.querySelector("[data-debate-fold=open]").click();
  await frame();
  await frame();
  return performance.now() - start;
}"""
_FOLD: Final = "document.querySelector('[data-debate-fold=close]').click()"


def main() -> None:
    """Print, for a processor as it is and one four times slower, the median and the spread in milliseconds."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.unfolding", description=__doc__)
    parser.add_argument("--claims", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, options.claims)
        build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
        with served(folder / "site") as base:
            for slower in _SLOWER:
                taken = _measured(f"{base}debates/d/positions/p/", options.claims, slower, options.rounds)
                print(
                    f"{options.claims} claims, processor 1/{slower}: median {statistics.median(taken):.0f} ms "
                    f"({min(taken):.0f}-{max(taken):.0f})"
                )


def _write(folder: Path, claims: int) -> None:
    """One thread in which each claim has up to three replies, all on one page."""
    writer = Writer(random.Random(1))
    lines = ["title: D", "positions: {p: {title: P}}", "claims:", "  c-0:", "    supports: p"]
    lines += ["    text: |", *(f"      {line}" for line in writer.text().markdown.splitlines())]
    for number in range(1, claims):
        lines += [
            f"  c-{number}:",
            f"    reply_to: c-{(number - 1) // _REPLIES}",
            "    relation: opposes",
            "    text: |",
        ]
        lines += [f"      {line}" for line in writer.text().markdown.splitlines()]
    (folder / "debates").mkdir()
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "debates/d.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Benchmark\ntheme: {name: material, font: false}\n"
        "plugins: [search, debates: {page_bytes: 100000000, unfold: 0}]\n",
        encoding="utf-8",
    )


def _measured(url: str, claims: int, slower: int, rounds: int) -> list[float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright.chromium), args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.goto(url)
        page.locator(".debate-fold").first.wait_for(state="visible")
        assert page.locator(".debate-claim").count() == claims
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        taken = []
        for _ in range(rounds + 1):
            page.evaluate(_FOLD)
            page.wait_for_timeout(300)
            taken.append(float(page.evaluate(_TIMED)))
        browser.close()
        return taken[1:]


if __name__ == "__main__":
    main()
