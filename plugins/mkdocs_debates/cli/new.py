"""``debates new``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_debates.cli.folders import source_option
from mkdocs_debates.cli.writing import one_line, write
from mkdocs_debates.editing.adding import EditError, add_entry
from mkdocs_debates.editing.issues import reply_of
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.editing.starting import debate_files, why_not_debate
from mkdocs_debates.model import CRUX_KINDS, LINK_KINDS, RELATIONS, words_of_id
from mkdocs_debates.project import load
from mkdocs_debates.reports.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.editing.yaml_text import Value
    from mkdocs_debates.model import Section

_STUB: Any = "What it says, in a few sentences."


@click.group("new")
def command() -> None:
    """Add a debate, a position, a crux, a claim, a link or a person.

    The entry is put at the end of its section, and what was not given stands there as a comment. No other byte of
    the file changes.
    """


def _to_debate(function: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options of whatever is added to a debate."""
    for decorate in (
        click.option("--bare", is_flag=True, help="Leave the comments out."),
        click.option("--file", default="", metavar="FILE", help="Which file of a debate's folder takes it."),
        source_option,
        click.argument("entry", metavar="ID"),
        click.argument("debate"),
    ):
        function = decorate(function)
    return function


def _add(
    section: Section, debate: str, entry: str, folder: Path, file: str, bare: bool, parent: str = "", **given: Any
) -> Path:
    fields: dict[str, Value] = {name: value for name, value in given.items() if value}
    try:
        edit = add_entry(folder, debate, section, entry, fields, parent=parent, file=file, comments=not bare)
    except EditError as error:
        raise click.UsageError(escaped(str(error))) from None
    write({edit.file: edit.content}, within=[folder])
    click.echo(edit.file.as_posix())
    return edit.file


@command.command("debate")
@click.argument("debate", metavar="ID")
@click.option("--title", default="", help="The question.")
@click.option("--folder", "in_folder", is_flag=True, help="Make it a folder, for a debate of several files.")
@source_option
def new_debate(debate: str, title: str, in_folder: bool, folder: Path) -> None:
    """Start a debate: a file, or a folder, with comments on what could stand in it."""
    reason = why_not_debate(folder, debate)
    if reason:
        raise click.UsageError(escaped(f"{reason}; choose another id"))
    words = one_line(title) or f"{words_of_id(debate)}?"
    files = {folder / path: text for path, text in debate_files(debate, words, in_folder=in_folder).items()}
    write(files, within=[folder])
    for file in files:
        click.echo(file.as_posix())


@command.command("position")
@_to_debate
@click.option("--title", default="", help="The position in a few words.")
@click.option("--summary", default="", help="The position in its holders' best words.")
@click.option("--held-by", multiple=True, metavar="PERSON", help="Who holds it; may be repeated.")
def new_position(entry: str, title: str, **given: Any) -> None:
    """Add a position."""
    _add("positions", entry=entry, title=title or words_of_id(entry), **given)


@command.command("crux")
@_to_debate
@click.option("--question", default="", help="The question.")
@click.option("--why", default="", help="What hangs on it.")
@click.option("--kind", type=click.Choice(CRUX_KINDS), help="What sort of question it is.")
@click.option("--answer", "answers", multiple=True, metavar="ID=LABEL", help="An answer; two or more.")
def new_crux(entry: str, question: str, answers: tuple[str, ...], **given: Any) -> None:
    """Add a crux, with the answers "yes" and "no" where none are given."""
    pairs = [answer.partition("=") for answer in answers or ("yes=Yes", "no=No")]
    if len(pairs) < 2 or not all(name and label for name, _, label in pairs):
        raise click.UsageError("give two answers or more, each as --answer id=label")
    labelled = {name: {"label": label} for name, _, label in pairs}
    _add("cruxes", entry=entry, question=question or f"{words_of_id(entry)}?", answers=labelled, **given)


