"""What workflows are tried on: pull requests to a new site, and a host that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.repositories import commit, git
from tests.workflows.host import Host

if TYPE_CHECKING:
    from pathlib import Path


def workflow_of(site: Path, name: str) -> Path:
    """The file of a workflow."""
    return site / ".github" / "workflows" / name


def pull_request(site: Path, files: dict[str, str | None]) -> tuple[str, str]:
    """A pull request with number 7 that changes files: the head's commit, and the commit that merges it."""
    git(site, "switch", "--quiet", "--create", "change")
    commit(site, files)
    head = git(site, "rev-parse", "HEAD")
    git(site, "update-ref", "refs/pull/7/head", head)
    git(site, "switch", "--quiet", "--detach", "main")
    git(site, "merge", "--quiet", "--no-ff", "--message", "Merge", head)
    merge = git(site, "rev-parse", "HEAD")
    git(site, "update-ref", "refs/pull/7/merge", merge)
    git(site, "switch", "--quiet", "main")
    git(site, "branch", "--quiet", "--delete", "--force", "change")
    return head, merge


def host_of(tmp_path: Path, site: Path, commit_id: str, **given: Any) -> Host:
    """A host on which the site stands, and which checks that commit out."""
    folder = tmp_path / "host"
    folder.mkdir()
    return Host(folder, site, commit_id, {"github.sha": commit_id, **given.pop("expressions", {})}, **given)


def debate_of(site: Path) -> tuple[str, str]:
    """The path and the text of the site's first debate."""
    (file,) = (site / "debates").glob("*.yaml")
    return f"debates/{file.name}", file.read_text(encoding="utf-8")
