"""The plugin's options in ``mkdocs.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError, load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mkdocs_debates.diagnostics import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


class DebatesConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """Options of the ``debates`` plugin. An unknown one stops the build, where MkDocs would only warn."""

    source = c.Type(str, default="debates")
    """Folder of the debate files, beside ``mkdocs.yml``."""
    path = c.Type(str, default="debates")
    """Where the debates stand on the site."""
    unfold = c.Type(int, default=2)
    """Levels of replies that are open at first."""
    page_bytes = c.Type(int, default=500_000)
    """Size above which branches of threads move to pages of their own."""
    claim_pages = c.Type(bool, default=True)
    """Give each claim a permalink page of its own."""
    explorer = c.Type(bool, default=True)
    """Ask readers where they stand, on a page of each debate."""
    map = c.Type(bool, default=True)
    """Draw each debate as a map."""
    feeds = c.Type(bool, default=True)
    """Publish what is new as Atom and JSON feeds."""
    embeds = c.Type(bool, default=True)
    """Give each crux a page that other sites can show in a frame."""
    twins = c.Type(bool, default=True)
    """Publish each debate as one Markdown file as well, and a list of these, for programs that read."""
    search = c.Choice(("site", "pagefind"), default="site")
    """Where claims are searched: in the site's own index, or in one that is loaded piece by piece."""
    on_error = c.Choice(("fail", "show"), default="fail")
    """What a debate with errors does: fail the build, or be replaced by a page that shows its problems."""
    preview_url = c.Type(str, default="")
    """Where previews of pull requests stand, with ``{number}`` for the pull request's."""
    compare_with = c.Type(str, default="")
    """The git ref that the site is compared with, so that what changed is marked."""
    only = c.ListOfItems(c.Type(str), default=[])
    """Build the pages of these debates alone, or, with ``_shared``, all but the pages of debates."""
    nav = c.Type(bool, default=True)
    """List the debates in the site's navigation."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """The errors and warnings of the options as given."""
        errors, _ = super().validate()
        known = [name for name, _ in self._schema]
        for name in self.data:
            if name not in known:
                near = did_you_mean(name, known) or f"its options are {', '.join(known)}"
                errors.append((name, ValidationError(f"the debates plugin has no such option; {near}")))
        for name in ("source", "path"):
            if _leads_astray(str(self.data[name])):
                errors.append((name, ValidationError("give a folder below the site's own, such as debates")))
        if self.preview_url and not self.preview_url.startswith(("https://", "http://")):
            errors.append(("preview_url", ValidationError("give an address that starts with https://")))
        if isinstance(self.unfold, int) and self.unfold < 0:
            errors.append(("unfold", ValidationError("give a number of levels, 0 or more")))
        if isinstance(self.page_bytes, int) and self.page_bytes < 10_000:
            errors.append(("page_bytes", ValidationError("give a number of bytes, 10000 or more")))
        return errors, []


def _leads_astray(folder: str) -> bool:
    parts = folder.strip("/").split("/")
    return folder.startswith(("/", "\\")) or not all(parts) or any(part in (".", "..") for part in parts)


def options_in(config_file: Path) -> DebatesConfig:
    """The options that a site's ``mkdocs.yml`` gives the plugin. Raises ``ValueError`` where it has none."""
    try:
        plugins = load_config(str(config_file)).plugins
    except (Abort, ConfigurationError) as error:
        raise ValueError(f"{config_file} is no configuration that MkDocs takes: {error}") from error
    found = [plugin.config for plugin in plugins.values() if isinstance(plugin.config, DebatesConfig)]
    if not found:
        raise ValueError(f"{config_file} does not name the plugin debates")
    return found[0]
