"""Sites in several languages, which mkdocs-static-i18n builds one after another in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LANGUAGES: Final = "i18n"
"""The name under which a site has that plugin."""


def is_of_further_language(config: MkDocsConfig) -> bool:
    """Whether this is the build of a language that is not the site's usual one.

    Debates are in the language that they were held in, and stand on the site once, as the usual build wrote them.
    """
    plugin = config.plugins.get(LANGUAGES)
    return plugin is not None and not getattr(plugin, "is_default_language_build", True)
