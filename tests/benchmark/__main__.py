"""``python -m tests.benchmark``."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.benchmark.cases import CASES, CLAIMS_TO_CHECK, run
from tests.benchmark.reporting import as_data, render_table
from tests.benchmark.sites import Size


def main() -> None:
    """Measure what the options ask for, print tables, and write the JSON."""
    options = _options()
    size = Size(options.debates, options.claims, options.seed)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        results = list(run(options.cases, size, options.rounds, Path(folder), options.check_claims))
    print(render_table(results), end="")
    if options.json:
        options.json.write_text(json.dumps(as_data(results, size, options.rounds), indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description="Measure the plugin.")
    parser.add_argument("--debates", type=_positive, default=50, help="debates of the site (%(default)s)")
    parser.add_argument("--claims", type=_positive, default=60, help="claims in each debate (%(default)s)")
    parser.add_argument("--rounds", type=_positive, default=3, help="rounds after the first (%(default)s)")
    parser.add_argument("--cases", type=_cases, default=CASES, help=f"which cases, of {','.join(CASES)}")
    parser.add_argument("--check-claims", type=_numbers, default=CLAIMS_TO_CHECK, help="how many claims are checked")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other debates (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured to FILE")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a number, 1 or more")
    return number


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_positive(each) for each in text.split(","))


def _cases(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    unknown = [case for case in chosen if case not in CASES]
    if unknown:
        raise argparse.ArgumentTypeError(f"no case {unknown[0]!r}; there are {', '.join(CASES)}")
    return chosen


if __name__ == "__main__":
    main()
