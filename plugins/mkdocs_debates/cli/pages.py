"""``debates pages``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mkdocs_debates.reports.escaping import escaped
from mkdocs_debates.reports.problems.text import render_problems

if TYPE_CHECKING:
    from mkdocs_debates.generators.publication import Publication
    from mkdocs_debates.settings import Settings

_SHOWN: Final = 5


@click.command("pages")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder of the generator's pages, such as docs.",
)
@click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The site's zensical.toml or mkdocs.yml; by default, the one in the current folder.",
)
@click.option("--check", is_flag=True, help="Write nothing; fail where the pages in DIR are missing, changed or stale.")
def command(folder: Path, config_file: Path | None, check: bool) -> None:
    """Write every page of the debates as a Markdown file with HTML inside, for Zensical and other generators.

    The pages and what belongs to them go into DIR, beside what is there. The next time, those that nothing needs any
    more are removed, and files that this command did not write are never touched.
    """
    from mkdocs_debates.generators.publication import publication_of

    settings = _settings(config_file)
    _keep_apart(folder / settings.options.root, settings.folder)
    publication = publication_of(settings)
    try:
        _report(publication)
        if check:
            _check(publication, folder)
        else:
            _write(publication, folder)
    finally:
        publication.close()


def _settings(config_file: Path | None) -> Settings:
    # MkDocs, whose options these are, is loaded only where they are asked for.
    from mkdocs_debates.settings import config_file_in, settings_in

    try:
        return settings_in(config_file or config_file_in(Path()))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _keep_apart(pages: Path, debates: Path) -> None:
    """Wrong use where pages would be written among the files of debates, or around them."""
    one, other = pages.resolve(), debates.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        hint = "give another folder, or another `path` or `source` among the options of debates"
        raise click.UsageError(f"the pages would stand in {pages}, with the files of debates in {debates}; {hint}")


def _report(publication: Publication) -> None:
    """Say what is wrong with the debates; end where errors are not to be shown on pages instead."""
    if not publication.site.subjects and not publication.problems:
        hint = "write one there, or name their folder as `source` among the options of debates"
        raise click.UsageError(f"no debate to publish in {publication.settings.folder}; {hint}")
    told = [each for each in publication.problems if each.severity != "advice"]
    click.echo(render_problems(told), nl=False, err=True)
    for message in publication.references_to_drafts():
        click.echo(f"warning: {escaped(message)}", err=True)
    if publication.settings.own.on_error == "fail" and any(each.severity == "error" for each in told):
        sys.exit(1)


def _check(publication: Publication, folder: Path) -> None:
    from mkdocs_debates.generators.stamp import stamp_in

    stamp = stamp_in(folder)
    if stamp is None:
        wrong = "there are no pages"
    elif stamp.made_from != publication.digest():
        wrong = "the pages are stale"
    elif changed := list(stamp.changed(folder)):
        wrong = f"missing, or changed since: {escaped(', '.join(changed[:_SHOWN]))}"
    else:
        click.echo(f"{len(stamp.files)} files in {folder} are what the debates make.", err=True)
        return
    click.echo(f"{folder}: {wrong}; run `debates pages --out {folder}`", err=True)
    sys.exit(1)


def _write(publication: Publication, folder: Path) -> None:
    from mkdocs_debates.generators.writing import RefusedError, write_below

    contents = dict(publication.files())
    try:
        done = write_below(folder, contents, publication.digest())
    except RefusedError as error:
        raise click.UsageError(f"in {folder}, {escaped(str(error))}") from None
    except OSError as error:
        raise click.UsageError(f"{error.filename or folder}: {error.strerror}; run the command again") from None
    removed = f", {done.removed} removed" if done.removed else ""
    click.echo(f"{len(contents)} files in {folder}: {done.written} written{removed}.", err=True)
    if done.left:
        click.echo(f"Left, since somebody changed them: {escaped(', '.join(done.left))}", err=True)
