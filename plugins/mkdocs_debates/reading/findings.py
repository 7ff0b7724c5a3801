"""The problems found while a debate is built from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.diagnostics import MAX_PROBLEMS, TOO_MANY, TOO_MANY_HINT

if TYPE_CHECKING:
    from mkdocs_debates.diagnostics import Problem, Related
    from mkdocs_debates.reading.nodes import Node
    from mkdocs_debates.reading.sources import Source
    from mkdocs_debates.reading.values import Flaw


class Findings:
    """Problems of one debate, file after file.

    ``lost_entries`` says that ids may have been lost with something that could not be read, so that references to
    them would only repeat that problem.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lost_entries = False
        self._source: Source | None = None
        self._broken_at: int | None = None

    @property
    def full(self) -> bool:
        """Whether there are so many problems that no more are listed."""
        return len(self.problems) > MAX_PROBLEMS

    @property
    def source(self) -> Source:
        """The file that is being read."""
        assert self._source is not None, "no file is open"
        return self._source

    def open(self, source: Source, broken_at: int | None) -> None:
        """Go on with another file. From ``broken_at`` on its nodes may be cut short, and nothing is reported."""
        self._source = source
        self._broken_at = broken_at

    def report(
        self,
        rule: str,
        node: Node,
        message: str,
        hint: str = "",
        *,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Note a problem at ``node``."""
        if self.full or (self._broken_at is not None and node.start >= self._broken_at):
            return
        span = self.source.span(node.start, node.end)
        if len(self.problems) == MAX_PROBLEMS:
            rule, message, hint, related = "too-large", TOO_MANY, TOO_MANY_HINT, ()
        self.problems.append(self.source.problem(rule, span, message, hint=hint, related=related))

    def report_flaw(self, node: Node, name: str, value: str, flaw: Flaw) -> None:
        """Note what is wrong with the value of the field ``name``."""
        self.report(flaw.rule, node, f"{name}: {value} {flaw.message}", flaw.hint)
