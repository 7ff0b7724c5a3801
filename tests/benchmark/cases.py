"""The cases that are measured, each a list of rounds in which the sides take turns."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.benchmark.measuring import measure
from tests.benchmark.sites import SIDES, Size, content_of, edit_claim, put_away, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.benchmark.measuring import Usage
    from tests.benchmark.sites import Content, Side

CASES: Final = ("cold", "rebuild", "edited", "check", "version")
CLAIMS_TO_CHECK: Final = (3_000, 30_000)

BUILD: Final = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
_DEBATES: Final = (sys.executable, "-m", "mkdocs_debates")


@dataclass(frozen=True)
class Result:
    """What a case took, by side and round, and what the built sites hold; nothing where none is built."""

    case: str
    usage: dict[Side, list[Usage]] = field(default_factory=dict)
    content: dict[Side, Content] = field(default_factory=dict)


def run(
    cases: Sequence[str], size: Size, rounds: int, folder: Path, checks: Sequence[int] = CLAIMS_TO_CHECK
) -> Iterator[Result]:
    """Each case in turn, in sites below ``folder``."""
    built = [case for case in CASES if case in cases and case in ("cold", "rebuild", "edited")]
    if built:
        for side in SIDES:
            write_site(folder / side, side, size)
    for case in built:
        yield _builds(case, size, rounds, folder)
    if "check" in cases:
        for claims in checks:
            site = folder / f"check-{claims}"
            write_site(site, "plugin", Size(max(1, claims // size.claims), size.claims, size.seed))
            yield _alone(f"check {claims:,} claims", [*_DEBATES, "check"], rounds, site)
    if "version" in cases:
        yield _alone("version", [*_DEBATES, "--version"], rounds, folder)


def _builds(case: str, size: Size, rounds: int, folder: Path) -> Result:
    """``cold``: into no folder, with no cache. ``rebuild``: over the last site, with no cache kept.

    ``edited``: one claim changed since the last build, whose cache is kept; into no folder.
    """
    result = Result(case, {side: [] for side in SIDES})
    for number in range(rounds + 1):
        for side in SIDES:
            if case != "rebuild":
                put_away(folder / side, "site")
            if case == "edited":
                edit_claim(folder / side, side, size, edition=number)
            else:
                put_away(folder / side, ".cache")
            usage = measure(BUILD, folder / side)
            if number:  # the first round warms up
                result.usage[side].append(usage)
    result.content.update({side: content_of(folder / side) for side in SIDES})
    return result


def _alone(case: str, command: Sequence[str], rounds: int, folder: Path) -> Result:
    """A command that nothing done by hand compares with."""
    return Result(case, {"plugin": [measure(command, folder) for _ in range(rounds + 1)][1:]})
