"""How a build grows with a single debate: ``python -m tests.benchmark.one_debate 2500 20000``.

Each number is a debate of so many claims, on a site of its own that the plugin builds cold.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmark.cases import BUILD
from tests.benchmark.measuring import measure
from tests.benchmark.sites import Size, write_site

SEED = 1


def main() -> None:
    """Print a row of a table for each debate."""
    print("| Claims | CPU, s | CPU per claim, ms | Memory, MB | Pages | Largest page, MB |\n|---|---|---|---|---|---|")
    for claims in map(int, sys.argv[1:] or ("2500", "5000", "10000", "20000")):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            write_site(site, "plugin", Size(1, claims, SEED))
            usage = measure(BUILD, site)
            pages = (site / "site/sitemap.xml").read_text(encoding="utf-8").count("<loc>")
            largest = max(file.stat().st_size for file in site.rglob("*.html"))
        per_claim = usage.cpu_seconds / claims * 1_000
        print(
            f"| {claims:,} | {usage.cpu_seconds:.1f} | {per_claim:.2f} | {usage.peak_bytes / 1e6:.0f} | {pages:,} "
            f"| {largest / 1e6:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
