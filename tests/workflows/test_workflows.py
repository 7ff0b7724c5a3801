"""The workflows: their form, and what their steps do when they run in order on scratch repositories."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_debates.cli import main
from tests.repositories import commit, git
from tests.workflows.scene import debate_of, host_of, pull_request, workflow_of

if TYPE_CHECKING:
    from tests.workflows.host import Host

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OWN = ("ci.yml", "fuzz.yml", "long-runs.yml", "release.yml")
"""What this project alone runs."""
REUSABLE = [file for file in WORKFLOWS if file.name not in OWN]
SCAFFOLD = ROOT / "plugins/mkdocs_debates/editing/scaffold/site/.github"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")


def _name(file: Path) -> str:
    return file.name


def loaded(file: Path) -> dict[Any, Any]:
    """A workflow as values."""
    about: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return about


# --- Their form ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [ROOT / ".github", SCAFFOLD], ids=["repository", "new site"])
def test_an_auditor_of_workflows_finds_nothing(folder: Path) -> None:
    command = ["zizmor", "--offline", "--persona=auditor", "--no-progress", str(folder)]
    done = subprocess.run(_of_this_environment(command), capture_output=True, text=True, check=False)
    assert (done.returncode, "No findings to report" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", "workflows/*.yml"),
        ("vendor.dependabot", "dependabot.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/reply.yml"),
    ],
)
@pytest.mark.parametrize("folder", [ROOT / ".github", SCAFFOLD], ids=["repository", "new site"])
def test_the_files_have_the_form_that_the_host_asks_for(folder: Path, schema: str, pattern: str) -> None:
    files = [str(file) for file in folder.glob(pattern)]
    assert files
    command = ["check-jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(_of_this_environment(command), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _of_this_environment(command: list[str]) -> list[str]:
    return [str(Path(sys.executable).parent / command[0]), *command[1:]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_name)
def test_a_workflow_may_do_nothing_by_itself_and_pins_what_it_uses(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    about = loaded(workflow)
    assert about["permissions"] == {}
    assert "pull_request_target" not in text
    uses = re.findall(r"^ +(?:- )?uses: (.*)", text, re.MULTILINE)
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in uses)
    if workflow in REUSABLE:
        assert "workflow_call" in about[True]  # YAML 1.1 takes `on` for a truth value


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_name)
def test_no_expression_stands_in_a_script(workflow: Path) -> None:
    steps = [step for job in loaded(workflow)["jobs"].values() for step in job["steps"]]
    assert not any("${{" in step.get("run", "") for step in steps)


def test_an_input_that_breaks_the_program_can_be_had() -> None:
    *_, fuzz, upload = loaded(ROOT / ".github/workflows/fuzz.yml")["jobs"]["fuzz"]["steps"]
    assert "tests.fuzzing" in fuzz["run"]
    assert upload["if"] == "failure()"
    assert upload["with"]["include-hidden-files"] is True
    path = upload["with"]["path"].replace("${{ matrix.target }}", "reader")
    kept = [f".cache/fuzzing/reader/{name}" for name in ("crash-0a", "timeout-0a", "oom-0a", "words", "seeds", "found")]
    assert [name for name in kept if fnmatch(name, path)] == kept[:3]


def test_only_the_workflow_that_runs_code_of_the_base_may_write_to_a_pull_request() -> None:
    permissions = {
        file.name: {
            name
            for job in loaded(file)["jobs"].values()
            for name, kind in job["permissions"].items()
            if kind == "write"
        }
        for file in WORKFLOWS
    }
    assert permissions == {
        "check.yml": set(),
        "ci.yml": set(),
        "fuzz.yml": set(),
        "long-runs.yml": set(),
        "preview.yml": set(),
        "preview-comment.yml": {"pull-requests"},
        "propose.yml": {"contents", "issues", "pull-requests"},
        "publish.yml": {"pages", "id-token"},
        "release.yml": {"id-token", "attestations"},
    }


# --- What they do -------------------------------------------------------------------------------------------------


NEW_CLAIM = "  buses-run:\n    text: Buses run on Sundays, too.\n"


def test_a_good_pull_request_is_checked(tmp_path: Path, site: Path) -> None:
    path, text = debate_of(site)
    _, merge = pull_request(site, {path: text.replace("\nclaims:\n", f"\nclaims:\n{NEW_CLAIM}")})
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "check.yml"), "check")
    assert host.failed == "", host.log
    assert "### Debates:" in host.summary
    assert "buses-run" in host.summary
    assert "::error" not in host.log


def test_a_pull_request_that_loses_a_permalink_fails(tmp_path: Path, site: Path) -> None:
    path, text = debate_of(site)
    entry = re.search(r"\nclaims:\n  ([a-z-]+):\n", text)
    assert entry
    changed = re.sub(rf"\b{entry[1]}\b", f"{entry[1]}-indeed", text)
    _, merge = pull_request(site, {path: changed})
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "check.yml"), "check")
    assert host.failed == "Check"
    assert f"::error file={path}" in host.log
    assert f"formerly: [{entry[1]}]" in host.summary
    assert "--- Look at the layout" in host.log


def test_a_preview_takes_the_debates_and_nothing_else(tmp_path: Path, site: Path) -> None:
    path, text = debate_of(site)
    trap = "raise SystemExit('code of the pull request ran')\n"
    head = {
        path: text.replace("\nclaims:\n", f"\nclaims:\n{NEW_CLAIM}"),
        "mkdocs.yml": "site_name: Taken over\nhooks: [trap.py]\n",
        "trap.py": trap,
        "requirements.txt": "trap\n",
        "docs/index.md": "# Taken over\n",
        ".gitattributes": "* filter=trap\n",
    }
    _, merge = pull_request(site, dict(head))
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "preview.yml"), "build")
    assert host.failed == "", host.log
    pages = host.uploaded["preview"]
    assert "Taken over" not in (pages / "index.html").read_text(encoding="utf-8")
    shown = [page for page in pages.rglob("*.html") if "Buses run on Sundays, too." in page.read_text(encoding="utf-8")]
    assert any('data-change="added"' in page.read_text(encoding="utf-8") for page in shown)
    assert "buses-run" in host.uploaded["changes"].read_text(encoding="utf-8")


def test_a_preview_follows_no_link(tmp_path: Path, site: Path) -> None:
    (tmp_path / "secret.yaml").write_text("title: Secret\n")
    path, text = debate_of(site)
    git(site, "switch", "--quiet", "--create", "links")
    (site / "debates" / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Link")
    git(site, "switch", "--quiet", "main")
    _, merge = pull_request(site, {path: text.replace("\nclaims:\n", f"\nclaims:\n{NEW_CLAIM}")})
    git(site, "switch", "--quiet", "--detach", merge)
    git(site, "merge", "--quiet", "--message", "Both", "links")
    merge = git(site, "commit-tree", "HEAD^{tree}", "-p", "main", "-p", "links", "-m", "Merge")
    git(site, "update-ref", "refs/pull/7/merge", merge)
    git(site, "switch", "--quiet", "main")
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "preview.yml"), "build")
    assert not (host.workspace / "debates" / "secret.yaml").is_symlink()
    assert not any("Secret" in page.read_text(encoding="utf-8") for page in host.folder.rglob("site/**/*.html"))


def _comment(tmp_path: Path, site: Path, comments: list[dict[str, Any]], *, moved_on: bool = False) -> Host:
    path, text = debate_of(site)
    claim = NEW_CLAIM.replace("too.", "too. Thanks @someone, see #1.")
    head, _ = pull_request(site, {path: text.replace("\nclaims:\n", f"\nclaims:\n{claim}")})
    pulls = [
        {"number": 3, "head": {"sha": "0" * 40}, "base": {"sha": "1" * 40}},
        {"number": 7, "head": {"sha": head}, "base": {"sha": git(site, "rev-parse", "main")}},
    ]
    expressions = {
        "github.token": "secret",
        "github.repository": "street/debates",
        "github.event.workflow_run.head_sha": "2" * 40 if moved_on else head,
        "github.event.workflow_run.head_repository.owner.login": "someone",
        "github.event.workflow_run.head_branch": "$(touch taken-over)",
        "github.event.workflow_run.html_url": "https://host.example.org/runs/1",
    }
    host = host_of(
        tmp_path,
        site,
        git(site, "rev-parse", "main"),
        expressions=expressions,
        answers={"GET repos/street/debates/pulls": pulls, "GET repos/street/debates/issues/7/comments": comments},
    )
    host.run(workflow_of(site, "preview-comment.yml"), "comment")
    assert host.failed == "", host.log
    assert not (host.workspace / "taken-over").exists()
    return host


def test_a_pull_request_is_told_what_it_changes(tmp_path: Path, site: Path) -> None:
    host = _comment(tmp_path, site, [])
    found = host.calls[0]["arguments"]
    assert "head=someone:$(touch taken-over)" in found
    (written,) = [call for call in host.calls if call["body"]]
    assert written["arguments"][2:5] == ["--method", "POST", "repos/street/debates/issues/7/comments"]
    assert written["body"].startswith("<!-- debates: changes -->")
    assert "buses-run" in written["body"]
    assert "@someone" not in written["body"]
    assert "https://host.example.org/runs/1" in written["body"]
    assert "preview.example.org" not in written["body"]


def test_a_comment_is_kept_up_to_date(tmp_path: Path, site: Path) -> None:
    comments = [
        {"id": 10, "user": {"login": "someone"}, "body": "<!-- debates: changes -->"},
        {"id": 11, "user": {"login": "github-actions[bot]"}, "body": "Another workflow's."},
        {"id": 12, "user": {"login": "github-actions[bot]"}, "body": "<!-- debates: changes -->\nOld."},
    ]
    host = _comment(tmp_path, site, comments)
    (written,) = [call for call in host.calls if call["body"]]
    assert written["arguments"][2:5] == ["--method", "PATCH", "repos/street/debates/issues/comments/12"]


def test_a_run_whose_pull_request_has_moved_on_says_nothing(tmp_path: Path, site: Path) -> None:
    host = _comment(tmp_path, site, [], moved_on=True)
    assert [call for call in host.calls if call["body"]] == []


def test_links_lead_into_a_preview_where_the_site_says_where_it_stands(tmp_path: Path, site: Path) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    told = config.replace("  - debates\n", "  - debates:\n      preview_url: https://preview.example.org/{number}/\n")
    assert told != config
    commit(site, {"mkdocs.yml": told})
    host = _comment(tmp_path, site, [])
    (written,) = [call for call in host.calls if call["body"]]
    assert "https://preview.example.org/7/debates/" in written["body"]


FORM = """\
### Debate

