"""What a hostile pull request tries with the workflows, as ``docs/threat-model.md`` tells it: it gets nothing."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import git
from tests.workflows.scene import debate_of, host_of, pull_request, workflow_of
from tests.workflows.test_workflows import REUSABLE, SCAFFOLD, loaded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workflows.host import Host

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")

TRAP = "from pathlib import Path\nPath('taken-over').touch()\nraise SystemExit('code of the pull request ran')\n"
ODD_NAMES = (
    "debates/$(touch taken-over).yaml",
    "debates/`touch taken-over`/debate.yaml",
    "debates/;touch taken-over;.yaml",
    "debates/--config-file=trap.yml",
    "debates/a\n::set-output name=made::yes\n::stop-commands::x\n.yaml",
    "debates/b\r::error::forged.yaml",
)
PLAIN = "title: Words\n"
COMMANDS = 'title: "Words\\n::set-output name=made::yes"\n"::error::forged\\n::add-mask::a": 1\n'
OWN_COMMANDS = re.compile(
    r"::((error|warning|notice) file=debates/|notice title=layout::|group::\d+ errors? in \d+ files?$|endgroup::$)"
)
SECRET = "What only the runner may read"


def hostile(site: Path, tree: dict[str, str | None], *, special: dict[str, tuple[str, str]] | None = None) -> str:
    """The merge of a pull request with these files and, by path, these entries of a mode and a content or commit."""
    head, _ = pull_request(site, tree)
    git(site, "read-tree", head)
    for path, (mode, content) in (special or {}).items():
        name = content
        if mode != "160000":
            blob = site.parent / "blob"
            blob.write_text(content, encoding="utf-8")
            name = git(site, "hash-object", "-w", str(blob))
        git(site, "rm", "-r", "--quiet", "--cached", "--ignore-unmatch", path)
        git(site, "update-index", "--add", "--cacheinfo", f"{mode},{name},{path}")
    written = git(site, "write-tree")
    git(site, "read-tree", "main")
    merge = git(site, "commit-tree", written, "-p", "main", "-p", head, "-m", "Merge")
    git(site, "update-ref", "refs/pull/7/merge", merge)
    return merge


def assert_nothing_taken(host: Host) -> None:
    """Nothing ran, no secret came out, no command reached the runner, and nothing ended in a traceback."""
    assert not list(host.folder.rglob("taken-over"))
    told = host.log + host.summary
    assert "code of the pull request ran" not in told
    assert SECRET not in told
    assert "Traceback" not in told
    commands = [line for line in re.split(r"[\r\n]", host.log) if line.lstrip().startswith("::")]
    assert [line for line in commands if not OWN_COMMANDS.match(line)] == []
    for folder in host.uploaded.values():
        for file in [folder] if folder.is_file() else folder.rglob("*"):
            assert not file.is_symlink()
            assert not file.is_file() or SECRET.encode() not in file.read_bytes()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the runner beside the workspace."""
    file = tmp_path / "secret.yaml"
    file.write_text(f"title: {SECRET}\n", encoding="utf-8")
    return file


def preview(tmp_path: Path, site: Path, merge: str) -> Host:
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "preview.yml"), "build")
    assert_nothing_taken(host)
    return host


def test_nothing_but_the_debates_reaches_a_preview(tmp_path: Path, site: Path, secret: Path) -> None:
    """Configuration, hooks, plugins, packages, workflows, caches, submodules: all are there, and none is taken."""
    files: dict[str, str | None] = {
        "mkdocs.yml": "site_name: Taken over\nhooks: [trap.py]\nplugins: [trap, debates: {cache: .cache}]\n",
        "trap.py": TRAP,
        "mkdocs_debates.py": TRAP,
        "mkdocs/__init__.py": TRAP,
        "sitecustomize.py": TRAP,
        "conftest.py": TRAP,
        "requirements.txt": "trap\n",
        "pyproject.toml": "[tool.uv]\nindex-url = 'https://trap.example.org'\n",
        "uv.toml": "index-url = 'https://trap.example.org'\n",
        ".github/workflows/preview.yml": "on: push\njobs: {build: {steps: [{run: touch taken-over}]}}\n",
        ".cache/debates/trap": "junk",
        ".gitattributes": "* filter=trap\n",
        "debates/.gitattributes": "* filter=trap export-subst\n",
        "debates/.cache/trap.yaml": "title: Trap\n",
        "debates/trap.py": TRAP,
        "debates/mkdocs.yml": "title: A debate by the name of the configuration\n",
        "debates/debates/debate.yaml": "title: A debate by the name of the folder\n",
        "overrides/main.html": "Taken over\n",
        "docs/index.md": "# Taken over\n",
        ".gitmodules": '[submodule "debates/sub"]\n\tpath = debates/sub\n\turl = ../secret\n',
    }
    workflow = workflow_of(site, "preview.yml").read_text(encoding="utf-8")
    special = {"debates/sub": ("160000", git(site, "rev-parse", "main")), "debates/link.yaml": ("120000", str(secret))}
    merge = hostile(site, files, special=special)
    assert workflow_of(site, "preview.yml").read_text(encoding="utf-8") == workflow
    host = preview(tmp_path, site, merge)
    changed = git(host.workspace, "status", "--porcelain", "--untracked-files=all").splitlines()
    assert [line for line in changed if not line[3:].startswith("debates/")] == []
    assert not (host.workspace / "debates/link.yaml").is_symlink()
    assert list((host.workspace / "debates/sub").iterdir()) == []


