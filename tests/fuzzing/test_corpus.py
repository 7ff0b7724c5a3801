"""What a fuzzer once found goes on being as it should be."""

from __future__ import annotations

import pytest

from tests.fuzzing.corpus import LONGEST, kept
from tests.fuzzing.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_each_kept_input_keeps_the_promises(target: str) -> None:
    paths = kept(target)
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert len(data) <= LONGEST
        try:
            TARGETS[target](data)
        except BaseException as error:
            error.add_note(f"the input is {path}")
            raise
