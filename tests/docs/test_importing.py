"""The thread that the documentation imports becomes the debate, and gives the report, that it shows."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mkdocs_debates.cli import main
from mkdocs_debates.exchange.importing.formats import FORMATS
from tests.docs.examples import DOCS, examples_of

if TYPE_CHECKING:
    from pathlib import Path

PAGE = DOCS / "importing.md"


def test_the_thread_becomes_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command, thread, debate, report, *_ = examples_of(PAGE)
    (tmp_path / thread.title).write_text(thread.text, encoding="utf-8")
    program, *arguments = shlex.split(command.text)
    assert program == "debates"
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{debate.title}\n", report.text)
    assert (tmp_path / debate.title).read_text(encoding="utf-8") == debate.text


@pytest.mark.parametrize("key", ["x-left-out", "x-settled"])
def test_of_what_is_shown_to_be_done_with_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (shown,) = (each for each in examples_of(PAGE) if f"{key}: [b]" in each.text)
    comments = [
        {"_id": key, "parentCommentId": parent, "contents": text, "post": {"title": "Who is late?", "_id": "p"}}
        for key, parent, text in (("a", None, "Buses are late."), ("b", "a", "Buy a bus."))
    ]
    (tmp_path / "thread.json").write_text(json.dumps(comments), encoding="utf-8")
    (tmp_path / "debates").mkdir()
    (tmp_path / shown.title).write_text(shown.text, encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "thread.json", "--from", "forum"])
    assert (done.exit_code, done.stdout) == (0, "")
    told = [line for line in done.stderr.splitlines() if line.startswith("  ")]
    assert len(told) == 2
    assert all(line.startswith("  1 of 2 comments: w") for line in told)
    assert (tmp_path / shown.title).read_text(encoding="utf-8") == shown.text


def test_every_format_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"\n| `{name}` | " not in page] == []
