"""``debates explain``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

import click

from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.rules import Rule

_WIDTH: Final = 80
_INDENT: Final = "    "


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Say what a RULE means and why it is there, with a wrong and a right example; without one, list the rules."""
    if rule is None:
        click.echo("\n".join(_listed()))
        return
    if rule not in RULES:
        near = did_you_mean(rule, RULES) or "`debates explain` lists the rules"
        raise click.UsageError(f'there is no rule "{rule}"; {near}')
    click.echo("\n".join(_explained(RULES[rule])))


def _listed() -> Iterator[str]:
    room = max(map(len, RULES)) + 2
    for rule in RULES.values():
        start = f"{rule.slug.ljust(room)}{rule.severity.ljust(9)}"
        yield textwrap.fill(rule.summary, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))


def _explained(rule: Rule) -> Iterator[str]:
    yield f"{rule.slug} ({rule.severity})"
    for paragraph in (rule.summary, *rule.why.split("\n\n")):
        yield ""
        yield textwrap.fill(paragraph, _WIDTH)
    for heading, example in rule.examples:
        yield ""
        yield f"{heading}:"
        yield ""
        yield textwrap.indent(example.rstrip("\n"), _INDENT)
