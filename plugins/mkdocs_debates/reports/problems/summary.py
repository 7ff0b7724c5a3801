"""Problems as Markdown, for the summary page of a workflow's run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.reports.problems.counting import counted
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_debates.diagnostics import Problem

# GitHub takes 1 MiB of all summaries of a step together, and refuses the whole of a longer one.
_MOST_BYTES: Final = 500_000


def render_summary(problems: Sequence[Problem]) -> str:
    """The problems under a heading that counts them. All that comes from files stands in one block of code."""
    heading = counted(problems)
    if not problems:
        return "### Debates: no problems\n"
    report = render_problems(problems)
    shown = report.encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    if shown != report:
        shown = f"{shown.rpartition(chr(10))[0]}\n… and more: run `debates check`\n"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=2) + 1)
    fence = fence if len(fence) >= 3 else "```"
    return f"### Debates: {heading}\n\n{fence}text\n{shown}{fence}\n"
