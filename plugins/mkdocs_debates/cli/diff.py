"""``debates diff``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mkdocs_debates.cli.folders import source_option
from mkdocs_debates.comparing import compare
from mkdocs_debates.project import load
from mkdocs_debates.reports.changes.data import render_json
from mkdocs_debates.reports.changes.html import render_html
from mkdocs_debates.reports.changes.markdown import render_markdown
from mkdocs_debates.reports.changes.text import render_text
from mkdocs_debates.versions import VersionError, load_at, load_parting, load_where_parted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.comparing.changes import Difference

_FORMS: Final = ("text", "markdown", "json", "html")


@click.command("diff")
@click.argument("refs", nargs=-1, required=True, metavar="REF [REF]")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    show_default=True,
    help="How changes are told: for a terminal, for a pull request, for programs, or as one page.",
)
@source_option
@click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The site's mkdocs.yml: with its preview_url, changes in Markdown and HTML link into the preview.",
)
@click.option("--pull-request", type=int, metavar="NUMBER", help="What stands for {number} in preview_url.")
def command(refs: tuple[str, ...], form: str, folder: Path, config_file: Path | None, pull_request: int | None) -> None:
    """Say what changed in the debates between two versions.

    REF is a branch, a tag or a commit. With one, the files as they are now are compared with where your work and REF
    parted; with two, the one with the other; A...B compares B with where the two parted.
    """
    before, after = _versions(refs, folder)
    difference = compare(before, after)
    click.echo(_renderer(form, config_file, pull_request)(difference), nl=False)


def _versions(refs: tuple[str, ...], folder: Path) -> tuple[Mapping[str, Subject], Mapping[str, Subject]]:
    try:
        match refs:
            case (pair,) if "..." in pair:
                one, _, other = pair.partition("...")
                before = load_parting(folder, one or "HEAD", other or "HEAD").project.debates
                return before, load_at(folder, other or "HEAD").project.debates
            case (ref,):
                return load_where_parted(folder, ref).project.debates, load(folder).debates
            case (one, other):
                return load_at(folder, one).project.debates, load_at(folder, other).project.debates
    except VersionError as error:
        raise click.UsageError(str(error)) from None
    raise click.UsageError(f"give one version or two, not {len(refs)}")


def _renderer(form: str, config_file: Path | None, pull_request: int | None) -> Callable[[Difference], str]:
    if form == "json":
        return render_json
    if form == "text":
        return render_text
    preview, claim_pages = _preview(config_file, pull_request) if config_file else ("", True)
    render = render_markdown if form == "markdown" else render_html
    return partial(render, preview=preview, claim_pages=claim_pages)


def _preview(config_file: Path, pull_request: int | None) -> tuple[str, bool]:
    """The address below which the debates stand in the preview, "" for none, and whether claims have pages."""
    # MkDocs is loaded only where a site's configuration is asked for.
    from mkdocs_debates.config import options_in

    try:
        options = options_in(config_file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    url = options.preview_url
    if not url or ("{number}" in url and pull_request is None):
        return "", options.claim_pages
    path = options.path.strip("/")
    return f"{url.replace('{number}', str(pull_request)).rstrip('/')}/{path}/", options.claim_pages
