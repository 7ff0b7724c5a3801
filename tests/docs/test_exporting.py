"""What the documentation shows of exports is what the command gives."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_debates.cli import main
from mkdocs_debates.exchange.exporting import FORMATS
from tests.docs.examples import DOCS, examples_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

COMMAND = "debates export"


def test_each_export_is_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    shown = 0
    for example in examples_of(DOCS / "exporting.md"):
        if example.title.startswith("debates/"):
            (tmp_path / example.title).write_text(example.text, encoding="utf-8")
        elif example.title.startswith(COMMAND):
            done = CliRunner().invoke(main, shlex.split(example.title)[1:])
            assert done.exit_code == 0, done.output
            # Lines of a table end as its standard says, which no page keeps.
            assert done.output.replace("\r\n", "\n") == example.text, f"exporting.md, line {example.line}"
            shown += 1
    assert shown >= 4


def test_each_format_has_a_section_or_is_in_both_tables() -> None:
    page = (DOCS / "exporting.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert f"\n| `{form}` | " in page
        assert form == "json" or f"\n### {form}\n" in page.replace("### Argdown", "### argdown").lower()