{debate}

### Claim

{claim}

### What your reply does

opposes: it speaks against the claim

### Title

_No response_

### Source

_No response_

### Your reply

Buses run on Sundays, too. $(touch taken-over) `touch taken-over` ${{{{ github.token }}}}

### Claim

@everyone
"""


def _propose(tmp_path: Path, site: Path, body: str) -> Host:
    git(site, "config", "receive.denyCurrentBranch", "ignore")
    issue = {"number": 5, "body": body, "html_url": "https://host.example.org/issues/5", "user": {"login": "someone"}}
    host = host_of(
        tmp_path,
        site,
        git(site, "rev-parse", "main"),
        expressions={
            "github.token": "secret",
            "github.repository": "street/debates",
            "github.event.issue.number": "5",
        },
        event={"action": "labeled", "issue": issue},
    )
    host.run(workflow_of(site, "propose.yml"), "propose")
    assert host.failed == "", host.log
    assert not (host.workspace / "taken-over").exists()
    return host


def test_an_accepted_reply_becomes_a_pull_request(tmp_path: Path, site: Path) -> None:
    path, text = debate_of(site)
    entry = re.search(r"\nclaims:\n  ([a-z-]+):\n", text)
    assert entry
    host = _propose(tmp_path, site, FORM.format(debate=Path(path).stem, claim=entry[1]))
    proposed = git(site, "show", f"reply/issue-5:{path}")
    assert "Buses run on Sundays, too. $(touch taken-over)" in proposed
    assert "@everyone" in proposed
    (created,) = [call["arguments"] for call in host.calls if call["arguments"][:2] == ["pr", "create"]]
    assert "Closes #5" in created
    git(site, "switch", "--quiet", "reply/issue-5")
    assert CliRunner().invoke(main, ["check", str(site / "debates")]).exit_code == 0


@pytest.mark.parametrize(
    ("debate", "answered"),
    [("nowhere", 'there is no debate "nowhere"'), ("nowhere\n@someone", '"Debate" is not an id')],
)
def test_a_reply_that_cannot_be_taken_is_answered_in_its_issue(
    tmp_path: Path, site: Path, debate: str, answered: str
) -> None:
    host = _propose(tmp_path, site, FORM.format(debate=debate, claim="none"))
    (comment,) = [call for call in host.calls if call["arguments"][:2] == ["issue", "comment"]]
    lines = comment["body"].splitlines()
    assert any(line.startswith("    ") and answered in line for line in lines)
    assert not any("@someone" in line and not line.startswith("    ") for line in lines)
    assert not [call for call in host.calls if call["arguments"][:2] == ["pr", "create"]]


def test_the_site_is_published(tmp_path: Path, site: Path) -> None:
    host = host_of(tmp_path, site, git(site, "rev-parse", "main"))
    host.run(workflow_of(site, "publish.yml"), "build")
    assert host.failed == "", host.log
    home = (host.uploaded["github-pages"] / "index.html").read_text(encoding="utf-8")
    assert 'href="https://host.example.org/site/"' in home