@pytest.mark.parametrize("target", ["/", "docs", "secrets"])
def test_a_folder_of_debates_that_is_a_link_leads_nowhere(
    tmp_path: Path, site: Path, secret: Path, target: str
) -> None:
    (tmp_path / "secrets").mkdir()
    secret.rename(tmp_path / "secrets/secret.yaml")
    target = str(tmp_path / "secrets") if target == "secrets" else target
    host = preview(tmp_path, site, hostile(site, {"docs/note.md": "Note.\n"}, special={"debates": ("120000", target)}))
    assert not (host.workspace / "debates").is_symlink()


@pytest.mark.parametrize("workflow", ["check.yml", "preview.yml"])
def test_names_of_files_and_words_in_them_are_no_commands(tmp_path: Path, site: Path, workflow: str) -> None:
    files: dict[str, str | None] = dict.fromkeys(ODD_NAMES, PLAIN)
    files["debates/commands.yaml"] = COMMANDS
    host = host_of(tmp_path, site, hostile(site, files))
    host.run(workflow_of(site, workflow), "check" if workflow == "check.yml" else "build")
    assert_nothing_taken(host)
    assert r"debates/a\n::set-output name=made::yes" in host.log.replace("%0A", r"\n").replace("%3A", ":")


def test_files_of_any_size_are_refused_with_a_message(tmp_path: Path, site: Path, secret: Path) -> None:
    files: dict[str, str | None] = {"debates/huge.yaml": "title: Huge\nsummary: " + "x" * 12_000_000 + "\n"}
    merge = hostile(site, files, special={"debates/link.yaml": ("120000", str(secret))})
    host = host_of(tmp_path, site, merge)
    host.run(workflow_of(site, "check.yml"), "check")
    assert host.failed == "Check"
    assert "debates/huge.yaml" in host.log
    assert "debates/link.yaml" in host.log
    assert_nothing_taken(host)


CLAIM = """\
  hostile-claim:
    text: |
      @everyone Closes #1, see ![x](https://evil.example.org/x.png) <img src=https://evil.example.org/y.png>

      <!-- debates: changes --> --> [words](javascript:alert(1)) $(touch taken-over)
"""


def comment(tmp_path: Path, site: Path, branch: str, pulls: list[dict[str, Any]] | None = None) -> Host:
    """The comment on a hostile pull request; ``pulls`` are what the host says is open, by default that one."""
    path, text = debate_of(site)
    head, _ = pull_request(site, {path: text.replace("\nclaims:\n", f"\nclaims:\n{CLAIM}"), "trap.py": TRAP})
    own = {"number": 7, "head": {"sha": head}, "base": {"sha": git(site, "rev-parse", "main")}}
    run = "github.event.workflow_run."
    host = host_of(
        tmp_path,
        site,
        git(site, "rev-parse", "main"),
        expressions={
            "github.token": "secret-token",
            "github.repository": "street/debates",
            f"{run}head_sha": head,
            f"{run}head_repository.owner.login": "someone",
            f"{run}head_branch": branch,
            f"{run}html_url": "https://host.example.org/runs/1",
        },
        answers={"GET repos/street/debates/pulls": [own] if pulls is None else pulls},
    )
    host.run(workflow_of(site, "preview-comment.yml"), "comment")
    assert host.failed == "", host.log
    assert_nothing_taken(host)
    assert "secret-token" not in host.log
    return host


