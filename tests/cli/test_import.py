"""``debates import``: files of other programs, and the report of what became of them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_debates.cli import main
from mkdocs_debates.exchange.debate_json import as_data
from mkdocs_debates.exchange.importing.formats import FORMATS, MOST_BYTES
from mkdocs_debates.project import load
from tests.docs.examples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

THREAD = json.dumps(
    [{"_id": "a", "contents": "Buses are late.", "post": {"title": "Who?"}, "baseScore": 1}, "\x1b[31m"]
)
KIALO = "Discussion Title: Who?\n\n1. Buses are late.\n1.1. Con: They are not.\n"
ARGDOWN = "[Late]: Buses are late.\n  - <Not>: They are not.\n"
AIF: dict[str, Any] = {
    "nodes": [
        {"nodeID": "1", "text": "Buses are late.", "type": "I"},
        {"nodeID": "2", "text": "They are not.", "type": "I"},
        {"nodeID": "3", "text": "Conflict", "type": "CA"},
    ],
    "edges": [{"edgeID": "4", "fromID": "2", "toID": "3"}, {"edgeID": "5", "fromID": "3", "toID": "1"}],
}
DEBATE = '{"version": 2, "id": "lateness", "title": "Who?", "claims": {"late": {"text": "Buses are late."}}}'
ARGUMEND: dict[str, Any] = {
    "nodes": [
        {"id": "c1", "statement": "Buses are late.", "type": "claim"},
        {"id": "c2", "statement": "They are not.", "type": "claim"},
    ],
    "edges": [{"id": "e1", "from": "c2", "to": "c1", "type": "opposes"}],
}
FILES = {
    "forum": THREAD,
    "kialo": KIALO,
    "argdown": ARGDOWN,
    "aif": json.dumps(AIF),
    "argumend": json.dumps(ARGUMEND),
    "json": DEBATE,
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["import", *arguments], input=given)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("likely", FORMATS)
def test_a_file_of_another_format_is_refused_with_the_one_it_looks_like(form: str, likely: str) -> None:
    result = _run("-", "--from", form, given=FILES[likely])
    if form == likely:
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert f"try --from {likely}\n" in result.stderr


@pytest.mark.parametrize("text", ["", "Words.", "{}", "[]", '{"nodes": {}, "data": 1}', "[" * 100_000])
def test_what_looks_like_no_format_is_refused_without_a_guess(text: str) -> None:
    for form in FORMATS:
        result = _run("-", "--from", form, given=text)
        assert result.exit_code == 2
        assert "looks like" not in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_gives_a_debate_without_an_error(tmp_path: Path, form: str) -> None:
    done = _run("-", "--from", form, "--id", "who", given=FILES[form])
    assert (done.exit_code, done.stdout) == (0, "debates/who.yaml\n"), done.output
    project = load(tmp_path / "debates")
    assert [each for each in project.problems if each.severity != "advice"] == []
    assert project.debates["who"].debate.claims
    again = _run("-", "--from", form, "--id", "who", given=FILES[form])
    assert (again.exit_code, again.stdout) == (0, ""), again.output
    assert 'Nothing is new since the debate "who" was imported.' in again.stderr
    formatted = CliRunner().invoke(main, ["format", "--check"])
    assert formatted.exit_code == 0, formatted.output


def test_the_report_says_what_was_lost_guessed_and_left_open(tmp_path: Path) -> None:
    done = _run("-", "--from", "forum", "--report", "report.md", given=THREAD)
    assert (
        done.stderr
        == """\
Lost: the format of debates has no room for it:
  item 2: this is no comment
  all comments: what has no place in a debate: baseScore (1)

Open: left to you:
  1 of 1 comments: what they bear on: name positions or cruxes that they argue for or against
  1 of 1 comments: who wrote them is not in the file
