"""How many problems there are, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_debates.diagnostics import Problem, Severity

_COUNTED: Final[tuple[tuple[Severity, str, str], ...]] = (
    ("error", "error", "errors"),
    ("warning", "warning", "warnings"),
    ("advice", "piece of advice", "pieces of advice"),
)


def counted(problems: Sequence[Problem]) -> str:
    """``2 errors and 1 warning in 1 file``; "no problems" where there are none."""
    if not problems:
        return "no problems"
    counts = Counter(problem.severity for problem in problems)
    parts = [
        f"{counts[severity]} {one if counts[severity] == 1 else many}"
        for severity, one, many in _COUNTED
        if counts[severity]
    ]
    files = len({problem.span.path for problem in problems})
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{listed} in {files} {'file' if files == 1 else 'files'}"
