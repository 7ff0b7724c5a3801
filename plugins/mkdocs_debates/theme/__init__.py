"""The templates and assets of the site, and which of the assets a page loads."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES: Final = Path(__file__).parent / "templates"
"""The folder of the templates."""

HOST_TEMPLATES: Final = Path(__file__).parent / "host"
"""The folder of the templates that the site's own theme renders."""

_FOLDER: Final = Path(__file__).parent / "assets"

ASSET_FOLDER: Final = "assets/debates/"
"""Where the assets stand, from the site's root."""

ASSETS: Final[Mapping[str, Path]] = {
    f"assets/{file.relative_to(_FOLDER).as_posix()}": file for file in sorted(_FOLDER.rglob("*.*"))
}
"""Every asset by its address from the site's root; published as :func:`minified` gives it."""

STYLES: Final = [f"assets/debates/{name}.css" for name in ("debates", "claims", "matrix", "print")]
"""The style sheets that every page loads, in the order of the cascade."""

PREVIEW_STYLES: Final = ["assets/debates/changes.css"]
"""The style sheets that a preview loads beside these."""

SCRIPTS: Final = ["assets/debates/debates.js"]
"""The one module that every page loads; it imports the others where they are needed."""


@functools.cache
def minified(asset: Path) -> str:
    """A style sheet or a script without its comments and what white space it can do without."""
    # Imported where they are used: the command publishes nothing.
    import rcssmin
    import rjsmin

    minify = rcssmin.cssmin if asset.suffix == ".css" else rjsmin.jsmin
    return str(minify(asset.read_text(encoding="utf-8")))
