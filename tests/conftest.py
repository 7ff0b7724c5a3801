"""Settings for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# A busy machine is no reason to fail, and a change is judged by the same examples each time, by fewer than at a desk,
# where each run has others.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if "CI" in os.environ else "local")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test in a browser waits for it half of its time."""
    return (os.cpu_count() or 1) + 1
