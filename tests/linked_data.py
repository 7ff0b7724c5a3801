"""Reads what pages say to programs: the JSON-LD in them, and the things that it names."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and ("type", "application/ld+json") in attrs:
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def linked_data_in(html: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page, an item for each of its elements."""
    scripts = _Scripts()
    scripts.feed(html)
    return [json.loads(text) for text in scripts.texts]


def things_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every object below ``data``."""
    waiting = [data]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)
