"""``python -m tests.promises`` tries every payload, and visits each page of their site by itself: some minutes."""

from __future__ import annotations

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["DEBATES_ALL_PAYLOADS"] = ""
    sys.exit(pytest.main(["-n0", "tests/promises", "tests/browser/test_payloads.py", *sys.argv[1:]]))
