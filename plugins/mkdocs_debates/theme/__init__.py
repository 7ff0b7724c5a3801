"""The templates and assets of the site, and which of the assets a page loads."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATES: Final = Path(__file__).parent / "templates"
"""The folder of the templates."""

_FOLDER: Final = Path(__file__).parent / "assets"

ASSET_FOLDER: Final = "assets/debates/"
"""Where the assets stand, from the site's root."""

_ON_EVERY_PAGE: Final = ("debates", "claims", "matrix", "print")
"""The style sheets that every page needs, in the order of the cascade. They are published as one."""


def _assets() -> Iterator[tuple[str, tuple[Path, ...]]]:
    together = tuple(_FOLDER / "debates" / f"{name}.css" for name in _ON_EVERY_PAGE)
    yield f"{ASSET_FOLDER}{together[0].name}", together
    for file in sorted(_FOLDER.rglob("*.*")):
        if file not in together:
            yield f"assets/{file.relative_to(_FOLDER).as_posix()}", (file,)


ASSETS: Final[Mapping[str, tuple[Path, ...]]] = dict(_assets())
"""Every asset by its address from the site's root, with its sources; published as :func:`minified` gives them."""

STYLES: Final = [f"{ASSET_FOLDER}debates.css"]
"""The style sheets that every page loads."""

PREVIEW_STYLES: Final = ["assets/debates/changes.css"]
"""The style sheets that a preview loads beside these."""

SCRIPTS: Final = ["assets/debates/debates.js"]
"""The one module that every page loads; it imports the others where they are needed."""


@functools.cache
def minified(sources: tuple[Path, ...]) -> str:
    """Style sheets, or scripts, one after another, without comments and what white space they can do without."""
    # Imported where they are used: the command publishes nothing.
    import rcssmin
    import rjsmin

    texts = "".join(source.read_text(encoding="utf-8") for source in sources)
    return str((rcssmin.cssmin if sources[0].suffix == ".css" else rjsmin.jsmin)(texts))
