"""Argdown holds each statement with its words and each step, whatever stands in them."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_debates.exchange.exporting import to_argdown
from mkdocs_debates.exchange.exporting.statements import arguing_steps, statements_of
from tests.exchange.exporting.sites import FULL, own_site, site_with

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.pages.site import Site

ARGDOWN = os.environ.get("DEBATES_ARGDOWN") or shutil.which("argdown")
needs_argdown = pytest.mark.skipif(
    ARGDOWN is None, reason="Argdown's command line is neither on PATH nor named by DEBATES_ARGDOWN"
)

HOSTILE = (
    "[a]: b", "<a>: b", "{a: 1}", "}", "{", "#tag #(a tag)", "@[a] @<b>", "@include(x.argdown)", "*a* **b** _c_ __d__",
    "// comment", "/* comment */", "<!-- comment -->", "=== a: b ===", "-- rule --", "- no relation", "+ none",
    "_ none", "-> none", "<+ none", ">< none", "(1) no premise", "1. no list", "* none", "----", "e.g. this...",
    ":smile: .alpha.", "https://e.org/a_b?c=d#e", "a\\", "\\[a", "[l](https://e.org)", "“q” ‹a› שלום 🙂", "# No title",
    "]", "a ] b", "[-a]", "<-a>", "~~~", "|a|b|", "&amp; &", '"quoted"', "'", "`code {x} <y>`", "$x_1$", "...", "::",
    "!-- a", "__a", "+a",
)  # fmt: skip
RELATIONS = {"supports": "support", "opposes": "attack", "undercuts": "undercut"}


def hostile() -> Site:
    """A debate of claims whose titles and texts look like markup, one on the other."""
    made = random.Random(1)
    words = [*HOSTILE, *(" ".join(made.sample(HOSTILE, 3)) for _ in range(60))]
    claims: dict[str, Any] = {
        f"c{number}": {
            "title": text,
            "text": re.sub(r"(?=[\\`*_{}\[\]<>#+\-.!|$&~()=:@/\"'])", r"\\", text),
            "opposes" if number % 2 else "supports": ["p"],
            "undercuts": [f"c{number - 1}"] if number else [],
        }
        for number, text in enumerate(words)
    }
    return site_with({"title": HOSTILE[0], "positions": {"p": {"title": "[P] <p>: {p}"}}, "claims": claims})


def test_a_debate_of_everything() -> None:
    lines = to_argdown.write(site_with(FULL), "d").text.split("\n")
    assert lines[:3] == ["===", 'title: "The question?"', 'date: "2024-06"']
    at = next(index for index, line in enumerate(lines) if line.startswith("<Root-title>: Quoted words, here, so. {"))
    assert lines[at + 1 : at + 4] == ["  _ <No step.>", "  - <Other.>", ""]
    assert json.loads(lines[at][lines[at].index("{") :])["cruxes"] == ["why.a", "how"]


def test_two_of_one_title_stay_apart() -> None:
    claims = {"a": {"title": "Same [x]", "text": "A."}, "b": {"title": "Same (x)", "text": "B.", "supports": ["a"]}}
    text = to_argdown.write(site_with({"title": "T", "claims": claims}), "d").text
    assert "\n<Same (x)>: A. {" in text
    assert "\n  + <Same (x) (b)>\n" in text
    assert "\n<Same (x) (b)>: B. {" in text


def parsed(text: str, folder: Path) -> Any:
    """What Argdown's own command line finds."""
    (folder / "d.argdown").write_text(text, encoding="utf-8")
    assert ARGDOWN is not None
    done = subprocess.run(
        [ARGDOWN, "json", "d.argdown", "out"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "out" / "d.json").read_text(encoding="utf-8"))


@needs_argdown
@pytest.mark.parametrize("which", ["full", "hostile", "ai-lab-jobs", "childbed-fever", "sundays"])
def test_argdown_itself_finds_each_statement_and_step(which: str, tmp_path: Path) -> None:
    site = {"full": lambda: site_with(FULL), "hostile": hostile}.get(which, own_site)()
    debate_id = which if which in site.subjects else "d"
    data = parsed(to_argdown.write(site, debate_id).text, tmp_path)
    found = {**data["statements"], **data["arguments"]}
    ids = {title: about["data"]["id"] for title, about in found.items()}
    statements = {each.id: each for each in statements_of(site, debate_id) if each.kind != "crux"}
    assert sorted(ids.values()) == sorted(statements)
    for title, about in found.items():
        statement = statements[ids[title]]
        words = [member["text"].split() for member in about["members"] if member.get("text")]
        assert words == [statement.words.split() or statement.title.split()]
        assert about["data"].get("title", title) == statement.title
    steps = [(ids[each["from"]], each["relationType"], ids[each["to"]]) for each in data["relations"]]
    expected = [
        (each.source, RELATIONS[each.relation], each.target) for each in arguing_steps(site.subjects[debate_id])
    ]
    assert sorted(steps) == sorted(expected)
