from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.benchmark.cases import Result, run
from tests.benchmark.measuring import CommandError, Usage, measure
from tests.benchmark.reporting import as_data, ratios, render_table
from tests.benchmark.sites import Content, Size

if TYPE_CHECKING:
    from pathlib import Path

SIZE = Size(50, 60, 1)
MEGABYTE = 1_000_000
COMPARED = Result(
    "cold",
    {
        "plugin": [Usage(1.0, 0.9, 50 * MEGABYTE), Usage(3.0, 2.0, 60 * MEGABYTE)],
        "hand-made": [Usage(2.0, 1.8, 100 * MEGABYTE), Usage(4.0, 4.0, 100 * MEGABYTE)],
    },
    {
        "plugin": Content(837, 4321, 25 * MEGABYTE, 2 * MEGABYTE, 400_000),
        "hand-made": Content(551, 1234, 20 * MEGABYTE, 3 * MEGABYTE, 500_000),
    },
)
ALONE = Result("version", {"plugin": [Usage(0.25, 0.125, 20 * MEGABYTE)]})


def test_a_command_is_measured_in_its_folder(tmp_path: Path) -> None:
    usage = measure([sys.executable, "-c", "open('made', 'w').close(); sum(range(10**6))"], tmp_path)
    assert (tmp_path / "made").is_file()
    assert usage.wall_seconds > 0
    assert usage.cpu_seconds > 0


def test_the_memory_measured_is_the_commands_own(tmp_path: Path) -> None:
    held = bytearray(200 * MEGABYTE)
    held[::4096] = b"x" * len(held[::4096])
    small = measure([sys.executable, "-c", "pass"], tmp_path)
    large = measure([sys.executable, "-c", f"bytearray({300 * MEGABYTE}).count(1)"], tmp_path)
    assert MEGABYTE < small.peak_bytes < 100 * MEGABYTE
    assert large.peak_bytes > 250 * MEGABYTE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_the_memory_of_all_processes_counts_and_what_they_share_once(tmp_path: Path) -> None:
    code = f"""
import os, time
shared = bytearray(b"x") * {100 * MEGABYTE}
pid = os.fork()
if pid == 0:
    own = bytearray(b"y") * {100 * MEGABYTE}
    time.sleep(0.5)
    os._exit(0)
os.waitpid(pid, 0)
"""
    used = measure([sys.executable, "-c", code], tmp_path).peak_bytes
    assert 200 * MEGABYTE < used < 250 * MEGABYTE


def test_a_command_that_fails_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_commands_are_measured_alone_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    found = list(run(("check", "version"), Size(1, 5, 1), rounds=1, folder=tmp_path, checks=(10,)))
    assert [result.case for result in found] == ["check 10 claims", "version"]
    assert [len(result.usage["plugin"]) for result in found] == [1, 1]
    assert len(list((tmp_path / "check-10" / "debates").glob("*.yaml"))) == 2


def test_ratios_are_taken_round_by_round() -> None:
    assert ratios(COMPARED, "wall_seconds") == [0.5, 0.75]
    assert ratios(COMPARED, "peak_bytes") == [0.5, 0.6]
    assert ratios(ALONE, "wall_seconds") == []


def test_the_table_shows_medians_with_the_smallest_and_largest() -> None:
    assert render_table([COMPARED, ALONE]).splitlines() == [
        "| Case | Site | Wall, s | CPU, s | Memory, MB |",
        "|---|---|---|---|---|",
        "| cold | plugin | 2.00 (1.00–3.00) | 1.45 (0.90–2.00) | 55 (50–60) |",
        "| cold | hand-made | 3.00 (2.00–4.00) | 2.90 (1.80–4.00) | 100 (100–100) |",
        "| cold | ratio | 0.62 (0.50–0.75) | 0.50 (0.50–0.50) | 0.55 (0.50–0.60) |",
        "| version | plugin | 0.25 (0.25–0.25) | 0.12 (0.12–0.12) | 20 (20–20) |",
        "",
        "| Case | Site | Pages | Files | Site, MB | Search, MB | Search gzipped, MB |",
        "|---|---|---|---|---|---|---|",
        "| cold | plugin | 837 | 4,321 | 25.00 | 2.00 | 0.40 |",
        "| cold | hand-made | 551 | 1,234 | 20.00 | 3.00 | 0.50 |",
    ]


def test_the_json_holds_every_round_and_names_no_machine() -> None:
    data = json.loads(json.dumps(as_data([COMPARED, ALONE], SIZE, rounds=2)))
    assert list(data) == ["version", "date", "machine", "packages", "size", "rounds", "cases"]
    assert list(data["machine"]) == ["cores", "memory_bytes", "system", "python"]
    assert {"mkdocs", "mkdocs-material"} <= data["packages"].keys()
    assert data["size"] == {"debates": 50, "claims": 60, "seed": 1}
    cold, version = data["cases"]
    assert list(cold) == ["name", "usage", "ratios", "content"]
    assert cold["usage"]["plugin"][1] == {"wall_seconds": 3.0, "cpu_seconds": 2.0, "peak_bytes": 60 * MEGABYTE}
    assert cold["ratios"]["wall_seconds"] == [0.5, 0.75]
    assert cold["content"]["hand-made"]["pages"] == 551
    assert version["content"] == {}