@pytest.mark.parametrize("branch", ["x;touch${IFS}taken-over", "--jq=.", "@/etc/passwd", "a'b\"c`touch taken-over`"])
def test_a_branch_is_a_word_and_nothing_else(tmp_path: Path, site: Path, branch: str) -> None:
    host = comment(tmp_path, site, branch)
    asked = host.calls[0]["arguments"]
    assert asked[asked.index(f"head=someone:{branch}") - 1] == "--raw-field"
    (written,) = [call for call in host.calls if call["body"]]
    body = written["body"]
    assert body.count("<!-- debates: changes -->") == 1
    assert not re.search(r"(?<![`\w])@everyone|(?<![`\w&])#1\b|!\[x\]\(|<img|\]\(javascript:", body), body


def test_a_pull_request_speaks_to_itself_alone(tmp_path: Path, site: Path) -> None:
    """The number comes from the host, by the commit that ran; another pull request with another commit gets nothing."""
    other = {"number": 3, "head": {"sha": "3" * 40}, "base": {"sha": git(site, "rev-parse", "main")}}
    host = comment(tmp_path, site, "change", [other])
    assert [call for call in host.calls if call["body"]] == []


def test_no_run_with_rights_takes_what_another_run_made() -> None:
    """Neither artifacts nor caches: a forged one has no reader."""
    for file in [*REUSABLE, *(SCAFFOLD / "workflows").glob("*.yml")]:
        text = file.read_text(encoding="utf-8")
        assert "download-artifact" not in text
        assert "actions/cache" not in text
        assert text.count("setup-uv@") == text.count("enable-cache: false")


def test_a_run_for_a_pull_request_has_no_secret_and_may_write_nothing() -> None:
    for file in [*REUSABLE, *(SCAFFOLD / "workflows").glob("*.yml")]:
        about = loaded(file)
        if "pull_request" not in str(about[True]) or file.name == "preview-comment.yml":
            continue
        assert "secrets." not in file.read_text(encoding="utf-8")
        assert [job["permissions"] for job in about["jobs"].values()] == [{"contents": "read"}]


FORM = (
    "### Debate\n\n{debate}\n\n### Claim\n\n{claim}\n\n### What your reply does\n\nopposes: it speaks against the claim"
    "\n\n### Title\n\n{title}\n\n### Source\n\n{source}\n\n### Your reply\n\n{text}\n"
)


@pytest.mark.parametrize(
    "given",
    [
        {"debate": "../../.github/workflows/publish"},
        {"debate": "/etc/passwd"},
        {"claim": "../x"},
        {"title": "x\nfile=.github/workflows/publish.yml\nclaim=y"},
        {"title": "x%0Afile=trap\r\rfile=trap"},
        {"source": "javascript:alert(1)"},
        {"text": "x\n\nclaims:\n  forged:\n    text: y\n...\n---\nfile=trap\n::set-output name=file::trap"},
        {"text": "x" * 70_000},
        {"text": ""},
    ],
    ids=lambda given: " ".join(given) + " " + next(iter(given.values()))[:12],
)
def test_a_hostile_reply_writes_into_its_debate_or_nowhere(tmp_path: Path, site: Path, given: dict[str, str]) -> None:
    path, text = debate_of(site)
    entry = re.search(r"\nclaims:\n  ([a-z-]+):\n", text)
    assert entry
    words = {
        "debate": path[8:-5],
        "claim": entry[1],
        "title": "T",
        "source": "_No response_",
        "text": "Words.",
        **given,
    }
    git(site, "config", "receive.denyCurrentBranch", "ignore")
    issue = {
        "number": 5,
        "body": FORM.format(**words),
        "html_url": "https://host.example.org/5",
        "user": {"login": "a"},
    }
    host = host_of(
        tmp_path,
        site,
        git(site, "rev-parse", "main"),
        expressions={
            "github.token": "secret-token",
            "github.repository": "street/debates",
            "github.event.issue.number": "5",
        },
        event={"action": "labeled", "issue": issue},
    )
    host.run(workflow_of(site, "propose.yml"), "propose")
    assert host.failed == "", host.log
    assert_nothing_taken(host)
    branches = git(site, "branch", "--list", "reply/*")
    if branches:
        assert git(site, "diff", "--name-only", "main", "reply/issue-5").splitlines() == [path]
        assert host.outputs["reply"]["file"] == path
        assert re.fullmatch("[a-z][a-z0-9-]*", host.outputs["reply"]["claim"])
        assert "forged" not in re.findall(r"^  ([a-z-]+):", git(site, "show", f"reply/issue-5:{path}"), re.MULTILINE)
    else:
        assert [call["arguments"][:2] for call in host.calls] == [["issue", "comment"]]
    assert os.listdir(site / "debates") == [path.rpartition("/")[2]]
