"""The files that debates add to the site."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_debates.exchange.inventory import INVENTORY
from mkdocs_debates.host.pages import DebatePage, tell_addresses
from mkdocs_debates.pages.assembly import embed_paths, redirect_paths
from mkdocs_debates.pages.site import INDEXES, TWIN_LIST, media_path, twin_path
from mkdocs_debates.reading.opening import open_within
from mkdocs_debates.schema import SCHEMAS
from mkdocs_debates.theme import ASSETS, PREVIEW_STYLES, minified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_debates.host.building import Build


class _ImageFile(File):
    """An image below ``folder``, which is looked at once more when it is copied: it may be a link by then."""

    folder: Path

    def copy_file(self, dirty: bool = False) -> None:
        """Copy the image into the site."""
        assert self.abs_src_path is not None, "an image is a file"
        os.makedirs(os.path.dirname(self.abs_dest_path), exist_ok=True)
        try:
            with open_within(self.folder, Path(self.abs_src_path)) as image, open(self.abs_dest_path, "wb") as copy:
                shutil.copyfileobj(image, copy)
        except OSError as error:
            raise PluginError(f"{self.abs_src_path} cannot be copied: {error.strerror}") from None


def generated_files(config: MkDocsConfig, build: Build, in_nav: frozenset[str]) -> list[File]:
    """The debates' pages, their images and the assets; of the pages, those at ``in_nav`` are in the navigation."""
    is_preview = build.site.changes is not None
    return [
        *_page_files(config, build, in_nav),
        *_image_files(config, build),
        *_asset_files(config, is_preview=is_preview),
    ]


def refuse_overwriting(files: Files, generated: Sequence[File], build: Build) -> None:
    """Raise a ``PluginError`` where a file of the site would be one of ours."""
    present = {file.dest_uri: file.src_uri for file in files}
    ours = [(file.dest_uri, file.src_uri) for file in generated]
    if any(output.startswith(build.site.options.root) for output in present):  # else it need not be listed
        ours += _written_later(build)
    clashes = [(output, name, present[output]) for output, name in ours if output in present]
    if clashes:
        lines = "\n".join(f"  {theirs} and {name} would both be {output}" for output, name, theirs in clashes)
        raise PluginError(
            f"Files of the site stand where pages of debates go:\n{lines}\n"
            'Rename these files, or set the plugin\'s "path" to another folder.'
        )


def _page_files(config: MkDocsConfig, build: Build, in_nav: frozenset[str]) -> Iterator[File]:
    source_of = functools.cache(lambda debate_id: str(_source_of(debate_id, build)))
    for path, page in build.pages.items():
        inclusion = InclusionLevel.UNDEFINED if path in in_nav else InclusionLevel.NOT_IN_NAV
        title = Markup(escape(page.title))
        file = build.earlier_files.get_file_from_path(path) if build.earlier_files else None
        if file and isinstance(file.page, DebatePage) and file.page.is_still(title, wide=page.wide):
            file.page.forget_place()
        else:
            file = File.generated(config, path, content="")
            tell_addresses(file)
            DebatePage(title, file, config, wide=page.wide)
        file.inclusion = inclusion
        file.abs_src_path = source_of(page.path.partition("/")[0])
        yield file


def _source_of(debate_id: str, build: Build) -> Path:
    """What the pages of a debate are made of, for plugins that ask for the dates of files or sort by where they are."""
    folder = build.project.folder
    return folder / build.project.labels[debate_id].files[0] if debate_id in build.site.subjects else folder


def _image_files(config: MkDocsConfig, build: Build) -> Iterator[File]:
    for debate_id in build.site.subjects:
        for image in sorted(build.images[debate_id]):
            source = build.project.image_file(debate_id, image)
            if source is not None:
                path = f"{build.site.options.root}{media_path(debate_id, image)}"
                file = _ImageFile.generated(config, path, abs_src_path=str(source))
                assert isinstance(file, _ImageFile)
                file.folder = build.project.folder
                yield file


def _asset_files(config: MkDocsConfig, *, is_preview: bool) -> Iterator[File]:
    for path, sources in ASSETS.items():
        if is_preview or path not in PREVIEW_STYLES:
            file = File.generated(config, path, content=minified(sources))
            file.abs_src_path = str(sources[0])
            yield file


def _written_later(build: Build) -> Iterator[tuple[str, str]]:
    """What is written beside the pages, as the file and what it is."""
    root = build.site.options.root
    yield f"{root}permalinks.json", "the list of permalinks"
    yield f"{root}{INVENTORY}", "the inventory"
    for name in SCHEMAS:
        yield f"{root}{name}", "the schema of the format"
    for debate_id in build.site.subjects:
        yield f"{root}{debate_id}/debate.json", f"the debate {debate_id} as data"
    if build.site.options.twins:
        yield f"{root}{TWIN_LIST}", "the list of debates for programs"
        for debate_id in build.site.subjects:
            yield f"{root}{twin_path(debate_id)}", f"the debate {debate_id} as Markdown"
    if build.site.options.feeds:
        for folder in ("", *(f"{debate_id}/" for debate_id in build.site.subjects)):
            yield f"{root}{folder}feed.xml", "a feed"
            yield f"{root}{folder}feed.json", "a feed"
    if build.site.options.search_page:
        yield f"{root}{INDEXES}parts.json", "the list of the search's indexes"
    for path in redirect_paths(build.site):
        yield f"{root}{path}index.html", "a permalink"
    for path in embed_paths(build.site):
        yield f"{root}{path}index.html", "a crux in a frame"
