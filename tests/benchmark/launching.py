"""Runs the command that it is given and prints, as JSON, what that took: ``python launching.py OUTPUT COMMAND…``.

It is a process of its own because Linux gives a child the memory peak of the process that started it: measured from
here, where next to nothing is loaded, the peak is the command's own. Whatever the command prints goes to OUTPUT.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(output: str, command: list[str]) -> None:
    """Run ``command`` to its end. ``ru_maxrss`` is in bytes on macOS and in KiB elsewhere."""
    with open(output, "wb") as file:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    json.dump(
        {
            "status": child.returncode,
            "wall_seconds": wall,
            "cpu_seconds": used.ru_utime + used.ru_stime,
            "peak_bytes": used.ru_maxrss * unit,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
