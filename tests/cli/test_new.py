"""``debates init``, ``debates new`` and ``debates schema``: a new site, and what is added to it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs.config.base import load_config

from mkdocs_debates.cli import main
from mkdocs_debates.project import load
from tests.editing.test_issues import ANSWERS
from tests.editing.test_issues import _body as issue_body

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, [*arguments], input=given)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, which is the current folder."""
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    root = tmp_path / "site"
    done = _run("init", str(root), "--title", "Our: debates")
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(root)
    return root


def test_a_new_site_has_no_problem_at_all(site: Path) -> None:
    assert load(site / "debates").problems == ()
    assert _run("check", "--strict").exit_code == 0


def test_a_new_site_builds(site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<title>Our: debates</title>" in (site / "site/index.html").read_text(encoding="utf-8")


def test_a_new_site_is_complete(site: Path) -> None:
    made = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    workflows = {
        f".github/workflows/{name}.yml" for name in ("check", "preview", "preview-comment", "propose", "publish")
    }
    assert made == workflows | {
        ".github/ISSUE_TEMPLATE/reply.yml",
        ".github/dependabot.yml",
        ".github/pull_request_template.md",
        ".gitignore",
        ".vscode/extensions.json",
        "README.md",
        "debates/sundays.yaml",
        "docs/debate-part.schema.json",
        "docs/debate.schema.json",
        "docs/index.md",
        "mkdocs.yml",
        "requirements.txt",
    }


@pytest.mark.parametrize("title", ["No", "2024", "1:30", "null", "2024-01-01", "a # b", '"a" \\b', "Größe: ☃"])
def test_a_site_may_be_called_anything(tmp_path: Path, title: str) -> None:
    assert _run("init", str(tmp_path / "site"), "--title", title).exit_code == 0
    assert load_config(str(tmp_path / "site/mkdocs.yml")).site_name == title


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/README.md").symlink_to(tmp_path / "elsewhere.md")
    assert _run("init", str(tmp_path / "site")).exit_code == 2
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize("command", [["init", "other"], ["new", "debate", "parking"]])
@pytest.mark.parametrize("title", ["a\x1bb", "\udcff"])
def test_a_title_that_no_file_can_hold_is_wrong_use(site: Path, command: list[str], title: str) -> None:
    done = _run(*command, "--title", title)
    assert done.exit_code == 2
    assert "the title holds the character U+" in done.stderr
    assert not (site / "other").exists()
    assert load(site / "debates").problems == ()


def test_an_address_that_another_debate_once_had_stays_with_it(site: Path) -> None:
    file = site / "debates/sundays.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("status: open", "formerly: [parking]"), encoding="utf-8")
    done = _run("new", "debate", "parking")
    assert done.exit_code == 2
    assert '"parking" was once the debate "sundays"' in done.stderr
    assert load(site / "debates").problems == ()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine.\n")
    done = _run("init", str(tmp_path))
    assert done.exit_code == 2
    assert "has README.md already" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text() == "Mine.\n"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("sundays.yaml", []),
        ("parking.yaml", ["parking"]),
        ("noise/debate.yaml", ["noise", "--folder"]),
        ("noise/claims.yaml", ["noise", "--folder"]),
    ],
)
def test_the_first_line_leads_to_the_schema_and_the_schema_accepts_the_rest(
    site: Path, name: str, arguments: list[str]
) -> None:
    if arguments:
        assert _run("new", "debate", *arguments).exit_code == 0
    file = site / "debates" / name
    first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    named = first.removeprefix("# yaml-language-server: $schema=")
    schema: Any = json.loads((file.parent / named).read_text(encoding="utf-8"))
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    jsonschema.validate({name: value or None for name, value in data.items()}, schema)
    assert _run("check", "--strict").exit_code == 0


def test_a_claim_of_a_debate_in_a_folder_goes_into_the_file_of_claims(site: Path) -> None:
    _run("new", "debate", "noise", "--folder")
    assert _run("new", "claim", "noise", "bells", "--text", "Bells ring.").stdout == "debates/noise/claims.yaml\n"
    assert list(load(site / "debates").debates["noise"].debate.claims) == ["bells"]


