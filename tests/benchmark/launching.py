"""Runs the command that it is given and prints, as JSON, what that took: ``python launching.py OUTPUT COMMAND…``.

It is a process of its own because Linux gives a child the memory peak of the process that started it: measured from
here, where next to nothing is loaded, the peak is the command's own. Whatever the command prints goes to OUTPUT.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

_EVERY = 0.1
"""Seconds between two looks at the memory, at least."""
_WATCHED = 50
"""How much longer to wait than the last look took of a processor that the command could have had."""


def _memory_of_all(parent: int) -> int:
    """What a process and all below it hold now, in bytes, with shared memory counted once; 0 where it is unknown."""
    children: dict[int, list[int]] = {}
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                children.setdefault(int(file.read().rpartition(")")[2].split()[1]), []).append(int(name))
        except OSError:
            continue
    held, waiting = 0, [parent]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, ())
        try:
            with open(f"/proc/{process}/smaps_rollup", encoding="utf-8") as file:
                held += sum(int(line.split()[1]) for line in file if line.startswith("Pss:")) * 1024
        except OSError:
            continue
    return held


def _watch(process: int, peaks: list[int], ended: threading.Event) -> None:
    pause = 0.0
    while os.path.isdir("/proc/self") and not ended.wait(pause):
        begin = time.thread_time()
        # Looked at twice: of a process that begins or ends meanwhile, what is shared may be counted as if it were not.
        peaks.append(min(_memory_of_all(process), _memory_of_all(process)))
        pause = max(_EVERY, _WATCHED * (time.thread_time() - begin))


def main(output: str, command: list[str]) -> None:
    """Run ``command`` to its end. ``ru_maxrss`` is in bytes on macOS and in KiB elsewhere.

    It is the peak of the largest process alone. Where the system tells what processes share, all of them are looked
    at up to ten times a second, which takes a fiftieth of one core at most.
    """
    peaks, ended = [0], threading.Event()
    with open(output, "wb") as file:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        watcher = threading.Thread(target=_watch, args=(child.pid, peaks, ended))
        watcher.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        ended.set()
        watcher.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    json.dump(
        {
            "status": child.returncode,
            "wall_seconds": wall,
            "cpu_seconds": used.ru_utime + used.ru_stime,
            "peak_bytes": max(used.ru_maxrss * unit, *peaks),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
