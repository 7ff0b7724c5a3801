"""The YAML of a debate in any of the many ways in which people write it, with comments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

_ENTRIES = frozenset({"people", "links", "positions", "cruxes", "claims", "replies", "answers"})
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .%-]*[A-Za-z0-9.%]")


@dataclass
class Layout:
    """Writes data in a random layout; ``above`` and ``beside`` are the comments with the key that they belong to."""

    random: Random
    above: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)

    def document(self, data: dict[str, Any]) -> str:
        """The whole text."""
        head = "# About the file.\n\n" if self.random.random() < 0.5 else ""
        return head + "\n".join(self._mapping(data, 0, entries=False)) + "\n"

    def _mapping(self, data: dict[str, Any], indent: int, *, entries: bool) -> list[str]:
        names = list(data)
        if not entries:
            self.random.shuffle(names)
        lines: list[str] = []
        for name in names:
            if lines:
                lines += [""] * self.random.choice([0, 0, 1, 2])
            if self.random.random() < 0.3:
                comment = f"# above {len(self.above)}"
                self.above[comment] = name
                lines.append(" " * indent + comment)
            key = json.dumps(name) if self.random.random() < 0.1 else name
            lines += self._value(f"{' ' * indent}{key}:", name, data[name], indent, is_entry=entries)
        return lines

    def _value(self, start: str, name: str, value: Any, indent: int, *, is_entry: bool) -> list[str]:
        beside = ""
        if self.random.random() < 0.2:
            comment = f"# beside {len(self.beside)}"
            self.beside[comment] = name
            beside = f"  {comment}"
        step = self.random.randint(1, 4)
        if isinstance(value, str):
            return self._text(start, value, indent + step, beside)
        if not value:
            return [f"{start} {json.dumps(value)}{beside}"]
        if isinstance(value, dict):
            if not is_entry and name not in _ENTRIES and self.random.random() < 0.3:
                return [f"{start} {self._flow(value)}{beside}"]
            return [f"{start}{beside}", *self._mapping(value, indent + step, entries=name in _ENTRIES and not is_entry)]
        if all(isinstance(each, str) for each in value) and self.random.random() < 0.5:
            return [f"{start} {self._flow(value)}{beside}"]
        return [f"{start}{beside}", *self._items(value, indent + self.random.choice([0, step]))]

    def _items(self, items: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        for item in items:
            if isinstance(item, dict) and self.random.random() < 0.5:
                first, *others = self._mapping(item, indent + 2, entries=False)
                while first.lstrip().startswith("#") or not first.strip():
                    # A comment or a blank line before the first field stands above the dash.
                    lines.append(first[2:])
                    first, *others = others
                lines += [f"{' ' * indent}- {first.lstrip()}", *others]
            else:
                lines.append(f"{' ' * indent}- {self._flow(item)}")
        return lines

    def _text(self, start: str, value: str, indent: int, beside: str) -> list[str]:
        lead = " " * indent
        choices = [[f"{start} {json.dumps(value, ensure_ascii=False)}{beside}"]]
        if _BARE.fullmatch(value):
            choices.append([f"{start} {value}{beside}"])
        if value[:1].strip() and not value.endswith("\n"):
            lines = [lead + line if line else "" for line in value.split("\n")]
            choices.append([f"{start} |-{beside}", *lines])
            if "\n" not in value:
                choices.append([f"{start} >-{beside}", *lines])
        words = value.split(" ")
        if len(words) > 1 and all(_BARE.fullmatch(word) for word in words):
            choices.append(
                [f"{start} {words[0]}", *[lead + word for word in words[1:-1]], f"{lead}{words[-1]}{beside}"]
            )
        return self.random.choice(choices)

    def _flow(self, value: Any) -> str:
        gap = " " * self.random.randint(0, 2)
        if isinstance(value, str):
            return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            return f"[{gap}{f',{gap} '.join(map(self._flow, value))}{gap}]"
        return f"{{{gap}{f',{gap} '.join(f'{name}: {self._flow(each)}' for name, each in value.items())}{gap}}}"
