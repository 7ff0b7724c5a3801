"""Plays GitHub's command ``gh``: writes down each call, and answers from a file by method and path."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import jq  # type: ignore[import-not-found]  # compiled, without types


def main(arguments: list[str]) -> int:
    """Answer one call."""
    body = _body(arguments)
    with Path(os.environ["FAKE_GH_CALLS"]).open("a", encoding="utf-8") as calls:
        calls.write(json.dumps({"arguments": arguments, "body": body}) + "\n")
    if arguments[:2] == ["auth", "setup-git"]:
        return 0
    answers = json.loads(Path(os.environ["FAKE_GH_ANSWERS"]).read_text(encoding="utf-8"))
    answer = answers.get(_name(arguments), [])
    program = _option(arguments, "--jq")
    if program is not None:
        for line in jq.compile(program).input_value(answer).all():
            print(line)
    return 0


def _name(arguments: list[str]) -> str:
    if arguments[0] != "api":
        return " ".join(arguments[:2])
    path = next(each for each in arguments if each.startswith("repos/"))
    return f"{_option(arguments, '--method') or 'GET'} {path}"


def _option(arguments: list[str], name: str) -> str | None:
    return arguments[arguments.index(name) + 1] if name in arguments else None


def _body(arguments: list[str]) -> str | None:
    for given in (_option(arguments, "--field"), _option(arguments, "--body-file")):
        if given:
            return Path(given.removeprefix("body=@")).read_text(encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
