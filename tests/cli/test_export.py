"""``debates export``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from mkdocs_debates.exchange.exporting import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

SUNDAYS = """\
title: Should it close?
positions: {close: {title: Close it}}
claims:
  quiet:
    text: It is *quiet*; see [the other](debate:other).
    supports: [close]
    replies: {how-so: {relation: asks, text: How so?}}
"""
BROKEN = "title: Broken\nclaims: {a: {text: A., supports: [nowhere]}}\n"
CONFIG = "site_name: S\nsite_url: https://e.org/s/\ntheme: material\nplugins:\n  - debates:\n      path: talk\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with debates."""
    (tmp_path / "debates").mkdir()
    for name, text in (("sundays", SUNDAYS), ("other", "title: Other\n"), ("broken", BROKEN)):
        (tmp_path / "debates" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _export(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_goes_to_standard_output_and_what_is_lost_to_standard_error(root: Path, form: str) -> None:
    done = _export("sundays", "--to", form)
    assert done.exit_code == 0, done.output
    assert "quiet" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.stderr == "" or done.stderr.startswith(f"Not in {form}:\n  ")


def test_what_is_lost_is_told_with_numbers(root: Path) -> None:
    assert _export("sundays", "--to", "dot").stderr == "Not in dot:\n  the formatting of 1 text\n"
    assert _export("sundays", "--to", "json").stderr == ""


def test_a_file_is_written(root: Path) -> None:
    done = _export("sundays", "--to", "csv", "-o", "out.csv")
    assert done.exit_code == 0
    assert done.stdout == "out.csv\n"
    assert (root / "out.csv").read_bytes().startswith(b"kind,")
    assert b"\r\n" in (root / "out.csv").read_bytes()


def test_with_a_configuration_links_lead_to_the_site(root: Path) -> None:
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "docs").mkdir()
    with_site = _export("sundays", "--to", "markdown", "--config-file", "mkdocs.yml").stdout
    assert "[the other](https://e.org/s/talk/other/)" in with_site
    assert "[the other](../other/)" in _export("sundays", "--to", "markdown").stdout
    data = json.loads(_export("sundays", "--to", "json", "--config-file", "mkdocs.yml").stdout)
    assert data["claims"]["quiet"]["url"] == "talk/sundays/positions/close/#quiet"


def test_a_debate_with_errors_is_not_exported(root: Path) -> None:
    done = _export("broken", "--to", "json")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "unknown-reference" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sunday", "--to", "json"], 'did you mean "sundays"?'),
        (["\x1b[31m", "--to", "json"], 'there is no debate "\\x1b[31m" in debates; there are broken, other, sundays'),
        (["sundays"], "Missing option '--to'"),
        (["sundays", "--to", "pdf"], "is not one of"),
        (["sundays", "--to", "json", "-o", "nowhere/at/all/x.json", "--source", "missing"], "there is no debate"),
        (["sundays", "--to", "json", "--config-file", "debates/other.yaml"], ""),
    ],
)
def test_wrong_use(root: Path, arguments: list[str], words: str) -> None:
    done = _export(*arguments)
    assert done.exit_code == (2 if words else 0)
    assert words in done.stderr