"""
    )
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Import of who\n\n## Lost: the format of")


def test_a_repeated_import_says_how_to_hear_no_more_of_what_is_open(tmp_path: Path) -> None:
    hint = "What is to stay as it is can be named under x-settled, by its x-origin; then it is told no more.\n"
    assert hint not in _run("-", "--from", "forum", given=THREAD).stderr
    assert _run("-", "--from", "forum", given=THREAD).stderr.endswith(hint)
    file = tmp_path / "debates" / "who.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}x-settled: a\n", encoding="utf-8")
    assert _run("-", "--from", "forum", given=THREAD).stderr == 'Nothing is new since the debate "who" was imported.\n'


def test_a_report_without_a_remark_says_so(tmp_path: Path) -> None:
    assert _run("-", "--from", "json", "--report", "report.md", given=DEBATE).stderr == ""
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert text == "# Import of lateness\n\nNothing was lost, guessed or left open.\n"


def test_what_a_file_holds_cannot_steer_a_terminal_or_a_page(tmp_path: Path) -> None:
    thread = json.dumps([{"_id": "\x1b[31m\n::error::x <b> @ann", "contents": "", "parentCommentId": "[x](y)"}])
    done = _run("-", "--from", "forum", "--report", "report.md", given=thread)
    assert "\x1b" not in done.output
    assert "\n::error" not in done.output
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "<b>" not in report
    assert "@ann" not in report
    assert "[x](y)" not in report


def test_another_folder_title_and_id(tmp_path: Path) -> None:
    (tmp_path / "thread.json").write_text(THREAD, encoding="utf-8")
    options = ["--source", "elsewhere", "--id", "buses", "--title", "Are buses\nlate?"]
    done = _run("thread.json", "--from", "forum", *options)
    assert done.stdout == "elsewhere/buses.yaml\n"
    assert load(tmp_path / "elsewhere").debates["buses"].debate.title == "Are buses late?"


def test_a_debate_with_an_error_fails_the_import_and_says_where() -> None:
    wrong = DEBATE.replace("Buses are late.", "See [](claim:gone).")
    done = _run("-", "--from", "json", given=wrong)
    assert (done.exit_code, done.stdout) == (1, "debates/lateness.yaml\n")
    assert 'debates/lateness.yaml:7:14: error unknown-reference: no claim "gone" in this debate' in done.stderr


@pytest.mark.parametrize(
    ("form", "given", "words"),
    [
        *((form, b"", "") for form in FORMATS),
        ("forum", b"\xff", "not encoded as UTF-8: byte 1 "),
        ("forum", b"\xef\xbb\xbf\xff", "not encoded as UTF-8: byte 4 "),
        ("forum", b"[]", "nothing here has"),
        ("json", THREAD.encode(), 'has a "version" and a "title"'),
        ("json", b" " * (MOST_BYTES + 1), "20,000,000 is the limit"),
        ("kialo", DEBATE.encode(), ""),
    ],
)
def test_a_file_in_another_format_is_wrong_use(tmp_path: Path, form: str, given: bytes, words: str) -> None:
    done = _run("-", "--from", form, given=given)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "debates").exists()


def test_a_debate_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates" / "who.yaml").write_text("title: Ours\n", encoding="utf-8")
    done = _run("-", "--from", "kialo", given=KIALO)
    assert done.exit_code == 2
    assert "who.yaml is there already; give the debate another id with --id" in done.stderr
    assert (tmp_path / "debates" / "who.yaml").read_text(encoding="utf-8") == "title: Ours\n"


@pytest.mark.parametrize("name", sorted(file.stem for file in (ROOT / "debates").glob("*.yaml")))
def test_what_is_exported_comes_back(tmp_path: Path, name: str) -> None:
    given = load(ROOT / "debates").debates[name].debate
    urls = {entry.id: "" for _, entry in given.entries()} | {"": ""}
    done = _run("-", "--from", "json", given=json.dumps(as_data(given, urls)))
    assert done.exit_code == 0, done.output
    assert load(tmp_path / "debates").debates[name].debate == given


def test_the_modules_of_formats_wait_until_they_are_needed() -> None:
    code = "import sys, mkdocs_debates.cli.import_; print([m for m in sys.modules if m in ('bs4', 'markdownify')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_library_for_html_the_rest_works_and_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "markdownify", None)
    monkeypatch.delitem(sys.modules, "mkdocs_debates.exchange.importing.from_html", raising=False)
    assert _run("-", "--from", "forum", given=THREAD).exit_code == 0
    done = _run("-", "--from", "forum", "--id", "b", given='[{"_id": "a", "htmlBody": "<p>a</p>"}]')
    assert done.exit_code == 2
    assert "pip install 'mkdocs-debates[import]'" in done.stderr
