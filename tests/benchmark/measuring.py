"""What a command takes, as a whole process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAUNCHER: Final = Path(__file__).with_name("launching.py")


@dataclass(frozen=True, slots=True)
class Usage:
    """Time on the clock, time of the processor in user and system mode together, and the peak of memory.

    Time of the processor and memory are those of all processes of the command together.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int


class CommandError(Exception):
    """A measured command ended with an error; the message holds what it printed."""


def measure(command: Sequence[str], folder: Path) -> Usage:
    """Run ``command`` in ``folder`` to its end. Raises :class:`CommandError`."""
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / "output"
        launch = [sys.executable, "-I", "-S", str(_LAUNCHER), str(output), *command]
        found = json.loads(subprocess.run(launch, cwd=folder, check=True, capture_output=True).stdout)
        if found.pop("status") != 0:
            raise CommandError(f"{' '.join(command)}:\n{output.read_text(encoding='utf-8', errors='replace')[-4000:]}")
    return Usage(**found)
