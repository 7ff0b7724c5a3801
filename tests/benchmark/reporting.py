"""Results as a table for people and as JSON for programs."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmark.cases import Result
    from tests.benchmark.measuring import Usage
    from tests.benchmark.sites import Content, Size

FORMAT: Final = 1
"""Raised when a name in the JSON goes or changes its meaning."""

_MEASURES: Final = ("wall_seconds", "cpu_seconds", "peak_bytes")
_PACKAGES: Final = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markdown-it-py", "pyyaml")
_MEGABYTE: Final = 1_000_000


def as_data(results: Sequence[Result], size: Size, rounds: int) -> dict[str, Any]:
    """Everything measured, with the facts of the machine that bear on it; nothing that names the machine."""
    return {
        "version": FORMAT,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "packages": {package: version(package) for package in _PACKAGES},
        "size": asdict(size),
        "rounds": rounds,
        "cases": [_case(result) for result in results],
    }


def machine() -> dict[str, Any]:
    """What bears on speed."""
    return {
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {'.'.join(map(str, sys.version_info[:3]))}",
    }


def ratios(result: Result, measure: str) -> list[float]:
    """The plugin's share of what the hand-made site takes, round by round; empty where there is nothing to compare."""
    plugin, hand_made = (
        [float(getattr(usage, measure)) for usage in result.usage.get(side, ())] for side in ("plugin", "hand-made")
    )
    return [ours / theirs for ours, theirs in zip(plugin, hand_made, strict=True)] if hand_made else []


def render_table(results: Sequence[Result]) -> str:
    """Two Markdown tables: medians with the smallest and the largest, and what the sites hold."""
    rows = [row for result in results for row in _usage_rows(result)]
    parts = [_table(("Case", "Site", "Wall, s", "CPU, s", "Memory, MB"), rows)]
    contents = [row for result in results for row in _content_rows(result)]
    if contents:
        heads = ("Case", "Site", "Pages", "Files", "Site, MB", "Search, MB", "Search gzipped, MB")
        parts.append(_table(heads, contents))
    return "\n".join(parts)


def _case(result: Result) -> dict[str, Any]:
    return {
        "name": result.case,
        "usage": {side: [asdict(usage) for usage in usages] for side, usages in result.usage.items()},
        "ratios": {measure: ratios(result, measure) for measure in _MEASURES},
        "content": {side: asdict(content) for side, content in result.content.items()},
    }


def _usage_rows(result: Result) -> Iterator[tuple[str, ...]]:
    for side, usages in result.usage.items():
        yield (result.case, side, *(_spread(_values(usages, measure), *_SHOWN[measure]) for measure in _MEASURES))
    if ratios(result, "wall_seconds"):
        yield (result.case, "ratio", *(_spread(ratios(result, measure), 1, ".2f") for measure in _MEASURES))


_SHOWN: Final[dict[str, tuple[float, str]]] = {
    "wall_seconds": (1, ".2f"),
    "cpu_seconds": (1, ".2f"),
    "peak_bytes": (_MEGABYTE, ".0f"),
}


def _values(usages: Sequence[Usage], measure: str) -> list[float]:
    return [float(getattr(usage, measure)) for usage in usages]


def _spread(values: Sequence[float], unit: float, form: str) -> str:
    middle, least, most = (f"{each / unit:{form}}" for each in (median(values), min(values), max(values)))
    return f"{middle} ({least}–{most})"


def _content_rows(result: Result) -> Iterator[tuple[str, ...]]:
    for side, content in result.content.items():
        yield (result.case, side, f"{content.pages:,}", f"{content.files:,}", *_megabytes(content))


def _megabytes(content: Content) -> Iterator[str]:
    for size in (content.site_bytes, content.search_bytes, content.search_gzip_bytes):
        yield f"{size / _MEGABYTE:.2f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *(f"| {' | '.join(row)} |" for row in rows)]
    return "".join(f"{line}\n" for line in lines)