@command.command("link")
@_to_debate
@click.option("--title", default="", help="Its title.")
@click.option("--url", default="", help="Where it is.")
@click.option("--kind", type=click.Choice(LINK_KINDS), help="What it is.")
def new_link(entry: str, title: str, **given: Any) -> None:
    """Add a source."""
    _add("links", entry=entry, title=title or words_of_id(entry), **given)


@command.command("person")
@_to_debate
@click.option("--name", default="", help="The name as shown.")
@click.option("--role", default="", help="What they do, in a few words.")
def new_person(entry: str, name: str, **given: Any) -> None:
    """Add a person."""
    _add("people", entry=entry, name=name or words_of_id(entry), **given)


@command.command("claim")
@click.argument("debate", required=False)
@click.argument("entry", metavar="ID", required=False)
@source_option
@click.option("--file", default="", metavar="FILE", help="Which file of a debate's folder takes it.")
@click.option("--bare", is_flag=True, help="Leave the comments out.")
@click.option("--text", default=_STUB, show_default=True, help="The claim in full.")
@click.option("--title", default="", help="The claim in one line.")
@click.option("--by", multiple=True, metavar="PERSON", help="Who said it; may be repeated.")
@click.option("--date", default="", help="When it was said.")
@click.option("--reply-to", "parent", default="", metavar="CLAIM", help="The claim below which it is put.")
@click.option("--relation", type=click.Choice(RELATIONS), help="What a reply does to its parent.")
@click.option("--supports", multiple=True, metavar="ID", help="What it argues for; may be repeated.")
@click.option("--opposes", multiple=True, metavar="ID", help="What it argues against; may be repeated.")
@click.option("--undercuts", multiple=True, metavar="CLAIM", help="A claim whose step fails; may be repeated.")
@click.option("--crux", "cruxes", multiple=True, metavar="ID", help="A crux, or an answer; may be repeated.")
@click.option(
    "--from-issue",
    "issue",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help='A reply from the form of an issue: its text, or the event of GitHub that holds it; "-" reads the input.',
)
def new_claim(
    debate: str | None, entry: str | None, parent: str, relation: str | None, issue: Any, bare: bool, **given: Any
) -> None:
    """Add a claim to the debate DEBATE under the id ID, or the reply of an issue to the claim that it names."""
    if issue is not None:
        try:
            text = issue.read()
        except UnicodeDecodeError:
            raise click.UsageError("the reply is not encoded as UTF-8") from None
        _reply_of_issue(text, given["folder"])
        return
    if not debate or not entry:
        raise click.UsageError("name the debate and an id for the claim: debates new claim DEBATE ID")
    if bool(parent) != bool(relation):
        raise click.UsageError("a reply needs both --reply-to CLAIM and --relation, a root needs neither")
    _add("claims", debate, entry, parent=parent, relation=relation, bare=bare, **given)


def _reply_of_issue(text: str, folder: Path) -> None:
    """Put a reply in its place. What is wrong with it is a problem of the issue, not wrong use: exit status 1."""
    try:
        reply = reply_of(text)
        known = load(folder).debates.get(reply.debate)
        words = str(reply.given.get("title") or reply.given["text"])
        entry = Naming(known.graph.sections.keys() | _former_ids(known) if known else ()).id_for(words, "reply")
        edit = add_entry(folder, reply.debate, "claims", entry, reply.given, parent=reply.parent, comments=False)
    except EditError as error:
        click.echo(escaped(str(error)), err=True)
        sys.exit(1)
    write({edit.file: edit.content}, within=[folder])
    click.echo(f"{edit.file.as_posix()}: {entry}")
    output = os.environ.get("GITHUB_OUTPUT")
    if output:
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"debate={reply.debate}\nclaim={entry}\nfile={edit.file.as_posix()}\n")


def _former_ids(subject: Any) -> set[str]:
    return {former for _, entry in subject.debate.entries() for former in entry.formerly}
