"""What the documentation shows of exports is what the command gives."""

from __future__ import annotations

import json
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


def given_by(command: str) -> str:
    """What ``debates export …`` gives, or a part of it, as ``tail`` or ``jq`` take it after a bar."""
    export, *then = command.split(" | ")
    done = CliRunner().invoke(main, shlex.split(export)[1:])
    assert done.exit_code == 0, done.output
    match list(map(shlex.split, then)):
        case []:
            # Lines of a table end as its standard says, which no page keeps.
            return done.output.replace("\r\n", "\n")
        case [["tail", "-n", number]]:
            return "".join(done.stdout.splitlines(keepends=True)[-int(number) :])
        case [["jq", "-c", ".nodes[]"]]:
            nodes = json.loads(done.stdout)["nodes"]
            return "".join(f"{json.dumps(node, separators=(',', ':'), ensure_ascii=False)}\n" for node in nodes)
    raise AssertionError(f"no rule for {command}")


def test_each_export_is_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "debates").mkdir()
    shown = set()
    for example in examples_of(DOCS / "exporting.md"):
        if example.title.startswith("debates/"):
            (tmp_path / example.title).write_text(example.text, encoding="utf-8")
        elif example.title.startswith(COMMAND):
            assert given_by(example.title) == example.text, f"exporting.md, line {example.line}"
            shown.add(shlex.split(example.title)[4])
    assert shown == FORMATS.keys() - {"json"}


def test_each_format_has_a_section_or_is_in_both_tables() -> None:
    page = (DOCS / "exporting.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert f"\n| `{form}` | " in page
        assert form == "json" or f"\n### {form}\n" in page.replace("### Argdown", "### argdown").lower()
