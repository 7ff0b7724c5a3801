"""The command ``debates``: one module per subcommand, loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any, Final

import click

from mkdocs_debates import __version__

COMMANDS: Final = {
    "init": "Start a new site with a first debate.",
    "new": "Add a debate, a position, a crux, a claim, a link or a person.",
    "check": "Find every problem of every debate.",
    "diff": "Say what changed in the debates between two versions.",
    "format": "Lay files out in one canonical way.",
    "rename": "Change an id everywhere it is named, and keep the old one working.",
    "explain": "Say what a rule means, with a wrong and a right example.",
    "import": "Bring a debate in from another format.",
    "export": "Write a debate in another format.",
    "pages": "Write the pages as Markdown files, for Zensical and other generators.",
    "schema": "Print the JSON Schema of the format.",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand ``cmd_name``, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"mkdocs_debates.cli.{module}").command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand to its end, or say why it ends early."""
        from mkdocs_debates.cli.ending import told

        with told(ctx):
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="debates")
def main() -> None:
    """Write, check and publish debates."""