def test_the_commented_part_of_a_new_debate_is_valid_once_its_marks_are_gone(site: Path) -> None:
    _run("new", "debate", "parking", "--title", "Who may park?")
    file = site / "debates" / "parking.yaml"
    words = ("# A crux", "# Everything", "# yaml")
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [line[2:] if line.startswith("# ") and not line.startswith(words) else line for line in lines]
    file.write_text("\n".join(bare))
    debate = load(site / "debates").debates["parking"].debate
    assert list(debate.claims) == ["first-claim"]
    assert not [each for each in load(site / "debates").problems if each.severity == "error"]


def test_each_kind_of_entry_can_be_added(site: Path) -> None:
    answers = ["--answer", "loud=It is loud", "--answer", "calm=It is calm"]
    for arguments in (
        ["person", "sundays", "baker", "--role", "bakes: at night"],
        ["link", "sundays", "survey", "--title", "A survey", "--url", "https://example.org", "--kind", "paper"],
        ["position", "sundays", "toll", "--summary", "Pay\nas you go.", "--held-by", "baker"],
        ["crux", "sundays", "noise", *answers, "--kind", "empirical"],
        ["claim", "sundays", "bread", "--text", "Bread #1", "--by", "baker", "--crux", "noise.loud"],
        ["claim", "sundays", "no-bread", "--reply-to", "bread", "--relation", "opposes", "--bare"],
    ):
        done = _run("new", *arguments)
        assert (done.exit_code, done.stdout) == (0, "debates/sundays.yaml\n"), done.output
    debate = load(site / "debates").debates["sundays"].debate
    assert debate.people["baker"].role == "bakes: at night"
    assert debate.links["survey"].kind == "paper"
    assert debate.positions["toll"].summary == "Pay\nas you go."
    assert list(debate.cruxes["noise"].answers) == ["loud", "calm"]
    assert debate.claims["bread"].text == "Bread #1"
    assert debate.claims["no-bread"].reply_to == "bread"
    assert [each for each in load(site / "debates").problems if each.severity != "advice"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claim", "sundays"], "name the debate and an id"),
        (["claim", "sundays", "x", "--reply-to", "deliveries"], "needs both --reply-to CLAIM and --relation"),
        (["claim", "sundays", "deliveries"], "is taken already"),
        (["claim", "sunday", "x"], 'did you mean "sundays"?'),
        (["crux", "sundays", "x", "--answer", "yes"], "give two answers or more"),
        (["debate", "sundays"], "debates/sundays.yaml is there already"),
        (["debate", "Sun days"], "is not an id"),
        (["debate", "cruxes"], 'no debate can be called "cruxes"'),
        (["claim", "sundays", "x", "--text", "\udcff"], "text holds the character U+DCFF"),
    ],
)
def test_wrong_use(site: Path, arguments: list[str], words: str) -> None:
    before = (site / "debates/sundays.yaml").read_bytes()
    done = _run("new", *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert (site / "debates/sundays.yaml").read_bytes() == before


def test_a_reply_from_an_issue(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output.txt"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))
    done = _run("new", "claim", "--from-issue", "-", given=issue_body(Claim="deliveries"))
    assert (done.exit_code, done.stdout) == (0, "debates/sundays.yaml: buses-run-claim-another\n"), done.output
    claim = load(site / "debates").debates["sundays"].debate.claims["buses-run-claim-another"]
    assert (claim.reply_to, claim.relation, claim.text) == ("deliveries", "opposes", ANSWERS["Your reply"])
    assert output.read_text() == "debate=sundays\nclaim=buses-run-claim-another\nfile=debates/sundays.yaml\n"


def test_a_reply_that_cannot_be_taken(site: Path) -> None:
    done = _run("new", "claim", "--from-issue", "-", given=issue_body())
    assert (done.exit_code, done.stdout) == (1, "")
    assert 'there is no claim "cars" in the debate "sundays"' in done.stderr


def test_a_reply_that_is_no_text(site: Path) -> None:
    (site / "reply.txt").write_bytes(b"### Debate\n\n\xff")
    done = _run("new", "claim", "--from-issue", "reply.txt")
    assert done.exit_code == 2
    assert "not encoded as UTF-8" in done.stderr


def test_the_schemas_are_written(tmp_path: Path) -> None:
    assert _run("schema", "--out", str(tmp_path / "docs")).exit_code == 0
    written = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "docs").iterdir()}
    assert written == {
        "debate.schema.json": _run("schema").stdout,
        "debate-part.schema.json": _run("schema", "--part").stdout,
    }
