"""``python -m tests.browser.accessibility``: every page of both sites, looked at in every way, in both browsers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-n0", "--durations=0", "-vv", str(Path(__file__).parent)]
    sys.exit(subprocess.run([*command, *sys.argv[1:]], env={**os.environ, "DEBATES_EVERY_PAGE": "1"}).returncode)
