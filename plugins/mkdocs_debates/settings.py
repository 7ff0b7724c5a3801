"""What a site's configuration says of its debates: that which MkDocs has loaded, or a file that others load."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from mkdocs_debates.config import DebatesConfig
from mkdocs_debates.pages.site import Options
from mkdocs_debates.theme.words import ENGLISH, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_debates.theme.words import Words

CONFIG_FILES: Final = ("zensical.toml", "properdocs.yml", "mkdocs.yml", "mkdocs.yaml")
"""The names under which a site's configuration is looked for, the first first."""

REPLY_FORM: Final = "reply.yml"


def config_file_in(folder: Path) -> Path | None:
    """The configuration of the site in a folder, None where it has none."""
    return next((path for path in map(folder.joinpath, CONFIG_FILES) if path.is_file()), None)


class SiteConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """What debates need to know of a site, in the names of ``mkdocs.yml``, which Zensical took over."""

    site_name = c.Type(str, default="")
    site_url = c.Optional(c.URL(is_dir=True))
    repo_url = c.Optional(c.URL())
    edit_uri = c.Optional(c.EditURI("repo_url"))
    docs_dir = c.Dir(default="docs")
    use_directory_urls = c.Type(bool, default=True)
    custom_dir = c.Optional(c.Dir(exists=True))
    """The theme's."""


@dataclass(frozen=True)
class Settings:
    """What a site's configuration says of its debates.

    ``site`` is the folder of the configuration and ``folder`` that of the debates, ``shown_as`` in messages.
    ``templates`` are folders with templates of the site's own. Below ``edit_base`` the files of debates are edited, ""
    where that is not known. ``own`` are the plugin's options as given.
    """

    site: Path
    folder: Path
    shown_as: str
    templates: tuple[Path, ...]
    edit_base: str
    options: Options
    own: DebatesConfig


def settings_of(config: MkDocsConfig, own: DebatesConfig) -> Settings:
    """The settings of a site that is being built."""
    return _settings(config, config.theme.custom_dir, config.theme.get("language"), own)


def settings_in(config_file: Path | None) -> Settings:
    """The settings of a site whose generator need not know the plugin, from its ``mkdocs.yml`` or ``zensical.toml``.

    Plugins, extensions and the theme are not loaded; options are taken from ``plugins``, where ``debates`` stands
    there. Without a file all is as usual, in the current folder. Raises ``ValueError`` where the file cannot be read
    or something in it is wrong.
    """
    given = _read(config_file) if config_file else {}
    path = str(config_file) if config_file else None
    theme = given.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    site, own = SiteConfig(config_file_path=path), DebatesConfig(config_file_path=path)
    named = {name: given[name] for name, _ in SiteConfig._schema if name in given}
    for config, values in ((site, named | {"custom_dir": custom_dir}), (own, _plugin_options(given.get("plugins")))):
        config.load_dict(values)
        errors, _ = config.validate()
        if errors:
            raise ValueError("\n".join(f"{config_file}: {name}: {error}" for name, error in errors))
    language = theme.get("language") if isinstance(theme, dict) else None
    return _settings(site, site.custom_dir, language, own)


def _settings(
    config: MkDocsConfig | SiteConfig, custom_dir: str | None, language: object, own: DebatesConfig
) -> Settings:
    site = Path(config.config_file_path).parent if config.config_file_path else Path()
    folder = site / own.source
    templates = (Path(custom_dir),) if custom_dir else ()
    return Settings(
        site=site,
        folder=folder,
        shown_as=own.source.strip("/"),
        templates=templates,
        edit_base=_edit_base(config, folder),
        options=_options(config, own, site, words_of(language if isinstance(language, str) else ENGLISH, templates)),
        own=own,
    )


def _edit_base(config: MkDocsConfig | SiteConfig, folder: Path) -> str:
    """The address below which the files of debates are edited, "" where the site does not say."""
    if not config.repo_url or not config.edit_uri:
        return ""
    from_docs = Path(os.path.relpath(folder, config.docs_dir)).as_posix()
    return urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), f"{from_docs}/")


def _options(config: MkDocsConfig | SiteConfig, own: DebatesConfig, site: Path, words: Words) -> Options:
    return Options(
        directory_urls=config.use_directory_urls,
        unfold=own.unfold,
        page_bytes=own.page_bytes,
        claim_pages=own.claim_pages,
        explorer=own.explorer,
        map=own.map,
        feeds=own.feeds and bool(config.site_url),
        embeds=own.embeds,
        twins=own.twins,
        search_page=own.search == "pagefind",
        site_name=config.site_name,
        # mike leaves it without the slash at its end.
        site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        root=f"{own.path.strip('/')}/",
        edits=bool(config.repo_url and config.edit_uri),
        reply_form=_reply_form(config, site),
        words=words,
    )


def _reply_form(config: MkDocsConfig | SiteConfig, site: Path) -> str:
    """Where a reply is written as an issue, "" where the repository is not on GitHub or has no form for it."""
    if urlsplit(config.repo_url or "").hostname != "github.com" or not config.config_file_path:
        return ""
    form = site / ".github" / "ISSUE_TEMPLATE" / REPLY_FORM
    return f"{(config.repo_url or '').rstrip('/')}/issues/new?template={REPLY_FORM}" if form.is_file() else ""


# --- A configuration that MkDocs has not loaded -------------------------------------------------------------------


def _read(config_file: Path) -> Mapping[str, Any]:
    try:
        with config_file.open("rb") as file:
            if config_file.suffix == ".toml":
                import tomllib  # imported where it is used: MkDocs has read its own configuration

                data: Any = tomllib.load(file)
                data = data.get("project", data)
            else:
                data = yaml_load(file)
    except (OSError, ValueError, ConfigurationError) as error:
        raise ValueError(f"{config_file} cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise ValueError(f"{config_file} holds no settings")
    return data


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """The options of ``debates`` in ``plugins``, a list or a mapping; none where it is not there."""
    for item in plugins if isinstance(plugins, list) else [plugins]:
        options = item.get("debates") if isinstance(item, dict) else None
        if isinstance(options, dict):
            return options
    return {}
