"""A host for workflows: runs the steps of a job in order, as GitHub does, on scratch repositories.

Actions are played by functions here, ``gh`` by ``tests/workflows/gh.py``. Expressions are looked up, never guessed:
one that a test does not give stops it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_OUTPUT = re.compile(r"steps\.([a-z]+)\.outputs\.([a-z_]+)")


@dataclass
class Host:
    """Runs a workflow's jobs. ``origin`` is the repository on the host, ``commit`` what a checkout gives."""

    folder: Path
    origin: Path
    commit: str
    expressions: Mapping[str, str]
    event: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    """What ``gh`` is answered, by method and path."""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    uploaded: dict[str, Path] = field(default_factory=dict)
    log: str = ""
    failed: str = ""

    @property
    def workspace(self) -> Path:
        """Where the repository is checked out."""
        return self.folder / "workspace"

    @property
    def summary(self) -> str:
        """What the steps have written into the summary of the run."""
        file = self.folder / "summary.md"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The calls of ``gh``: ``arguments`` and, for what it was given to write, ``body``."""
        file = self.folder / "calls.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    def run(self, workflow: Path, job: str) -> None:
        """Run the steps of a job in order, as long as none fails; those that want to run anyway run anyway."""
        about = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"][job]
        for step in about["steps"]:
            if self._is_wanted(step.get("if")):
                if "uses" in step:
                    self._use(step["uses"].partition("@")[0], step.get("with", {}), step.get("id", ""))
                else:
                    self._script(step, {**about.get("env", {}), **step.get("env", {})})

    def _is_wanted(self, condition: str | None) -> bool:
        if condition is None:
            return not self.failed
        if condition == "${{ !cancelled() }}":
            return True
        step, name = _OUTPUT.match(condition).groups()  # type: ignore[union-attr]  # any other is not known here
        assert condition.endswith(" != ''")
        return not self.failed and bool(self.outputs.get(step, {}).get(name))

    def _use(self, action: str, given: Mapping[str, Any], step: str) -> None:
        match action:
            case "actions/checkout":
                self._check_out(given)
            case "actions/upload-artifact" | "actions/upload-pages-artifact":
                path = Path(self._evaluated(given["path"]))
                assert path.exists(), path
                self.uploaded[given.get("name", "github-pages")] = path
            case "actions/configure-pages":
                self.outputs[step] = {"base_url": "https://host.example.org/site"}
            case "astral-sh/setup-uv" | "actions/deploy-pages":
                pass
            case _:
                raise AssertionError(f"unknown action {action}")

    def _check_out(self, given: Mapping[str, Any]) -> None:
        assert given["persist-credentials"] is False
        depth = int(given.get("fetch-depth", 1))
        git(self.folder, "init", "--quiet", str(self.workspace))
        git(self.workspace, "remote", "add", "origin", self.origin.as_uri())
        limits = [f"--depth={depth}"] if depth else []
        refs = [self.commit] if depth else ["+refs/heads/*:refs/remotes/origin/*", self.commit]
        git(self.workspace, "fetch", "--quiet", *limits, "origin", *refs)
        git(self.workspace, "checkout", "--quiet", "--force", self.commit)

    def _script(self, step: Mapping[str, Any], environment: Mapping[str, str]) -> None:
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        output = self.folder / "output.txt"
        output.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace,
            env={**self._variables(output), **{name: self._evaluated(value) for name, value in environment.items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.log += f"--- {step['name']}\n{done.stdout}"
        if done.returncode and not self.failed:
            self.failed = step["name"]
        pairs = (line.partition("=") for line in output.read_text(encoding="utf-8").splitlines())
        self.outputs.setdefault(step.get("id", ""), {}).update({name: value for name, _, value in pairs})

    def _variables(self, output: Path) -> dict[str, str]:
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        answers = self.folder / "answers.json"
        answers.write_text(json.dumps(self.answers), encoding="utf-8")
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "DEBATES_"))},
            "PATH": os.pathsep.join([str(self._commands()), os.environ["PATH"]]),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder),
            "FAKE_GH_CALLS": str(self.folder / "calls.jsonl"),
            "FAKE_GH_ANSWERS": str(answers),
        }

    def _commands(self) -> Path:
        """A folder with ``gh``, ``uv`` and the commands of this environment."""
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        for name, command in {
            "gh": f'"{sys.executable}" "{Path(__file__).parent / "gh.py"}"',
            "uv": 'test "$*" = "pip install --requirement requirements.txt" && test -e requirements.txt && echo uv',
            "debates": f'"{sys.executable}" -m mkdocs_debates',
            "mkdocs": f'"{sys.executable}" -m mkdocs',
        }.items():
            file = folder / name
            file.write_text(f'#!/bin/sh\n{command} "$@"\n' if name != "uv" else f"#!/bin/sh\n{command}\n")
            file.chmod(0o755)
        return folder

    def _evaluated(self, value: object) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), str(value))

    def _value(self, expression: str) -> str:
        output = _OUTPUT.fullmatch(expression)
        if output:
            return self.outputs.get(output[1], {}).get(output[2], "")
        known = {"runner.temp": str(self.folder), "inputs.source || 'debates'": "debates", **self.expressions}
        return known[expression]
