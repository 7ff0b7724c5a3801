"""Builds small sites for tests."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


MATERIAL: Final[Mapping[str, Any]] = {"name": "material", "font": False}


@dataclass(frozen=True)
class Built:
    """A built site's folder and what was logged at warning level and above."""

    folder: Path
    log: tuple[str, ...]

    def read(self, path: str) -> str:
        """The text of a built file."""
        return (self.folder / path).read_text(encoding="utf-8")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_site(
    folder: Path, files: Mapping[str, str], options: Mapping[str, Any] | None = None, **settings: Any
) -> Built:
    """Write ``files`` below ``folder`` and build a site of them; ``options`` are the plugin's."""
    for path, text in {"docs/index.md": "# Home\n", **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    listener = _Listener()
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        config = load_config(
            str(folder / "mkdocs.yml"),
            plugins=["search", {"debates": dict(options or {})}],
            site_dir=str(folder / "site"),
            **{"site_url": "https://example.org/sub/", "theme": MATERIAL, **settings},
        )
        build(config)
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
    return Built(folder / "site", tuple(listener.messages))
